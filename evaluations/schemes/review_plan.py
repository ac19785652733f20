"""What a year's review goes by: criteria of the score sheet, who decides, how results are used (review_plan.toml).

Data of a county's year and not of its form: a county may change it while the form keeps its hash.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from evaluations.language.rounding import plain_number

REVIEW_PLAN_FILE = Path(__file__).with_name("review_plan.toml")
WHOLE_SHARE = Decimal(100)
SHARE_SLOT = "〔比例〕"


@dataclass(frozen=True, kw_only=True)
class ReviewCriterion:
    """Why a line loses points. `shares`: how much of its weight, in %; 100 leaves nothing, () only notes.

    `remark` is what 备注 says, 〔比例〕 being the share. `satisfaction`: it fits lines on satisfaction only.
    """

    code: str
    label: str
    remark: str
    shares: tuple[Decimal, ...] = ()
    satisfaction: bool = False

    def remark_at(self, share: Decimal | None) -> str:
        """The remark with its share."""
        return self.remark.replace(SHARE_SLOT, plain_number(share) if share is not None else "")


@dataclass(frozen=True, kw_only=True)
class CriterionChoice:
    """One entry of the list that a reviewer chooses from: a criterion with one of its shares (%; None: a note)."""

    criterion: ReviewCriterion
    share: Decimal | None

    @property
    def code(self) -> str:
        """unverifiable:30; a criterion without shares is its code alone."""
        return self.criterion.code if self.share is None else f"{self.criterion.code}:{plain_number(self.share)}"

    @property
    def label(self) -> str:
        """扣30%：佐证材料不能核实完成值. The loss stands first, where a narrow list cuts the rest."""
        loss = {None: "只注明", WHOLE_SHARE: "得0分"}.get(self.share) or f"扣{plain_number(self.share or WHOLE_SHARE)}%"
        return f"{loss}：{self.criterion.label}"

    @property
    def remark(self) -> str:
        """What 备注 says where the reviewer wrote nothing."""
        return self.criterion.remark_at(self.share)


@dataclass(frozen=True, kw_only=True)
class ResultUse:
    """What a grade means for next year's budget: a word, and the county's sentence."""

    word: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReviewPlan:
    """One county's year. `uses`: by the grade's place in the form, the best first; `sheet_required`: nothing passes
    without a score sheet; `second_person`: an approval needs another reviewer's word; `notice_checked`: so does a notice
    of rectification before it is sent."""

    criteria: tuple[ReviewCriterion, ...]
    uses: tuple[ResultUse, ...]
    sheet_required: bool = False
    second_person: bool = False
    notice_checked: bool = False

    @property
    def choices(self) -> tuple[CriterionChoice, ...]:
        """Every criterion with every share, in order."""
        return tuple(
            CriterionChoice(criterion=one, share=share) for one in self.criteria for share in one.shares or (None,)
        )

    def choice(self, code: str) -> CriterionChoice | None:
        """The choice of that code; None where this year has none."""
        return next((one for one in self.choices if one.code == code), None)

    def use_of(self, grade: str | None, grades: Sequence[str]) -> ResultUse | None:
        """What a grade means; the worst use holds for grades beyond the last. None for a report without a grade."""
        if grade not in grades or not self.uses:
            return None
        return self.uses[min(grades.index(grade), len(self.uses) - 1)]

    def to_json(self) -> dict[str, Any]:
        """The plan as a year keeps it."""
        return {
            "criteria": [
                asdict(one) | {"shares": [plain_number(share) for share in one.shares]} for one in self.criteria
            ],
            "uses": [asdict(one) for one in self.uses],
            "sheet_required": self.sheet_required,
            "second_person": self.second_person,
            "notice_checked": self.notice_checked,
        }


def read_review_plan(data: Mapping[str, Any] | None) -> ReviewPlan:
    """The plan that a year keeps; the standard one where it keeps none."""
    return standard_review_plan() if data is None else _plan(data)


@cache
def standard_review_plan() -> ReviewPlan:
    """The plan of a year that says nothing else."""
    return _plan(tomllib.loads(REVIEW_PLAN_FILE.read_text(encoding="utf-8")))


def _plan(data: Mapping[str, Any]) -> ReviewPlan:
    return ReviewPlan(
        criteria=tuple(
            ReviewCriterion(**{**one, **_chinese_remark(one), "shares": _shares(one)}) for one in data["criteria"]
        ),
        uses=tuple(ResultUse(**one) for one in data["uses"]),
        sheet_required=bool(data.get("sheet_required")),
        second_person=bool(data.get("second_person")),
        notice_checked=bool(data.get("notice_checked")),
    )


def _shares(criterion: Mapping[str, Any]) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(share)) for share in criterion.get("shares", ()))


def _chinese_remark(criterion: Mapping[str, Any]) -> dict[str, str]:
    """Plans that years keep from before 1.6.0 write {share}."""
    return {"remark": criterion["remark"].replace("{share}", SHARE_SLOT)}
