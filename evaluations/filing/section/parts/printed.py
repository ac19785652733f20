"""另处印出的数: values and scores of an imported paper, only compared; here they are shown and can be deleted."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from evaluations.checks.stated_values import shown_in
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.parts.base import EVERY_INPUT, SectionPart
from evaluations.filing.section.parts.placed_forms import PlacedForm
from evaluations.language.rounding import plain_number
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS, SCORES_LABEL
from evaluations.models import Evaluation


@dataclass(frozen=True)
class PrintedValue:
    """One imported value as a line with a tick for its deletion."""

    name: str
    label: str
    text: str
    ticked: bool

    @property
    def id(self) -> str:
        return f"id_{self.name}"


class PrintedPart(SectionPart):
    writes = ("stated", "entries")
    template = "filing/section/parts/printed.html"
    forms: list[PlacedForm] = []

    @staticmethod
    def stored(desk: SectionDesk) -> dict[str, str]:
        return {}

    @cached_property
    def values(self) -> list[PrintedValue]:
        """The lines of this section, by the rows of the database, so that a tick never meets another value."""
        return [*self._stated(), *self._scores()]

    def _stated(self) -> Iterator[PrintedValue]:
        rows = self.desk.evaluation.stated_values.all() if self.desk.facts.stated else ()
        for row in rows:
            if shown_in(self.desk.scheme, row.name) == self.desk.section.code:
                where = f"（{row.place}）" if row.place else ""
                yield self._line(f"printed-{row.pk}", self._label(row.name) + where, row.value)

    def _scores(self) -> Iterator[PrintedValue]:
        for indicator in self.desk.scheme.indicators if self.desk.section.table == "indicators" else ():
            entry = self.desk.facts.entries.get(indicator.code)
            if entry and isinstance(entry.self_score, Decimal):
                yield self._line(
                    f"printed-score-{indicator.code}",
                    f"{indicator.label} {ENTRY_LABELS['self_score']}",
                    plain_number(entry.self_score),
                )

    def _line(self, name: str, label: str, text: str) -> PrintedValue:
        return PrintedValue(name, label, text, self.data.get(name) == "on")

    def _label(self, name: str) -> str:
        code = name.removesuffix(".score")
        return RESULT_LABELS.get(name) or self.desk.scheme.name_of(code, self.desk.facts.year) + (
            SCORES_LABEL if code != name else ""
        )

    def changed(self, before: Mapping[str, str], raw: Mapping[str, str]) -> frozenset[str]:
        """What is ticked."""
        return frozenset(name for name in self.data if name.startswith("printed-"))

    def write(self, evaluation: Evaluation, changed: Container[str] = EVERY_INPUT) -> None:
        if not self.changed({}, {}):
            return  # without a look at the facts, which costs as much as the rest of a save
        ticked = [value.name.removeprefix("printed-") for value in self.values if value.ticked]
        evaluation.stated_values.filter(pk__in=[name for name in ticked if name.isdigit()]).delete()
        codes = [name.removeprefix("score-") for name in ticked if name.startswith("score-")]
        evaluation.indicator_entries.filter(indicator__in=codes).update(self_score=None)
