"""What was saved before: the common ground of two people, a page's own savings, and who ever saved a section."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from departments.kept_writing import add_row
from departments.models import User
from evaluations.models import SectionState, SectionVersion

# Kept for merging: the last ones, and all of the last day, over which a page may stand open.
LAST_VERSIONS, YOUNG = 50, timedelta(days=1)
# Looking for what may go costs a query, so not at every save.
SAVES_PER_SWEEP = 20


@dataclass(frozen=True)
class OpenPage:
    """One open page: its own name for itself, its how-manieth sending this is, and what was chosen in a conflict.

    `against` is the version that the choices were shown with; `all_of` decides for every clash at once.
    """

    token: str = ""
    sending: int = 0
    against: int = -1
    chosen: Mapping[str, str] = field(default_factory=dict)
    all_of: str = ""


class LateSending(Exception):
    """The page itself has saved something newer already."""


def kept_versions(state: SectionState) -> QuerySet[SectionVersion]:
    """The kept versions of a section."""
    return SectionVersion.objects.filter(evaluation=state.evaluation_id, section=state.section)


def version_at(state: SectionState, version: int) -> SectionVersion | None:
    """One kept version."""
    return kept_versions(state).select_related("saved_by").filter(version=version).first()


def own_last(state: SectionState, version: int, page: OpenPage) -> int:
    """The last version that this page made on its own from `version`: answers get lost, and the page then sends the
    old number. Raises LateSending when this page has already saved a later sending."""
    if not page.token or version < 0 or version == state.version:
        return version
    own = kept_versions(state).filter(version__gt=version, page=page.token)
    for later, sending in own.order_by("version").values_list("version", "sending"):
        if sending >= page.sending:
            raise LateSending
        if later == version + 1:
            version = later
    return version


def seen_by(row: SectionVersion | None, page: OpenPage) -> dict[str, str] | None:
    """The texts that the page started from: of a version merged for it, its own half."""
    if row is None:
        return None
    return row.shown if row.shown is not None and page.token and row.page == page.token else row.texts


def record_version(
    state: SectionState,
    texts: dict[str, str],
    *,
    user: User | None = None,
    shown: dict[str, str] | None = None,
    page: OpenPage | None = None,
) -> SectionVersion:
    """Keep the texts of the version that `state` holds."""
    page = page or OpenPage()
    kept = SectionVersion(
        evaluation_id=state.evaluation_id,
        section=state.section,
        version=state.version,
        texts=texts,
        shown=shown,
        page=page.token,
        sending=page.sending,
        saved_at=state.saved_at or timezone.now(),
        saved_by=user,
    )
    add_row(kept)
    if state.version % SAVES_PER_SWEEP == 0:
        prune_versions(state)
    return kept


def prune_versions(state: SectionState) -> None:
    """Drop what nobody can need any more. The last version of each person stays: who filed may not review."""
    last_of_each = kept_versions(state).order_by().values("saved_by").annotate(last=Max("version")).values("last")
    old = kept_versions(state).filter(version__lte=state.version - LAST_VERSIONS, saved_at__lt=timezone.now() - YOUNG)
    old.exclude(version__in=list(last_of_each.values_list("last", flat=True))).delete()
