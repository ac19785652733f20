"""Reads a scheme file into its nouns: head, policies, tables and rows. Faults are collected, not raised."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Self

from evaluations.language.faults import right_spelling, suggested_code
from evaluations.language.table_reader import TableReader
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import PROJECT_KINDS
from evaluations.schemes.reading_accounts import read_accounts_mapping
from evaluations.schemes.reading_parts import (
    read_check_number,
    read_scheme_cap,
    read_scheme_chapter,
    read_scheme_check,
    read_scheme_indicator,
    read_scheme_policies,
    read_scheme_rate,
    read_scheme_section,
)
from evaluations.schemes.reading_targets import (
    PROJECT_AMOUNTS,
    read_project_columns,
    read_project_self_evaluation,
    read_self_evaluation,
    read_target_columns,
    read_target_rules,
    read_target_slots,
)
from evaluations.schemes.reading_watch import read_watch_bands, with_units
from evaluations.schemes.scheme import (
    Grade,
    LevelWeight,
    Policies,
    SchemeCell,
    SchemeColumn,
    SchemeRow,
    SchemeTable,
    ScoringScheme,
)

HUNDRED = Decimal(100)
SCHEME_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}", re.ASCII)
SHARE_OF_MARKS = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*[%％]", re.ASCII)


class SchemeReader(TableReader):
    """A Reader of the whole file."""

    def head(self) -> Self:
        """The table [scheme]; a fault where the file has none."""
        if not self.has("scheme"):
            remedy = "请参照 evaluations/schemes/README.md"
            self.fault("scheme", read="（没有这一项）", expected="文件开头的 [scheme] 表", remedy=remedy)
        return self.table("scheme")

    def scheme(self, source: str) -> ScoringScheme:
        head = self.head()
        unit, full_marks = head.unit("unit", MONEY_UNIT), read_full_marks(head)
        default = Policies(
            rate_places=read_decimal_places(head, "rate_places"), score_places=read_decimal_places(head, "score_places")
        )
        chosen = read_scheme_policies(self, default)
        scheme = ScoringScheme(
            code=read_scheme_code(head),
            title=head.text("title"),
            notice=head.text("notice", ""),
            years=read_scheme_years(head),
            unit=unit,
            full_marks=full_marks,
            report_title=head.text("report_title"),
            lead=head.text("lead", ""),
            policies=chosen,
            source=source,
            grades=tuple(read_scheme_grade(part, full_marks) for part in self.tables("grades", "label")),
            tables=with_sums(tuple(read_scheme_table(part, unit) for part in self.tables("tables"))),
            rates=tuple(read_scheme_rate(part) for part in self.tables("rates")),
            indicators=tuple(read_scheme_indicator(part, chosen) for part in self.tables("indicators")),
            checks=tuple(read_scheme_check(part) for part in self.tables("checks", "number")),
            chapters=tuple(read_scheme_chapter(part) for part in self.tables("chapters")),
            sections=tuple(read_scheme_section(part) for part in self.tables("sections")),
            levels=tuple(read_level_weight(part) for part in self.tables("levels", "level1")),
            caps=tuple(read_scheme_cap(part) for part in self.tables("caps", "reason")),
            slots=read_target_slots(self, scored=bool(full_marks)),
            targets=read_target_rules(self),
            self_evaluation=read_self_evaluation(self),
            project_self_evaluation=read_project_self_evaluation(self, chosen),
            project_columns=read_project_columns(self),
            target_columns=read_target_columns(self),
            accounts=read_accounts_mapping(self),
            watches=read_watch_bands(self),
        )
        head.close()
        return replace(scheme, watches=with_units(scheme.watches, scheme.figures))


def read_scheme_code(head: TableReader) -> str:
    """The scheme's own code is also the name of its file: there a hyphen is welcome."""
    value = head.text("code")
    if value and not SCHEME_CODE.fullmatch(value):
        expected = "小写英文字母、数字、连字符组成的代码，如 hunan-2024"
        head.fault("code", read=value, expected=expected, remedy=suggested_code(value).replace("_", "-"))
    return value


def read_decimal_places(head: TableReader, key: str) -> int:
    value = head.integer(key, 2)
    if value > 6:
        head.fault(key, read=value, expected="0 到 6 的整数")
    return min(value, 6)


def read_scheme_years(head: TableReader) -> tuple[int, ...]:
    found = head.items("years", None)
    if not found and "years" in head.data and not isinstance(head.data["years"], list):
        return ()
    if not found or any(type(year) is not int or not 2000 <= year <= 2100 for year in found):
        head.fault("years", read=head.data.get("years", "（没有这一项）"), expected="起止年度的列表，如 [2013, 2022]")
        return ()
    if len(found) > 2 or found != sorted(found):
        read, remedy = (
            f"[{', '.join(map(str, found))}]",
            "起止年度写反了" if len(found) == 2 else "只写第一年和最后一年",
        )
        head.note("years", read=read, expected="起止年度的列表，前小后大，如 [2020, 2024]", remedy=remedy)
    return tuple(found)


def read_full_marks(head: TableReader) -> Decimal:
    """Points of the whole form; 0 for one that is not scored (`scored = false`), which says no full marks."""
    scored = head.flag("scored", True)
    if scored:
        # What cannot be read is told once: what follows is read as of a form that is scored.
        given = isinstance(head.data.get("scored", True), bool) or head.has("full_marks")
        return head.number("full_marks", positive=True) or HUNDRED if given else HUNDRED
    if head.has("full_marks"):
        head.known.add("full_marks")
        head.fault("full_marks", read=head.data["full_marks"], expected="不计分的方案（scored = false）不写满分")
    return Decimal(0)


