"""What everybody may see: the list of published reports and the reports."""

from django.urls import path

from evaluations.publication.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.portal_page, name="home"),
    path("reports/<int:year>/<slug:budget_code>/", views.public_report_page, name="report"),
    path("reports/<int:year>/<slug:budget_code>.pdf", views.public_pdf, name="pdf"),
    path("reports/<int:year>/<slug:budget_code>.json", views.public_json, name="data"),
]
