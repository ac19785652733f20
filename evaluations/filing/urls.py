"""Addresses of the filing desk."""

from django.urls import path

from evaluations.filing.views import acts, autosave, checking, documents, home, section

app_name = "filing"
urlpatterns = [
    path("", home.home, name="home"),
    path("open/<int:obligation>/", home.open_evaluation, name="open"),
    path("<int:pk>/", home.tasks, name="tasks"),
    path("<int:pk>/s/<slug:section>/", section.section, name="section"),
    path("<int:pk>/s/<slug:section>/row/", section.row, name="row"),
    path("<int:pk>/s/<slug:section>/autosave/", autosave.autosave, name="autosave"),
    path("<int:pk>/s/<slug:section>/compare/", autosave.compare, name="compare"),
    path("<int:pk>/check/", checking.check, name="check"),
    path("<int:pk>/explain/", checking.explain, name="explain"),
    path("<int:pk>/preview/", documents.preview, name="preview"),
    path("<int:pk>/history/", documents.history, name="history"),
    path("<int:pk>/history/<int:number>/", documents.submission, name="submission"),
    path("<int:pk>/act/<slug:action>/", acts.act, name="act"),
]
