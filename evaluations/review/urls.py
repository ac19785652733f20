"""Addresses of the review."""

from django.urls import path

from evaluations.review import views

app_name = "review"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/differences/<int:number>/", views.differences, name="differences"),
    path("<int:pk>/evidence/<uuid:file>/", views.evidence, name="evidence"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
