"""Checks on the kinds of own targets: their weights (16), and as many targets for each second level as the notice asks."""

from collections.abc import Iterator

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.own_targets import target_tables
from evaluations.checks.score_sheets import is_score_sheet
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import plain_number
from evaluations.language.severities import ERROR_LEVEL
from evaluations.scoring.slot_weights import claimed_weight, slot_weights


def check_target_weights(case: CheckCase) -> Iterator[Finding]:
    """16: the weights of the targets fill their slot; a slot without any target is still to be filled in, unless its
    points have gone to another one."""
    for table in target_tables(case):
        weights, labels = slot_weights(table.slots, table.targets), {slot.code: slot.label for slot in table.slots}
        for slot in table.slots:
            added = claimed_weight(slot, table.targets)
            count = sum(1 for target in table.targets if target.slot == slot.code)
            where, points = f"{table.where} · {slot.label}", f"{plain_number(weights[slot.code])}分"
            given_away = table.scored and not weights[slot.code]
            if not count and not given_away and not is_score_sheet(case):
                yield Finding(
                    check="required",
                    level=ERROR_LEVEL,
                    place=table.place,
                    where=where,
                    read="（未填）",
                    expected=f"分值合计 {points} 的绩效指标" if table.scored else "至少1个绩效指标",
                    why="每类指标都要填写",
                    remedy=f"请补填；确实没有的，把{points}加到{quoted_label(labels[slot.moves_to])}的指标上"
                    if slot.moves_to
                    else "请补填",
                )
            elif count and added != weights[slot.code]:
                read, why = f"{count}个指标的分值合计 {plain_number(added)}分", "同一类指标的分值之和应等于这一类的分值"
                yield Finding(
                    check="16",
                    level=ERROR_LEVEL,
                    place=table.place,
                    where=where,
                    read=read,
                    expected=points,
                    why=why,
                    remedy="请调整各指标的分值",
                )


def check_target_levels(case: CheckCase) -> Iterator[Finding]:
    """Every second level has as many targets as the notice asks for; a slot without any is told by its weight."""
    for table in target_tables(case):
        for slot in table.slots:
            levels = [target.level2 for target in table.targets if target.slot == slot.code]
            for level2 in slot.levels2 if levels and len(slot.levels2) > 1 else ():
                if levels.count(level2) < slot.least_each:
                    yield Finding(
                        check="required",
                        level=ERROR_LEVEL,
                        place=table.place,
                        where=f"{table.where} · {level2}",
                        read=f"{levels.count(level2)}个指标",
                        expected=f"至少{slot.least_each}个指标",
                        why=f"{slot.label}的每个二级指标都要有指标",
                        remedy="请补填；本年度不适用的也列出来，写明理由" if slot.not_applicable_flag else "请补填",
                    )
