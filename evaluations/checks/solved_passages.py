"""The texts of a case held against its figures: each once, until a figure changes that it could be held against.

A number that is none of what its sentence speaks of is looked for among all amounts of the report. What was kept of such a
text stands as long as the answers to these questions do, whatever amounts there are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.facts.document import ProjectFacts
from evaluations.facts.kept_answers import NotedAnswers, ToldAnswer

Answer = TypeVar("Answer")
Asked = TypeVar("Asked")
# (question, what it is about, whether of the figures of the plan) → answer
Said = dict[tuple[Callable[[KnownFigures, Any], Any], Any, bool], Any]
MOST_TOLD = 200  # questions about one text; with more of them the slow ones are not asked again at each state (ask_few)


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
    """The figures that one text is held against. What `everything` says of a number is told (NotedAnswers) and not read."""

    everything: KnownFigures | None = None
    answers: NotedAnswers | None = field(default=None, compare=False, repr=False)
    said: Said = field(default_factory=dict, compare=False, repr=False)

    def ask(self, question: Callable[[KnownFigures, Asked], Answer], about: Asked) -> Answer:
        asked = question, about, self.is_plan
        if asked not in self.said:
            again = partial(_asked_of, question, about, self.is_plan)
            self.said[asked] = again(self.everything or self)
            if self.answers:
                self.answers.tell(ToldAnswer(again, self.said[asked]))
        answer: Answer = self.said[asked]
        return answer

    def ask_few(self, question: Callable[[KnownFigures, Asked], Answer], about: Asked) -> Answer:
        return self.ask(question, about) if len(self.said) < MOST_TOLD else question(self, about)


def _asked_of(
    question: Callable[[KnownFigures, Any], Answer], about: Any, plan: bool, everything: KnownFigures
) -> Answer:
    return question(everything.plan if plan else everything, about)


def solved_passage(case: CheckCase, passage: Passage) -> BothReadings:
    """What a text says that cannot be true, and what agrees."""
    return case.once(("solved", passage.place), partial(_solved, case, passage), passage.text, passage.about)


def _solved(case: CheckCase, passage: Passage) -> BothReadings:
    figures, answers = case.figures, case.answers
    if isinstance(answers, NotedAnswers):
        rows = LaterRows(lambda: case.facts.projects)
        figures = ToldFigures(case.scheme, case.stated, rows, everything=figures, answers=answers)
    return report_both(case.scheme, case.facts, passage.text, figures, passage.about)
