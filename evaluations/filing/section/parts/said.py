"""What the checks say about a text, shown right under its input: the sentence, the expected value, what to write instead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from evaluations.checks.finding import PROSE_CHECKS
from evaluations.checks.passages import Passage
from evaluations.checks.registry import Finding
from evaluations.checks.text_readings import NumberReading, ReadingStanding, numbers_of_passage
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.claims.words.change_words import FALLEN_WORDS, RISEN_WORDS
from evaluations.facts.kept_answers import exactly_same
from evaluations.filing.desk.draft_desk import SAID_QUESTION, Desk, SectionDesk
from evaluations.filing.section.parts.placed_forms import RowForm
from evaluations.filing.section.word_swap import WordSwap, swap_for
from evaluations.language.severities import WARNING_LEVEL
from evaluations.schemes.place_lookup import text_place
from evaluations.schemes.report_place import ReportPlace

SAID_TEMPLATE = "filing/section/said.html"
SIGNED_PERCENT = re.compile(rf"({FALLEN_WORDS}|{RISEN_WORDS})(?:了|为|幅度为|幅度达)?\d[\d.]*%”$")
UNIT_AT_END = re.compile(r"([^\d.,，”]*)”$")
KEY_SEPARATOR, TAKEN_BACK = "|", "-"  # in what the button 说的是别的事项 sends: input, key of the warning
AROUND = (16, 3)  # characters before and after a number that are shown with it, within its clause
CLAUSE_ENDS = re.compile(r"[，；。！？：\n]")
NEXT_CELL = re.compile(r"[｜\d]")  # where the next number of a row begins
REST_OF_NUMBER = re.compile(r"(?<=[\d.,])[\d.,]+")


@dataclass(frozen=True)
class TextRemark:
    """One finding in the words of the writer."""

    finding: Finding
    instead: str
    swap: WordSwap | None = None
    read_as: str = ""
    explained: str = ""  # what was said of it
    other: str = ""  # what the button sends by which one says that a number means something else


@dataclass(frozen=True)
class MarkedNumber:
    """One number of a text with the words around it, and how it stands."""

    before: str
    words: str
    after: str
    reading: NumberReading


@dataclass(frozen=True)
class InputRemarks:
    """The remarks about the text of one input; `id` is that of the element they stand in, `field` that of the input,
    `question` what the desk was asked for them."""

    id: str
    input_name: str
    field: str
    remarks: tuple[TextRemark, ...] = ()
    numbers: tuple[MarkedNumber, ...] = ()
    question: str = ""

    @cached_property
    def drawn(self) -> SafeString:
        """The list as it stands under the input, where no word was just exchanged."""
        return render_to_string(SAID_TEMPLATE, {"one": self, "ways_back": ()})

    @property
    def counts(self) -> list[tuple[ReadingStanding, int]]:
        """How many numbers stand how, those that contradict first."""
        order = sorted(ReadingStanding, key=lambda one: one != ReadingStanding.CONTRADICTS)
        standings = [one.reading.standing for one in self.numbers]
        return [(one, standings.count(one)) for one in order if one in standings]


def remarks_on_text(desk: SectionDesk, code: str) -> InputRemarks:
    """The remarks about one text of the scheme."""
    place = text_place(desk.scheme, code)
    return input_remarks(desk, place, place, desk.facts.narratives.get(code, ""))


def remarks_on_achievement(desk: SectionDesk, body: ReportPlace, row: ReportPlace | None) -> InputRemarks:
    """The remarks about the text of one achievement: its place on the page, and where it stands in the document, if there."""
    texts: dict[int | str | None, str] = {number: one.body for number, one in enumerate(desk.facts.achievements)}
    if row is None or row.row not in texts:
        return no_remarks(body)
    return input_remarks(desk, body, row.at("body"), texts[row.row])


def no_remarks(body: ReportPlace, row: ReportPlace | None = None) -> InputRemarks:
    """The empty list under a row that is not stored yet."""
    return InputRemarks(f"said-{body.input_name}", body.input_name, body.html_id)


def remarks_in_row(desk: Desk, row: RowForm, name: str) -> InputRemarks | None:
    """The remarks about the text of a field that unfolds below a row; None where nothing is stored there, or a row that is
    called otherwise than what is typed."""
    called = row.data.get(row.add_prefix("name"), "").strip()
    if row.stored_row is None or not called:
        return None
    stored, texts = row.stored_row.at(name), passages_by_place(desk)
    title, passage = texts.get(row.stored_row.at("name")), texts.get(stored)
    if passage is None or not passage.text or title is None or title.text != called:
        return None
    return input_remarks(desk, row.place.at(name), stored, passage.text)


def told_in_rows(desk: Desk, rows: Iterable[RowForm]) -> bool:
    """Whether a page that is being answered tells under the texts that unfold below these rows what is told now."""
    return all(told_already(desk, remarks_in_row(desk, row, name)) for row in rows for name in row.more_fields)


def remarks_on_reason(desk: Desk, entry: ReportPlace) -> InputRemarks | None:
    """The remarks about the reason that stands beside an indicator, but for what is found about its score; None for no
    reason."""
    found = remarks_on_entry(desk, entry)
    return replace(found, remarks=tuple(one for one in found.remarks if one.finding.spot)) if found else None


def remarks_on_entry(desk: Desk, entry: ReportPlace) -> InputRemarks | None:
    """The same with what is found about the score."""
    passage = passages_by_place(desk).get(entry)
    return input_remarks(desk, entry.at("reason"), entry, passage.text) if passage and passage.text else None


def told_already(desk: Desk, one: InputRemarks | None) -> bool:
    """Whether a page that is being answered tells this."""
    before = desk.shown_before
    return one is None or (before is not None and before.said.get(one.question) is one)


def drawn_remarks(one: InputRemarks, ways_back: Iterable[WordSwap]) -> SafeString:
    """The list under an input, with the ways back of the words that were exchanged in it."""
    back = [swap for swap in ways_back if swap.input_name == one.input_name]
    return render_to_string(SAID_TEMPLATE, {"one": one, "ways_back": back}) if back else one.drawn


def input_remarks(desk: Desk, shown: ReportPlace, stored: ReportPlace, text: str = "") -> InputRemarks:
    """The remarks about the text stored at one place, and its numbers, under the input that shows it; found once a stamp."""
    question = f"{SAID_QUESTION}{shown.input_name}.{stored.row}.{stored.field}.{desk.may_edit}"
    return desk.asked(question, lambda: _as_before(desk, _found_remarks(desk, shown, stored, text, question)))


def _as_before(desk: Desk, found: InputRemarks) -> InputRemarks:
    """What was told before the save that is being answered, with its drawing, where the same is told now."""
    told: InputRemarks | None = desk.shown_before.said.get(found.question) if desk.shown_before else None
    return told if told and exactly_same(told, found) else found


def _found_remarks(desk: Desk, shown: ReportPlace, stored: ReportPlace, text: str, question: str) -> InputRemarks:
    numbers = numbers_at(desk, stored)
    found = remarks_at(desk, stored, text, shown.input_name if desk.may_edit else "", numbers)
    marked = tuple(marked_number(text, one) for one in numbers)
    return InputRemarks(f"said-{shown.input_name}", shown.input_name, shown.html_id, found, marked, question)


def remarks_at(
    desk: Desk, place: ReportPlace, text: str, input_name: str, numbers: Sequence[NumberReading]
) -> tuple[TextRemark, ...]:
    """What was found at a place of the desk's section among the `numbers` of its text; with buttons for `input_name`."""
    words = {one.start: one.read_as for one in numbers}
    return tuple(
        TextRemark(
            one,
            replacement_value(one),
            swap_for(one, text, input_name) if input_name else None,
            words.get(one.spot.start, "") if one.spot else "",
            one.explained_by(desk.facts) or "",
            other_value(input_name, one.key, bool(one.explained_by(desk.facts)))
            if asks_meaning(one, input_name)
            else "",
        )
        for one in findings_at(desk, place)
    )


