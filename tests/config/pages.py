"""Two smallest pages, one behind the sign-in, for tests of the middleware."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as real


def closed(request):
    return HttpResponse("closed")


@login_not_required
def public(request):
    return HttpResponse("public")


urlpatterns = [
    path("signed-in-only/", closed),
    path("public/", public),
    *real,
]
