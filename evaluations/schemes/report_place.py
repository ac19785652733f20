"""A place in a report: one value, and the names by which documents, pages, comments and evidence know it.

    ReportPlace("funds", FIGURE, field="basic.actual")                 a number of the form
    ReportPlace("indicators", FIGURE, "poll", field="poll.result")     one that is asked beside the indicator `poll`
    ReportPlace("duties", TEXT, field="duties")                        a narrative
    ReportPlace("indicators", ENTRY, "poll", "reason")                 what a person enters for an indicator
    ReportPlace("projects", PROJECT, 0, "targets.1.attained")          a row by its number in a document
    ReportPlace("projects", PROJECT, "机房", "budget")                 a row by its name, which outlives every edit
    ReportPlace("funds")                                               the whole section

Nobody else builds such a name: `path` stands in findings, `input_name` and `html_id` on the filing pages, `anchor` in
comments, `evidence_code` with evidence. place_lookup.py finds the place of each of them again, place_words.py has the
words for people, filing/section/place_address.py the address of the page. They live beside the schemes because a form
decides which places there are; facts only name its rows.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from evaluations.facts.document import Facts


class PlaceKind(StrEnum):
    """What stands at a place. The values of rows and of `entry`, `text` and `none` are those in the inputs' names."""

    SECTION = "section"
    FIGURE = "figure"
    TEXT = "text"
    ENTRY = "entry"
    PROJECT = "project"
    BUILDING = "building"
    ACHIEVEMENT = "achievement"
    TARGET = "target"
    NONE = "none"  # the tick 无此项
    PERSON = "person"  # who may be asked; never published
    COMMENT = "comment"  # the bureau's, by its number
    VALUE = "value"  # known by a name only: a total, a rate, a code that the form does not have
    SCORE = "score"
    EXPLANATION = "explanation"  # of the check `row`


# Lists of the facts document, and which field names one of their rows.
ROW_COLLECTIONS = {
    PlaceKind.PROJECT: ("projects", "name"),
    PlaceKind.TARGET: ("targets", "name"),
    PlaceKind.BUILDING: ("buildings", "name"),
    PlaceKind.ACHIEVEMENT: ("achievements", "title"),
}
# Where an input is not called as in the document: the lists within a project, and single fields.
NESTED_INPUTS = {"items": "item", "targets": "target"}
FIELD_INPUTS = {"slot": "category", "not_applicable": "na"}
EVIDENCE_OF_ENTRY, EVIDENCE_OF_SECTION = "indicator.", "section."
TICK_FIELD = re.compile(r"checked\.(\d+)", re.ASCII)


