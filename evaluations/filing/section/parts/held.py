"""What static/filing/section/units.js holds a pasted amount against: numbers that the page does not change, and its totals."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from evaluations.checks.case import CheckCase
from evaluations.checks.money_cells import ReportBounds, figure_yardsticks, project_yardsticks, unrelated_figures
from evaluations.checks.part_of_whole import related_figures, wholes_by_part
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.language.magnitudes import WHOLE_EXCESS, Yardstick
from evaluations.language.rounding import plain_number
from evaluations.language.units import MONEY_UNIT
from evaluations.schemes.place_lookup import place_at_path
from evaluations.schemes.scheme import ScoringScheme

MOST_FIGURES = 4_096  # of forms and years
MOST_FORMS = 64  # and what is largest in them: a long table takes 60 kB


def held_figures(desk: SectionDesk, names: Iterable[str]) -> str:
    """JSON: figure → [[words, number in 万元, excess, id of the total on this page that says the number]].

    The excess is how many times a whole an amount must be to be suspected, 0 for what is no whole.
    """
    case, here = desk.case, desk.section.code
    bounds, related = ReportBounds.of(case), related_figures(case.scheme)
    money = _amounts_among(case.scheme, tuple(names))
    # Of a long table most are held against nothing but the largest total.
    alone = unrelated_figures(case.scheme) - case.facts.approved.keys() - case.facts.last_figures.keys()
    found: dict[str, list[Sequence[Any]]] = {}
    for name in [name for name in money if name not in alone]:
        told = _told(figure_yardsticks(case, name, bounds, outside=here))
        found[name] = [*_totals_here(case.scheme, case.facts.year, name, here), *told] if name in related else told
    largest = _all_against(tuple(name for name in money if name in alone), _text_of(_told(bounds.largest)))
    pieces = [one for one in (_json(found)[1:-1], largest) if one]
    return f"{{{', '.join(pieces)}}}" if pieces else ""


def held_projects(desk: Desk) -> str:
    """JSON: each amount of a project → what no project can exceed."""
    case = desk.case
    bounds = ReportBounds.of(case)
    columns = (column.code for column in desk.scheme.project_columns)
    return _json({code: _told(project_yardsticks(case, code, bounds)) for code in columns})


def held_items(case: CheckCase) -> str:
    """JSON: the amount of an item → what no project can exceed."""
    return _json({"amount": _told(project_yardsticks(case, "budget", ReportBounds.of(case)))})


def _told(sticks: Iterable[Yardstick]) -> list[Sequence[Any]]:
    return [(one.words, plain_number(one.value), int(one.excess) if one.whole else 0) for one in sticks]


@lru_cache(maxsize=MOST_FIGURES)
def _totals_here(scheme: ScoringScheme, year: int | None, name: str, section: str) -> tuple[Sequence[Any], ...]:
    """Wholes that are filled in, or added up, on the same page: whatever stands there when something is pasted."""
    return tuple(
        (scheme.name_of(one, year), "", int(WHOLE_EXCESS), place_at_path(scheme, one).html_id)
        for one in wholes_by_part(scheme).get(name, ())
        if one in scheme.figures and scheme.figures[one].section == section
    )


@lru_cache(maxsize=MOST_FORMS)
def _amounts_among(scheme: ScoringScheme, names: tuple[str, ...]) -> tuple[str, ...]:
    """The figures of money among the inputs of a table."""
    return tuple(name for name in names if scheme.figures[name].unit == MONEY_UNIT)


@lru_cache(maxsize=MOST_FORMS)
def _all_against(names: tuple[str, ...], sticks: str) -> str:
    """What stands between the braces of a JSON object in which all names have the same; "" for nothing."""
    return ", ".join(f"{json.dumps(name)}: {sticks}" for name in names) if sticks else ""


def _text_of(sticks: list[Sequence[Any]]) -> str:
    return json.dumps(sticks, ensure_ascii=False) if sticks else ""


def _json(found: dict[str, list[Sequence[Any]]]) -> str:
    told = {name: sticks for name, sticks in found.items() if sticks}
    return json.dumps(told, ensure_ascii=False) if told else ""
