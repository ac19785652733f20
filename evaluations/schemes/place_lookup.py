"""The places of a form, and the way back from each name that a place goes by."""

import re
from dataclasses import replace
from functools import lru_cache

from evaluations.facts.document import Facts
from evaluations.schemes.report_place import (
    EVIDENCE_OF_ENTRY,
    EVIDENCE_OF_SECTION,
    FIELD_INPUTS,
    NESTED_INPUTS,
    ROW_COLLECTIONS,
    PlaceKind,
    ReportPlace,
)
from evaluations.schemes.scheme import ScoringScheme

ROW_KINDS = {collection: kind for kind, (collection, _) in ROW_COLLECTIONS.items()}
NESTED_LISTS = {name: field for field, name in NESTED_INPUTS.items()}
INPUT_FIELDS = {name: field for field, name in FIELD_INPUTS.items()}
NUMBER_IN_PATH = re.compile(r"(0|[1-9]\d{0,5})(?:\.(.+))?", re.ASCII)
ROW_INPUT = re.compile(rf"({'|'.join(ROW_COLLECTIONS)})(?:-(\d{{1,4}})(?:-(.+))?)?", re.ASCII)
TICK_INPUT = re.compile(r"check(\d+)", re.ASCII)


@lru_cache(maxsize=64)
def asked_beside(scheme: ScoringScheme) -> dict[str, str]:
    """Figure → the indicator that it is asked beside."""
    return {figure.name: indicator.code for indicator in scheme.indicators for figure in indicator.figures}


def figure_place(scheme: ScoringScheme, name: str) -> ReportPlace:
    """The place of one of the scheme's figures."""
    return ReportPlace(scheme.figures[name].section, PlaceKind.FIGURE, asked_beside(scheme).get(name), name)


def text_place(scheme: ScoringScheme, code: str) -> ReportPlace:
    """The place of a narrative; of one that the scheme does not have, without a section."""
    text = scheme.texts.get(code)
    return ReportPlace(text.section if text else None, PlaceKind.TEXT, field=code)


def entry_place(scheme: ScoringScheme, code: str, field: str = "") -> ReportPlace:
    """The place of an indicator."""
    return ReportPlace(scheme.section_of_table("indicators") or None, PlaceKind.ENTRY, code, field)


def person_place(name: str) -> ReportPlace:
    """The place of 填表人, 负责人 or 电话, on whatever section filing begins with."""
    return ReportPlace(None, PlaceKind.PERSON, field=name)


def row_place(scheme: ScoringScheme, kind: PlaceKind, row: int | str | None = None, field: str = "") -> ReportPlace:
    """The place of a row of the document, of a field in it, or of the whole list."""
    return ReportPlace(scheme.section_of_table(ROW_COLLECTIONS[kind][0]) or None, kind, row, field)


def place_at_path(scheme: ScoringScheme, path: str) -> ReportPlace:
    """The place that a finding's JSON names; what the form does not know is a value by that name."""
    if path in scheme.figures:
        return figure_place(scheme, path)
    if path in scheme.texts:
        return text_place(scheme, path)
    if any(indicator.code == path for indicator in scheme.indicators):
        return entry_place(scheme, path)
    collection, _, rest = path.partition(".")
    numbered, kind = NUMBER_IN_PATH.fullmatch(rest), ROW_KINDS.get(collection)
    if kind and numbered:
        return row_place(scheme, kind, int(numbered[1]), numbered[2] or "")
    if kind and (rest or path == collection):
        return row_place(scheme, kind, None, rest)
    return ReportPlace(None, PlaceKind.VALUE, field=path)


def place_of_score(scheme: ScoringScheme, facts: Facts, code: str) -> ReportPlace:
    """What a result is about: an indicator, or by the name of its row the own target that results call target:3."""
    own, _, number = code.partition(":")
    if own == PlaceKind.TARGET and number:
        return row_place(scheme, PlaceKind.TARGET, int(number) - 1).named(facts)
    return entry_place(scheme, code)


def place_in_section(scheme: ScoringScheme, path: str, section: str | None) -> ReportPlace:
    """The same, told to be in this section; a value by its name where that is not the section which has it."""
    found = place_at_path(scheme, path)
    return found if found.section == section else ReportPlace(section, PlaceKind.VALUE, field=path)


def place_at_anchor(scheme: ScoringScheme, section: str, anchor: str) -> ReportPlace:
    """The place that a comment stands at, also of a row that is no longer there; raises KeyError for a name that
    never was."""
    kind, found, name = anchor.partition(":")
    if not anchor:
        return ReportPlace(section)
    if found and kind in ROW_COLLECTIONS:
        return ReportPlace(section, PlaceKind(kind), name)
    if (code := anchor.removeprefix(f"{PlaceKind.TEXT}-")) != anchor:
        return ReportPlace(section, PlaceKind.TEXT, field=scheme.texts[code].code)
    if (code := anchor.removeprefix(f"{PlaceKind.ENTRY}-")) != anchor:
        return ReportPlace(section, PlaceKind.ENTRY, scheme.indicator(code).code)
    return replace(figure_place(scheme, anchor), section=section)


def place_of_input(scheme: ScoringScheme, section: str, name: str) -> ReportPlace:
    """The place of an input on a section's page, or of a row or list by the beginning of its inputs' names."""
    if name in scheme.figures and scheme.figures[name].section == section:
        return figure_place(scheme, name)
    if row := ROW_INPUT.fullmatch(name):
        listed, number = PlaceKind(row[1]), int(row[2]) if row[2] else None
        return ReportPlace(section, listed, number, _field_of_input(listed, row[3] or ""))
    kind, _, rest = name.partition("-")
    if kind == PlaceKind.ENTRY:
        code, _, field = rest.partition("-")
        return ReportPlace(section, PlaceKind.ENTRY, code, _field_of_input(PlaceKind.ENTRY, field))
    if kind in (PlaceKind.TEXT, PlaceKind.PERSON) and rest:
        return ReportPlace(section, PlaceKind(kind), field=rest)
    if name == PlaceKind.NONE:
        return ReportPlace(section, PlaceKind.NONE)
    return ReportPlace(section, PlaceKind.VALUE, field=name)


def place_of_evidence(code: str) -> ReportPlace:
    """What a file of evidence proves: an indicator or a section, whether the form still has it or not."""
    indicator = code.removeprefix(EVIDENCE_OF_ENTRY)
    if indicator != code:
        return ReportPlace(None, PlaceKind.ENTRY, indicator)
    return ReportPlace(code.removeprefix(EVIDENCE_OF_SECTION))


def _field_of_input(kind: PlaceKind, name: str) -> str:
    """target-1-category → targets.1.slot, check2 → checked.2."""
    if ticked := TICK_INPUT.fullmatch(name):
        return f"checked.{ticked[1]}"
    words = name.split("-") if name else []
    if kind == PlaceKind.PROJECT and words:
        words[0] = NESTED_LISTS.get(words[0], words[0])
    return ".".join([*words[:-1], *(INPUT_FIELDS.get(word, word) for word in words[-1:])])
