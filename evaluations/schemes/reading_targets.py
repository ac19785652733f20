"""Reads what a scheme says about the department's own targets: slots, grades, self-evaluation tables, project amounts."""

from decimal import Decimal

from evaluations.language.directions import ALL_DIRECTIONS_EXPECTED, DIRECTION_BY_SIGN, DIRECTION_KINDS
from evaluations.language.table_reader import TableReader
from evaluations.schemes.reading_parts import read_scheme_indicator
from evaluations.schemes.rules.entered import GradedRange
from evaluations.schemes.scheme import (
    Policies,
    ProjectColumn,
    ProjectSelfEvaluation,
    SelfEvaluation,
    TargetColumn,
    TargetRules,
    TargetSlot,
)
from evaluations.schemes.target_nouns import GRADE_RANGES, TARGET_COLUMNS, USUAL_PROJECT_COLUMNS, USUAL_TARGET_COLUMNS

PROJECT_AMOUNTS = ("budget", "full_year", "in_place", "actual")
EXECUTION = "execution"


def read_target_slots(owner: TableReader, scored: bool = True) -> tuple[TargetSlot, ...]:
    """The `slots` of the file or of its project form; those of a form without points have no weight."""
    return tuple(read_target_slot(part, scored) for part in owner.tables("slots"))


def read_target_slot(part: TableReader, scored: bool) -> TargetSlot:
    """`level2` is one text or a list to choose from; without it the second level is the slot's label."""
    listed = isinstance(part.data.get("level2"), list)
    code, label = part.code(), part.text("label")
    levels2 = part.words("level2") if listed else (part.text("level2", "") or label,)
    kinds = tuple(DIRECTION_BY_SIGN.get(kind, kind) for kind in part.words("kinds")) or DIRECTION_KINDS
    for kind in kinds:
        if kind not in DIRECTION_KINDS:
            part.fault("kinds", read=kind, expected=f"{ALL_DIRECTIONS_EXPECTED}之一")
    if not scored and part.has("weight"):
        part.fault("weight", read=part.data["weight"], expected="不计分的方案（scored = false）不写分值")
        part.known.add("weight")
    found = TargetSlot(
        code,
        label,
        part.text("level1"),
        levels2,
        part.number("weight", positive=True) if scored else Decimal(0),
        kinds,
        part.text("prompt", ""),
        moves_to=part.text("moves_to", ""),
        least_each=part.integer("least_each", 0),
        not_applicable_flag=part.flag("not_applicable_flag"),
    )
    part.close()
    return found


def read_target_rules(owner: TableReader) -> TargetRules:
    part = owner.table("targets")
    ranges = GradedRange.read(part).ranges if part.has("ranges") else GRADE_RANGES
    found = TargetRules(
        ranges, part.text("execution", ""), part.number("little", TargetRules.little), part.flag("partial")
    )
    part.close()
    return found


def read_self_evaluation(owner: TableReader) -> SelfEvaluation | None:
    if not owner.has("self_evaluation"):
        return None
    part = owner.table("self_evaluation")
    found = SelfEvaluation(
        **{key: part.text(key) for key in ("title", "funds", "total", "execution")},
        goal=part.text("goal", ""),
        result=part.text("result", ""),
    )
    part.close()
    return found


def read_project_self_evaluation(owner: TableReader, default: Policies) -> ProjectSelfEvaluation | None:
    if not owner.has("project_self_evaluation"):
        return None
    part = owner.table("project_self_evaluation")
    execution = part.table(EXECUTION)
    label = execution.data.get("label")
    # A label that is missing or no text is one fault, not two.
    level1 = label if label and isinstance(label, str) else EXECUTION
    execution.data = {"code": EXECUTION, "level1": level1, **execution.data}
    found = ProjectSelfEvaluation(
        part.text("title"),
        part.integer("annex", least=1),
        read_scheme_indicator(execution, default),
        read_target_slots(part),
    )
    known = "、".join(PROJECT_AMOUNTS)
    for name in sorted(found.execution.formula.names - set(PROJECT_AMOUNTS) if found.execution.formula else ()):
        execution.fault("formula", read=name, expected=f"项目的金额：{known}")
    part.close()
    return found


def read_project_columns(owner: TableReader) -> tuple[ProjectColumn, ...]:
    """The `project_columns`: which amounts are asked for each project, and what they are called."""
    found = tuple(_project_column(part) for part in owner.tables("project_columns"))
    return found or USUAL_PROJECT_COLUMNS


def read_target_columns(owner: TableReader) -> tuple[TargetColumn, ...]:
    """The `target_columns`: what is asked and printed of own targets between name and weight, in this order."""
    found = []
    for part in owner.tables("target_columns"):
        found.append(TargetColumn(part.choice("code", TARGET_COLUMNS), part.text("label"), part.flag("optional")))
        part.close()
    return tuple(found) or USUAL_TARGET_COLUMNS


def _project_column(part: TableReader) -> ProjectColumn:
    found = ProjectColumn(part.choice("code", PROJECT_AMOUNTS), part.text("label"), part.flag("optional"))
    part.close()
    return found
