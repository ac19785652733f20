"""Addresses of the review."""

from django.urls import path

from evaluations.review.comments import views as comment_views
from evaluations.review.decision import views as decision_views
from evaluations.review.desk import views as desk_views
from evaluations.review.queue import views as queue_views

app_name = "review"
urlpatterns = [
    path("", queue_views.review_queue, name="queue"),
    path("<int:pk>/", desk_views.review_page, name="detail"),
    path("<int:pk>/differences/<int:number>/", desk_views.submission_differences, name="differences"),
    path("<int:pk>/evidence/<uuid:file>/", desk_views.submitted_evidence, name="evidence"),
    path("<int:pk>/decide/", decision_views.decide_submission, name="decide"),
    path("<int:pk>/s/<slug:section>/", comment_views.review_section_page, name="section"),
    path("<int:pk>/comments/", comment_views.draft_comment, name="comment"),
    path("<int:pk>/comments/<int:comment>/<slug:action>/", comment_views.judge_comment, name="judge"),
]
