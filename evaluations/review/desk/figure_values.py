"""A figure beside what it is compared with: last year's report, what was approved, the middle of the county."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from departments.kept_last import KeptLast
from evaluations.comparison.side_by_side import DECREASE_WORD, INCREASE_WORD
from evaluations.drafts.approved_budget import figures_for
from evaluations.language.amounts import Amount, show_amount, show_cell_amount, show_percent
from evaluations.language.rounding import half_up
from evaluations.models import CycleMedians, Submission
from evaluations.review.frozen_reading import FrozenReading, frozen_reading, marked_reading
from evaluations.scoring.assessing import Assessment
from evaluations.submissions.carry_forward import LAST_YEAR_PREFIX, last_year_cells, mark_of_source

# From here on a change against last year is marked: of the amount in %, of a rate in its points.
MARKED_CHANGE = Decimal(20)
MOST_BOARDS = 12  # each holds the reading of its report and of last year's
SHORTEST_COPY = 30  # shorter texts are often rightly the same every year


@dataclass(frozen=True)
class FigureValue:
    """One figure or ratio: this year's value, last year's report, the approved budget, the county's median; None where
    there is none. In `unit`: 万元, 人, %."""

    name: str
    label: str
    unit: str
    this: Amount
    last: Amount = None
    approved: Amount = None
    median: Amount = None

    @property
    def change(self) -> Decimal | None:
        """Against last year: in % of it, for a rate in points; None where either is no number, or last year was 0."""
        if not isinstance(self.this, Decimal) or not isinstance(self.last, Decimal):
            return None
        if self.unit == "%":
            return half_up(self.this - self.last, 2)
        return half_up((self.this - self.last) * 100 / abs(self.last), 2) if self.last else None

    @property
    def moved(self) -> bool:
        """Whether it moved by more than MARKED_CHANGE, or came from nothing."""
        from_nothing = self.unit != "%" and self.last == 0 and isinstance(self.this, Decimal) and self.this != 0
        return from_nothing or (self.change is not None and abs(self.change) > MARKED_CHANGE)

    @property
    def change_words(self) -> str:
        """增加12.30%, 减少3.00个百分点, 持平; "" where it cannot be told."""
        if self.change is None:
            return "上年为0" if self.moved else ""
        if not self.change:
            return "持平"
        unit = "个百分点" if self.unit == "%" else "%"
        return f"{INCREASE_WORD if self.change > 0 else DECREASE_WORD}{abs(self.change)}{unit}"

    def shown(self, value: Amount) -> str:
        """A value with its unit; — for none."""
        if isinstance(value, Decimal) and self.unit == "%":
            return show_percent(value)
        text = show_amount(value, self.unit)
        return f"{text}{self.unit}" if isinstance(value, Decimal) else text or "—"

    @property
    def last_words(self) -> str:
        """Last year's value with its unit."""
        return self.shown(self.last)

    @property
    def last_in_cell(self) -> str:
        """Last year's value as a table prints it, whose head names the unit."""
        if isinstance(self.last, Decimal) and self.unit == "%":
            return show_percent(self.last)
        return show_cell_amount(self.last, self.unit)

    @property
    def lines(self) -> list[str]:
        """今年, 上年 with the change, 批复, 全县中位数 as texts, in this order."""
        return [
            self.shown(self.this),
            f"{self.shown(self.last)}{f'（{self.change_words}）' if self.change_words else ''}",
            self.shown(self.approved),
            self.shown(self.median),
        ]


class FigureBoard:
    """Every figure of one submission with what it is compared with."""

    def __init__(
        self,
        key: Hashable,
        frozen: FrozenReading,
        source: FrozenReading | None,
        approved: Mapping[str, Decimal],
        medians: CycleMedians | None,
    ) -> None:
        """`key`: what names all the others; `source`: last year's approved report; `medians`: what is kept for the
        county's year, None before the first night."""
        self.key = key
        self.frozen, self.source, self.approved, self.medians = frozen, source, approved, medians
        self.scheme, self.facts, self.assessment = frozen.scheme, frozen.facts, frozen.assessment

    @classmethod
    def of(cls, submission: Submission, medians: CycleMedians | None) -> "FigureBoard":
        """The board of a submission as it is today: kept while what it is compared with is the same."""
        frozen, owed = frozen_reading(submission), submission.evaluation.obligation
        before, approved = mark_of_source(owed), figures_for(owed)
        night = (medians.pk, medians.computed_at) if medians else None
        key = (frozen.mark, before, tuple(sorted(approved.items())), night)
        return _boards.of(key, lambda: cls(key, frozen, marked_reading(before) if before else None, approved, medians))

    @property
    def last_assessment(self) -> Assessment | None:
        """How last year's report was assessed then."""
        return self.source.assessment if self.source else None

    @cached_property
    def values(self) -> dict[str, FigureValue]:
        """By name, in the order of the form; what has no value at all is left out."""
        last, approved = self._last_amounts, self.approved
        medians: Mapping[str, Any] = self.medians.values if self.medians else {}
        units = {name: figure.unit for name, figure in self.scheme.figures.items()}
        units |= {code: ratio.unit for code, ratio in self.scheme.ratios.items()}
        return {
            name: FigureValue(
                name,
                self.scheme.name_of(name, self.facts.year),
                unit,
                self.assessment.lookup(name),
                last.get(name),
                approved.get(name),
                Decimal(medians[name]) if name in medians else None,
            )
            for name, unit in units.items()
            if self.assessment.lookup(name) is not None or name in last
        }

    @cached_property
    def _last_amounts(self) -> dict[str, Amount]:
        """What last year's report says, by the names of this year's form."""
        if self.source is None:
            return {}
        old, amounts = self.source.scheme, self.source.assessment.amounts
        same = {
            code: code
            for code, ratio in self.scheme.ratios.items()
            if code in old.ratios and old.ratios[code].unit == ratio.unit
        }
        before = last_year_cells(old, self.scheme) | same
        return {name: amounts[was] for name, was in before.items() if was in amounts}

    @cached_property
    def told(self) -> dict[str, list[str]]:
        """Figure → its name, this year, last year, approved, median, for the browser."""
        return {name: [value.label, *value.lines] for name, value in self.values.items()}

    @cached_property
    def moved(self) -> list[FigureValue]:
        """What moved much since last year; columns that only repeat last year are no movement."""
        repeated = {name for name, one in self.scheme.figures.items() if one.column.startswith(LAST_YEAR_PREFIX)}
        return [one for name, one in self.values.items() if one.moved and name not in repeated]

    @cached_property
    def copied_texts(self) -> list[tuple[str, str, str]]:
        """(section, code, label) of narratives that say word for word what last year's report says."""
        if self.source is None:
            return []
        before, now = self.source.facts.narratives, self.facts.narratives
        return [
            (text.section, code, self.scheme.label(text.label, self.facts.year))
            for code, text in self.scheme.texts.items()
            if len(now.get(code, "")) >= SHORTEST_COPY and now[code].split() == before.get(code, "").split()
        ]

    def last_points(self, code: str) -> str:
        """What an indicator earned last year, of how many points if that was another number; "" where there was none."""
        result = self.last_assessment.results.get(code) if self.last_assessment else None
        return "" if result is None or result.score is None else f"{result.score.normalize():f}"


_boards: KeptLast[FigureBoard] = KeptLast(MOST_BOARDS)


def forget_boards() -> None:
    """Forget everything: each test begins with nothing kept."""
    _boards.forget()
