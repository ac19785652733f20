"""What everybody may see: the list of published reports and the reports."""

from django.urls import path

from evaluations.publication.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("reports/<int:year>/<slug:budget_code>/", views.report, name="report"),
    path("reports/<int:year>/<slug:budget_code>.pdf", views.pdf, name="pdf"),
    path("reports/<int:year>/<slug:budget_code>.json", views.data, name="data"),
]
