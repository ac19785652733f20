"""Addresses of the filing desk."""

from django.urls import path

from evaluations.filing.views import (
    acts,
    autosave,
    checking,
    comments,
    differences,
    documents,
    evidence,
    home,
    section,
    splitting,
    workbook,
)

app_name = "filing"
urlpatterns = [
    path("", home.home, name="home"),
    path("open/<int:obligation>/", home.open_evaluation, name="open"),
    path("<int:pk>/", home.tasks, name="tasks"),
    path("<int:pk>/s/<slug:section>/", section.section, name="section"),
    path("<int:pk>/s/<slug:section>/row/", section.row, name="row"),
    path("<int:pk>/s/<slug:section>/split/", splitting.split, name="split"),
    path("<int:pk>/s/<slug:section>/autosave/", autosave.autosave, name="autosave"),
    path("<int:pk>/s/<slug:section>/compare/", autosave.compare, name="compare"),
    path("<int:pk>/check/", checking.check, name="check"),
    path("<int:pk>/comments/", comments.comments, name="comments"),
    path("<int:pk>/explain/", checking.explain, name="explain"),
    path("<int:pk>/preview/", documents.preview, name="preview"),
    path("<int:pk>/word/", documents.word, name="word"),
    path("<int:pk>/history/", documents.history, name="history"),
    path("<int:pk>/history/<int:number>/", documents.submission, name="submission"),
    path("<int:pk>/differences/<int:a>/<int:b>/", differences.differences, name="differences"),
    path("<int:pk>/evidence/", evidence.evidence, name="evidence"),
    path("<int:pk>/evidence/add/", evidence.attach, name="attach"),
    path("<int:pk>/evidence/<uuid:file>/", evidence.evidence_file, name="evidence_file"),
    path("<int:pk>/evidence/<int:item>/", evidence.evidence_item, name="evidence_item"),
    path("<int:pk>/evidence/<int:item>/remove/", evidence.evidence_remove, name="evidence_remove"),
    path("<int:pk>/evidence/<int:item>/restore/", evidence.evidence_restore, name="evidence_restore"),
    path("<int:pk>/workbook.xlsx", workbook.download, name="workbook_file"),
    path("<int:pk>/workbook/", workbook.workbook, name="workbook"),
    path("<int:pk>/workbook/import/", workbook.import_workbook, name="workbook_import"),
    path("<int:pk>/workbook/marked.xlsx", workbook.marked_file, name="workbook_marked"),
    path("<int:pk>/act/<slug:action>/", acts.act, name="act"),
]
