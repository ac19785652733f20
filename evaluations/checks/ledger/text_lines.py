"""The ledger's lines for free texts. A text is compared only where its words leave no doubt, and the lines say so."""

from collections.abc import Iterator

from evaluations.checks.case import CheckCase
from evaluations.checks.ledger.account import (
    CHECKED_STATUS,
    NOT_APPLICABLE_HERE,
    NOT_CHECKABLE,
    LedgerCase,
    LedgerLine,
    LedgerWriter,
)
from evaluations.checks.stated_values import is_over_nothing

CERTAIN_NAMES = "只核对能确定所指项目的数"


def text_line(check: str, what: str, sign: str = "", reason: str = "") -> LedgerWriter:
    """The writer of a line for a check that reads every text in which the sign (万元, %) stands."""

    def lines(there: LedgerCase) -> Iterator[LedgerLine]:
        case = there.case
        read = case.once_of_texts(("with", sign), lambda: sum(1 for one in case.passages if sign in one.text))
        if not read:
            why = f"文字中没有“{sign}”" if there.case.passages and sign else "没有填写文字"
            yield LedgerLine(check, what, NOT_APPLICABLE_HERE, why)
            return
        texts = f"共 {read} 段文字" + (f"，{reason}" if reason else "")
        yield LedgerLine(check, what, CHECKED_STATUS, texts, there.found(check) if check != "14" else _in_texts(there))

    return lines


def _in_texts(there: LedgerCase) -> int:
    """Findings of 14 that are about a text and not about a figure."""
    case = there.case
    places = case.once_of_texts("places", lambda: {passage.place.path for passage in case.passages})
    return sum(there.found_at("14", place) for place in places)


def percentage_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """27: a rate that a text names and nobody can compute yet is said."""
    case, what = there.case, "文字中的比率＝按数据算出的比率"
    texts = case.once_of_texts("percentages", lambda: _texts_with_percentages(case))
    unknown = [
        ratio.label
        for code, ratio in case.scheme.ratios.items()
        if ratio.formula and not case.knows(code) and not is_over_nothing(code, case)
    ]
    named = [label for label in unknown if any(label in text for text in texts)]
    if named:
        yield LedgerLine("27", what, NOT_CHECKABLE, f"缺少{'、'.join(named)}的计算结果", there.found("27"))
    else:
        yield from text_line("27", what, "%", CERTAIN_NAMES)(there)


def _texts_with_percentages(case: CheckCase) -> list[str]:
    return [passage.text for passage in case.passages if "%" in passage.text or "％" in passage.text]


def prose_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """14 and 27: what the reader of prose compares."""
    yield from percentage_lines(there)
    yield from text_line("14", "文字中的金额＝表中的数", "元", CERTAIN_NAMES)(there)
    yield from text_line("14", "文字中的人数＝表中的人数", "人", CERTAIN_NAMES)(there)


def none_section_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """14: sections ticked 无此项 against the tables."""
    what, ticked = "勾选“无此项”的部分，表中没有数", there.case.facts.none_sections
    if ticked:
        found = sum(there.found_at("14", section) for section in ticked)
        yield LedgerLine("14", what, CHECKED_STATUS, f"共 {len(ticked)} 个部分", found)
    else:
        yield LedgerLine("14", what, NOT_APPLICABLE_HERE, "没有勾选“无此项”的部分")


def claimed_grade_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """20: a grade in a text, once there is one to compare with."""
    what = "文字中的自评等级＝总分对应的等级"
    if not any("等" in passage.text and "自评" in passage.text for passage in there.case.passages):
        yield LedgerLine("20", what, NOT_APPLICABLE_HERE, "文字中没有自评等级")
    elif there.case.assessment.grade is None:
        yield LedgerLine("20", what, NOT_CHECKABLE, "缺少总分：还有指标没有算出得分", there.found("20"))
    else:
        yield LedgerLine("20", what, CHECKED_STATUS, found=there.found("20"))
