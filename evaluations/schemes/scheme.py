"""A scheme: one year's form as data (rows, indicators, rules, checks, sections)."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.final_accounts.account_mapping import FigureMapping
from evaluations.language.faults import FaultsError, FileFault
from evaluations.language.words import TARGET_LABELS
from evaluations.schemes.figures import figures_by_name, parts_of_sums, parts_of_which, section_of_table
from evaluations.schemes.nouns import (
    BodyItem,
    Cap,
    Chapter,
    Figure,
    Grade,
    Indicator,
    LevelWeight,
    Policies,
    Rate,
    SchemeCell,
    SchemeCheck,
    SchemeColumn,
    SchemeRow,
    SchemeTable,
    SchemeText,
    Section,
    WatchBand,
)
from evaluations.schemes.target_nouns import (
    USUAL_PROJECT_COLUMNS,
    USUAL_TARGET_COLUMNS,
    ProjectColumn,
    ProjectSelfEvaluation,
    SelfEvaluation,
    TargetColumn,
    TargetRules,
    TargetSlot,
)

__all__ = [
    "BodyItem",
    "Cap",
    "SchemeCell",
    "Chapter",
    "SchemeCheck",
    "SchemeColumn",
    "FileFault",
    "Figure",
    "Grade",
    "Indicator",
    "LevelWeight",
    "Policies",
    "ProjectColumn",
    "ProjectSelfEvaluation",
    "Rate",
    "SchemeRow",
    "ScoringScheme",
    "SchemeError",
    "Section",
    "SelfEvaluation",
    "TargetColumn",
    "TargetSlot",
    "SchemeTable",
    "TargetRules",
    "SchemeText",
    "WatchBand",
]


class SchemeError(FaultsError):
    """A scheme file that cannot be used; `.faults` holds every fault, str() one Chinese sentence per line."""


OF_THE_PAPER = re.compile(r"\{(?!(?:last_)?year\})\w+\}")  # places in a title that each department fills


@dataclass(frozen=True, eq=False)
class ScoringScheme:
    """One year's form. Attributes are named as the keys of the file; weights and full_marks in points.

    Two schemes are equal when their files are.
    """

    code: str
    title: str
    notice: str
    years: tuple[int, ...]
    unit: str
    full_marks: Decimal
    report_title: str
    lead: str
    policies: Policies
    grades: tuple[Grade, ...]
    tables: tuple[SchemeTable, ...]
    rates: tuple[Rate, ...]
    indicators: tuple[Indicator, ...]
    checks: tuple[SchemeCheck, ...]
    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...]
    levels: tuple[LevelWeight, ...] = ()
    caps: tuple[Cap, ...] = ()
    slots: tuple[TargetSlot, ...] = ()
    targets: TargetRules = TargetRules()
    self_evaluation: SelfEvaluation | None = None
    project_self_evaluation: ProjectSelfEvaluation | None = None
    project_columns: tuple[ProjectColumn, ...] = USUAL_PROJECT_COLUMNS
    target_columns: tuple[TargetColumn, ...] = USUAL_TARGET_COLUMNS
    accounts: Mapping[str, FigureMapping] = field(default_factory=dict)
    watches: tuple[WatchBand, ...] = ()
    source: str = field(default="", repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScoringScheme) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    @property
    def scored(self) -> bool:
        """Whether the form gives points at all: 专项资金报告, “三公”经费说明 and 绩效目标表 do not."""
        return self.full_marks > 0

    @property
    def rate_places(self) -> int:
        return self.policies.rate_places

    @property
    def score_places(self) -> int:
        return self.policies.score_places

    @cached_property
    def digest(self) -> str:
        """sha256 of the file's text."""
        return hashlib.sha256(self.source.encode()).hexdigest()

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure a department may enter, by name: table cells (not `shown` ones) and indicators' figures."""
        return figures_by_name(self.tables, self.indicators, self.sections)

    @cached_property
    def sums(self) -> Mapping[str, tuple[str, ...]]:
        """Figure of a sum cell → figures of its parts in the same column."""
        return parts_of_sums(self.tables)

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """Figure → its parts marked of_which (其中), which may not exceed it."""
        return parts_of_which(self.tables)

    @cached_property
    def texts(self) -> Mapping[str, SchemeText]:
        """Every narrative by code."""
        return {text.code: text for section in self.sections for text in section.texts}

    @cached_property
    def ratios(self) -> Mapping[str, Rate | Indicator]:
        """Rates and indicators by code: whatever has a value of its own."""
        parts: list[Rate | Indicator] = [*self.rates, *self.indicators]
        return {part.code: part for part in parts}

    def section(self, code: str) -> Section:
        """The section of that code; KeyError if there is none."""
        return {section.code: section for section in self.sections}[code]

    def table(self, code: str) -> SchemeTable:
        return {table.code: table for table in self.tables}[code]

    def indicator(self, code: str) -> Indicator:
        return {indicator.code: indicator for indicator in self.indicators}[code]

    def slot(self, code: str) -> TargetSlot | None:
        """The slot of the department's own targets with that code."""
        return next((slot for slot in self.slots if slot.code == code), None)

    def target_label(self, code: str) -> str:
        """What the form calls a column of own targets."""
        named = {column.code: column.label for column in self.target_columns}
        return named.get(code, TARGET_LABELS[code])

    def asks_of_targets(self, code: str) -> bool:
        """Whether own targets have this column of their own."""
        return any(column.code == code for column in self.target_columns)

    def section_of_table(self, table: str) -> str:
        """Code of the section where a table is filled in; "" if there is none."""
        return section_of_table(self.sections, table)

    def paper_name(self, year: int) -> str:
        """What the report of a year is called, whoever files it."""
        return self.label(OF_THE_PAPER.sub("", self.report_title), year)

    def label(self, text: str, year: int | None) -> str:
        """Fill {year} and {last_year}; without a year 本年 and 上年."""
        if "{" not in text:
            return text
        if year is None:
            return (
                text.replace("{year}年度", "本年度")
                .replace("{last_year}年度", "上年度")
                .replace("{year}年", "本年")
                .replace("{last_year}年", "上年")
                .replace("{year}", "本年")
                .replace("{last_year}", "上年")
            )
        return text.replace("{year}", str(year)).replace("{last_year}", str(year - 1))

    def name_of(self, name: str, year: int | None) -> str:
        """What people call a figure, an aggregate, a rate or an indicator."""
        if name in self.figures:
            return self.label(self.figures[name].label, year)
        if name in AGGREGATE_LABELS:
            return AGGREGATE_LABELS[name][0]
        return self.ratios[name].label if name in self.ratios else name

    def grade(self, total: Decimal) -> str:
        """The grade of a total; thresholds are points out of full marks, the lower bound belongs to the grade."""
        return next((grade.label for grade in self.grades if total >= grade.at_least), "")
