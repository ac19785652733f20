"""更正登记: which public reports were replaced, taken down or put back, when, why, and by which version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from evaluations.models import Publication
from evaluations.workflow.publishing import NEVER_PUBLIC

REPLACED, TAKEN_DOWN, PUT_BACK = "replaced", "taken_down", "put_back"
REGISTER_LABELS = {REPLACED: "更正", TAKEN_DOWN: "撤下", PUT_BACK: "恢复公开"}
HEAVY_COLUMNS = ("facts", "result", "evidence", "origins")


@dataclass(frozen=True)
class RegisterLine:
    """One entry. `publication`: the new version, or the one that was taken down; `number` its place among the versions
    that were public, `before` the version that it replaced; `person` is for the bureau alone."""

    kind: str
    at: datetime
    publication: Publication
    number: int
    reason: str
    before: Publication | None = None
    person: str = ""

    @property
    def label(self) -> str:
        """What happened, in a word."""
        return REGISTER_LABELS[self.kind]

    @property
    def versions(self) -> str:
        """第 1 版 → 第 2 版, or the version alone."""
        return f"第 {self.number - 1} 版 → 第 {self.number} 版" if self.before else f"第 {self.number} 版"


def register_lines(rows: QuerySet[Publication]) -> list[RegisterLine]:
    """Every version among `rows` that replaced another, or is down now with a reason for the public; newest first."""
    earlier = Publication.objects.exclude(state__in=NEVER_PUBLIC).filter(
        department=OuterRef("department"), year=OuterRef("year"), submission__number__lt=OuterRef("submission__number")
    )
    shown = rows.exclude(state__in=NEVER_PUBLIC)
    followers = list(_light(shown.filter(Exists(earlier))))
    down = list(_light(shown.filter(state=Publication.State.WITHDRAWN)))
    versions = public_order([*followers, *down])
    lines = [_replacing(one, versions) for one in followers]
    lines += [_withdrawn(one, versions) for one in down]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def public_order(publications: Iterable[Publication]) -> dict[tuple[int, int], list[Publication]]:
    """(department, year) → all versions that were ever public, oldest first; one query."""
    wanted = {(one.department_id, one.year) for one in publications}
    rows = Publication.objects.filter(department__in={pk for pk, _ in wanted}).exclude(state__in=NEVER_PUBLIC)
    found: dict[tuple[int, int], list[Publication]] = {place: [] for place in wanted}
    for row in _light(rows).order_by("submission__number") if wanted else ():
        if (row.department_id, row.year) in found:
            found[row.department_id, row.year].append(row)
    return found


def _light(rows: QuerySet[Publication]) -> QuerySet[Publication]:
    related = rows.select_related("department__county", "submission", "published_by", "withdrawn_by")
    return related.defer(*(f"submission__{name}" for name in HEAVY_COLUMNS))


def _replacing(publication: Publication, versions: dict[tuple[int, int], list[Publication]]) -> RegisterLine:
    own = [one.pk for one in versions[publication.department_id, publication.year]]
    place = own.index(publication.pk)
    before = versions[publication.department_id, publication.year][place - 1]
    at, person = publication.published_at, str(publication.published_by or "")
    assert at is not None  # publication_live_by_someone
    return RegisterLine(REPLACED, at, publication, place + 1, publication.correction_note, before, person)


def _withdrawn(publication: Publication, versions: dict[tuple[int, int], list[Publication]]) -> RegisterLine:
    own = [one.pk for one in versions[publication.department_id, publication.year]]
    at, reason = publication.withdrawn_at, publication.withdrawn_reason if publication.withdrawn_publicly else ""
    assert at is not None  # publication_withdrawn_by_someone
    person = str(publication.withdrawn_by or "")
    return RegisterLine(TAKEN_DOWN, at, publication, own.index(publication.pk) + 1, reason, None, person)
