"""What the checks say about a text, shown right under its input: the sentence, the expected value, what to write instead."""

import re
from dataclasses import dataclass, replace

from evaluations.checks.leftovers_in_text import FALL_WORDS, RISE_WORDS
from evaluations.checks.registry import Finding
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import ReportPlace

SIGNED_PERCENT = re.compile(rf"({'|'.join(FALL_WORDS + RISE_WORDS)})(?:了|为|幅度为|幅度达)?\d[\d.]*%”$")
UNIT_AT_END = re.compile(r"([^\d.,，”]*)”$")


@dataclass(frozen=True)
class TextRemark:
    """One finding in the words of the writer."""

    finding: Finding
    instead: str


@dataclass(frozen=True)
class InputRemarks:
    """The remarks about the text of one input; `id` is that of the element they stand in."""

    id: str
    remarks: tuple[TextRemark, ...] = ()


def remarks_on_text(desk: SectionDesk, code: str) -> InputRemarks:
    """The remarks about one text of the scheme."""
    place = text_place(desk.scheme, code)
    return InputRemarks(remarks_id(place), remarks_at(desk, place))


def remarks_on_achievement(desk: SectionDesk, body: ReportPlace, order: int) -> InputRemarks:
    """The remarks about the text of one achievement: its place on the page, and which of those stored it is."""
    return InputRemarks(remarks_id(body), remarks_at(desk, replace(body, row=order - 1)))


def remarks_id(place: ReportPlace) -> str:
    """The id of the list under the input of a text."""
    return f"said-{place.input_name}"


def remarks_at(desk: Desk, place: ReportPlace) -> tuple[TextRemark, ...]:
    """What was found at a place of the desk's section, but for what is merely missing."""
    return tuple(finding_remark(one) for one in desk.findings if one.place == place and one.check != "required")


def finding_remark(finding: Finding) -> TextRemark:
    """The finding with what to write instead, where that is one value."""
    return TextRemark(finding, replacement_value(finding))


def replacement_value(finding: Finding) -> str:
    """77.87%, 减少68.93% or 499.98万元: what the figures give for the number in the sentence; "" for other findings."""
    if finding.spot and finding.check != "20":
        unit = UNIT_AT_END.search(finding.read)
        return f"{finding.spot.suggestion}{unit[1] if unit else ''}" if finding.spot.suggestion else ""
    if finding.check in ("14", "20"):
        value = finding.expected.partition("（")[0]
        return "" if value.startswith("最多") else value
    if finding.check != "27":
        return ""
    value = finding.expected.rpartition(" ")[2]
    if not SIGNED_PERCENT.search(finding.read):
        return value
    return f"减少{value.removeprefix('-')}" if value.startswith("-") else f"增加{value}"
