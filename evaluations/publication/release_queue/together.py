"""Several publications at once: to be published they go into a batch; papers are queued again one by one."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from departments.models import User
from evaluations.language.small_numbers import small_number
from evaluations.models import Publication
from evaluations.publication.release_queue.batch.batch_rows import MOST_IN_BATCH
from evaluations.publication.release_queue.next_waiting import DESK_ORDER
from evaluations.publication.release_queue.queue_states import (
    DESK_TABS,
    FROZEN_COLUMNS,
    publications_in_reach,
    publications_under_tab,
)
from evaluations.publication.release_queue.retrying import retry_refusal

MOST_TOGETHER = 50
RETRY_TOGETHER, PUBLISH_TOGETHER = "retry", "publish"


@dataclass(frozen=True)
class TogetherOutcome:
    """What became of one of them; `refused` is a sentence, "" when it was done."""

    publication: Publication
    refused: str = ""


def picked_publications(request: HttpRequest, user: User) -> QuerySet[Publication]:
    """Those that were ticked, of the user's counties, or all under the tab (`every`); what is not theirs is not there.

    The frozen documents stay in the database.
    """
    tab = request.POST.get("tab", "")
    if request.POST.get("every") and tab in DESK_TABS:
        return publications_under_tab(user, tab).order_by(*DESK_ORDER)[:MOST_IN_BATCH]
    numbers = [small_number(text) for text in request.POST.getlist("pk")[:MOST_IN_BATCH]]
    return publications_in_reach(user).filter(pk__in=numbers).defer(*FROZEN_COLUMNS).order_by(*DESK_ORDER)


def whole_publications(picked: list[Publication]) -> list[Publication]:
    """The same with all that their files are made of."""
    rows = Publication.objects.filter(pk__in=[one.pk for one in picked])
    related = rows.select_related("submission__scheme", "submission__frozen_assessment", "department__county")
    return list(related.order_by(*DESK_ORDER))


def retried_together(publications: list[Publication], request: HttpRequest, user: User) -> list[TogetherOutcome]:
    """Queue one paper after the other; one that is refused stops none of the others."""
    return [TogetherOutcome(one, retry_refusal(one, request, user)) for one in publications]
