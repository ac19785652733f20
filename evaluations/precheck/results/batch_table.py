"""The table over all papers of a batch: what a reviewer must see first stands first, with the gravest finding in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.fields.json import KT

from evaluations.checks.finding_titles import finding_title
from evaluations.models import PaperBatch, PaperCheck
from evaluations.precheck.results.paper_page import checked_nothing


@dataclass(frozen=True)
class PaperLine:
    """One paper: its counts, in a few words the gravest thing that was found, whether it looks like no report and nothing
    was found in it, and whether it is still to be read."""

    paper: PaperCheck
    gravest: str = ""
    where: str = ""
    strange: bool = False
    waits: bool = False

    @property
    def found(self) -> bool:
        """Whether anything was found in it."""
        return bool(self.paper.errors or self.paper.warnings or self.paper.hints)

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Papers with findings first, the gravest of them on top; then what was not read, what is no report, the rest."""
        paper = self.paper
        counts = (-paper.errors, -paper.warnings, -paper.hints)
        return (0 if self.found else 1 if paper.refusal else 2 if self.strange else 3, *counts)


def paper_lines(batch: PaperBatch) -> Sequence[PaperLine]:
    """The papers in that order; those alike as they were sent."""
    first = {name: KT(f"result__findings__0__{name}") for name in ("check", "title", "where")}
    rows = batch.papers.defer("result", "content").annotate(
        **{f"first_{name}": path for name, path in first.items()},
        first_unread=KT("result__unread__0"),
        waits_still=ExpressionWrapper(Q(content__isnull=False), BooleanField()),
    )
    return sorted(map(_paper_line, rows.order_by("number")), key=lambda line: line.place)


def _paper_line(paper: PaperCheck) -> PaperLine:
    found = vars(paper)
    gravest = finding_title(found["first_check"], found["first_title"] or "") if found["first_check"] else ""
    strange = checked_nothing(found["first_unread"], found["first_check"])
    return PaperLine(paper, gravest, found["first_where"] or "", strange, found["waits_still"])
