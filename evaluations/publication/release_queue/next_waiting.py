"""Going through what waits to be published, one after the other."""

from dataclasses import dataclass

from departments.models import User
from evaluations.models import Publication
from evaluations.publication.release_queue.queue_states import publications_under_tab

DESK_ORDER = ("-year", "department__budget_code", "pk")


@dataclass(frozen=True)
class NextWaiting:
    """The publication after this one among those that wait, and how many there are."""

    publication: Publication
    total: int


def next_waiting(user: User, publication: Publication) -> NextWaiting | None:
    """The next one in the order of the list, from the beginning after the last; None where no other waits."""
    rows = publications_under_tab(user, "ready").order_by(*DESK_ORDER)
    places = list(rows.values_list("year", "department__budget_code", "pk"))
    others = [place for place in places if place[2] != publication.pk]
    if not others:
        return None
    here = (-publication.year, publication.department.budget_code, publication.pk)
    after = [place for place in others if (-place[0], place[1], place[2]) > here]
    chosen = (after or others)[0][2]
    return NextWaiting(Publication.objects.select_related("department").get(pk=chosen), len(places))
