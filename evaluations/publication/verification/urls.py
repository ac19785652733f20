"""/verify/: whether a paper is ours, unchanged, and the one that counts."""

from django.urls import path

from evaluations.publication.verification import views

app_name = "verification"
urlpatterns = [
    path("", views.verification_page, name="home"),
    path("<slug:token>/", views.verified_paper_page, name="paper"),
]
