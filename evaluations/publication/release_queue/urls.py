"""/publish/: the portal staff's desk."""

from django.urls import path

from evaluations.publication.release_queue import register_views, together_views, views
from evaluations.publication.release_queue.batch import batch_views

app_name = "release_queue"
urlpatterns = [
    path("", views.publication_queue, name="queue"),
    path("together/", together_views.act_together, name="together"),
    path("register/", register_views.register_page, name="register"),
    path("register.xlsx", register_views.register_workbook, name="register_workbook"),
    path("batches/<int:release>/", batch_views.batch_page, name="batch"),
    path("batches/<int:release>/begin/", batch_views.begin_picked, name="begin_batch"),
    path("batches/<int:release>/retry/", batch_views.retry_refused, name="retry_batch"),
    path("<int:pk>/", views.publication_page, name="detail"),
    path("<int:pk>/pdf/", views.publication_pdf, name="pdf"),
    path("<int:pk>/copy/<slug:kind>/", together_views.publication_copy, name="copy"),
    path("<int:pk>/act/<slug:action>/", views.act_on_publication, name="act"),
]
