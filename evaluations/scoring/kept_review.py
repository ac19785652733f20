"""A score sheet as it is kept for good: every line with its words and points, nothing left to compute. As JSON and back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from evaluations.language.rounding import plain_number
from evaluations.scoring.review_sheet import ReviewedLine, ReviewedSheet


@dataclass(frozen=True, kw_only=True)
class KeptLine:
    """One line of a real review sheet. Points in 分; a score is None where the department's report had none."""

    code: str
    level1: str
    level2: str
    label: str
    weight: Decimal
    goal: str
    own_value: str
    own_score: Decimal | None
    value: str
    score: Decimal | None
    criterion: str
    remark: str
    working: str

    @property
    def change(self) -> Decimal | None:
        """Review score − self score."""
        return None if self.score is None or self.own_score is None else self.score - self.own_score


@dataclass(frozen=True, kw_only=True)
class KeptReview:
    """The sheet: totals in points, grades, and the words of the ceiling that lowered the total ("": none)."""

    lines: tuple[KeptLine, ...]
    full_marks: Decimal
    own_total: Decimal
    own_grade: str | None
    total: Decimal
    grade: str | None
    cap: str

    @property
    def change(self) -> Decimal:
        """Review total − self total."""
        return self.total - self.own_total

    @property
    def changed(self) -> tuple[KeptLine, ...]:
        """Lines whose score differs from the department's, or that carry a remark."""
        return tuple(line for line in self.lines if line.change or line.remark)


POINTS = frozenset({"weight", "own_score", "score", "full_marks", "own_total", "total"})


def keep_review(sheet: ReviewedSheet) -> KeptReview:
    """The sheet as it stands now."""
    return KeptReview(
        lines=tuple(_kept(line) for line in sheet.lines),
        full_marks=sheet.full_marks,
        own_total=sheet.own_total,
        own_grade=sheet.own_grade,
        total=sheet.total,
        grade=sheet.grade,
        cap=sheet.cap,
    )


def _kept(line: ReviewedLine) -> KeptLine:
    own = line.own
    return KeptLine(
        code=own.code,
        level1=own.level1,
        level2=own.level2,
        label=own.label,
        weight=own.weight,
        goal=own.goal,
        own_value=line.own_value,
        own_score=own.score,
        value=line.value,
        score=line.score,
        criterion=line.choice.label if line.choice else "",
        remark=line.remark,
        working=line.working,
    )


def review_as_json(kept: KeptReview) -> dict[str, Any]:
    """Everything that is read from it; points as texts."""
    told = {one.name: _told(getattr(kept, one.name)) for one in fields(kept) if one.name != "lines"}
    lines = [{one.name: _told(getattr(line, one.name)) for one in fields(line)} for line in kept.lines]
    return {"lines": lines, **told}


def review_from_json(data: Mapping[str, Any]) -> KeptReview:
    """The sheet that was kept; nothing is computed."""
    lines = tuple(KeptLine(**_read(row)) for row in data["lines"])
    return KeptReview(**(_read({name: value for name, value in data.items() if name != "lines"}) | {"lines": lines}))


def _told(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if name in POINTS and value is not None else value for name, value in row.items()}
