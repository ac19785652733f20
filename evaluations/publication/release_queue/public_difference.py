"""What a version that waits says differently from the one that the public could read before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from evaluations.comparison.side_by_side import PlaceContrast, contrast_by_place
from evaluations.models import Publication, Submission
from evaluations.submissions.freezing import submission_changes
from evaluations.workflow.publishing import NEVER_PUBLIC, earlier_public


@dataclass(frozen=True)
class PublicDifference:
    """The version before, how many lines differ from it, and which, by part of the form."""

    before: Publication
    count: int
    places: tuple[PlaceContrast, ...]

    @property
    def before_words(self) -> str:
        """The version before as the desk calls it."""
        return f"原公开版（第 {self.before.submission.number} 次报送）"


def public_difference(publication: Publication) -> PublicDifference | None:
    """The difference for a version that has not been public; None where nothing was public before it."""
    before = earlier_public(publication) if publication.state in NEVER_PUBLIC else None
    if before is None:
        return None
    old, new = before.submission, publication.submission
    count, places = contrasted_submissions(old.sha256, new.sha256, old, new)
    return PublicDifference(before, count, places)


@lru_cache(maxsize=64)
def contrasted_submissions(
    old_hash: str, new_hash: str, old: Submission, new: Submission
) -> tuple[int, tuple[PlaceContrast, ...]]:
    """How many lines differ, and which; kept by content, for a submission never changes."""
    found = submission_changes(old, new)
    return len(found), tuple(contrast_by_place(found))


def public_differences(publications: Iterable[Publication]) -> dict[int, PublicDifference]:
    """Publication → its difference, for those among them that follow a public version; one query finds which."""
    waiting = [one for one in publications if one.state in NEVER_PUBLIC]
    same = Publication.objects.filter(department__in={one.department_id for one in waiting})
    known = set(same.exclude(state__in=NEVER_PUBLIC).values_list("department", "year")) if waiting else set()
    likely = [one.pk for one in waiting if (one.department_id, one.year) in known]
    related = ("submission__scheme", "submission__frozen_assessment")
    whole = Publication.objects.filter(pk__in=likely).select_related(*related) if likely else ()
    found = {one.pk: public_difference(one) for one in whole}
    return {pk: difference for pk, difference in found.items() if difference}
