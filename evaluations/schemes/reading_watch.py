"""Reads the [[watch]] tables of a scheme file: bands outside of which a value asks for a second look."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from evaluations.language.formulas import Formula
from evaluations.language.severities import HINT_LEVEL, WARNING_LEVEL
from evaluations.language.table_reader import KEY_REQUIRED, TableReader
from evaluations.language.units import PERCENT_UNIT
from evaluations.schemes.nouns import Figure, WatchBand

USUAL_REMEDY = "请核对数据；确实如此的，请说明原因"
OF_TABLES = ("column", "against", "rows", "least")
OF_VALUES = ("unit", "place")
NAME_IN_FORMULA, OTHER_THAN_SUM = re.compile(r"[A-Za-z_][\w.]*"), re.compile(r"[^\w.\s+\-()]|(?<![\w.])\d")


def read_watch_bands(reader: TableReader) -> tuple[WatchBand, ...]:
    """Every [[watch]], with its faults noted."""
    return tuple(_watch_band(part) for part in reader.tables("watch"))


def with_units(watches: tuple[WatchBand, ...], figures: Mapping[str, Figure]) -> tuple[WatchBand, ...]:
    """The bands, each with a unit: where the file says none, that of the figures of which the value is one or the sum; of
    any other value %."""
    return tuple(
        one if one.unit else replace(one, unit=unit_of_sum(one.value, figures) or PERCENT_UNIT) for one in watches
    )


def unit_of_sum(value: Formula | None, figures: Mapping[str, Figure]) -> str:
    """The unit of figures that are added or subtracted, and of one alone; "" for any other formula."""
    if value is None or OTHER_THAN_SUM.search(value.text):
        return ""
    units = {figures[name].unit if name in figures else "" for name in NAME_IN_FORMULA.findall(value.text)}
    return units.pop() if len(units) == 1 else ""


def _watch_band(part: TableReader) -> WatchBand:
    whole = part.has("table")
    if whole == part.has("value"):
        read = "两项都有" if whole else "（没有这一项）"
        part.note("value", read=read, expected="value（一个公式）或 table（一张表的各行）二者之一")
    for key in OF_VALUES if whole else OF_TABLES:
        if part.has(key):
            part.fault(key, read=part.data[key], expected=f"不写：{key} 只与 {'value' if whole else 'table'} 同用")
            part.known.add(key)
    found = WatchBand(
        code=part.code(),
        level=part.choice("level", (WARNING_LEVEL, HINT_LEVEL), HINT_LEVEL),
        why=part.text("why"),
        remedy=part.text("remedy", USUAL_REMEDY),
        above=_end_of_band(part, "above"),
        below=_end_of_band(part, "below"),
        value=part.formula("value"),
        unit=PERCENT_UNIT if whole else part.unit("unit", ""),
        place=part.text("place", KEY_REQUIRED if part.has("value") and not whole else ""),
        when=part.formula("when"),
        table=part.text("table", ""),
        column=part.text("column") if whole else "",
        against=part.text("against") if whole else "",
        rows=part.words("rows") if whole else (),
        least=part.number("least", Decimal(0)) if whole else Decimal(0),
    )
    _check_band(part, found)
    part.close()
    return found


def _end_of_band(part: TableReader, key: str) -> Decimal | None:
    return part.number(key) if part.has(key) else None


def _check_band(part: TableReader, found: WatchBand) -> None:
    if found.above is None and found.below is None:
        part.note("above", read="（没有这一项）", expected="above（高于多少）或 below（低于多少）至少一项")
    elif found.above is not None and found.below is not None and found.below > found.above:
        part.fault("below", read=found.below, expected=f"不高于 above 的 {found.above}", remedy="两项可能写反了")
