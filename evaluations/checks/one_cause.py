"""One cause, one finding: an amount in the wrong unit, or a value of the wrong kind, makes every sum and rate with it wrong.

Such a figure says nothing until it is mended, so what is compared with it is judged as if it were not there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.part_of_whole import wholes_by_part
from evaluations.checks.unit_slips import slip_blocks
from evaluations.facts.document import Facts
from evaluations.language.severities import ERROR_LEVEL
from evaluations.schemes.place_lookup import place_at_path
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme

UNIT_CHECK, KIND_CHECK = "24", "25"
CAUSES = (UNIT_CHECK, KIND_CHECK)


def judged_facts(case: CheckCase, found: Sequence[Finding]) -> Facts | None:
    """The facts without the values that are proved wrong by themselves; None where `found` has none."""
    proved = [one for one in found if one.check in CAUSES and one.level == ERROR_LEVEL]
    places = [one.place for one in proved if one.check == KIND_CHECK]
    if any(one.check == UNIT_CHECK for one in proved):
        places += [cell.place for block in slip_blocks(case) if block.against.proves for cell in block.cells]
    own = (case.plain or case).facts
    facts = facts_without(own, [*places, *totals_with(case.scheme, own, places)])
    return None if facts is own else facts


def totals_with(scheme: ScoringScheme, facts: Facts, places: Sequence[ReportPlace]) -> list[ReportPlace]:
    """Where totals are printed, as in a paper: those that have taken one of these amounts in, for they are not less."""
    wrong = {place.path for place in places if place.kind == PlaceKind.FIGURE}
    found: list[ReportPlace] = []
    for part, wholes in wholes_by_part(scheme).items() if wrong else ():
        amount = facts.figures.get(part) if part in wrong else None
        if not isinstance(amount, Decimal):
            continue
        for whole in wholes:
            total = facts.figures.get(whole) if whole in scheme.sums else None
            if isinstance(total, Decimal) and total >= amount and whole not in wrong:
                found.append(place_at_path(scheme, whole))
    return found


def facts_without(facts: Facts, places: Sequence[ReportPlace]) -> Facts:
    """The facts with these figures and amounts of projects left blank; buildings and items enter no sum of the form."""
    figures = {place.path for place in places if place.kind == PlaceKind.FIGURE} & facts.figures.keys()
    projects = list(facts.projects)
    for place in places:
        if place.kind == PlaceKind.PROJECT and isinstance(place.row, int) and "." not in place.field:
            blank: dict[str, Any] = {place.field: None}
            projects[place.row] = replace(projects[place.row], **blank)
    if not figures and projects == list(facts.projects):
        return facts
    left = {name: value for name, value in facts.figures.items() if name not in figures}
    return replace(facts, figures=left, projects=tuple(projects))


def without_consequences(found: Sequence[Finding], judged: Iterable[Finding]) -> list[Finding]:
    """What was found in the whole case and stands in the judged one, and the causes themselves."""
    stands = {(one.check, one.place, one.digest) for one in judged}
    return [one for one in found if one.check in CAUSES or (one.check, one.place, one.digest) in stands]
