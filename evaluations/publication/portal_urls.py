"""What everybody may see: the list of published reports and the reports."""

from django.urls import path

from evaluations.publication.views import portal

app_name = "portal"
urlpatterns = [
    path("", portal.home, name="home"),
    path("reports/<int:year>/<slug:budget_code>/", portal.report, name="report"),
    path("reports/<int:year>/<slug:budget_code>.pdf", portal.pdf, name="pdf"),
    path("reports/<int:year>/<slug:budget_code>.json", portal.data, name="data"),
]
