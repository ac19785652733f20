"""Addresses of the review."""

from django.urls import path

from evaluations.review.comments import views as comment_views
from evaluations.review.desk import views

app_name = "review"
urlpatterns = [
    path("", views.review_queue, name="queue"),
    path("<int:pk>/", views.review_page, name="detail"),
    path("<int:pk>/differences/<int:number>/", views.submission_differences, name="differences"),
    path("<int:pk>/evidence/<uuid:file>/", views.submitted_evidence, name="evidence"),
    path("<int:pk>/decide/", views.decide_submission, name="decide"),
    path("<int:pk>/s/<slug:section>/", comment_views.review_section_page, name="section"),
    path("<int:pk>/comments/", comment_views.draft_comment, name="comment"),
    path("<int:pk>/comments/<int:comment>/<slug:action>/", comment_views.judge_comment, name="judge"),
]
