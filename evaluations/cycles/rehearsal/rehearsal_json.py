"""A rehearsal as JSON and as lines of text, for `manage.py rehearse`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evaluations.cycles.rehearsal.rehearsing import DepartmentMove, IndicatorShift, Rehearsal
from evaluations.language.rounding import plain_number


def rehearsal_as_json(rehearsal: Rehearsal) -> dict[str, Any]:
    """Numbers as strings, null where there is none; points throughout."""
    old, new, best = rehearsal.means
    return {
        "scheme": rehearsal.scheme.code,
        "scheme_digest": rehearsal.scheme.digest,
        "county": rehearsal.cycle.county.name,
        "year": rehearsal.cycle.year,
        "departments": [_move(one) for one in rehearsal.moves],
        "without_submission": [one.name for one in rehearsal.absent],
        "totals": {
            "departments": len(rehearsal.moves),
            "up": rehearsal.up,
            "down": rehearsal.down,
            "same": rehearsal.same,
            "undecided": rehearsal.undecided,
            "incomplete": rehearsal.incomplete,
            "mean_old": plain_number(old),
            "mean_new": plain_number(new),
            "mean_new_at_best": plain_number(best),
            "grades": [{"old": a, "new": b, "departments": n} for a, b, n in rehearsal.grades],
            "lacking": [{"where": a, "expected": b, "departments": n} for a, b, n in rehearsal.lacking],
        },
    }


def _move(one: DepartmentMove) -> dict[str, Any]:
    return {
        "department": one.department.name,
        "budget_code": one.department.budget_code,
        "submission": one.submission.number,
        "old_total": plain_number(one.old_total),
        "old_grade": one.old_grade,
        "new_total": plain_number(one.new_total),
        "new_grade": one.new_grade,
        "difference": plain_number(one.difference),
        "difference_at_best": plain_number(one.at_best),
        "open_points": plain_number(one.open_points),
        "indicators": [_shift(shift) for shift in one.shifts],
        "lacking": [{"field": finding.field, "where": finding.where} for finding in one.lacking],
    }


def _shift(shift: IndicatorShift) -> dict[str, Any]:
    return {
        "code": shift.code,
        "label": shift.label,
        "old": _points(shift.old),
        "new": _points(shift.new),
        "difference": plain_number(shift.difference),
    }


def _points(value: Decimal | None) -> str | None:
    return None if value is None else plain_number(value)


def rehearsal_as_lines(rehearsal: Rehearsal) -> Iterator[str]:
    """A readable account in Chinese."""
    cycle, (old, new, best) = rehearsal.cycle, rehearsal.means
    yield f"{cycle.county}{cycle.year}年度 {len(rehearsal.moves)} 份报告，按“{rehearsal.scheme.title}”试算："
    yield f"上升 {rehearsal.up}，下降 {rehearsal.down}，不变 {rehearsal.same}，未定 {rehearsal.undecided}。"
    yield f"平均 {plain_number(old)} → {plain_number(new)}{f'～{plain_number(best)}' if best != new else ''} 分。"
    for before, after, number in rehearsal.grades:
        yield f"等级 {before} → {after}：{number} 个单位"
    yield ""
    for one in rehearsal.moves:
        yield _line(one)
    if rehearsal.absent:
        yield f"未报送，没有试算：{'、'.join(one.name for one in rehearsal.absent)}"
    for where, what, number in rehearsal.lacking:
        yield f"缺少 {where}（{what}）：{number} 个单位"


def _line(one: DepartmentMove) -> str:
    after = f"{plain_number(one.new_total)} {one.new_grade or f'（另有 {plain_number(one.open_points)} 分暂不能计算）'}"
    why = "；".join(f"{shift.label} {shift.signed}" for shift in one.main_shifts)
    before = f"{plain_number(one.old_total)} {one.old_grade or ''}".strip()
    return f"{one.signed:>8}  {one.department.name}：{before} → {after}{f'  {why}' if why else ''}"
