"""Where a paper stands that was public once: the one that counts, followed by another, or taken down."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet

from evaluations.models import Publication
from evaluations.publication.paper_proof import TOKEN_LENGTH

PaperState = Publication.State
TOKEN = re.compile(rf"[0-9a-f]{{{TOKEN_LENGTH}}}")
FILE_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PaperStanding:
    """A paper of ours and, where it no longer counts, the one that is public now instead."""

    publication: Publication
    live: Publication | None

    @property
    def words(self) -> str:
        """Its standing in a few words."""
        if self.publication.state == PaperState.LIVE:
            return "现行有效"
        return "已撤下" if self.publication.state == PaperState.WITHDRAWN else "已被更正后的新版替代"


def papers_once_public() -> QuerySet[Publication]:
    """What was ever on the portal: of anything else nobody is told that it exists."""
    states = (PaperState.LIVE, PaperState.SUPERSEDED, PaperState.WITHDRAWN)
    rows = Publication.objects.filter(state__in=states).select_related("department__county")
    return rows.order_by("-submission__number", "pk")


def standing_of(publication: Publication) -> PaperStanding:
    """The paper with the live one of its department and year, where that is another."""
    same = Publication.objects.filter(
        department=publication.department_id, year=publication.year, state=PaperState.LIVE
    ).select_related("department__county")
    return PaperStanding(publication, same.exclude(pk=publication.pk).first())


def standing_by_token(token: str) -> PaperStanding | None:
    """The paper whose printed digest begins so; that of papers until 1.3 (format 1) is their submission's."""
    if not TOKEN.fullmatch(token):
        return None
    found = papers_once_public().filter(printed_digest__startswith=token).first()
    return standing_of(found) if found else None


def standing_by_file(digest: str) -> PaperStanding | None:
    """The paper whose file has this SHA-256."""
    if not FILE_DIGEST.fullmatch(digest):
        return None
    found = papers_once_public().filter(sha256=digest).first()
    return standing_of(found) if found else None


def standing_by_content(digest: str, number: str, version: int) -> PaperStanding | None:
    """The paper with this printed digest; else the one with the number and version that a changed document claims."""
    rows = papers_once_public()
    found = rows.filter(paper_format__gte=2, printed_digest=digest).first() if digest else None
    year, _, code = number.partition("-")
    if found is None and year.isascii() and year.isdigit() and len(year) == 4:
        claimed = {"year": int(year), "submission__facts__budget_code": code, "submission__number": version}
        found = rows.filter(paper_format__gte=2, **claimed).first()
    return standing_of(found) if found else None
