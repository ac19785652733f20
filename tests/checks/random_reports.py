"""Reports of any form with any figures, rows and texts that speak of them, and random edits of every part of them."""

import random
from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ExplanationFacts,
    Facts,
    ItemFacts,
    ProjectFacts,
    StatedFacts,
    TargetFacts,
)
from evaluations.language.amounts import NOT_APPLICABLE, Amount
from evaluations.schemes.scheme import ScoringScheme

TEXTS = 6
AMOUNTS = ("0", "1", "3.25", "3.250", "12.5", "120", "88.77", "500", "1511.89", "5000000", "-4", "0.5")
# What is no figure of the report and no row of it.
WORDS = {"department": ("永兴县财政局", "宜章县教育局"), "county": ("永兴县", "宜章县"), "year": (2020, 2019, 2023)}
WHOLES: dict[str, tuple[frozenset[str], ...]] = {
    "unmentioned": (frozenset(), frozenset({"projects"}), frozenset({"buildings", "achievements"}))
}


class RandomReports:
    """One chance for a report and all of its edits."""

    def __init__(self, scheme: ScoringScheme, seed: str) -> None:
        self.scheme, self.chance = scheme, random.Random(seed)
        self.texts = ["", *(self.sentence() for _ in range(TEXTS))]  # few, for each takes its time to be read

    def amount(self) -> Amount:
        amounts: list[Amount] = [*map(Decimal, AMOUNTS), None, NOT_APPLICABLE]
        return self.chance.choice(amounts)

    def figures(self) -> dict[str, Amount]:
        return {name: self.amount() for name in self.scheme.figures if self.chance.random() < 0.7}

    def text(self) -> str:
        return self.chance.choice(self.texts)

    def sentence(self) -> str:
        """Sentences about rows of the form; some of their numbers are those of AMOUNTS, some of nothing."""
        figure, chance = self.chance.choice(list(self.scheme.figures.values())), self.chance
        number, other = chance.choice(AMOUNTS), chance.choice((*AMOUNTS, "77.31"))
        return chance.choice(
            (
                f"{figure.row_label or figure.label}{number}万元，比上年增加{other}万元，增长{chance.randint(1, 99)}%。",
                f"全年支出{number}万元，其中{figure.row_label or figure.label}{other}万元，占{chance.randint(1, 99)}%。",
                f"年末在职人数{chance.randint(1, 40)}人，预算执行率{number}%，自评得分{chance.randint(60, 100)}分。",
                f"本年实施{chance.randint(1, 5)}个项目，支出{number}万元，会议费支出{other}万元。",
                "2019年度部门整体支出绩效良好，采取了三项措施：一是提高，二是加强。",
            )
        )

    def row(self, kind: type) -> Any:
        amounts: dict[str, Any] = {one.name: self.amount() for one in fields(kind) if one.type == Amount}
        made: Mapping[type, Any] = {
            ProjectFacts: lambda: ProjectFacts(
                self.text()[:12], goal=self.text(), items=(self.row(ItemFacts),), **amounts
            ),
            ItemFacts: lambda: ItemFacts("支出一", self.amount()),
            BuildingFacts: lambda: BuildingFacts("办公楼", **amounts),
            AchievementFacts: lambda: AchievementFacts("成效", self.text()),
            StatedFacts: lambda: StatedFacts(self.chance.choice([*self.scheme.ratios, "total"]), "12.50"),
            ExplanationFacts: lambda: ExplanationFacts(
                self.chance.choice(("5", "14", "19", "24")), self.code(), self.text()
            ),
            EntryFacts: lambda: EntryFacts(
                reason=self.chance.choice(("", self.texts[1])), not_applicable=self.chance.random() < 0.2, **amounts
            ),
            TargetFacts: self.target,
        }
        return made[kind]()

    def target(self) -> TargetFacts:
        slot = self.chance.choice([*(one.code for one in self.scheme.slots), ""])
        return TargetFacts(slot, "办件", target="95", attained=self.chance.choice(("96", "12", "")), weight=Decimal(10))

    def code(self) -> str:
        return self.chance.choice([*self.scheme.figures, *(one.code for one in self.scheme.indicators)])

    def part(self, name: str) -> Any:
        """A new value of a field of the facts, whichever it is."""
        rows: dict[str, type] = {
            "projects": ProjectFacts,
            "buildings": BuildingFacts,
            "achievements": AchievementFacts,
            "targets": TargetFacts,
            "stated": StatedFacts,
            "explanations": ExplanationFacts,
        }
        if name in rows:
            return tuple(self.row(rows[name]) for _ in range(self.chance.randint(0, 3)))
        tables: dict[str, Any] = {
            "figures": self.figures,
            "last_figures": self.figures,
            "approved": lambda: {one: value for one, value in self.figures().items() if isinstance(value, Decimal)},
            "narratives": lambda: {one: self.text() for one in [*self.scheme.texts][:TEXTS]},
            "last_year": lambda: {one: self.text() for one in [*self.scheme.texts][:TEXTS]},
            "entries": lambda: {one.code: self.row(EntryFacts) for one in self.scheme.indicators},
            "none_sections": lambda: tuple(one.code for one in self.scheme.sections if self.chance.random() < 0.2),
        }
        if name in tables:
            return tables[name]()
        return self.chance.choice({**WORDS, **WHOLES}.get(name, ("甲", "乙")))

    def report(self) -> Facts:
        own = {one.name: self.part(one.name) for one in fields(Facts) if one.name not in ("people", "unmentioned")}
        return Facts(**own)

    def edited(self, facts: Facts) -> Facts:
        """The report after something was typed: mostly one figure, or one cell of a table; else a whole part."""
        name = self.chance.choice(["figures"] * 8 + [one.name for one in fields(Facts) if one.name != "people"])
        now = getattr(facts, name)
        if not isinstance(now, Mapping) or self.chance.random() < 0.1:
            return replace(facts, **{name: self.part(name)})
        other = self.part(name)
        code = self.chance.choice(sorted({*now, *other}) or [""])
        left = {one: value for one, value in now.items() if one != code}
        changes: dict[str, Any] = {name: left | ({code: other[code]} if code in other else {})}
        return replace(facts, **changes)
