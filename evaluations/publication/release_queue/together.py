"""Several publications at once: each is an act of its own, and what is refused says why beside those that went through."""

from dataclasses import dataclass

from django.http import HttpRequest

from departments.models import User
from evaluations.evidence.private_files import DamagedFile
from evaluations.language.small_numbers import small_number
from evaluations.models import Publication
from evaluations.publication.release_queue.queue_states import publications_in_reach
from evaluations.publication.release_queue.retrying import retry_refusal
from evaluations.workflow.acting import ActRefused, perform_act

MOST_TOGETHER = 50
RETRY_TOGETHER, PUBLISH_TOGETHER = "retry", "publish"


@dataclass(frozen=True)
class TogetherOutcome:
    """What became of one of them; `refused` is a sentence, "" when it was done."""

    publication: Publication
    refused: str = ""


def picked_publications(request: HttpRequest, user: User) -> list[Publication]:
    """Those that were ticked, of the user's counties; what is not theirs is not there."""
    numbers = [small_number(text) for text in request.POST.getlist("pk")[:MOST_TOGETHER]]
    rows = publications_in_reach(user).select_related("submission__scheme", "department__county")
    return list(rows.filter(pk__in=numbers).order_by("-year", "department__budget_code"))


def done_together(
    action: str, publications: list[Publication], request: HttpRequest, user: User
) -> list[TogetherOutcome]:
    """Publish or retry one after the other; one that is refused stops none of the others."""
    act = published if action == PUBLISH_TOGETHER else retry_refusal
    return [TogetherOutcome(one, act(one, request, user)) for one in publications]


def published(publication: Publication, request: HttpRequest, user: User) -> str:
    """Make one public, as it was seen; why not, or ""."""
    seen = small_number(request.POST.get(f"version.{publication.pk}", ""))
    try:
        perform_act(publication.submission.evaluation, PUBLISH_TOGETHER, user, version=seen, request=request)
    except (ActRefused, DamagedFile) as refusal:
        return str(getattr(refusal, "message", refusal))
    return ""
