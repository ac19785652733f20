"""/publish/: the portal staff's desk."""

from django.urls import path

from evaluations.publication.release_queue import views

app_name = "release_queue"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/act/<slug:action>/", views.act, name="act"),
]
