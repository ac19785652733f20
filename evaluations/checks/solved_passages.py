"""The texts of a case held against its figures: each once, until a figure changes that it could be held against.

A number that is none of what its sentence speaks of is looked for among all amounts of the report. What was kept of such a
text stands as long as the answers to these questions do, whatever amounts there are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.facts.document import ProjectFacts
from evaluations.facts.noted_sources import ALL_OF_IT

Answer = TypeVar("Answer")
Asked = TypeVar("Asked")
# (question, what it is about, whether of the figures of the plan) → answer
Told = dict[tuple[Callable[[KnownFigures, Any], Any], Any, bool], Any]
MOST_TOLD = 200  # questions about one text that are asked again at each state; a text of the form asks three


class LaterRows(Sequence[ProjectFacts]):
    """The projects, read when somebody asks for them."""

    def __init__(self, rows: Callable[[], Sequence[ProjectFacts]]) -> None:
        self.rows = rows

    def __getitem__(self, place: Any) -> Any:
        return self.rows()[place]

    def __len__(self) -> int:
        return len(self.rows())

    def __iter__(self) -> Iterator[ProjectFacts]:
        return iter(self.rows())


@dataclass(frozen=True)
class ToldFigures(KnownFigures):
    """The figures that one text is held against. What `everything` says of a number is told and not noted as read."""

    everything: KnownFigures | None = None
    told: Told = field(default_factory=dict, compare=False, repr=False)

    def ask(self, question: Callable[[KnownFigures, Asked], Answer], about: Asked) -> Answer:
        asked = question, about, self.is_plan
        if asked not in self.told:
            self.told[asked] = _asked_of(self.everything or self, *asked)
        answer: Answer = self.told[asked]
        return answer

    def ask_few(self, question: Callable[[KnownFigures, Asked], Answer], about: Asked) -> Answer:
        return self.ask(question, about) if len(self.told) < MOST_TOLD else question(self, about)


def _asked_of(
    everything: KnownFigures, question: Callable[[KnownFigures, Any], Answer], about: Any, plan: bool
) -> Answer:
    return question(everything.plan if plan else everything, about)


def _still_told(figures: KnownFigures, told: Told) -> bool:
    """Whether all that was asked for a text is answered as it was."""
    for asked, answer in told.items():
        if _asked_of(figures, *asked) != answer:
            return False
    return True


def solved_passage(case: CheckCase, passage: Passage) -> BothReadings:
    """What a text says that cannot be true, and what agrees."""
    question, given = ("solved", passage.place), (passage.text, passage.about)
    both, told = case.once(question, lambda: _solved(case, passage), *given)
    if told and not _still_told(case.figures, told):
        case.answers.forget(question)
        both, told = case.once(question, lambda: _solved(case, passage), *given)
    if told:  # whoever keeps something that follows from this text has seen all figures
        case.answers.note(("amounts", ALL_OF_IT))
        case.answers.note("projects")
    return both


def _solved(case: CheckCase, passage: Passage) -> tuple[BothReadings, Told]:
    if not case.plain:
        return report_both(case.scheme, case.facts, passage.text, case.figures, passage.about), {}
    figures = ToldFigures(case.scheme, case.value, LaterRows(lambda: case.facts.projects), everything=case.figures)
    return report_both(case.scheme, case.facts, passage.text, figures, passage.about), figures.told
