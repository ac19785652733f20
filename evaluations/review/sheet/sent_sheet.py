"""What a page of the score sheet sends: four texts a line, each under FIELD.CODE."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.language.texts import TextError, clean_line, clean_typed_text, storable_text
from evaluations.scoring.assessing import Assessment
from evaluations.scoring.review_sheet import ReviewMark

LONGEST_CELL, LONGEST_REMARK = 60, 500
MARK_FIELDS = ("value", "criterion", "score", "reason")


@dataclass(frozen=True)
class SentSheet:
    """The marks as typed, and what cannot be kept of them: one sentence by the indicator's code."""

    marks: Mapping[str, ReviewMark]
    faults: Mapping[str, str]


def read_sent_sheet(post: Mapping[str, str], own: Assessment) -> SentSheet:
    """Read every line of the form; a text that cannot be kept stays in its mark, to be shown again."""
    marks, faults = {}, {}
    for result in own.indicators:
        typed = {field: post.get(f"{field}.{result.code}", "") for field in MARK_FIELDS}
        try:
            marks[result.code] = _clean(typed)
        except TextError as error:
            faults[result.code] = str(error)
            marks[result.code] = ReviewMark(**{field: storable_text(text) for field, text in typed.items()})
    return SentSheet(marks, faults)


def _clean(typed: Mapping[str, str]) -> ReviewMark:
    cells = {field: clean_line(typed[field], limit=LONGEST_CELL) for field in ("value", "criterion", "score")}
    return ReviewMark(**cells, reason=clean_typed_text(typed["reason"], limit=LONGEST_REMARK).strip())
