"""Addresses of those who keep a county's departments."""

from django.urls import path

from evaluations.administration.departments import act_views, merge_views, views
from evaluations.administration.departments.importing import views as import_views

app_name = "administration"
urlpatterns = [
    path("departments/", views.departments_page, name="departments"),
    path("departments/new/", views.new_department_page, name="new_department"),
    path("departments/import/", import_views.import_page, name="import_departments"),
    path("departments/import/save/", import_views.save_import, name="save_import"),
    path("departments/import/template/", import_views.import_template, name="import_template"),
    path("departments/<int:department>/", views.department_page, name="department"),
    path("departments/<int:department>/edit/", act_views.edit_department_page, name="edit_department"),
    path("departments/<int:department>/rename/", act_views.rename_department_page, name="rename_department"),
    path("departments/<int:department>/stop/", act_views.stop_department_page, name="stop_department"),
    path("departments/<int:department>/resume/", act_views.resume_department_page, name="resume_department"),
    path("departments/<int:department>/merge/", merge_views.merge_department_page, name="merge_department"),
    path("departments/<int:department>/unmerge/", merge_views.undo_merge_page, name="undo_merge"),
]
