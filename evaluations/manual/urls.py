"""The manual, below /help/."""

from django.urls import path, re_path

from evaluations.manual import views

app_name = "manual"
urlpatterns = [
    path("", views.manual_page, name="contents"),
    path("manual.pdf", views.manual_file, name="paper"),
    re_path(r"^pictures/(?P<name>[a-z0-9-]{1,40}\.png)$", views.manual_picture, name="picture"),
    path("<slug:name>/", views.chapter_page, name="chapter"),
]
