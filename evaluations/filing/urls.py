"""Addresses of the filing desk."""

from django.urls import path

from evaluations.filing.views import acts, checking, documents, home, section, workbook

app_name = "filing"
urlpatterns = [
    path("", home.home, name="home"),
    path("open/<int:obligation>/", home.open_evaluation, name="open"),
    path("<int:pk>/", home.tasks, name="tasks"),
    path("<int:pk>/s/<slug:section>/", section.section, name="section"),
    path("<int:pk>/s/<slug:section>/row/", section.row, name="row"),
    path("<int:pk>/check/", checking.check, name="check"),
    path("<int:pk>/explain/", checking.explain, name="explain"),
    path("<int:pk>/preview/", documents.preview, name="preview"),
    path("<int:pk>/history/", documents.history, name="history"),
    path("<int:pk>/history/<int:number>/", documents.submission, name="submission"),
    path("<int:pk>/workbook.xlsx", workbook.download, name="workbook_file"),
    path("<int:pk>/workbook/", workbook.workbook, name="workbook"),
    path("<int:pk>/workbook/import/", workbook.import_workbook, name="workbook_import"),
    path("<int:pk>/workbook/marked.xlsx", workbook.marked_file, name="workbook_marked"),
    path("<int:pk>/act/<slug:action>/", acts.act, name="act"),
]
