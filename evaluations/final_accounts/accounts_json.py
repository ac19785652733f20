"""What was read as JSON: figures with value, unit, source and certainty, the sheets, and what was refused."""

from typing import Any

from evaluations.final_accounts.account_figures import AccountFigure, FigureConflict
from evaluations.final_accounts.accounts_reading import AccountsReading
from evaluations.final_accounts.reading_sums import ReadingSum
from evaluations.final_accounts.sheet_account import SheetAccount
from evaluations.language.rounding import plain_number


def accounts_as_json(reading: AccountsReading) -> dict[str, Any]:
    """The answer of manage.py read_accounts; values are texts, money in 万元."""
    return {
        "year": reading.year,
        "figures": {figure.name: figure_as_json(figure) for figure in reading.figures},
        "sheets": [sheet_as_json(account) for account in reading.sheets],
        "refused": [
            *(dict(zip(("file", "sheet", "cell", "why"), one, strict=True)) for one in reading.refused),
            *map(conflict_as_json, reading.conflicts),
        ],
        "none": {code: {"file": sheet.file, "sheet": sheet.name} for code, sheet in reading.empty.items()},
        "texts": {
            one.code: {"text": one.text, "file": one.sheet.file, "sheet": one.sheet.name} for one in reading.texts
        },
    }


def figure_as_json(figure: AccountFigure) -> dict[str, Any]:
    """One figure."""
    return {
        "value": plain_number(figure.value),
        "unit": figure.unit,
        "source": source_as_json(figure.source),
        "certain": figure.certain,
        "doubts": list(figure.doubts),
        "also": [source_as_json(one) for one in figure.others],
    }


def source_as_json(source: ReadingSum) -> dict[str, Any]:
    """Where a figure stands: cells of one sheet, or with the sheet before them."""
    first = source.written[0][1]
    alone = all(part.sheet is first.sheet for _, part in source.written)
    names = [part.cell if alone else f"{part.sheet.name}!{part.cell}" for _, part in source.written]
    signs = ["+" if sign > 0 else "-" for sign, _ in source.written]
    formula = "".join(f"{sign}{name}" for sign, name in zip(signs, names, strict=True)).removeprefix("+")
    return {
        "file": first.sheet.file,
        "sheet": first.sheet.name,
        "cells": names,
        "formula": formula,
        "label": "；".join(dict.fromkeys(part.label for _, part in source.written)),
        "scope": source.scope,
    }


def conflict_as_json(conflict: FigureConflict) -> dict[str, Any]:
    """Two tables that disagree: both with their cells."""
    return {
        "figure": conflict.name,
        "why": conflict.why,
        "sources": [{"value": plain_number(one.value), **source_as_json(one)} for one in conflict.sources],
    }


def sheet_as_json(account: SheetAccount) -> dict[str, Any]:
    """One sheet with its answer."""
    found = account.readings
    return {
        "file": account.sheet.file,
        "sheet": account.sheet.name,
        "title": account.title,
        "status": str(account.answer),
        "table": found.table.name if found else "",
        "scope": found.scope if found else "",
        "unit": found.unit if found else "",
        "year": account.year,
        "owner": account.owner,
        "hidden": account.sheet.hidden,
        "remarks": list(account.remarks),
    }
