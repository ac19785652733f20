"""What must agree in the points of a scheme file: weights, levels, grades, full marks."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from evaluations.language.faults import FileFault, did_you_mean
from evaluations.language.rounding import plain_number
from evaluations.schemes.scheme import ScoringScheme


def weight_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """The weights of indicators and slots make the full marks; a form without points has nothing of the kind."""
    if not scheme.scored:
        yield from _unscored(scheme)
        return
    weights = [*(indicator.weight for indicator in scheme.indicators), *(slot.weight for slot in scheme.slots)]
    total = sum(weights, Decimal(0))
    if not scheme.indicators:
        yield FileFault(where="indicators", read="（没有指标）", expected="至少一个指标（[[indicators]]）")
    elif total != scheme.full_marks:
        read, expected = f"分值合计 {plain_number(total)}", f"等于满分（full_marks）{plain_number(scheme.full_marks)}"
        yield FileFault(where="indicators", key="weight", read=read, expected=expected, remedy="请核对各指标的分值")


def _unscored(scheme: ScoringScheme) -> Iterator[FileFault]:
    """What only a form with points can have."""
    parts = {
        "indicators": scheme.indicators,
        "grades": scheme.grades,
        "levels": scheme.levels,
        "caps": scheme.caps,
        "self_evaluation": scheme.self_evaluation,
        "project_self_evaluation": scheme.project_self_evaluation,
    }
    for where, there in parts.items():
        if there:
            yield FileFault(
                where=where,
                read="写了这一项",
                expected="不计分的方案（scored = false）不写指标、等级和各级分值",
                remedy="请删去，或改为计分的方案",
            )


def level_weight_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """The printed weight of a level is that of its indicators and slots."""
    misnamed = list(_misnamed_levels(scheme))
    if misnamed:  # then no sum can be right
        yield from misnamed
        return
    for level in scheme.levels:
        parts = [i.weight for i in scheme.indicators if i.level1 == level.level1 and level.level2 in ("", i.level2)]
        parts += [
            slot.weight
            for slot in scheme.slots
            if slot.level1 == level.level1 and (not level.level2 or slot.levels2 == (level.level2,))
        ]
        total = sum(parts, Decimal(0))
        if total != level.weight:
            where = f"levels[{level.level1}{'/' + level.level2 if level.level2 else ''}]"
            expected = f"等于所属指标分值的合计 {plain_number(total)}"
            yield FileFault(
                where=where, key="weight", read=plain_number(level.weight), expected=expected, remedy="请核对该级的分值"
            )


def _misnamed_levels(scheme: ScoringScheme) -> Iterator[FileFault]:
    """An indicator under a first level that is nearly one of those under [[levels]]."""
    known = list(dict.fromkeys(level.level1 for level in scheme.levels))
    parts = [("indicators", one.code, one.level1) for one in scheme.indicators]
    parts += [("slots", one.code, one.level1) for one in scheme.slots]
    for kind, code, level1 in parts if known else ():
        near = did_you_mean(level1, known) if level1 not in known else ""
        if near:
            expected = f"levels 里的一级指标：{'、'.join(known)}"
            where = f"{kind}[{code}]"
            yield FileFault(where=where, key="level1", read=f"“{level1}”", expected=expected, remedy=near)


def grade_bound_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Grades fall from at most the full marks to 0, each with a name of its own."""
    if scheme.scored:
        yield from grade_name_faults(scheme)
        yield from grade_order_faults(scheme)


def grade_name_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """No two grades are called the same."""
    for label, count in Counter(grade.label for grade in scheme.grades).items():
        if count > 1:
            yield FileFault(
                where="grades",
                key="label",
                read=f"“{label}”出现 {count} 次",
                expected="每个等级只写一次",
                remedy="请改名或删去重复的等级",
            )


def grade_order_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """They fall from at most the full marks to 0."""
    bounds = [grade.at_least for grade in scheme.grades]
    if not bounds:
        yield FileFault(where="grades", read="（没有等级）", expected="至少一个等级（[[grades]]）")
    elif bounds != sorted(set(bounds), reverse=True):
        yield FileFault(
            where="grades",
            key="from",
            read="、".join(map(plain_number, bounds)),
            expected="由高到低、互不相同的起点",
            remedy="各等级不能重叠",
        )
    elif bounds[0] > scheme.full_marks:
        expected = f"不超过满分（full_marks）{plain_number(scheme.full_marks)}"
        yield FileFault(
            where="grades",
            key="from",
            read=plain_number(bounds[0]),
            expected=expected,
            remedy="等级的起点是分数，否则没有单位能评上",
        )
    elif bounds[-1] != 0:
        yield FileFault(
            where="grades",
            key="from",
            read=plain_number(bounds[-1]),
            expected="最低一级从 0 起",
            remedy="否则低分没有等级",
        )


def project_weight_faults(scheme: ScoringScheme) -> Iterator[FileFault]:
    """The table of a project makes the full marks, too."""
    form = scheme.project_self_evaluation
    if not form or not scheme.scored:
        return
    total = form.execution.weight + sum((slot.weight for slot in form.slots), Decimal(0))
    if total != scheme.full_marks:
        read = f"分值合计 {plain_number(total)}"
        yield FileFault(
            where="project_self_evaluation",
            key="slots",
            read=read,
            expected=f"等于满分（full_marks）{plain_number(scheme.full_marks)}",
            remedy="请核对执行率和各类指标的分值",
        )
