"""Addresses of 报告预检: papers are checked without being filed."""

from django.urls import path

from evaluations.precheck.results import views as result_views
from evaluations.precheck.uploading import views as uploading_views

app_name = "precheck"
urlpatterns = [
    path("", uploading_views.precheck_page, name="home"),
    path("<int:batch>/", result_views.batch_page, name="batch"),
    path("<int:batch>/workbook/", result_views.batch_workbook, name="workbook"),
    path("<int:batch>/delete/", result_views.delete_batch, name="delete"),
    path("<int:batch>/<int:paper>/", result_views.paper_page, name="paper"),
]
