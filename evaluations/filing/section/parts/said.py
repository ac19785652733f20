"""What the checks say about a text, shown right under its input: the sentence, the expected value, what to write instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluations.checks.case import CheckCase
from evaluations.checks.leftovers_in_text import FALL_WORDS, RISE_WORDS
from evaluations.checks.registry import Finding
from evaluations.checks.text_readings import words_at_numbers
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.word_swap import WordSwap, swap_for
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import ReportPlace

SIGNED_PERCENT = re.compile(rf"({'|'.join(FALL_WORDS + RISE_WORDS)})(?:了|为|幅度为|幅度达)?\d[\d.]*%”$")
UNIT_AT_END = re.compile(r"([^\d.,，”]*)”$")


@dataclass(frozen=True)
class TextRemark:
    """One finding in the words of the writer."""

    finding: Finding
    instead: str
    swap: WordSwap | None = None
    read_as: str = ""


@dataclass(frozen=True)
class InputRemarks:
    """The remarks about the text of one input; `id` is that of the element they stand in, `field` that of the input."""

    id: str
    input_name: str
    field: str
    remarks: tuple[TextRemark, ...] = ()


def remarks_on_text(desk: SectionDesk, code: str) -> InputRemarks:
    """The remarks about one text of the scheme."""
    place = text_place(desk.scheme, code)
    return input_remarks(desk, place, place, desk.facts.narratives.get(code, ""))


def remarks_on_achievement(desk: SectionDesk, body: ReportPlace, order: int) -> InputRemarks:
    """The remarks about the text of one achievement: its place on the page, and which of those stored it is."""
    stored = desk.facts.achievements[order - 1 : order]
    return input_remarks(desk, body, replace(body, row=order - 1), stored[0].body if stored else "")


def input_remarks(desk: SectionDesk, shown: ReportPlace, stored: ReportPlace, text: str = "") -> InputRemarks:
    """The remarks about the text stored at one place, under the input that shows it."""
    found = remarks_at(desk, stored, text, shown.input_name if desk.may_edit else "")
    return InputRemarks(f"said-{shown.input_name}", shown.input_name, shown.html_id, found)


def remarks_at(desk: Desk, place: ReportPlace, text: str, input_name: str) -> tuple[TextRemark, ...]:
    """What was found at a place of the desk's section, but for what is merely missing; with a button for `input_name`."""
    found = [one for one in desk.findings if one.place == place and one.check != "required"]
    return tuple(
        TextRemark(one, replacement_value(one), swap_for(one, text, input_name) if input_name else None, read)
        for one, read in zip(found, read_as_words(desk, place, found), strict=True)
    )


def read_as_words(desk: Desk, place: ReportPlace, found: Sequence[Finding]) -> list[str]:
    """For each finding what its number was read as; "" where it is about none."""
    if not any(one.spot for one in found):
        return [""] * len(found)
    case = CheckCase(desk.scheme, desk.facts, desk.assessment)
    passage = next((one for one in case.passages if one.place == place), None)
    words = words_at_numbers(case, passage) if passage else {}
    return [words.get(one.spot.start, "") if one.spot else "" for one in found]


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
