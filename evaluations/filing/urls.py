"""Addresses of the filing desk."""

from django.urls import path

from evaluations.filing.checking import act_views
from evaluations.filing.checking import views as checking_views
from evaluations.filing.comments import views as comment_views
from evaluations.filing.evidence import views as evidence_views
from evaluations.filing.pasting import views as pasting_views
from evaluations.filing.reading import difference_views
from evaluations.filing.reading import views as reading_views
from evaluations.filing.section import autosave_views
from evaluations.filing.section import views as section_views
from evaluations.filing.tasks import views as task_views
from evaluations.filing.workbook import views as workbook_views

app_name = "filing"
urlpatterns = [
    path("", task_views.home, name="home"),
    path("open/<int:obligation>/", task_views.open_evaluation, name="open"),
    path("<int:pk>/", task_views.tasks, name="tasks"),
    path("<int:pk>/s/<slug:section>/", section_views.section, name="section"),
    path("<int:pk>/s/<slug:section>/row/", section_views.row, name="row"),
    path("<int:pk>/s/<slug:section>/split/", pasting_views.split, name="split"),
    path("<int:pk>/s/<slug:section>/autosave/", autosave_views.autosave, name="autosave"),
    path("<int:pk>/s/<slug:section>/compare/", autosave_views.compare, name="compare"),
    path("<int:pk>/check/", checking_views.check, name="check"),
    path("<int:pk>/comments/", comment_views.comments, name="comments"),
    path("<int:pk>/explain/", checking_views.explain, name="explain"),
    path("<int:pk>/preview/", reading_views.preview, name="preview"),
    path("<int:pk>/word/", reading_views.word, name="word"),
    path("<int:pk>/history/", reading_views.history, name="history"),
    path("<int:pk>/history/<int:number>/", reading_views.submission, name="submission"),
    path("<int:pk>/differences/<int:a>/<int:b>/", difference_views.differences, name="differences"),
    path("<int:pk>/evidence/", evidence_views.evidence, name="evidence"),
    path("<int:pk>/evidence/add/", evidence_views.attach, name="attach"),
    path("<int:pk>/evidence/<uuid:file>/", evidence_views.evidence_file, name="evidence_file"),
    path("<int:pk>/evidence/<int:item>/", evidence_views.evidence_item, name="evidence_item"),
    path("<int:pk>/evidence/<int:item>/remove/", evidence_views.evidence_remove, name="evidence_remove"),
    path("<int:pk>/evidence/<int:item>/restore/", evidence_views.evidence_restore, name="evidence_restore"),
    path("<int:pk>/workbook.xlsx", workbook_views.download, name="workbook_file"),
    path("<int:pk>/workbook/", workbook_views.workbook, name="workbook"),
    path("<int:pk>/workbook/import/", workbook_views.import_workbook, name="workbook_import"),
    path("<int:pk>/workbook/marked.xlsx", workbook_views.marked_file, name="workbook_marked"),
    path("<int:pk>/act/<slug:action>/", act_views.act, name="act"),
]
