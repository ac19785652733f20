"""The barest save of Django that can lose nothing, to set an autosave against: session, person, token, one versioned UPDATE.

It has a table of its own: it disturbs no draft, and none of our triggers answers to it.
"""

from typing import ClassVar, Self

from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models, transaction
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from benchmarks import ready  # noqa: F401 -- before any model is imported
from benchmarks.answers import save
from benchmarks.begun_site import BEGUN_MIDDLEWARE, BEGUN_SESSIONS
from benchmarks.measuring import Work


class BareDraft(models.Model):
    """One text with its version."""

    objects: ClassVar[models.Manager[Self]] = models.Manager()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.text[:20]


class OwnAddresses(MiddlewareMixin):
    """This save's address instead of the site's."""

    def process_request(self, request: HttpRequest) -> None:
        request.urlconf = __name__


@login_required
def bare_save(request: HttpRequest) -> JsonResponse:
    """One optimistic UPDATE of the posted text in a transaction, a small JSON back."""
    with transaction.atomic():
        rows = BareDraft.objects.filter(pk=request.POST["pk"])
        saved = rows.update(text=request.POST["text"], version=F("version") + 1, saved_at=timezone.now())
    return JsonResponse({"saved": saved})


urlpatterns = [path("save/", bare_save)]


def prepared(cookie: str) -> Work:
    """Saves of 800 characters by the person of the session, in the way of benchmarks/bare.py."""
    with connection.schema_editor() as editor:
        editor.create_model(BareDraft)
    fields = {"pk": BareDraft.objects.create(text="").pk, "text": "绩" * 800}
    with override_settings(MIDDLEWARE=[*BEGUN_MIDDLEWARE, f"{__name__}.OwnAddresses"], SESSION_ENGINE=BEGUN_SESSIONS):
        handler = WSGIHandler()

    def work() -> None:
        save(handler, "/save/", cookie, fields)

    return work
