"""The findings beside the form: of this page and of the others, each place once, and none of what is still being written."""

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from departments.drawn_once import drawn_part
from departments.kept_addresses import kept_address
from evaluations.checks.finding import Finding
from evaluations.filing.desk.draft_desk import SectionDesk
from evaluations.filing.section.place_address import finding_address
from evaluations.language.severities import HINT_LEVEL
from evaluations.models import SectionState

LACKING = "required"
WRONG_UNIT = "24"  # the check page can convert


def panel_findings(desk: SectionDesk) -> dict[str, Any]:
    """`here` and `elsewhere`: the findings of this page and of the other parts, as far as people have gone on from them.

    `quiet`: this page is still being written; `gaps`: required values that it lacks, told once it was left.
    """
    told = [one for one in desk.findings if is_told(one, desk.states)]
    own = [one for one in told if one.section == desk.section.code]
    return {
        "here": by_place(desk, (one for one in own if one.check != LACKING)),
        "elsewhere": by_place(desk, (one for one in told if one.section != desk.section.code and one.check != LACKING)),
        "gaps": [(one, finding_address(desk, one)) for one in own if one.check == LACKING],
        "quiet": not desk.state.left,
    }


def is_told(finding: Finding, states: dict[str, SectionState]) -> bool:
    """Whether somebody has left the section that the finding is about; what belongs to none is always told."""
    state = states.get(finding.section or "")
    return not finding.section or (state is not None and state.left)


def by_place(desk: SectionDesk, findings: Iterable[Finding]) -> list[SafeString]:
    """A line for each place, hints last: the findings come in the order of their weight."""
    places: dict[str, list[Finding]] = {}
    for one in findings:
        places.setdefault(f"{one.section} {one.where}", []).append(one)
    ordered = sorted(places.values(), key=lambda found: found[0].level == HINT_LEVEL)
    return [place_line(desk, one, len(rest)) for one, *rest in ordered]


def place_line(desk: SectionDesk, finding: Finding, more: int) -> SafeString:
    """One place: the weightiest of what is found there, where to mend it, and how many more there are."""
    told = {
        "level": finding.level[:1],
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
