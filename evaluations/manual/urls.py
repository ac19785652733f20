"""The manual, below /help/."""

from django.urls import path

from evaluations.manual import views

app_name = "manual"
urlpatterns = [
    path("", views.manual_page, name="contents"),
    path("manual.pdf", views.manual_file, name="paper"),
    path("pictures/<slug:picture>.png", views.manual_picture, name="picture"),
    path("<slug:chapter>/", views.chapter_page, name="chapter"),
]
