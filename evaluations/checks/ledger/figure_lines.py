"""The ledger's lines for what compares figures: equations, sums, 其中, items, values printed again, approved budgets."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial

from evaluations.checks.ledger.account import (
    CHECKED_STATUS,
    NOT_APPLICABLE_HERE,
    LedgerCase,
    LedgerLine,
    checked_or_missing,
)
from evaluations.checks.score_sheets import has_numbers
from evaluations.checks.stated_totals import optional_row_figures, unknown_parts
from evaluations.checks.watch_bands import watched_values
from evaluations.language.words import RESULT_LABELS
from evaluations.schemes.scheme import SchemeCheck, WatchBand


def equation_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """One for each [[checks]] of the scheme."""
    case = there.case
    for order, check in enumerate(case.scheme.checks):
        yield case.once(("equation line", order), partial(_equation_line, check, there))


def _equation_line(check: SchemeCheck, there: LedgerCase) -> LedgerLine:
    case = there.case
    names = [*check.left.in_order(), *check.right.in_order()]
    missing = [name for name in names if not case.knows(name) and name not in check.optional]
    words = [case.name(name) for name in missing]
    if missing and optional_row_figures(case.scheme).issuperset(missing):
        return LedgerLine(check.number, check.why, NOT_APPLICABLE_HERE, f"选填项没有填写：{'、'.join(words)}")
    return checked_or_missing(check.number, check.why, words, equation_findings(check, there))


def equation_findings(check: SchemeCheck, there: LedgerCase) -> int:
    """What this equation has found; of two equations with one number and place the finding counts for both."""
    return there.found_at(check.number, check.place)


def sum_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """One for each sum of the tables that was filled in beside its parts; those that are computed cannot be wrong."""
    case = there.case
    rows = {cell.figure: row for table in case.scheme.tables for row in table.rows for cell in row.cells if cell}
    computed: dict[str, list[str]] = {}
    for name, parts in case.scheme.sums.items():
        if isinstance(case.facts.figures.get(name), Decimal):
            yield _given_sum(name, parts, rows[name].check, there)
        else:
            computed.setdefault(rows[name].check, []).append(case.name(name))
    for check, names in computed.items():
        reason = f"由系统按分项相加，没有另填：{'、'.join(names)}"
        yield LedgerLine(check, "合计＝各分项之和", NOT_APPLICABLE_HERE, reason)


def _given_sum(name: str, parts: tuple[str, ...], check: str, there: LedgerCase) -> LedgerLine:
    """A sum of which a part is unknown is compared in one direction, and not at all when a part may be negative."""
    case, what = there.case, f"{there.case.name(name)}＝各分项之和"
    missing, found = [case.name(part) for part in unknown_parts(parts, case)], there.found_at(check, name)
    given = [value for part in parts if isinstance(value := case.value(part), Decimal)]
    if missing and given and min(given) >= 0:
        reason = f"分项不全，只核对了合计不小于已填各分项之和；缺少{'、'.join(missing)}"
        return LedgerLine(check, what, CHECKED_STATUS, reason, found)
    return checked_or_missing(check, what, missing, found)


def of_which_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """One for each row that others are part of."""
    case = there.case
    empty = []
    for name, parts in case.scheme.parents.items():
        what = f"“其中”各项之和不超过{case.name(name)}"
        if not any(isinstance(case.value(part), Decimal) for part in parts):
            empty.append(case.name(name))
            continue
        missing = [] if case.knows(name) else [case.name(name)]
        yield checked_or_missing("15", what, missing, there.found_at("15", name))
    if empty:
        yield LedgerLine("15", "“其中”各项之和不超过总数", NOT_APPLICABLE_HERE, f"没有填“其中”各项：{'、'.join(empty)}")


def project_item_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """The items of all projects in one line."""
    projects = [project for project in there.case.facts.projects if project.items]
    what = "项目明细之和＝项目预算"
    if not projects:
        yield LedgerLine("12", what, NOT_APPLICABLE_HERE, "没有填项目明细")
        return
    blank = [
        project.name or "未命名的项目"
        for project in projects
        if project.budget is None or any(item.amount is None for item in project.items)
    ]
    yield checked_or_missing("12", what, [f"项目“{name}”的预算或明细金额" for name in blank], there.found("12"))


def stated_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """Values that a paper prints a second time."""
    case, what = there.case, "另处印出的数与计算结果一致"
    stated = case.facts.stated
    if not stated:
        yield LedgerLine("14", what, NOT_APPLICABLE_HERE, "没有另处印出的数")
        return
    missing = [
        RESULT_LABELS.get(one.name) or case.name(one.name) for one in stated if not _is_comparable(one.name, there)
    ]
    yield checked_or_missing("14", what, (f"{name}的计算结果" for name in missing), _stated_findings(there))


def _is_comparable(name: str, there: LedgerCase) -> bool:
    if name == "grade":
        return there.case.assessment.grade is not None
    return name == "total" or isinstance(there.case.value(name), Decimal) or _has_zero_base(name, there)


def _has_zero_base(name: str, there: LedgerCase) -> bool:
    ratio = there.case.scheme.ratios.get(name)
    names: Iterable[str] = ratio.formula.names if ratio and ratio.formula else ()
    return bool(names) and all(map(there.case.knows, names))


def _stated_findings(there: LedgerCase) -> int:
    ratios = {ratio.check for ratio in there.case.scheme.ratios.values()}
    return there.found("17", "18", "20", *ratios)


def approved_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """The filed budget against the approved one."""
    approved, case = there.case.facts.approved, there.case
    if not approved:
        yield LedgerLine("14", "预算数＝财政部门批复的预算", NOT_APPLICABLE_HERE, "财政局没有录入批复数")
        return
    missing = [case.name(name) for name in approved if name in case.scheme.figures and not case.knows(name)]
    found = sum(there.found_at("14", name) for name in approved)
    yield checked_or_missing("14", "预算数＝财政部门批复的预算", missing, found)


def unit_slip_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """Figures of a row against each other."""
    missing = [] if has_numbers(there.case.facts) else ["金额"]
    yield checked_or_missing("24", "金额都以万元为单位", missing, there.found("24"))


def value_kind_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """Whole persons, no negative where none can be."""
    what = "各项数据填写规范（整数、百分数、正负数）"
    missing = [] if has_numbers(there.case.facts) else ["数据"]
    yield checked_or_missing("25", what, missing, there.found("25"))


def watch_lines(there: LedgerCase) -> Iterator[LedgerLine]:
    """One for each [[watch]] of the scheme."""
    for order, watch in enumerate(there.case.scheme.watches):
        yield there.case.once(("watch line", order), partial(_watch_line, watch, there))


def _watch_line(watch: WatchBand, there: LedgerCase) -> LedgerLine:
    watched = watched_values(watch, there.case)
    if not watched:
        return LedgerLine("5", watch.why, NOT_APPLICABLE_HERE, "没有可比的数据")
    found = sum(there.found_at("5", one.name) for one in watched)
    return LedgerLine("5", watch.why, CHECKED_STATUS, found=found)
