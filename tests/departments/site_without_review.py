"""The addresses of an installation that only publishes."""

from django.urls import include, path

urlpatterns = [
    path("", include("departments.urls")),
    path("", include("evaluations.publication.portal.urls")),
]
