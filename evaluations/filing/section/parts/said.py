"""What the checks say about a text, shown right under its input: the sentence, the expected value, what to write instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.checks.figures_in_text import FALL_WORDS, RISE_WORDS
from evaluations.checks.registry import Finding
from evaluations.filing.section.parts.base import row_numbers

# “六（四）预算支出绩效 · 第2条”: which achievement a finding is about.
ACHIEVEMENT_PLACE = re.compile(r"第(\d+)条$")
SIGNED_PERCENT = re.compile(rf"({'|'.join(FALL_WORDS + RISE_WORDS)})(?:了|为|幅度为|幅度达)?\d[\d.]*%”$")


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


def section_remarks(desk, sent: Mapping[str, str] | None = None) -> list[InputRemarks]:
    """One for each text of the desk's section, also where nothing is wrong.

    `sent`: the texts as an open page numbers its rows, when these may have gaps (rows removed, not yet loaded again).
    """
    if desk.section.table == "achievements":
        numbers = row_numbers(sent, "achievement") if sent is not None else range(max(len(desk.facts.achievements), 1))
        return [remarks_on_achievement(desk, number, place) for place, number in enumerate(numbers, 1)]
    return [remarks_on_text(desk, text.code) for text in desk.section.texts]


def remarks_on_text(desk, code: str) -> InputRemarks:
    """The remarks about one text of the scheme."""
    return InputRemarks(
        f"said-text-{code}", tuple(finding_remark(one) for one in text_findings(desk) if one.field == code)
    )


def remarks_on_achievement(desk, number: int, place: int) -> InputRemarks:
    """The remarks about one achievement: its number on the page and its place among those that are stored."""
    own = [one for one in text_findings(desk) if one.field == "achievements" and achievement_place(one) == place]
    return InputRemarks(remarks_id(number), tuple(map(finding_remark, own)))


def remarks_id(number: int) -> str:
    """The id of the list under the achievement with this number on the page."""
    return f"said-achievement-{number}-body"


def text_findings(desk) -> list[Finding]:
    """The findings of the desk's section but for what is merely missing."""
    return [one for one in desk.findings if one.section == desk.section.code and one.check != "required"]


def achievement_place(finding: Finding) -> int:
    """Which achievement a finding is about; 0 when about none."""
    found = ACHIEVEMENT_PLACE.search(finding.where)
    return int(found[1]) if found else 0


def finding_remark(finding: Finding) -> TextRemark:
    """The finding with what to write instead, where that is one value."""
    return TextRemark(finding, replacement_value(finding))


def replacement_value(finding: Finding) -> str:
    """77.87%, 减少68.93% or 499.98万元: what the figures give for the number in the sentence; "" for other findings."""
    if finding.check in ("14", "20"):
        value = finding.expected.partition("（")[0]
        return "" if value.startswith("最多") else value
    if finding.check != "27":
        return ""
    value = finding.expected.rpartition(" ")[2]
    if not SIGNED_PERCENT.search(finding.read):
        return value
    return f"减少{value.removeprefix('-')}" if value.startswith("-") else f"增加{value}"
