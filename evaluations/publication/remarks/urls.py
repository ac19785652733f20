"""/remarks/: readers say what is wrong in a published report."""

from django.urls import path

from evaluations.publication.remarks import reader_views

app_name = "remarks"
urlpatterns = [
    path("<int:year>/<slug:budget_code>/", reader_views.remark_page, name="form"),
    path("<slug:token>/", reader_views.remark_answer_page, name="answer"),
]
