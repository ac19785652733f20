"""Addresses of the review."""

from django.urls import path

from evaluations.review.comments import views as comment_views
from evaluations.review.desk import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/differences/<int:number>/", views.differences, name="differences"),
    path("<int:pk>/evidence/<uuid:file>/", views.evidence, name="evidence"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/s/<slug:section>/", comment_views.section, name="section"),
    path("<int:pk>/comments/", comment_views.comment, name="comment"),
    path("<int:pk>/comments/<int:comment>/<slug:action>/", comment_views.judge, name="judge"),
]
