"""/publish/: the portal staff's desk."""

from django.urls import path

from evaluations.publication.views import publish

app_name = "publish"
urlpatterns = [
    path("", publish.queue, name="queue"),
    path("<int:pk>/", publish.detail, name="detail"),
    path("<int:pk>/pdf/", publish.pdf, name="pdf"),
    path("<int:pk>/act/<slug:action>/", publish.act, name="act"),
]
