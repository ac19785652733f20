"""Who the invented departments are: read from the files in profiles/, as fixed as a form."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from evaluations.language.words import EARMARKED_KIND

PROFILE_FILES = sorted((Path(__file__).parent / "profiles").glob("*.toml"))
COMMON_PROSE = Path(__file__).parent / "prose" / "common.toml"
LISTS = ("duties", "achievements", "weak_years", "villages", "works")
FIRST_VILLAGE_YEAR = 2023
MONEY_KEYS = (
    "personnel",
    "operating",
    "projects_budget",
    "vehicle",
    "reception",
    "carryover",
    "last_three_public",
    "business",
    "surplus_used",
    "surplus_distributed",
)


@dataclass(frozen=True)
class ProjectProfile:
    """One project of a department: its items, and (name, unit, usual number) of what it brings."""

    name: str
    items: tuple[str, ...]
    measure: tuple[str, str, int]
    note: str
    kind: str = "other"


@dataclass(frozen=True)
class DepartmentProfile:
    """What a department is like in a usual year; money in 万元."""

    code: str
    name: str
    short_name: str
    posts: int
    staff: int
    retirees: int
    duties: tuple[str, ...]
    organisation: str
    projects: tuple[ProjectProfile, ...]
    achievements: tuple[Mapping[str, str], ...]
    money: Mapping[str, Decimal]
    above: str = ""
    government_funds: str = ""
    operating_over: bool = False
    # Years in which little was spent and less was reached than planned.
    weak_years: tuple[int, ...] = ()
    # From FIRST_VILLAGE_YEAR on a town has a project for each work in each village instead of its few large ones.
    villages: tuple[str, ...] = ()
    works: tuple[Mapping[str, Any], ...] = ()
    # Which source brings which part of the money, in thousandths.
    sources: Mapping[str, int] = field(default_factory=lambda: {"general": 1000})

    def projects_in(self, year: int) -> tuple[ProjectProfile, ...]:
        """The projects of a year."""
        if not self.villages or year < FIRST_VILLAGE_YEAR:
            return self.projects
        return tuple(_village_project(village, work) for work in self.works for village in self.villages)


@cache
def department_profiles() -> Mapping[str, DepartmentProfile]:
    """Budget code → department, in the order of the codes."""
    read = [row for file in PROFILE_FILES for row in tomllib.loads(file.read_text(encoding="utf-8"))["departments"]]
    return {row["code"]: _profile(row) for row in sorted(read, key=lambda row: row["code"])}


@cache
def common_prose() -> Mapping[str, Any]:
    """The texts that every department chooses from."""
    return tomllib.loads(COMMON_PROSE.read_text(encoding="utf-8"))


def _profile(row: dict[str, Any]) -> DepartmentProfile:
    money = {key: Decimal(row.pop(key)) for key in MONEY_KEYS if key in row}
    projects = tuple(
        ProjectProfile(**one | {"items": tuple(one["items"]), "measure": tuple(one["measure"])})
        for one in row.pop("projects")
    )
    lists = {key: tuple(row.pop(key, ())) for key in LISTS}
    return DepartmentProfile(**(row | lists), projects=projects, money=money)


def _village_project(village: str, work: Mapping[str, Any]) -> ProjectProfile:
    measure = (work["measure"][0], work["measure"][1], work["measure"][2])
    return ProjectProfile(f"{village}{work['name']}", tuple(work["items"]), measure, work["note"], EARMARKED_KIND)
