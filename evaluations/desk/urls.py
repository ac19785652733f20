"""/desk/: where everybody begins."""

from django.urls import path

from evaluations.desk.notices import views as notice_views
from evaluations.desk.settings import views as settings_views
from evaluations.desk.workbench import views as workbench_views

app_name = "desk"
urlpatterns = [
    path("", workbench_views.desk_page, name="home"),
    path("notices/", notice_views.notices_page, name="notices"),
    path("notices/read/", notice_views.read_all_notices, name="read"),
    path("notices/<int:notice>/", notice_views.open_notice, name="notice"),
    path("settings/", settings_views.settings_page, name="settings"),
]
