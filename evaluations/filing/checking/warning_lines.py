"""The warnings of the check page, each with what is said on it and who may read that."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluations.checks.explanations import outdated_explanation
from evaluations.checks.finding import Finding
from evaluations.filing.checking.posted_explanations import SharedExplanation
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.place_address import finding_address
from evaluations.language.severities import WARNING_LEVEL


@dataclass(frozen=True)
class WarningLine:
    """A warning: `text` as just typed or else as stored, `message` why it could not be kept, `stored` what is kept, `earlier`
    what was said here before the figures or the text changed, and `earlier_public` whether the public read it."""

    finding: Finding
    address: str
    text: str
    message: str
    stored: str
    public: bool
    stored_public: bool
    earlier: str = ""
    earlier_public: bool = False
    chosen: bool = False  # ticked for the shared explanation


@dataclass(frozen=True)
class TypedExplanations:
    """What was typed on the page and could not be kept: key → (text, message), the ticks, the shared text."""

    refused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    shared: SharedExplanation = field(default_factory=SharedExplanation)


def warning_lines(desk: Desk, typed: TypedExplanations) -> list[WarningLine]:
    """The warnings in the order of the checks."""
    return [_warning_line(desk, one, typed) for one in desk.findings if one.level == WARNING_LEVEL]


def _warning_line(desk: Desk, finding: Finding, typed: TypedExplanations) -> WarningLine:
    given = finding.explanation_in(desk.facts)
    before = None if given else outdated_explanation(finding, desk.facts, desk.findings)
    stored, public = (given.text, given.printed) if given else ("", False)
    text, message = typed.refused.get(finding.key, (stored, ""))
    ticked = finding.key in typed.public if message else public
    earlier, read = (before.text, before.printed) if before else ("", False)
    chosen, address = finding.key in typed.shared.keys, finding_address(desk, finding)
    return WarningLine(finding, address, text, message, stored, ticked, public, earlier, read, chosen)