def read_scheme_grade(part: TableReader, full_marks: Decimal) -> Grade:
    """`from` is a number of points, or a share of the full marks as notices print it: "90%"."""
    label, start = part.text("label"), part.data.get("from")
    share = SHARE_OF_MARKS.fullmatch(start.strip()) if isinstance(start, str) else None
    if isinstance(start, str):
        part.known.add("from")
    if isinstance(start, str) and not share:
        remedy = right_spelling(start, (int, Decimal))
        part.fault("from", read=start, expected='起点的分数（不加引号），或满分的百分数，如 "90%"', remedy=remedy)
    at_least = part.number("from") if not isinstance(start, str) else Decimal(share[1] if share else 0)
    part.close()
    return Grade(label, at_least * full_marks / 100 if share else at_least)


def read_level_weight(part: TableReader) -> LevelWeight:
    found = LevelWeight(part.text("level1"), part.number("weight", positive=True), part.text("level2", ""))
    part.close()
    return found


def read_scheme_table(part: TableReader, unit: str) -> SchemeTable:
    code, title = part.code(), part.text("title")
    columns = tuple(read_scheme_column(inner) for inner in part.tables("columns"))
    if not columns:
        part.fault(
            "columns", read=part.data.get("columns", "（没有这一项）"), expected="至少一列（[[tables.columns]]）"
        )
    rows, number = [], 0
    for inner in part.tables("rows"):
        plain = inner.has("group") or inner.has("each") or inner.has("rare")
        number += not plain
        rows.append(read_scheme_row(inner, columns, unit, 0 if plain else number))
    part.close()
    return SchemeTable(code, title, columns, tuple(rows))


def read_scheme_column(part: TableReader) -> SchemeColumn:
    found = SchemeColumn(
        part.code(), part.text("label"), part.flag("printed", True), part.flag("optional"), part.words("aliases")
    )
    part.close()
    return found


def read_scheme_row(part: TableReader, columns: tuple[SchemeColumn, ...], unit: str, number: int) -> SchemeRow:
    if part.has("group"):
        found = SchemeRow(group=part.text("group"), cells=(None,) * len(columns))
    elif part.has("each"):
        found = read_project_row(part, columns, unit)
    else:
        code, shown = part.code(), part.flag("shown")
        found = SchemeRow(
            code=code,
            number=number,
            label=part.text("label", "") if shown else part.text("label"),
            unit=part.unit("unit", unit),
            level=part.integer("level", 0),
            shown=shown,
            cells=read_scheme_cells(part, code, columns, shown),
            optional=part.flag("optional") or part.flag("rare"),
            rare=part.flag("rare"),
            signed=part.flag("signed"),
            of_which=part.text("of_which", ""),
            sum=part.words("sum"),
            aliases=part.words("aliases"),
            check=read_check_number(part, "check", 2),
        )
    part.close()
    return found


def read_project_row(part: TableReader, columns: tuple[SchemeColumn, ...], unit: str) -> SchemeRow:
    """`each = "earmarked"`: one line for every project of that kind; `cells` names the project's amounts."""
    kind, inner = part.choice("each", PROJECT_KINDS), part.table("cells")
    named = {key: inner.choice(key, PROJECT_AMOUNTS) for key in inner.data}
    for key in set(named) - {column.code for column in columns}:
        part.fault("cells", read=key, expected=f"本表的列：{'、'.join(column.code for column in columns)}")
    return SchemeRow(
        each=kind,
        label=part.text("label", ""),
        unit=unit,
        level=part.integer("level", 0),
        cells=(None,) * len(columns),
        fields=tuple(named.get(column.code, "") for column in columns),
    )


def read_scheme_cells(
    part: TableReader, code: str, columns: tuple[SchemeColumn, ...], shown: bool
) -> tuple[SchemeCell | None, ...]:
    """`cells` names each figure; `columns` (default: all) names them <row>.<column>."""
    known = [column.code for column in columns]
    if part.has("cells"):
        inner = part.table("cells")
        named = {key: inner.code(key, dots=True) for key in inner.data}
    else:
        named = {key: f"{code}.{key}" for key in (part.words("columns") if part.has("columns") else known)}
    for key in named:
        if key not in known and all(known):
            part.fault("cells" if part.has("cells") else "columns", read=key, expected=f"本表的列：{'、'.join(known)}")
    return tuple(SchemeCell(key, named[key], shown=shown) if key in named else None for key in known)


def with_sums(tables: tuple[SchemeTable, ...]) -> tuple[SchemeTable, ...]:
    """Mark a cell computed when its row is a sum and every part has that column; label the shown rows."""
    entered = {row.code: row for table in tables for row in table.rows if not row.shown and row.code}
    columns = {code: {cell.column for cell in row.cells if cell} for code, row in entered.items()}

    def finished(row: SchemeRow) -> SchemeRow:
        if row.shown:
            origin = entered.get(row.code, row)
            return replace(row, label=row.label or origin.label, unit=origin.unit, sum=())
        summed = set.intersection(*(columns.get(part, set()) for part in row.sum)) if row.sum else set()
        return replace(row, cells=tuple(cell and replace(cell, computed=cell.column in summed) for cell in row.cells))

    return tuple(replace(table, rows=tuple(finished(row) for row in table.rows)) for table in tables)
