"""Reads what a scheme says about the department's own targets: slots, grades, self-evaluation tables, project amounts."""

from dataclasses import replace

from evaluations.language.directions import EXPECTED, WRITTEN
from evaluations.language.table_reader import Reader
from evaluations.schemes.reading_parts import indicator
from evaluations.schemes.rules.entered import GradedRange
from evaluations.schemes.scheme import (
    Policies,
    ProjectColumn,
    ProjectSelfEvaluation,
    SelfEvaluation,
    Slot,
    TargetRules,
)
from evaluations.schemes.target_nouns import KINDS, PROJECT_COLUMNS, RANGES

AMOUNTS = ("budget", "full_year", "in_place", "actual")
EXECUTION = "execution"


def slots(owner: Reader) -> tuple[Slot, ...]:
    """The `slots` of the file or of its project form."""
    return tuple(slot(part) for part in owner.tables("slots"))


def slot(part: Reader) -> Slot:
    """`level2` is one text or a list to choose from; without it the second level is the slot's label."""
    listed = isinstance(part.data.get("level2"), list)
    code, label = part.code(), part.text("label")
    levels2 = part.words("level2") if listed else (part.text("level2", "") or label,)
    kinds = tuple(WRITTEN.get(kind, kind) for kind in part.words("kinds")) or KINDS
    for kind in kinds:
        if kind not in KINDS:
            part.fault("kinds", kind, f"{EXPECTED}、qualitative（定性）之一")
    found = Slot(code, label, part.text("level1"), levels2, part.number("weight", positive=True), kinds,
                 part.text("prompt", ""))  # fmt: skip
    part.close()
    return found


def target_rules(owner: Reader) -> TargetRules:
    part = owner.table("targets")
    ranges = GradedRange.read(part).ranges if part.has("ranges") else RANGES
    found = TargetRules(ranges, part.text("execution", ""), part.number("little", TargetRules.little),
                        part.flag("partial"))  # fmt: skip
    part.close()
    return found


def self_evaluation(owner: Reader) -> SelfEvaluation | None:
    if not owner.has("self_evaluation"):
        return None
    part = owner.table("self_evaluation")
    found = SelfEvaluation(**{key: part.text(key) for key in ("title", "funds", "total", "execution")},
                           goal=part.text("goal", ""), result=part.text("result", ""))  # fmt: skip
    part.close()
    return found


def project_self_evaluation(owner: Reader, default: Policies) -> ProjectSelfEvaluation | None:
    if not owner.has("project_self_evaluation"):
        return None
    part = owner.table("project_self_evaluation")
    execution = part.table(EXECUTION)
    execution.data = {"code": EXECUTION, "level1": execution.data.get("label", ""), **execution.data}
    found = ProjectSelfEvaluation(part.text("title"), part.integer("annex", least=1), indicator(execution, default),
                                  slots(part))  # fmt: skip
    known = "、".join(AMOUNTS)
    for name in sorted(found.execution.formula.names - set(AMOUNTS) if found.execution.formula else ()):
        execution.fault("formula", name, f"项目的金额：{known}")
    part.close()
    return found


def project_columns(owner: Reader) -> tuple[ProjectColumn, ...]:
    """The `project_columns`: which amounts are asked for each project, and what they are called."""
    found = tuple(_project_column(part) for part in owner.tables("project_columns"))
    return found or PROJECT_COLUMNS


def _project_column(part: Reader) -> ProjectColumn:
    found = ProjectColumn(part.choice("code", AMOUNTS), part.text("label"), part.flag("optional"))
    part.close()
    return replace(found, code=found.code or AMOUNTS[0])
