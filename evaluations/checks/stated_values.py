"""Values printed a second time elsewhere (a paper keyed in) against the computed ones: 1, 4, 5, 14, 17, 18, 20."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import ROUND_DOWN, Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.printed_rounding import (
    HALF_UNIT,
    REMEDY_OF_ROUNDING,
    WITHIN_ROUNDING,
    as_rounding,
    printed_cells,
)
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.solving.rate_expectations import formula_slack
from evaluations.facts.document import EntryFacts, StatedFacts
from evaluations.language.amounts import AmountError, parse_amount, show_amount
from evaluations.language.formulas import Formula
from evaluations.language.rounding import at_places, half_up, plain_number
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL
from evaluations.language.words import RESULT_LABELS
from evaluations.schemes.place_lookup import place_in_section
from evaluations.schemes.scheme import ScoringScheme

IMPORTED_REMEDY = "；导入的这个数已不必再核对的，请在有关部分的“另处印出的数”中勾选“删除”后保存"
CHANGE_CHECK = "4"  # rates of change: there a sign says which way


def check_stated_values(case: CheckCase) -> Iterator[Finding]:
    """Compare every stated value at the precision it is printed with; what cannot be computed is skipped."""
    for entry in case.facts.stated:
        if entry.name == "grade":
            yield from _grade(entry, case)
            continue
        try:
            value = parse_amount(entry.value, unit="", signed=True)
        except AmountError as error:
            yield _finding("25", entry, case, error.expected, "这不是一个数", error.remedy)
            continue
        if isinstance(value, Decimal):
            yield from _compare(entry, value, case)


def _grade(entry: StatedFacts, case: CheckCase) -> Iterator[Finding]:
    """20: the grade is the band of the total."""
    grade = case.assessment.grade
    if grade and entry.value != grade:
        why = f"总分 {plain_number(case.assessment.total)} 分对应的等级是“{grade}”"
        yield _finding("20", entry, case, grade, why, "请改正等级或核对得分")


def _compare(entry: StatedFacts, value: Decimal, case: CheckCase) -> Iterator[Finding]:
    if entry.name == "total":
        yield from _total(entry, value, case)
        return
    expected = case.value(entry.name)
    if isinstance(expected, Decimal) and not same_as_printed(value, entry.value, expected):
        differs = _differs(entry, value, expected, case)
        cells = [*printed_cells(entry.name, case), value]
        yield as_rounding(differs, value - expected, cells) if entry.name in case.scheme.sums else differs
    elif expected is None and entry.name in case.scheme.ratios and is_over_nothing(entry.name, case):
        why = f"分母为 0，比率没有意义：{case.how(entry.name)}"
        remedy = "请改印“—”或“由0到有”，或核对分母是否漏填"
        yield _finding(case.scheme.ratios[entry.name].check, entry, case, "没有比率", why, remedy)


def is_over_nothing(code: str, case: CheckCase) -> bool:
    """Whether a rate has no value because its denominator is 0, and not because a figure is blank or 不适用."""
    ratio = case.scheme.ratios[code]
    names = ratio.formula.names if ratio.formula else frozenset()
    return bool(names) and all(isinstance(case.value(name), Decimal) for name in names)


def same_as_printed(value: Decimal, text: str, expected: Decimal) -> bool:
    """Equal when the computed value is rounded to the decimals that are printed."""
    return value == half_up(expected, decimal_places(text))


def decimal_places(text: str) -> int:
    return len(text.partition(".")[2].rstrip("%").strip())


def cut_off(value: Decimal, text: str, expected: Decimal) -> bool:
    """Printed with the last digit cut off instead of rounded."""
    return value == at_places(expected, decimal_places(text), ROUND_DOWN)


def _total(entry: StatedFacts, value: Decimal, case: CheckCase) -> Iterator[Finding]:
    """17: the total against the rules, and against the paper's own lines where these say something else. A total that is
    out of reach is told once."""
    computed = list(_computed_total(entry, value, case))
    yield from computed
    if case.assessment.complete or not computed:
        told = [other.expected for other in computed]
        yield from (one for one in _printed_lines(entry, value, case) if one.expected not in told)


def _computed_total(entry: StatedFacts, value: Decimal, case: CheckCase) -> Iterator[Finding]:
    """The total is the sum of the scores; while some are missing, at least it can be reached."""
    result = case.assessment
    if result.complete and not same_as_printed(value, entry.value, result.total):
        scores = [part.score for part in result.indicators if part.score is not None]
        parts, added = "＋".join(map(plain_number, scores)), plain_number(sum(scores, Decimal(0)))
        why = f"各项得分合计 {parts} = {added}" + (f"；{result.cap}" if result.cap else "")
        yield _finding("17", entry, case, plain_number(result.total), why, "请按各项得分改正总分")
    elif not result.complete and value > result.reachable:
        lost = "；".join(
            f"{part.label}扣{plain_number(part.weight - part.score)}分"
            for part in result.indicators
            if part.score is not None and part.score < part.weight
        )
        why = "；".join(filter(None, [lost and f"按已有数据已经失分：{lost}", *ceiling_reasons(value, case)]))
        yield _finding("17", entry, case, f"最多 {plain_number(result.reachable)}", why, "请按评分标准重新计算总分")


def _printed_lines(entry: StatedFacts, value: Decimal, case: CheckCase) -> Iterator[Finding]:
    """The printed total against the printed scores: 90 over lines that add up to 96, or over lines that cannot give 90."""
    given = printed_scores(case)
    least, most = printed_bounds(case)
    if not given or case.assessment.cap or least <= value <= most:
        return
    parts = "＋".join(plain_number(score) for score in given.values())
    why = f"各行印出的得分合计 {parts} = {plain_number(least)}"
    expected = plain_number(least)
    if least != most:
        why = f"{why}，其余各行没有印得分，最多再得 {plain_number(most - least)}"
        expected = f"{plain_number(least)}～{plain_number(most)}"
    yield _finding("17", entry, case, expected, why, "请核对各行得分和总分，改正填错的一处")


def printed_bounds(case: CheckCase) -> tuple[Decimal, Decimal]:
    """The least and the most that the printed total can be: what the lines give, and all that other lines could."""
    given = printed_scores(case)
    least = sum(given.values(), Decimal(0))
    scored = sum((one.weight for one in case.assessment.indicators if one.code in given), Decimal(0))
    return least, least + max(case.scheme.full_marks - scored, Decimal(0))


def printed_scores(case: CheckCase) -> dict[str, Decimal]:
    """The score that the paper prints for each line: self_score, a stated score, or one that a person enters anyway."""
    facts, found = case.facts, dict[str, Decimal]()
    stated = {one.name.removesuffix(".score"): one.value for one in facts.stated if one.name.endswith(".score")}
    targets = {f"target:{number}": target.score for number, target in enumerate(facts.targets, 1)}
    for code in case.assessment.results:
        line = facts.entries.get(code, EntryFacts())
        entered = targets.get(code) if code in targets else line.score if line.maximum is None else None
        for score in (line.self_score, printed_number(stated[code]) if code in stated else None, entered):
            if isinstance(score, Decimal):
                found.setdefault(code, score)
    return found


def printed_number(text: str) -> Decimal | None:
    """The number a paper prints; None for words."""
    with suppress(AmountError):
        value = parse_amount(text, unit="", signed=True)
        return value if isinstance(value, Decimal) else None
    return None


def ceiling_reasons(value: Decimal, case: CheckCase) -> list[str]:
    """The reasons of the scheme's ceilings that a total stands above."""
    return [cap.reason for cap in case.scheme.caps if case.assessment.holds(cap.when) and value > cap.at_most]