def other_value(input_name: str, key: str, explained: bool) -> str:
    """What the button under a text sends for the warning with this key; where that is explained, to take it back."""
    return f"{TAKEN_BACK if explained else ''}{input_name}{KEY_SEPARATOR}{key}"


def asks_meaning(finding: Finding, input_name: str) -> bool:
    """Whether somebody who may edit can say that the number of this warning means something else."""
    return bool(input_name and finding.spot and finding.level == WARNING_LEVEL and finding.check in PROSE_CHECKS)


def findings_at(desk: Desk, place: ReportPlace) -> list[Finding]:
    """What was found at one place, but for what is merely missing."""
    return findings_of(desk.findings, place)


def findings_of(found: Iterable[Finding], place: ReportPlace) -> list[Finding]:
    """Those of the findings that are about one place, but for what is merely missing."""
    return [one for one in found if one.place == place and one.check != "required"]


def numbers_at(desk: Desk, place: ReportPlace) -> tuple[NumberReading, ...]:
    """The numbers of the text that is stored at a place, each with what it was read as and how it stands."""
    passage = passages_by_place(desk).get(place)
    return numbers_of_passage(desk.case, passage, findings_at(desk, place)) if passage else ()


def passages_by_place(desk: Desk) -> dict[ReportPlace, Passage]:
    """The free texts that are stored, by their places."""
    return desk.asked("passages by place", lambda: {one.place: one for one in desk.case.passages})


def marked_number(text: str, reading: NumberReading) -> MarkedNumber:
    """A number with what stands around it in its clause, so that no other number is cut in two."""
    begin = max(0, reading.start - AROUND[0])
    rest = REST_OF_NUMBER.match(text, begin, reading.start)
    before = CLAUSE_ENDS.split(text[rest.end() if rest else begin : reading.start])[-1]
    after = NEXT_CELL.split(CLAUSE_ENDS.split(text[reading.end : reading.end + AROUND[1]])[0])[0]
    return MarkedNumber(before, text[reading.start : reading.end], after, reading)


def replacement_value(finding: Finding) -> str:
    """77.87%, 减少68.93% or 499.98万元: what the figures give for the number in the sentence; "" for other findings."""
    if finding.spot and finding.check != "20":
        unit = UNIT_AT_END.search(finding.read)
        return f"{finding.spot.suggestion}{unit[1] if unit else ''}" if finding.spot.suggestion else ""
    if finding.title == TITLE_OF_REST:
        return ""
    if finding.check in ("14", "20"):
        value = finding.expected.partition("（")[0]
        return "" if value.startswith("最多") else value
    if finding.check != "27":
        return ""
    value = finding.expected.rpartition(" ")[2]
    if not SIGNED_PERCENT.search(finding.read):
        return value
    return f"减少{value.removeprefix('-')}" if value.startswith("-") else f"增加{value}"
