"""Rows without a name: a draft keeps them while somebody writes, and its document goes out and comes back with them."""

from collections.abc import Iterator, Sequence
from typing import Any

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.required import missing_finding
from evaluations.facts.document import FACTS_COLLECTIONS
from evaluations.schemes.place_lookup import ROW_KINDS, row_place
from evaluations.schemes.place_words import owner_in_words, row_in_words
from evaluations.schemes.report_place import PlaceKind, ReportPlace


def check_nameless_rows(case: CheckCase) -> Iterator[Finding]:
    """Every project, item, target, building and achievement has its name."""
    for collection in FACTS_COLLECTIONS:
        rows = row_place(case.scheme, ROW_KINDS[collection])
        yield from _nameless(rows, getattr(case.facts, collection), "title" if collection == "achievements" else "name")
    yield from _nameless(row_place(case.scheme, PlaceKind.TARGET), case.facts.targets, "name")
    for number, project in enumerate(case.facts.projects):
        place = row_place(case.scheme, PlaceKind.PROJECT, number)
        yield from _nameless(place.at("items"), project.items, "name")
        yield from _nameless(place.at("targets"), project.targets, "name")


def _nameless(rows: ReportPlace, given: Sequence[Any], field: str) -> Iterator[Finding]:
    for number, row in enumerate(given):
        if not getattr(row, field).strip():
            where = (owner_in_words(rows) if rows.field else "") + row_in_words(rows, number + 1)
            what = "小标题" if field == "title" else "名称"
            yield missing_finding(rows.nth(number).at(field), where=where, what=what, why=f"每一项都要有{what}")
