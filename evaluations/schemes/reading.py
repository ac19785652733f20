"""Reads a scheme file into its nouns: head, policies, tables and rows. Faults are collected, not raised."""

import re
from dataclasses import replace

from evaluations.language.faults import suggested_code
from evaluations.language.table_reader import Reader
from evaluations.schemes.reading_parts import cap, chapter, check, check_number, indicator, policies, rate, section
from evaluations.schemes.reading_targets import (
    AMOUNTS,
    project_columns,
    project_self_evaluation,
    self_evaluation,
    slots,
    target_rules,
)
from evaluations.schemes.scheme import Cell, Column, Grade, Level, Policies, Row, Scheme, Table

SCHEME_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}", re.ASCII)


class SchemeReader(Reader):
    """A Reader of the whole file."""

    def scheme(self, source: str) -> Scheme:
        if not self.has("scheme"):
            self.fault("scheme", "（没有这一项）", "文件开头的 [scheme] 表", "请参照 evaluations/schemes/README.md")
        head = self.table("scheme")
        unit = head.unit("unit", "万元")
        default = Policies(rate_places=places(head, "rate_places"), score_places=places(head, "score_places"))
        chosen = policies(self, default)
        scheme = Scheme(
            code=scheme_code(head), title=head.text("title"), notice=head.text("notice", ""), years=years(head),
            unit=unit, full_marks=head.number("full_marks", positive=True), report_title=head.text("report_title"),
            lead=head.text("lead", ""), policies=chosen, source=source,
            grades=tuple(grade(part) for part in self.tables("grades", "label")),
            tables=with_sums(tuple(table(part, unit) for part in self.tables("tables"))),
            rates=tuple(rate(part) for part in self.tables("rates")),
            indicators=tuple(indicator(part, chosen) for part in self.tables("indicators")),
            checks=tuple(check(part) for part in self.tables("checks", "number")),
            chapters=tuple(chapter(part) for part in self.tables("chapters")),
            sections=tuple(section(part) for part in self.tables("sections")),
            levels=tuple(level(part) for part in self.tables("levels", "level1")),
            caps=tuple(cap(part) for part in self.tables("caps", "reason")),
            slots=slots(self), targets=target_rules(self), self_evaluation=self_evaluation(self),
            project_self_evaluation=project_self_evaluation(self, chosen), project_columns=project_columns(self),
        )  # fmt: skip
        head.close()
        return scheme


def scheme_code(head: Reader) -> str:
    """The scheme's own code is also the name of its file: there a hyphen is welcome."""
    value = head.text("code")
    if value and not SCHEME_CODE.fullmatch(value):
        expected = "小写英文字母、数字、连字符组成的代码，如 hunan-2024"
        head.fault("code", value, expected, suggested_code(value).replace("_", "-"))
    return value


def places(head: Reader, key: str) -> int:
    value = head.integer(key, 2)
    if value > 6:
        head.fault(key, value, "0 到 6 的整数")
    return min(value, 6)


def years(head: Reader) -> tuple[int, ...]:
    found = head.items("years", None)
    if not found and "years" in head.data and not isinstance(head.data["years"], list):
        return ()
    if not found or any(type(year) is not int or not 2000 <= year <= 2100 for year in found):
        head.fault("years", head.data.get("years", "（没有这一项）"), "起止年度的列表，如 [2013, 2022]")
        return ()
    if len(found) > 2 or found != sorted(found):
        read, remedy = f"[{', '.join(map(str, found))}]", "起止年度写反了" if len(found) == 2 else "只写第一年和最后一年"
        head.note("years", read, "起止年度的列表，前小后大，如 [2020, 2024]", remedy)
    return tuple(found)


def grade(part: Reader) -> Grade:
    found = Grade(part.text("label"), part.number("from"))
    part.close()
    return found


def level(part: Reader) -> Level:
    found = Level(part.text("level1"), part.number("weight", positive=True), part.text("level2", ""))
    part.close()
    return found


def table(part: Reader, unit: str) -> Table:
    code, title = part.code(), part.text("title")
    columns = tuple(column(inner) for inner in part.tables("columns"))
    if not columns:
        part.fault("columns", part.data.get("columns", "（没有这一项）"), "至少一列（[[tables.columns]]）")
    rows, number = [], 0
    for inner in part.tables("rows"):
        plain = inner.has("group") or inner.has("each")
        number += not plain
        rows.append(row(inner, columns, unit, 0 if plain else number))
    part.close()
    return Table(code, title, columns, tuple(rows))


def column(part: Reader) -> Column:
    found = Column(part.code(), part.text("label"), part.flag("printed", True), part.flag("optional"),
                   part.words("aliases"))  # fmt: skip
    part.close()
    return found


def row(part: Reader, columns: tuple[Column, ...], unit: str, number: int) -> Row:
    if part.has("group"):
        found = Row(group=part.text("group"), cells=(None,) * len(columns))
    elif part.has("each"):
        found = each_project(part, columns, unit)
    else:
        code, shown = part.code(), part.flag("shown")
        found = Row(
            code=code, number=number, label=part.text("label", "") if shown else part.text("label"),
            unit=part.unit("unit", unit), level=part.integer("level", 0), shown=shown,
            cells=cells(part, code, columns, shown), optional=part.flag("optional"), signed=part.flag("signed"),
            of_which=part.text("of_which", ""), sum=part.words("sum"), aliases=part.words("aliases"),
            check=check_number(part, "check", 2),
        )  # fmt: skip
    part.close()
    return found


def each_project(part: Reader, columns: tuple[Column, ...], unit: str) -> Row:
    """`each = "earmarked"`: one line for every project of that kind; `cells` names the project's amounts."""
    kind, inner = part.choice("each", ("earmarked", "other")), part.table("cells")
    named = {key: inner.choice(key, AMOUNTS) for key in inner.data}
    for key in set(named) - {column.code for column in columns}:
        part.fault("cells", key, f"本表的列：{'、'.join(column.code for column in columns)}")
    return Row(each=kind, label=part.text("label", ""), unit=unit, level=part.integer("level", 0),
               cells=(None,) * len(columns), fields=tuple(named.get(column.code, "") for column in columns))  # fmt: skip


def cells(part: Reader, code: str, columns: tuple[Column, ...], shown: bool) -> tuple[Cell | None, ...]:
    """`cells` names each figure; `columns` (default: all) names them <row>.<column>."""
    known = [column.code for column in columns]
    if part.has("cells"):
        inner = part.table("cells")
        named = {key: inner.code(key, dots=True) for key in inner.data}
    else:
        named = {key: f"{code}.{key}" for key in (part.words("columns") if part.has("columns") else known)}
    for key in named:
        if key not in known:
            part.fault("cells" if part.has("cells") else "columns", key, f"本表的列：{'、'.join(known)}")
    return tuple(Cell(key, named[key], shown=shown) if key in named else None for key in known)


def with_sums(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Mark a cell computed when its row is a sum and every part has that column; label the shown rows."""
    entered = {row.code: row for table in tables for row in table.rows if not row.shown and row.code}
    columns = {code: {cell.column for cell in row.cells if cell} for code, row in entered.items()}

    def finished(row: Row) -> Row:
        if row.shown:
            origin = entered.get(row.code, row)
            return replace(row, label=row.label or origin.label, unit=origin.unit, sum=())
        summed = set.intersection(*(columns.get(part, set()) for part in row.sum)) if row.sum else set()
        return replace(row, cells=tuple(cell and replace(cell, computed=cell.column in summed) for cell in row.cells))

    return tuple(replace(table, rows=tuple(finished(row) for row in table.rows)) for table in tables)
