"""The nouns of a scheme file that belong to the department's own targets and to the self-evaluation tables."""

from dataclasses import dataclass
from decimal import Decimal

from evaluations.language.directions import DIRECTION_KINDS
from evaluations.language.words import PROJECT_LABELS, TARGET_LABELS
from evaluations.schemes.nouns import Indicator

__all__ = [
    "USUAL_PROJECT_COLUMNS",
    "GRADE_RANGES",
    "ProjectColumn",
    "ProjectSelfEvaluation",
    "SelfEvaluation",
    "TARGET_COLUMNS",
    "TargetColumn",
    "TargetSlot",
    "USUAL_TARGET_COLUMNS",
    "TargetRules",
]


@dataclass(frozen=True)
class TargetSlot:
    """A place for the department's own targets: their weights add up to the slot's, in points.

    `levels2` are the second-level indicators to choose from, `kinds` the directions that are allowed here, `least_each`
    how many targets each second level must have. Without any target its points go to the slot `moves_to`; where
    `not_applicable_flag` is set, a target may be answered with 不适用 and a reason, and has full marks.
    """

    code: str
    label: str
    level1: str
    levels2: tuple[str, ...]
    weight: Decimal
    kinds: tuple[str, ...] = DIRECTION_KINDS
    prompt: str = ""
    moves_to: str = ""
    least_each: int = 0
    not_applicable_flag: bool = False


GRADE_RANGES = (
    ("达成", Decimal(100), Decimal(80)),
    ("部分达成", Decimal(80), Decimal(60)),
    ("未达成", Decimal(60), Decimal(0)),
)


@dataclass(frozen=True)
class TargetColumn:
    """A column of the department's own targets: which of TARGET_COLUMNS, what the form calls it, whether it may stay blank."""

    code: str
    label: str
    optional: bool = False


# What a form may ask and print of a target between its name and its weight. Direction and unit stand inside 年度指标值
# where the form gives them no column; begin_target is only asked where the form has it.
TARGET_COLUMNS = ("direction", "begin_target", "target", "unit", "attained")
USUAL_TARGET_COLUMNS = tuple(TargetColumn(code, TARGET_LABELS[code]) for code in ("target", "attained"))


@dataclass(frozen=True)
class TargetRules:
    """How own targets are scored: grades of qualitative ones in % of the weight (R14; the others are R16).

    `execution` is the rate or indicator in % that tells how much was spent, `little` the value under which full
    outputs look doubtful (check 22); `partial`: a target of = that is missed still earns its share.
    """

    ranges: tuple[tuple[str, Decimal, Decimal], ...] = GRADE_RANGES
    execution: str = ""
    little: Decimal = Decimal(60)
    partial: bool = False


@dataclass(frozen=True)
class SelfEvaluation:
    """部门整体支出绩效自评表: table of funds, its row of totals, the indicator of execution, texts of goal and result."""

    title: str
    funds: str
    total: str
    execution: str
    goal: str
    result: str


@dataclass(frozen=True)
class ProjectSelfEvaluation:
    """项目支出绩效自评表, one for each project; its execution formula reads the amounts of the project."""

    title: str
    annex: int
    execution: Indicator
    slots: tuple[TargetSlot, ...]


@dataclass(frozen=True)
class ProjectColumn:
    """An amount asked for each project: budget, full_year, in_place or actual."""

    code: str
    label: str
    optional: bool = False


USUAL_PROJECT_COLUMNS = (
    ProjectColumn("budget", PROJECT_LABELS["budget"]),
    ProjectColumn("in_place", PROJECT_LABELS["in_place"], optional=True),
    ProjectColumn("actual", PROJECT_LABELS["actual"]),
)
