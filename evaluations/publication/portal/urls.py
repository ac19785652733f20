"""What everybody may see: the list of published reports, the reports, departments over the years, and open data."""

from django.urls import path

from evaluations.publication.portal import version_views, views

app_name = "portal"
urlpatterns = [
    path("", views.portal_home_page, name="home"),
    path("reports/<int:year>/<slug:budget_code>/", views.public_report_page, name="report"),
    path(
        "reports/<int:year>/<slug:budget_code>/versions/<int:version>/", version_views.old_version_page, name="version"
    ),
    path("corrections/", version_views.corrections_page, name="corrections"),
    path("corrections.xml", version_views.public_corrections_feed, name="corrections_feed"),
    path("open-data/corrections.csv", version_views.open_corrections_csv, name="corrections_csv"),
    path("open-data/corrections.json", version_views.open_corrections_json, name="corrections_json"),
    path("reports/<int:year>/<slug:budget_code>.pdf", views.public_pdf, name="pdf"),
    path("reports/<int:year>/<slug:budget_code>.json", views.public_json, name="data"),
    path("files/<slug:digest>.pdf", views.public_paper, name="paper"),
    path("departments/<slug:budget_code>/", views.public_department_page, name="department"),
    path("compare/", views.comparison_page, name="compare"),
    path("glossary/", views.glossary_page, name="glossary"),
    path("open-data/", views.open_data_page, name="open_data"),
    path("open-data/<int:year>.csv", views.open_data_csv, name="open_csv"),
    path("open-data/<int:year>.xlsx", views.open_data_workbook, name="open_workbook"),
    path("open-data/<int:year>.json", views.open_data_json, name="open_json"),
    path("atom.xml", views.public_feed, name="feed"),
    path("sitemap.xml", views.public_sitemap, name="sitemap"),
    path("robots.txt", views.public_robots, name="robots"),
]
