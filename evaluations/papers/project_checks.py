"""What the text of a paper tells otherwise than its table of projects: their amounts, and what they consist of."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.finding import Finding
from evaluations.facts.document import ItemFacts, ProjectFacts
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import half_up
from evaluations.language.severities import WARNING_LEVEL
from evaluations.papers.paper_checks import AGAIN_REMEDY, TWICE_CHECK, TWICE_TITLE
from evaluations.papers.paper_projects import PROJECT_AMOUNTS, PrintedProject, amount_label, amounts_of
from evaluations.papers.paper_reading import PaperReading
from evaluations.papers.paper_words import bare_words
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace

CENTS = 2  # decimals at which two printings are held together


@dataclass(frozen=True)
class ToldAmount:
    """An amount as the text tells it (`said`) and as the table of projects has it (`known`); both in 万元."""

    label: str
    said: Decimal
    known: Decimal
    place: ReportPlace

    @property
    def differs(self) -> bool:
        """Whether they are two numbers at the cents."""
        return half_up(self.said, CENTS) != half_up(self.known, CENTS)

    def finding(self, where: str) -> Finding:
        """The warning about the two."""
        return Finding(
            check=TWICE_CHECK,
            level=WARNING_LEVEL,
            place=self.place,
            where=where,
            read=f"{self.label} {show_amount(self.said)}",
            expected=f"{show_amount(self.known)}万元（项目明细表）",
            why=f"{self.label}在文字和表中写得不一样，相差 {show_amount(abs(self.said - self.known))}万元",
            remedy=AGAIN_REMEDY,
            title=TWICE_TITLE,
        )


def projects_told_otherwise(paper: PaperReading) -> Iterator[Finding]:
    """A project of the table whose amounts or items the text tells otherwise."""
    listed = {bare_words(one.name): (number, one) for number, one in enumerate(paper.facts.projects)}
    for told in paper.told:
        number, project = listed.get(bare_words(told.project.name), (0, told.project))
        amounts = [*told_amounts(paper, told, project, number), *told_items(paper, told, project, number)]
        yield from (one.finding(told.passage.where) for one in amounts if one.differs)


def told_amounts(paper: PaperReading, told: PrintedProject, project: ProjectFacts, number: int) -> Iterator[ToldAmount]:
    """The amounts of a project that stand in both."""
    for field in PROJECT_AMOUNTS:
        said, known = getattr(told.project, field), getattr(project, field)
        if isinstance(said, Decimal) and isinstance(known, Decimal):
            label = f"{quoted_label(project.name)}{amount_label(paper.scheme, field)}"
            yield ToldAmount(label, said, known, row_place(paper.scheme, PlaceKind.PROJECT, number, field))


def told_items(paper: PaperReading, told: PrintedProject, project: ProjectFacts, number: int) -> list[ToldAmount]:
    """The items of a project that stand in both, where they are told of the same column.

    An item has one amount, and the text need not say of which column: so one of them must agree, and those of the text
    must not add up to another amount of the project.
    """
    known = amounts_of_items(project.items)
    said = amounts_of_items(told.project.items)
    place = row_place(paper.scheme, PlaceKind.PROJECT, number, "items")
    both = [
        ToldAmount(f"{quoted_label(project.name)}中的{name}", said[name], known[name], place)
        for name in said
        if name in known
    ]
    another = sum(said.values(), Decimal(0)) in (*amounts_of(project), *amounts_of(told.project))
    return [] if another or all(one.differs for one in both) else both


def amounts_of_items(items: tuple[ItemFacts, ...]) -> dict[str, Decimal]:
    """Bare name → amount (万元) of the items that have one."""
    return {bare_words(one.name): one.amount for one in items if isinstance(one.amount, Decimal)}
