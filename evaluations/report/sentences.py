"""Fills the sentence templates of a scheme: figures go in as computed, so text and table cannot disagree.

The language is that of language/sentence_slots.py; check_scheme has already refused unknown names.
"""

import re
from decimal import Decimal
from itertools import pairwise

from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.facts.document import Facts
from evaluations.language.amounts import NOT_APPLICABLE, Amount, NotApplicable, printed_amount, show_percent
from evaluations.language.formulas import Formula
from evaluations.language.rounding import plain_number
from evaluations.language.sentence_slots import (
    AMOUNT_SIGNS,
    TemplateSlot,
    choose_phrases,
    split_template,
    template_slots,
)
from evaluations.language.text_rows import before_rows, row_runs
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.report.blocks import MISSING_TEXT
from evaluations.report.written_lines import row_lines
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment

UNIT = re.compile("^(?:万元|元|人|名|个|处|平方米)")
CLOSING = "。！？；…"
LEAD_ENDS = ("：", ":")
STOPPED = tuple(f"{CLOSING}：:，,、")
PASTED_ROW = re.compile(
    r"[^\s，。；、！？]+(?:[ \t]+[^\s，。；、！？]+){2,}"
)  # as texts of before version 1.14 have rows
PERCENT_PLACES = 2  # where no scheme says how many decimals
FROM_ZERO = "由0到有（无法计算比率）"
UNCHANGED = "持平"
TABLE_BELOW = "见下表"
# How people begin a text whose heading has already said the words.
IS = "(?:主要)?(?:是因为|是由于|是|为|有|在于|如下)?[：:，,]?"
LEADS = {
    "原因：": re.compile(
        f"^(?:比上年|较上年|与上年相比)?(?:增加|减少|增减|下降|上升|增长|变动|变化)?的?(?:主要)?原因{IS}"
    ),
    "主要用于：": re.compile(f"^(?:主要)?用于{IS}"),
    "主要包括：": re.compile(f"^(?:主要)?包括{IS}"),
}


class Sentences:
    """The words of one department's report: values by name, shown as running text."""

    def __init__(self, facts: Facts, scheme: ScoringScheme, assessment: Assessment) -> None:
        self.facts, self.scheme, self.assessment = facts, scheme, assessment
        self.head = {
            "year": str(facts.year or MISSING_TEXT),
            "last_year": str(facts.year - 1) if facts.year else MISSING_TEXT,
            "department": facts.department or MISSING_TEXT,
            "county": facts.county or MISSING_TEXT,
            "notice_reference": facts.notice_reference or MISSING_TEXT,
            "total": plain_number(assessment.total) if assessment.complete else MISSING_TEXT,
            "grade": assessment.grade or MISSING_TEXT,
        }

    def fill(self, template: str) -> str:
        """The sentence with every slot filled; what is missing reads （未填）, and then no unit follows it."""
        return "".join(text for text, _ in self.pieces(template))

    def pieces(self, template: str) -> tuple[tuple[str, str], ...]:
        """The same in its pieces: (text, name of the value it prints; "" for words)."""
        found: list[tuple[str, str]] = []
        for piece in split_template(choose_phrases(template, self.sayable)):
            before = "".join(text for text, _ in found)
            if isinstance(piece, TemplateSlot):
                shown = self.inline(piece.text, after=before) if piece.text else self.slot(piece)
                found.append((shown, "" if piece.text or piece.name in self.head else piece.name))
            else:
                unitless = before.endswith((MISSING_TEXT, NOT_APPLICABLE_LABEL))
                found.append((UNIT.sub("", piece) if unitless else piece, ""))
        return tuple(found)

    def sayable(self, phrase: str) -> bool:
        """Whether a phrase of a choice fits this department: no 不适用, no rate from nothing, each sign as asked."""
        return all(self.fits(slot) for slot in template_slots(phrase) if not slot.text and slot.name not in self.head)

    def fits(self, slot: TemplateSlot) -> bool:
        """Whether the value of one slot can be said; one that is still missing can, as （未填）."""
        value = self.value(slot.name)
        if slot.filter in AMOUNT_SIGNS:
            return isinstance(value, Decimal) and (value > 0) - (value < 0) == AMOUNT_SIGNS[slot.filter]
        if isinstance(value, NotApplicable) or (value is None and self.rests_on_nothing(slot.name)):
            return False
        return self.status(slot.name) != "over" or slot.filter == "movement"

    def rests_on_nothing(self, name: str) -> bool:
        """Whether a rate cannot be told because one of its figures is 不适用."""
        part = self.scheme.ratios.get(name)
        used = part.formula.names if part and part.formula else ()
        return any(isinstance(self.value(figure), NotApplicable) for figure in used)

    def slot(self, slot: TemplateSlot) -> str:
        """The text of one slot that is not a free text."""
        if slot.name in self.head:
            return self.head[slot.name]
        if slot.filter == "zero":
            return ""
        if slot.filter == "movement":
            return self.movement(slot.name)
        if slot.filter == "change" and self.status(slot.name) != "over":
            return change_in_words(self.value(slot.name), self.places(slot.name))
        return self.show(slot.name).removeprefix("-" if slot.filter == "negative" else "")

    def movement(self, name: str) -> str:
        """A rate of change as a whole phrase: 比上年增加7.50%, 与上年持平, 上年为0、本年新增."""
        if self.status(name) == "over":
            return "上年为0、本年新增"
        words = change_in_words(self.value(name), self.places(name))
        return f"与上年{words}" if words == UNCHANGED else f"比上年{words}"

    def label(self, text: str) -> str:
        """A label of the scheme with its years filled in."""
        return self.scheme.label(text, self.facts.year)

    def value(self, name: str) -> Amount:
        """The value of a figure, sum, rate or indicator; None when it cannot be told."""
        if name not in self.scheme.ratios:
            return self.assessment.lookup(name)
        shown = self.assessment.values[name]  # as annex 1 shows it, and as it was frozen
        return NOT_APPLICABLE if shown.value is None and shown.status == "not_applicable" else shown.value

    def status(self, name: str) -> str:
        """What became of a rate or an indicator: computed, missing, not_applicable or over (from 0 to something)."""
        scored = self.assessment.results.get(name)
        if scored and scored.status == "computed" and scored.ratio_status == "over":
            return "over"  # an indicator is scored all the same, with nothing
        return self.assessment.values[name].status if name in self.scheme.ratios else ""

    def show(self, name: str) -> str:
        """A value in running text: 550.55, 140.00%, （未填）, 不适用."""
        if self.status(name) == "over":
            return FROM_ZERO
        return self.shown(self.value(name), self.unit(name), self.places(name))

    def shown(self, value: Amount, unit: str, places: int = PERCENT_PLACES) -> str:
        """The same for a value at hand."""
        if value is None:
            return MISSING_TEXT
        if isinstance(value, NotApplicable):
            return NOT_APPLICABLE_LABEL
        return show_percent(value, places) if unit == "%" else printed_amount(value, unit, places)

    def unit(self, name: str) -> str:
        """The unit of a figure, a sum over rows, a rate or an indicator."""
        if name in self.scheme.figures:
            return self.scheme.figures[name].unit
        return AGGREGATE_LABELS[name][1] if name in AGGREGATE_LABELS else self.scheme.ratios[name].unit

    def places(self, name: str) -> int:
        """The decimals of a rate or an indicator, which may have its own; a figure in % keeps the usual ones."""
        part = self.scheme.ratios.get(name)
        places: int = getattr(part, "policies", self.scheme.policies).rate_places if part else PERCENT_PLACES
        return places

    def holds(self, condition: Formula | None) -> bool:
        """Whether a `when` is true; not while one of its figures is missing or 不适用."""
        return condition is None or bool(self.assessment.holds(condition))

    def inline(self, code: str, after: str = "") -> str:
        """Free text inside a sentence, on one line, closed by a full stop, its lead not said twice; its tables stand below."""
        told, below = before_rows(self.facts.narratives.get(code, ""))
        written = without_lead(text_on_one_line(told), after)
        return closed_sentence((leading_to_table(written) if below else written) or MISSING_TEXT)

    def texts_with_tables(self, template: str) -> tuple[str, ...]:
        """The codes of the free texts in a sentence that have a table."""
        codes = (slot.text for slot in template_slots(choose_phrases(template, self.sayable)) if slot.text)
        return tuple(code for code in codes if before_rows(self.facts.narratives.get(code, ""))[1])


