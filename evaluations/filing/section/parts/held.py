"""What static/filing/section/units.js holds a pasted amount against: numbers that this page does not change."""

import json
from collections.abc import Iterable

from evaluations.checks.case import CheckCase
from evaluations.checks.money_cells import figure_yardsticks, project_yardsticks
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.language.magnitudes import Yardstick
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT


def held_figures(desk: SectionDesk, names: Iterable[str]) -> str:
    """JSON: figure → [[words, number in 万元, whether it is a whole]]."""
    case = CheckCase(desk.scheme, desk.facts, desk.assessment)
    money = (name for name in names if desk.scheme.figures[name].unit == MONEY_UNIT)
    return _json({name: figure_yardsticks(case, name, outside=desk.section.code) for name in money})


def held_items(desk: Desk) -> str:
    """JSON: the amount of an item → what no project can exceed."""
    case = CheckCase(desk.scheme, desk.facts, desk.assessment)
    return _json({"amount": project_yardsticks(case, "budget")})


def _json(found: dict[str, tuple[Yardstick, ...]]) -> str:
    told = {
        name: [[one.words, plain_number(one.value), one.whole] for one in sticks]
        for name, sticks in found.items()
        if sticks
    }
    return json.dumps(told, ensure_ascii=False) if told else ""
