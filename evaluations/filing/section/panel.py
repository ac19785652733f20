"""The panel beside the form: rates, scores and findings as the server computes them from what is stored."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from departments.drawn_once import drawn_part
from departments.kept_last import KeptLast
from evaluations.filing.desk.draft_desk import Desk
from evaluations.language.amounts import show_percent
from evaluations.language.rounding import plain_number
from evaluations.scoring.assessing import Assessment, IndicatorResult

FULL = Decimal(100)
# The bar is drawn from 0 to 150 %, so that what is over stays visible.
WIDEST = Decimal(150)
MOST_LINES = 4_096


@dataclass(frozen=True)
class PanelReading:
    """One value in the panel; `width` of 100 is the whole bar, None where a bar says nothing."""

    label: str
    value: str
    note: str
    score: str = ""
    width: str = ""
    over: bool = False
    lost: bool = False

    @property
    def drawn(self) -> SafeString:
        """The value as a line of the panel; a save changes few of them."""
        return _lines.of(self, self._drawn)

    def _drawn(self) -> SafeString:
        told = {"label": self.label, "value": self.value, "note": self.note, "score": self.score, "width": self.width}
        return drawn_part("filing/section/panel_reading.html", told, over=self.over, lost=self.lost)


_lines: KeptLast[SafeString] = KeptLast(MOST_LINES)


def panel_context(desk: Desk) -> dict[str, Any]:
    """Context of filing/section/panel.html."""
    results = desk.assessment.indicators
    begun = scoring_begun(desk.assessment)
    missing = [result for result in results if result.status == "missing"]
    readings = (
        panel_readings(desk, [one for one in results if one.status != "missing"])
        if begun
        else rate_readings(desk)
        if not desk.scheme.scored
        else []
    )
    return {
        "readings": readings,
        "reading_lines": mark_safe("".join([one.drawn for one in readings])),
        "missing": missing,
        "total": plain_number(desk.assessment.total),
        "full_marks": plain_number(desk.assessment.full_marks),
        "grade": desk.assessment.grade,
        "ceiling": desk.assessment.ceiling,
        "counted": len(results) - len(missing),
        "asked": len(results),
        "begun": begun,
        "whole": desk.assessment.complete,
    }


def scoring_begun(assessment: Assessment) -> bool:
    """Whether anything that was filled in has a score: full marks for what does not apply are none of it yet."""
    return bool(assessment.full_marks) and any(
        one.status not in ("missing", "not_applicable") for one in assessment.indicators
    )


def panel_readings(desk: Desk, results: list[IndicatorResult]) -> list[PanelReading]:
    """Indicators that lost points first: they are what the writer must look at; then the rest in the scheme's order."""
    found = [indicator_reading(desk, result) for result in results]
    return [*(one for one in found if one.lost), *rate_readings(desk), *(one for one in found if not one.lost)]


def rate_readings(desk: Desk) -> list[PanelReading]:
    """The rates that have a value."""
    known = [(rate, rate.value) for rate in desk.assessment.rates if rate.value is not None]
    return [
        PanelReading(rate.label, show_percent(value), rate.explanation, **reading_bar(value)) for rate, value in known
    ]


def indicator_reading(desk: Desk, result: IndicatorResult) -> PanelReading:
    """An indicator with its points; only ratios with a limit of 100 % have a bar."""
    assert result.score is not None  # only what is missing has none
    points = f"{plain_number(result.score)} / {plain_number(result.weight)} 分"
    lost = result.score < result.weight
    if result.value is None or result.unit != "%":
        return PanelReading(result.label, points, result.explanation, lost=lost)
    rules = {one.code: one.rule for one in desk.scheme.indicators}
    ratio = getattr(rules.get(result.code), "limit", None) == FULL
    drawn = reading_bar(result.value) if ratio else {}
    return PanelReading(result.label, show_percent(result.value), result.explanation, points, lost=lost, **drawn)


def reading_bar(value: Decimal) -> dict[str, Any]:
    """Width and colour of the bar of a percentage."""
    width = max(min(value, WIDEST), Decimal(0)) / WIDEST * 100
    return {"width": f"{width:.1f}", "over": value > FULL}
