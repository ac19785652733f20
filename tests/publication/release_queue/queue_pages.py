"""Addresses and pages of the portal staff's desk, for its tests."""

from django.urls import reverse

from evaluations.models import Publication


def url(name: str, publication: Publication, *more: str) -> str:
    return reverse(f"release_queue:{name}", args=(publication.pk, *more))


def version(publication: Publication) -> int:
    publication.refresh_from_db()
    return type(publication.submission.evaluation).objects.get(pk=publication.submission.evaluation_id).version


def queue(desk, tab: str) -> str:
    return desk.get(reverse("release_queue:queue"), {"tab": tab}).content.decode()
