"""/publish/: the portal staff's desk."""

from django.urls import path

from evaluations.publication.release_queue import together_views, views

app_name = "release_queue"
urlpatterns = [
    path("", views.publication_queue, name="queue"),
    path("together/", together_views.act_together, name="together"),
    path("<int:pk>/", views.publication_page, name="detail"),
    path("<int:pk>/pdf/", views.publication_pdf, name="pdf"),
    path("<int:pk>/copy/<slug:kind>/", together_views.publication_copy, name="copy"),
    path("<int:pk>/act/<slug:action>/", views.act_on_publication, name="act"),
]
