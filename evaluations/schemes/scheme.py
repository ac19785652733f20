"""A scheme: one year's form as data (rows, indicators, rules, checks, sections), read from a TOML file."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from evaluations.facts.aggregates import AGGREGATE_LABELS
from evaluations.language.faults import FaultsError, FileFault, did_you_mean
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
)
from evaluations.schemes.target_nouns import (
    USUAL_PROJECT_COLUMNS,
    ProjectColumn,
    ProjectSelfEvaluation,
    SelfEvaluation,
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
    "TargetSlot",
    "SchemeTable",
    "TargetRules",
    "SchemeText",
    "load_scheme",
    "parse_scheme",
]

SCHEMES_DIRECTORY = Path(__file__).resolve().parent / "shipped"
SCHEME_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}", re.ASCII)


class SchemeError(FaultsError):
    """A scheme file that cannot be used; `.faults` holds every fault, str() one Chinese sentence per line."""


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
    source: str = field(default="", repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScoringScheme) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

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
        from evaluations.schemes.figures import figures_by_name

        return figures_by_name(self)

    @cached_property
    def sums(self) -> Mapping[str, tuple[str, ...]]:
        """Figure of a sum cell → figures of its parts in the same column."""
        from evaluations.schemes.figures import parts_of_sums

        return parts_of_sums(self)

    @cached_property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """Figure → its parts marked of_which (其中), which may not exceed it."""
        from evaluations.schemes.figures import parts_of_which

        return parts_of_which(self)

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

    def section_of_table(self, table: str) -> str:
        """Code of the section where a table is filled in; "" if there is none."""
        return next((section.code for section in self.sections if section.table == table), "")

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


def load_scheme(name_or_path: str | Path) -> ScoringScheme:
    """Load evaluations/schemes/<name>.toml, or a .toml file. Raises SchemeError, also when there is none."""
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and SCHEME_NAME.fullmatch(name_or_path):
        path = SCHEMES_DIRECTORY / f"{name_or_path}.toml"
        if not path.is_file():
            known = sorted(file.stem for file in SCHEMES_DIRECTORY.glob("*.toml"))
            remedy = did_you_mean(name_or_path, known) or f"已有的方案：{'、'.join(known)}；也可以写 .toml 文件的路径"
            raise SchemeError([FileFault("方案", "", f"“{name_or_path}”", "已有方案的名称", remedy)])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SchemeError([FileFault(path.name, "", "不是 UTF-8 编码的内容", "UTF-8 编码的 TOML 文件")]) from None
    except (OSError, ValueError):
        read = f"“{str(name_or_path)[:100]}”"
        raise SchemeError([FileFault("方案", "", read, "能够打开的 .toml 文件", "请核对路径")]) from None
    return parse_scheme(text, path.name)


def parse_scheme(text: str, origin: str) -> ScoringScheme:
    """Read a scheme's text; `origin` is the file's name for messages. Raises SchemeError with all faults."""
    from evaluations.language.toml_faults import toml_fault
    from evaluations.schemes.consistency import cross_check
    from evaluations.schemes.figures import with_figures
    from evaluations.schemes.reading import SchemeReader

    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise SchemeError([toml_fault(text, error)], origin) from None
    faults: list[FileFault] = []
    reader = SchemeReader(data, "", faults)
    scheme = reader.scheme(text)
    reader.close()
    cross_check(scheme, faults)
    if faults:
        raise SchemeError(faults, origin)
    return replace(scheme, sections=with_figures(scheme))