def text_paragraphs(text: str) -> list[str]:
    """The paragraphs of a free text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_on_one_line(text: str) -> str:
    """Its paragraphs one after the other; the rows of a table are told in words and stay apart by a semicolon.

    A row is one of cells (language/text_rows.py) or a line of three or more words without punctuation. Any other line break
    is one that a mail or a PDF put inside a sentence.
    """
    lines = [("", False)]
    for rows, prose in row_runs(text.splitlines()):
        lines += [(row, True) for row in (row_lines(rows) if rows else ())]
        lines += [
            (line, bool(PASTED_ROW.fullmatch(line))) for line in text_paragraphs("\n".join(prose if not rows else ()))
        ]
    return "".join(f"{'；' if row_ends(before, line) else ''}{line[0]}" for before, line in pairwise(lines))


def row_ends(line: tuple[str, bool], following: tuple[str, bool]) -> bool:
    """Whether a row begins or ends between these two lines, (text, whether it is a row), and nothing written says so."""
    return (line[1] or following[1]) and bool(line[0]) and not line[0].endswith(STOPPED)


def without_lead(written: str, after: str) -> str:
    """The text without an opening that the sentence before it has just said: no “原因：减少的原因为…”."""
    lead = next((lead for word, lead in LEADS.items() if after.endswith(word)), None)
    return lead.sub("", written, count=1) if lead else written


def leading_to_table(text: str) -> str:
    """What stands above a table, where it has to end as a sentence: 支出如下：见下表."""
    return text if text and not text.endswith(LEAD_ENDS) else f"{text}{TABLE_BELOW}"


def closed_sentence(text: str) -> str:
    """The text with closing punctuation."""
    return text if text.endswith(tuple(CLOSING)) else f"{text}。"


def change_in_words(value: Amount, places: int = PERCENT_PLACES) -> str:
    """A percentage as a movement: 增加7.50%, 减少68.93%, 持平."""
    if value is None:
        return MISSING_TEXT
    if isinstance(value, NotApplicable):
        return NOT_APPLICABLE_LABEL
    if value == 0:
        return UNCHANGED
    return f"{'增加' if value > 0 else '减少'}{show_percent(abs(value), places)}"
