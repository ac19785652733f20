"""The ledger's lines for indicators and own targets, and for what the form demands."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from evaluations.checks.ledger.account import (
    CHECKED_STATUS,
    NOT_APPLICABLE_HERE,
    LedgerCase,
    LedgerLine,
    LedgerWriter,
    checked_or_missing,
)
from evaluations.checks.own_targets import TargetTable, target_tables
from evaluations.checks.stated_values import is_over_nothing, printed_scores
from evaluations.facts.document import EntryFacts
from evaluations.language.directions import QUALITATIVE_DIRECTION


def plain_line(what: str, *checks: str) -> LedgerWriter:
    """The writer of a line for a check that can always be done."""
    return lambda there: iter([LedgerLine(checks[0], what, CHECKED_STATUS, found=there.found(*checks))])


def high_rate_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """5: rates above 100 % where more is better."""
    case = there.case
    asked = [one for one in case.scheme.indicators if one.formula and one.unit == "%" and one.rule.more_is_better]
    if not asked:
        yield LedgerLine("5", "越高越好的比率不超过 100%", NOT_APPLICABLE_HERE, "本年度指标体系没有这样的比率")
        return
    missing = [one.label for one in asked if not case.knows(one.code) and not is_over_nothing(one.code, case)]
    yield checked_or_missing(
        "5", "越高越好的比率不超过 100%", (f"{name}的计算结果" for name in missing), there.found("5")
    )


def deduction_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """19: the reasons for the points that indicators lose."""
    case, printed = there.case, printed_scores(there.case)
    results = [case.assessment.standings[one.code] for one in case.scheme.indicators]
    missing = [one.label for one in results if one.score is None and one.code not in printed]
    found = sum(there.found_at("19", one.code) for one in results)
    yield checked_or_missing("19", "扣分的指标写明了扣分原因", (f"{name}的得分" for name in missing), found)


def printed_score_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """18: the score that a paper prints for an indicator."""
    case = there.case
    given = [code for code, entry in case.facts.entries.items() if isinstance(entry.self_score, Decimal)]
    if not given:
        yield LedgerLine("18", "报告所列得分＝按评分标准计算的得分", NOT_APPLICABLE_HERE, "报告没有另列得分")
        return
    standings = case.assessment.standings
    results = [standings[code] for code in given if code in standings]
    missing = [f"“{one.label}”的数据" for one in results if one.score is None]
    found = sum(there.found_at(check, code) for check in ("17", "18") for code in given)
    yield checked_or_missing("18", "报告所列得分＝按评分标准计算的得分", missing, found)


def unfit_entry_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """25: what is entered for indicators fits their rules."""
    case = there.case
    asked = [one for one in case.scheme.indicators if one.rule.reads != "formula"]
    blank = [one.label for one in asked if case.facts.entries.get(one.code, EntryFacts()) == EntryFacts()]
    found = sum(there.found_at("25", one.code) for one in case.scheme.indicators)
    what = "人工填写的指标，内容符合评分标准"
    if not asked:
        yield LedgerLine("25", what, NOT_APPLICABLE_HERE, "本年度指标体系没有需要人工填写的指标")
    else:
        yield checked_or_missing("25", what, (f"“{name}”的填写内容" for name in blank), found)


def target_line(check: str, what: str, column: str = "") -> LedgerWriter:
    """The writer of a line about own targets, of which `column` is needed: "score" the computed one, "executed" how
    much was spent."""

    def lines(there: LedgerCase) -> Iterator[LedgerLine]:
        tables = list(target_tables(there.case))
        rows = [(table, number) for table in tables for number, _ in enumerate(table.targets)]
        if not tables:
            yield LedgerLine(check, what, NOT_APPLICABLE_HERE, "本年度指标体系没有单位自定的绩效指标")
        elif not rows:
            yield checked_or_missing(check, what, ["绩效指标"])
        else:
            yield checked_or_missing(check, what, _lacking(rows, column), _target_findings(check, there))

    return lines


def _lacking(rows: Iterable[tuple[TargetTable, int]], column: str) -> Iterator[str]:
    for table, number in rows:
        target, result = table.targets[number], table.result(number)
        measured = target.direction != QUALITATIVE_DIRECTION
        if column == "score" and measured and result.score is None:
            yield f"{table.where}“{target.name}”的得分"
        if column == "executed" and table.executed is None:
            yield f"{table.where}的预算执行率"


def _target_findings(check: str, there: LedgerCase) -> int:
    indicators = sum(there.found_at(check, one.code) for one in there.case.scheme.indicators)
    return there.found(check) - indicators


def ignored_text_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """Texts kept in sections ticked 无此项."""
    what = "勾选“无此项”的部分没有留下文字"
    if there.case.facts.none_sections:
        yield LedgerLine("none", what, CHECKED_STATUS, found=there.found("none"))
    else:
        yield LedgerLine("none", what, NOT_APPLICABLE_HERE, "没有勾选“无此项”的部分")
