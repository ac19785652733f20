"""The parts of a report that most departments have nothing to say in: which they are, and what was answered."""

from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import SectionForm
from evaluations.filing.tasks.task_list import filing_order
from evaluations.schemes.scheme import Section

NOTHING_HERE, SOMETHING_HERE = "none", "some"


@dataclass(frozen=True)
class EmptyPart:
    """One such part. `answer`: "none", "some", or "" while nobody has said; `filled`: it holds something typed; `settled`:
    a person has said so here, and no import alone."""

    section: Section
    label: str
    version: int
    answer: str
    filled: bool
    settled: bool
    message: str = ""

    @property
    def name(self) -> str:
        """The name of its inputs."""
        return f"nothing-{self.section.code}"


def empty_parts(desk: Desk) -> list[EmptyPart]:
    """The parts that may be answered with 无此项, in the order of filing."""
    return [_part(desk, section) for section in filing_order(desk.scheme) if section.none_text]


def _part(desk: Desk, section: Section) -> EmptyPart:
    there = desk.at(section)
    filled = any(SectionForm.stored(there).canonical().keys() - {"none"})
    answer = NOTHING_HERE if there.state.none else SOMETHING_HERE if filled or there.state.saved_at else ""
    return EmptyPart(section, desk.label(section.label), there.state.version, answer, filled, there.state.done)


def asks_together(desk: Desk, section: Section | None) -> bool:
    """Whether a part that comes next is asked for on one page with others: two or more, and no person has touched one yet."""
    if section is None or not section.none_text:
        return False
    parts = empty_parts(desk)
    return len(parts) > 1 and not any(part.settled or part.answer == SOMETHING_HERE for part in parts)