def _differs(entry: StatedFacts, value: Decimal, expected: Decimal, case: CheckCase) -> Finding:
    ratio = case.scheme.ratios.get(entry.name)
    if entry.name.endswith(".score"):
        why = case.assessment.results[entry.name.removesuffix(".score")].explanation
        return _finding("18", entry, case, plain_number(expected), why, "请按评分标准改正得分或核对数据")
    if ratio is None:
        why, remedy = "同一个数在各处应当一致", "请核对两处，以决算（预算）报表为准改成一致"
        return _finding("14", entry, case, f"{show_amount(expected)}（{case.where(entry.name)}）", why, remedy)
    shown = f"{half_up(expected, max(2, decimal_places(entry.value)))}{ratio.unit}"
    why = case.how(entry.name)
    if ratio.check == CHANGE_CHECK and value == -half_up(expected, decimal_places(entry.value)):
        return _finding("28", entry, case, shown, f"正负号相反：{why}", "请改正正负号：减少为负，增加为正")
    if cut_off(value, entry.value, expected):
        return _finding(ratio.check, entry, case, shown, f"{why}；末位没有四舍五入", "末位请四舍五入", HINT_LEVEL)
    if ratio.formula and abs(value - expected) <= rate_slack(ratio.formula, entry, case):
        return _finding(ratio.check, entry, case, shown, f"{why}；{WITHIN_ROUNDING}", REMEDY_OF_ROUNDING, HINT_LEVEL)
    return _finding(ratio.check, entry, case, shown, why, "请改正比率，或核对分子、分母")


def rate_slack(formula: Formula, entry: StatedFacts, case: CheckCase) -> Decimal:
    """How far a rate may be off: its amounts were rounded before they were printed, and so was it."""
    return formula_slack(formula, KnownFigures(case.scheme, case.value)) + HALF_UNIT.scaleb(
        -decimal_places(entry.value)
    )


def _finding(
    check: str, entry: StatedFacts, case: CheckCase, expected: str, why: str, remedy: str, level: str = ERROR_LEVEL
) -> Finding:
    label = RESULT_LABELS.get(entry.name) or case.name(entry.name.removesuffix(".score"))
    where = f"{entry.where} · {label}" if entry.where else label
    remedy += IMPORTED_REMEDY
    return Finding(
        check=check,
        level=level,
        place=place_in_section(case.scheme, entry.name, shown_in(case.scheme, entry.name)),
        where=where,
        read=entry.value,
        expected=expected,
        why=why,
        remedy=remedy,
    )


def shown_in(scheme: ScoringScheme, name: str) -> str | None:
    """The section whose page shows a stated value: that of its figure, else that of the indicators."""
    figure = scheme.figures.get(name)
    return (figure.section if figure else "") or scheme.section_of_table("indicators") or None
