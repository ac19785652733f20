"""The findings beside the form: of this page and of the others, each place once, and none of what is still being written."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from departments.drawn_once import drawn_part
from departments.kept_addresses import kept_address
from evaluations.checks.finding import Finding
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.place_address import finding_address
from evaluations.language.severities import HINT_LEVEL
from evaluations.models import SectionState

LACKING = "required"
SETTLED_MARK = "o"  # of a level of findings the first letter is its mark
WRONG_UNIT = "24"  # the check page can convert


def panel_findings(desk: SectionDesk) -> dict[str, Any]:
    """`here` and `elsewhere`: the findings of this page and of the other parts, as far as people have gone on from them.

    `settled`: at how many places of this page all is explained;
    `quiet`: this page is still being written; `gaps`: required values that it lacks, told once it was left.
    """
    told = [one for one in desk.findings if is_told(one, desk.states)]
    own = [one for one in told if one.section == desk.section.code]
    here = by_place(desk, (one for one in own if one.check != LACKING))
    elsewhere = by_place(desk, (one for one in told if one.section != desk.section.code and one.check != LACKING))
    return {
        "here": place_lines(desk, here),
        "settled": sum(is_settled(desk, found) for found in here),
        "elsewhere": place_lines(desk, elsewhere),
        "gaps": [(one, finding_address(desk, one)) for one in own if one.check == LACKING],
        "quiet": not desk.state.left,
    }


def is_told(finding: Finding, states: dict[str, SectionState]) -> bool:
    """Whether somebody has left the section that the finding is about; what belongs to none is always told."""
    state = states.get(finding.section or "")
    return not finding.section or (state is not None and state.left)


def by_place(desk: SectionDesk, findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each place, hints and what is explained last: they come in the order of their weight."""
    places: dict[str, list[Finding]] = {}
    for one in findings:
        places.setdefault(f"{one.section} {one.where}", []).append(one)
    return sorted(places.values(), key=lambda found: found[0].level == HINT_LEVEL or is_settled(desk, found))


def place_lines(desk: SectionDesk, places: Iterable[list[Finding]]) -> list[SafeString]:
    """A line for each place."""
    return [place_line(desk, one, len(rest), is_settled(desk, [one, *rest])) for one, *rest in places]


def is_settled(desk: Desk, found: Iterable[Finding]) -> bool:
    """Whether the department has said about each of these findings why it may stand; a hint asks for no words."""
    asking = [one for one in found if one.level != HINT_LEVEL]
    return bool(asking) and all(one.explanation_in(desk.facts) for one in asking)


def place_line(desk: SectionDesk, finding: Finding, more: int, settled: bool) -> SafeString:
    """One place: the weightiest of what is found there, where to mend it, how many more there are, and if all is said."""
    told = {
        "level": SETTLED_MARK if settled else finding.level[:1],
        "settled": "1" if settled else "",
        # On its own page without the name of the section.
        "name": finding.where.removeprefix(f"{desk.section.label} · "),
        "where": finding.where,
        "read": finding.read,
        "expected": finding.expected,
        "address": finding_address(desk, finding),
        "more": str(more or ""),
        "units": kept_address("filing:check", desk.evaluation.pk) if finding.check == WRONG_UNIT else "",
    }
    return drawn_part("filing/section/panel_finding.html", told)
