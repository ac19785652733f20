"""14, 27 and 28: what the texts of a report say of its figures, against the figures and against the text itself.

The texts are read and solved in evaluations/claims/; here a contradiction becomes a finding. Against a figure it is a
warning with the right number as a suggestion; arithmetic of a text that contradicts itself, beyond what rounding
leaves open, is an error; what rounding explains is a hint.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.passages import Passage
from evaluations.checks.printed_rounding import REMEDY_OF_ROUNDING, WITHIN_ROUNDING
from evaluations.checks.quoting import quoted_clause
from evaluations.checks.solved_passages import solved_passage
from evaluations.checks.unchecked_rest import beyond_reading, not_reached
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.claim_nouns import Claim, Relation
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected
from evaluations.claims.report_reading import report_claims, says_something
from evaluations.claims.solving.said_twice import MOST_TWICE, said_twice
from evaluations.language.amounts import show_amount
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, WARNING_LEVEL
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

AMOUNT_CHECK, RATE_CHECK, SIGN_CHECK = "14", "27", "28"
RATE_PLACES = 2
TITLES = {
    ContradictionKind.AMOUNT: "文字与表中的数不一致",
    ContradictionKind.PEOPLE_KIND: "文字与表中人数不一致",
    ContradictionKind.RATE: "文字与算出的比率不符",
    ContradictionKind.CHANGE: "文字与算出的增减不符",
    ContradictionKind.DIRECTION: "增减或大小写反了",
    ContradictionKind.ZERO_BASE: "基数为零，不能算比例",
    ContradictionKind.ABSENT: "文字写“无”，表中有数",
    ContradictionKind.PARTS: "分项之和与合计不符",
    ContradictionKind.TOTAL: "合计与各项之和不符",
    ContradictionKind.TWICE: "同一个数前后不一致",
    ContradictionKind.ABOVE_ALL: "百分比不会超过100",
    ContradictionKind.ABOVE_WHOLE: "部分比总数还大",
    ContradictionKind.BOUND: "同一句里的数互不相符",
    ContradictionKind.OPPOSED: "增减或大小写反了",
    ContradictionKind.STRAY: "表中找不到这个数",
}
OF_LISTS = (ContradictionKind.PARTS, ContradictionKind.TOTAL, ContradictionKind.TWICE)  # may be said of another thing
REMEDY_OF_FIGURE = "请改正文字或表中的数；如指的是别的事项，请说明"
REMEDY_OF_DATA = "请改正文字或核对数据；如指的是别的事项，请说明"
REMEDY_OF_STRAY = "请核对这个数，写错的请改正；说的是表外的事项，不必改"  # nobody explains a hint
TWO_PLACES = "请核对两处，改正写错的一处；说的不是一件事的，请说明"
REMEDY_OF_TEXT = "请核对这几个数，改正写错的一个"


def check_prose_claims(case: CheckCase) -> Iterator[Finding]:
    """Every number and comparison of the narratives that cannot be true."""
    for passage in case.once_of_texts("speaking", lambda: speaking_passages(case)):
        both = solved_passage(case, passage)
        if both.wrong or both.until is not None:
            question = "told", case.aside, passage.place
            yield from case.once(question, partial(_told_of, both, passage, case), both, passage)
    twice = Counter[int]()
    for order, found in twice_said(case):
        twice[order] += 1
        yield told_finding(found, case.passages[order], case)
        if twice[order] == MOST_TWICE:
            yield not_reached(AMOUNT_CHECK, case.passages[order], MOST_TWICE, found.claim.end)


def _told_of(both: BothReadings, passage: Passage, case: CheckCase) -> tuple[Finding, ...]:
    """What is wrong in one text."""
    found = [told_finding(one, passage, case) for one in both.wrong]
    if both.until is None:
        return tuple(found)
    if both.is_endless:
        return (*found, beyond_reading(AMOUNT_CHECK, passage, both.until))
    return (*found, not_reached(AMOUNT_CHECK, passage, len(found), both.until))


def speaking_passages(case: CheckCase) -> tuple[Passage, ...]:
    """The texts of a case that may say something of its figures."""
    return tuple(one for one in case.passages if says_something(case.scheme, case.facts, one.text, one.about))


def twice_said(case: CheckCase) -> tuple[tuple[int, Contradiction], ...]:
    """(order of the text, contradiction) where the texts of a case say two numbers of one thing."""
    return case.once_of_texts("said twice", lambda: tuple(said_twice(claims_of_texts(case))))


def claims_of_texts(case: CheckCase) -> list[tuple[Claim, ...]]:
    """What each text of a case says."""
    return [report_claims(case.scheme, case.facts, one.text, one.about) for one in case.passages]


def told_finding(found: Contradiction, passage: Passage, case: CheckCase) -> Finding:
    """A contradiction as a finding, with the word in the text and the number that belongs there."""
    check, expected, why, remedy = WORDINGS[found.kind](found, case)
    if found.kind == ContradictionKind.BOUND:
        why += _gap_to_printed(found, expected, passage.text)
    number, quote = compared_number(found), found.claim.quote
    read = f"{number}{quoted_clause(passage.text, quote, found.claim.end)}"
    counted = f"{number}{quoted_label(quote)}"
    finding = Finding(
        check=check,
        level=level(found),
        place=passage.place,
        where=passage.where,
        read=read,
        counted=counted if counted != read else "",
        expected=expected,
        why=why,
        remedy=remedy,
    )
    return passage.at(finding, TITLES[found.kind], TextSpot(found.claim.start, found.claim.end, found.suggestion))


def compared_number(found: Contradiction) -> str:
    """Before a comparison, which prints no number, the number that it speaks of."""
    return f"{found.words.partition(' ')[0]}，" if found.kind == ContradictionKind.DIRECTION and found.words else ""


def level(found: Contradiction) -> str:
    """The one rule of severity."""
    if found.rounding or found.kind == ContradictionKind.STRAY:
        return HINT_LEVEL
    own_arithmetic = found.expected and found.expected.from_text and found.kind not in OF_LISTS
    return ERROR_LEVEL if own_arithmetic else WARNING_LEVEL


def _amount(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    expected, unit = (
        found.expected or Expected(Decimal(0)),
        PERSON_UNIT if found.kind == ContradictionKind.PEOPLE_KIND else MONEY_UNIT,
    )
    words = f"{show_amount(expected.value, unit)}{unit}"
    where = case.where(expected.code) if case.figure(expected.code) else expected.code or "由表中的数算出"
    why = "文字与表中的人数不一致" if unit == PERSON_UNIT else "文字与表中的同一个数不一致"
    remedy = REMEDY_OF_DATA if unit == PERSON_UNIT else REMEDY_OF_FIGURE
    return AMOUNT_CHECK, f"{words}（{where}）", f"{why}{_gap(found.claim, expected.value, unit)}", remedy


def _rate(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    claim, expected = found.claim, found.expected or Expected(Decimal(0))
    places = max(RATE_PLACES, claim.number.places if claim.number else 0)
    shown = f"{half_up(expected.value, places)}%"
    gap, value = _gap(claim, expected.value, PERCENT_UNIT), shown
    shown = f"{case.name(expected.code)} {shown}" if expected.code else shown
    if found.rounding:
        return (
            RATE_CHECK,
            shown,
            f"按列出的数计算为{value}；{WITHIN_ROUNDING}",
            REMEDY_OF_ROUNDING,
        )
    if expected.code:
        return RATE_CHECK, shown, f"文字中的比率与数据算出的不一致{gap}：{case.how(expected.code)}", REMEDY_OF_DATA
    if expected.from_text:
        return RATE_CHECK, shown, f"按同一段文字里的数计算，比率不是这个数{gap}", REMEDY_OF_TEXT
    return RATE_CHECK, shown, f"文字中的比率与数据算出的不一致{gap}", REMEDY_OF_DATA


def _change(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    claim, expected = found.claim, found.expected or Expected(Decimal(0))
    unit = claim.number.unit if claim.number else MONEY_UNIT
    if unit == PERCENT_UNIT and expected.code:
        return _rate(found, case)
    shown = (
        f"{half_up(expected.value, RATE_PLACES)}%"
        if unit == PERCENT_UNIT
        else f"{show_amount(expected.value, unit)}{unit}"
    )
    remedy = REMEDY_OF_TEXT if expected.from_text else REMEDY_OF_DATA
    source = "同一段文字里的数" if expected.from_text else "表中的数"
    gap = _gap(claim, expected.value, unit)
    return (
        RATE_CHECK if unit == PERCENT_UNIT else AMOUNT_CHECK,
        f"增减 {shown}",
        f"按{source}计算，增减不是这个数{gap}",
        remedy,
    )


def _comparison(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    if found.claim.number is not None and found.expected:
        check, expected, _, remedy = _change(found, case)
        source = "同一段文字里的数" if found.expected.from_text else "表中的数"
        turned = "减少（下降）" if found.expected.value < 0 else "增加（增长）"
        return check, expected, f"增加、减少写反了：按{source}计算是{turned}，数没有写错", remedy
    return SIGN_CHECK, found.words, f"{found.claim.subject.words or '支出'}：{found.words}", REMEDY_OF_DATA


def _zero_base(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    change = found.claim.relation == Relation.CHANGE
    what = "上年数为 0，不能计算增减的百分比" if change else "预算数为 0，不能计算完成的百分比"
    return RATE_CHECK, "只写金额，不写百分比", what, "请删去百分比；基数不为 0 的，请核对数据"


def _absent(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    return _amount(found, case)


def _parts(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    value = found.expected.value if found.expected else Decimal(0)
    gap = _gap(found.claim, value, MONEY_UNIT)
    return AMOUNT_CHECK, f"{show_amount(value)}万元（其中各项之和）", f"“其中”各项之和与合计不一致{gap}", REMEDY_OF_TEXT


def _total(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    value = found.expected.value if found.expected else Decimal(0)
    gap = _gap(found.claim, value, MONEY_UNIT)
    return AMOUNT_CHECK, f"{show_amount(value)}万元（前面各项之和）", f"合计与前面各项之和不一致{gap}", REMEDY_OF_TEXT


def _twice(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    value = found.expected.value if found.expected else Decimal(0)
    gap = _gap(found.claim, value, MONEY_UNIT)
    return (
        AMOUNT_CHECK,
        f"{show_amount(value)}万元（{quoted_label(found.words)}）",
        f"同一个数在各处应当一致{gap}",
        TWO_PLACES,
    )


def _bound(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    value, unit = found.expected.value if found.expected else Decimal(0), found.words
    if not unit:  # one of those before the last, which a figure confirms
        return AMOUNT_CHECK, "能与同一句里另外的数同时成立的数", "这几个数不能同时成立", REMEDY_OF_TEXT
    percent = unit == PERCENT_UNIT
    shown = f"{half_up(value, RATE_PLACES)}%" if percent else f"{show_amount(value, unit)}{unit}"
    check = RATE_CHECK if percent else AMOUNT_CHECK
    return check, f"{shown}（按同一句里另外的数）", "这几个数不能同时成立", REMEDY_OF_TEXT


def _opposed(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    return SIGN_CHECK, "同增或同减", "金额与百分比一个写增加、一个写减少", "请核对，改正写反的一个"


def _stray(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    percent = found.claim.number is not None and found.claim.number.unit == PERCENT_UNIT
    why = "同一句里其他的数都与表相符，只有这个数在表中找不到，也不能由表中的数算出"
    return RATE_CHECK if percent else AMOUNT_CHECK, "表中的数，或由表中的数算出的数", why, REMEDY_OF_STRAY


def _above_all(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    why = "满意度、合格率这类比率和占总数的比重不会超过100%"
    return RATE_CHECK, "不超过100%", why, "请改正这个百分比；指的是与计划相比的完成程度的，请说明"


def _above_whole(found: Contradiction, case: CheckCase) -> tuple[str, str, str, str]:
    return AMOUNT_CHECK, "不大于总数", "这个数是总数的一部分，总数与表相符，部分不会比总数大", REMEDY_OF_DATA


def _gap_to_printed(found: Contradiction, expected: str, text: str) -> str:
    """，相差 12.30万元: from the last of numbers that bind each other to the one `expected`; "" in another unit."""
    wanted, span = WANTED_NUMBER.match(expected), text[found.claim.start : found.claim.end].replace(",", "")
    printed = LAST_NUMBER.search(span)
    if not wanted or not printed or not (wanted[2] == PERSON_UNIT or text.startswith(wanted[2], found.claim.end)):
        return ""
    gap = plain_number(abs(Decimal(printed[0]) - Decimal(wanted[1])))
    return f"，相差 {gap}{'个百分点' if wanted[2] == PERCENT_UNIT else wanted[2]}"


def _gap(claim: Claim, expected: Decimal, unit: str) -> str:
    """，相差 12.30万元."""
    if claim.number is None or not claim.number.exact:
        return ""
    gap = abs(abs(claim.number.value) - abs(expected))
    return (
        f"，相差 {half_up(gap, RATE_PLACES)}个百分点"
        if unit == PERCENT_UNIT
        else f"，相差 {show_amount(gap, unit)}{unit}"
    )


WANTED_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([^（\d]+)（")
LAST_NUMBER = re.compile(r"(?<!\d)\d+(?:\.\d+)?$")
WORDINGS = {
    ContradictionKind.AMOUNT: _amount,
    ContradictionKind.PEOPLE_KIND: _amount,
    ContradictionKind.RATE: _rate,
    ContradictionKind.CHANGE: _change,
    ContradictionKind.DIRECTION: _comparison,
    ContradictionKind.ZERO_BASE: _zero_base,
    ContradictionKind.ABSENT: _absent,
    ContradictionKind.PARTS: _parts,
    ContradictionKind.TOTAL: _total,
    ContradictionKind.TWICE: _twice,
    ContradictionKind.ABOVE_ALL: _above_all,
    ContradictionKind.ABOVE_WHOLE: _above_whole,
    ContradictionKind.BOUND: _bound,
    ContradictionKind.OPPOSED: _opposed,
    ContradictionKind.STRAY: _stray,
}
