"""What every family of checks knows about the case before it: scheme, facts, result and the words for them."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from operator import eq
from typing import Any, TypeVar

from evaluations.checks.passages import Passage, aside_passages, narrative_passages
from evaluations.checks.stated_totals import is_half_stated
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.facts.document import Facts
from evaluations.facts.kept_answers import Answers, NotedAnswers
from evaluations.facts.noted_sources import NotedFacts
from evaluations.language.amounts import Amount, NotApplicable, show_amount
from evaluations.language.faults import quoted_label
from evaluations.schemes.place_lookup import place_at_path
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import Figure, ScoringScheme
from evaluations.scoring.assessing import Assessment, NotedAssessment

Answer = TypeVar("Answer")
SOME_FIGURES = 16  # that are asked for together: one that was typed leaves the others of a long table unasked


@dataclass(frozen=True)
class CheckCase:
    """Scheme, facts and result of one department, with the words for its figures."""

    scheme: ScoringScheme
    facts: Facts
    assessment: Assessment

    texts: tuple[Passage, ...] | None = None
    aside: str = ""  # what the texts are, where they do not stand in the report itself
    answers: Answers = field(repr=False, compare=False, default_factory=Answers)
    # The same case, where this one notes what is asked of it.
    plain: "CheckCase | None" = field(repr=False, compare=False, default=None)

    def noted(self, answers: NotedAnswers) -> "CheckCase":
        """This case as seen by those whose answers are kept for the next state of the report: what they read is noted."""
        facts, assessment = NotedFacts(self.facts, answers), NotedAssessment(self.assessment, answers)
        answers.figures = lambda: self.figures
        return CheckCase(self.scheme, facts, assessment, self.texts, self.aside, answers, self)

    def once(self, question: Hashable, answer: Callable[[], Answer], *given: Any) -> Answer:
        """What several checks, and the page beside them, ask of the same case: found once (facts/kept_answers.py)."""
        return self.answers.once(question, answer, *given)

    def once_of_texts(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The same of its texts, whoever has gathered them."""
        return self.answers.once((question, self.aside), answer, self.passages)

    @property
    def figures(self) -> KnownFigures:
        """What texts are held against; nobody is noted who asks it."""
        case = self.plain or self
        return case.once("figures", lambda: KnownFigures(case.scheme, case.stated, case.facts.projects))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every free text of the report (or the given `texts` alone): narratives that are printed, achievements, and
        what stands in tables. Blank ones are left out."""
        return self.answers.settled("passages", self._passages, eq) if self.texts is None else self.texts

    def _passages(self) -> tuple[Passage, ...]:
        found = (*narrative_passages(self.scheme, self.facts), *aside_passages(self.scheme, self.facts))
        return tuple(passage for passage in found if passage.text.strip())

    def value(self, name: str) -> Amount:
        return self.assessment.lookup(name)

    def stated(self, name: str) -> Amount:
        """The same as texts are held against it: None for a total of which a part is unknown, and for a rate of it."""
        value = self.value(name)
        return None if value is None or is_half_stated(name, self) else value

    def knows(self, name: str) -> bool:
        """Whether there is a value, 不适用 too."""
        return self.assessment.knows(name)

    def number(self, name: str) -> Decimal | None:
        """The value when it is a number; 不适用 counts as zero, blank is None."""
        value = self.value(name)
        return Decimal(0) if isinstance(value, NotApplicable) else value

    def name(self, name: str) -> str:
        return self.scheme.name_of(name, self.facts.year)

    def labelled(self, name: str, value: Decimal | None = None) -> str:
        """公用经费（2020年决算数） 137.26."""
        number = self.number(name) if value is None else value
        figure = self.scheme.figures.get(name)
        return f"{self.name(name)} {show_amount(number, figure.unit if figure else '万元') or '（未填）'}"

    def where(self, name: str) -> str:
        """Table and label of a figure."""
        figure = self.scheme.figures.get(name)
        if figure is None or not figure.table:
            return quoted_label(self.name(name))
        return f"{self.scheme.label(self.scheme.table(figure.table).title, self.facts.year)} · {self.name(name)}"

    def how(self, code: str) -> str:
        """How a rate came about, with this department's numbers."""
        indicator = self.assessment.results.get(code)
        if indicator:
            return indicator.working or indicator.explanation
        return self.assessment.rates_by_code[code].explanation

    def place(self, name: str) -> ReportPlace:
        """Where a figure, an indicator or a text of that name is filled in."""
        return place_at_path(self.scheme, name)

    def section(self, name: str) -> str | None:
        figure = self.scheme.figures.get(name)
        return figure.section if figure else None

    def figure(self, name: str) -> Figure | None:
        return self.scheme.figures.get(name)