@dataclass(frozen=True)
class ReportPlace:
    """`section` is None where no part of the form is named; `row` a number from 0, a name, the code of an indicator,
    or None; `field` the name in the facts document, within a row dotted."""

    section: str | None = None
    kind: PlaceKind = PlaceKind.SECTION
    row: int | str | None = None
    field: str = ""

    @property
    def path(self) -> str:
        """As a finding's JSON and an explanation name it: projects.0.budget, basic.actual; "" for a section.

        An achievement is named by its list alone, an entry by its indicator: so it was from the first format on.
        """
        if self.kind == PlaceKind.ENTRY:
            return str(self.row)
        if self.kind == PlaceKind.COMMENT:
            return f"{self.kind}-{self.row}"
        if self.kind == PlaceKind.ACHIEVEMENT and self.row is not None:
            return ROW_COLLECTIONS[self.kind][0]
        if self.kind in ROW_COLLECTIONS:
            parts = (ROW_COLLECTIONS[self.kind][0], self.row, self.field)
            return ".".join(str(part) for part in parts if part not in (None, ""))
        return self.field

    @property
    def input_name(self) -> str:
        """The name of the input, or the beginning of the names of a row's inputs; "" where nothing is typed in."""
        if self.kind in ROW_COLLECTIONS:
            row = () if self.row is None else (str(self.row), *_input_words(self.kind, self.field))
            return "" if isinstance(self.row, str) else "-".join((self.kind, *row))
        if self.kind == PlaceKind.ENTRY:
            return "-".join((self.kind, str(self.row), *_input_words(self.kind, self.field)))
        if self.kind in (PlaceKind.TEXT, PlaceKind.PERSON):
            return f"{self.kind}-{self.field}"
        return {PlaceKind.FIGURE: self.field, PlaceKind.NONE: str(self.kind)}.get(self.kind, "")

    @property
    def html_id(self) -> str:
        """The element of the filing page that a link leads to; without a dot, which a selector would have to escape."""
        if self.kind == PlaceKind.COMMENT or (self.kind == PlaceKind.ENTRY and not self.field):
            return f"{self.kind}-{self.row}"
        if self.is_list:
            return f"rows-{self.input_name}"
        if self.kind in ROW_COLLECTIONS and (self.row is None or not self.field):
            return ""
        return f"id_{self.input_name.replace('.', '-')}" if self.input_name else ""

    @property
    def is_list(self) -> bool:
        """Whether a list of rows is meant as a whole."""
        whole = self.kind in ROW_COLLECTIONS and self.row is None and not self.field
        return whole or (self.kind == PlaceKind.PROJECT and isinstance(self.row, int) and self.field in NESTED_INPUTS)

    @property
    def is_tick(self) -> bool:
        """Whether nothing is typed there, only ticked."""
        ticked = self.field == "not_applicable" or TICK_FIELD.fullmatch(self.field)
        return self.kind == PlaceKind.NONE or (self.kind == PlaceKind.ENTRY and bool(ticked))

    def nth(self, number: int) -> "ReportPlace":
        """A row of this list, numbered from 0."""
        return ReportPlace(self.section, self.kind, number, self.field) if self.row is None else self.at(str(number))

    def at(self, field: str) -> "ReportPlace":
        """A field of this row, or of what is entered for this indicator."""
        # Not `replace`, which goes through all fields: a page makes hundreds of places.
        return ReportPlace(self.section, self.kind, self.row, f"{self.field}.{field}" if self.field else field)

    @property
    def anchor(self) -> str:
        """As comments are stored: basic.actual, text-duties, entry-poll, project:机房, "" for all that has no own one.

        Raises ValueError for a row by its number, which does not outlive an edit: see `named`.
        """
        if self.kind in ROW_COLLECTIONS and self.row is not None:
            if isinstance(self.row, int):
                raise ValueError(f"a comment knows a row by its name: {self}")
            return f"{self.kind}:{self.row}"
        if self.kind == PlaceKind.ENTRY or (self.kind == PlaceKind.FIGURE and self.row):
            return f"{PlaceKind.ENTRY}-{self.row}"
        if self.kind == PlaceKind.TEXT:
            return f"{self.kind}-{self.field}"
        return self.field if self.kind == PlaceKind.FIGURE else ""

    @property
    def evidence_code(self) -> str:
        """As evidence is stored: indicator.poll, section.funds."""
        return (
            f"{EVIDENCE_OF_ENTRY}{self.row}" if self.kind == PlaceKind.ENTRY else f"{EVIDENCE_OF_SECTION}{self.section}"
        )

    def named(self, facts: Facts) -> "ReportPlace":
        """The same with its row by name; the whole section where the document has no such row."""
        if self.kind not in ROW_COLLECTIONS or isinstance(self.row, str):
            return self
        names = dict(enumerate(row_names(facts, self.kind)))
        return replace(self, row=names[self.row]) if self.row in names else ReportPlace(self.section)

    def holds(self, other: "ReportPlace") -> bool:
        """Whether another place is this one or a part of it: a field of the row, a figure asked beside the indicator."""
        if self.kind == PlaceKind.SECTION:
            return other.section == self.section
        if self.kind == PlaceKind.ENTRY:
            beside = other.kind in (PlaceKind.ENTRY, PlaceKind.FIGURE, PlaceKind.SCORE)
            return beside and (other.section, other.row) == (self.section, self.row)
        return replace(other, field=self.field and other.field) == self


def _input_words(kind: PlaceKind, field: str) -> list[str]:
    """targets.1.slot → target, 1, category; checked.2 → check2."""
    if ticked := TICK_FIELD.fullmatch(field):
        return [f"check{ticked[1]}"]
    words = field.split(".") if field else []
    if kind == PlaceKind.PROJECT and words:
        words[0] = NESTED_INPUTS.get(words[0], words[0])
    return [*words[:-1], *(FIELD_INPUTS.get(word, word) for word in words[-1:])]


def row_names(facts: Facts, kind: PlaceKind) -> list[str]:
    """What the rows of a list are called, in their order; a name that occurs again is counted: 机房, 机房（2）."""
    collection, title = ROW_COLLECTIONS[kind]
    seen: dict[str, int] = {}
    found = []
    for row in getattr(facts, collection):
        name = getattr(row, title)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}（{seen[name]}）")
    return found
