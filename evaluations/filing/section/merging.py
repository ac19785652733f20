"""Three texts of one section become one: what both started from, mine, and what a colleague saved meanwhile.

Texts are canonical (SectionForm.canonical): rows numbered in page order, nothing empty. A field that only one side
changed is that side's; of a text of several lines, each line (line_merging.py). Rows are compared one by one where all
three have the same rows in the same order, and by their names where one came, went or moved (row_merging.py); otherwise
the whole list is one choice, since nobody can say which row is which.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evaluations.filing.section.line_merging import both_lines, merged_lines
from evaluations.filing.section.parts.base import rows_apart
from evaluations.filing.section.row_merging import NamedRows, joined_rows

SectionTexts = Mapping[str, str]

MY_SIDE, THEIR_SIDE, BOTH_SIDES = "mine", "theirs", "both"
NUMBER_IN_NAME = re.compile(r"([0-9]+)")
# Lists within the rows of a list.
NESTED = {"project": ("item", "target")}
# What a row is called; rows of the same names in the same order are the same rows.
KEYS = ("name", "title")


@dataclass
class Merge:
    """`texts`: what is to be stored; `kept`: what I changed, `taken`: what the colleague did, other lines of one text
    among both; `asked`: what both did, whether chosen or not.

    A unit is an input name, or the prefix of a list of rows. Undecided units hold my text.
    """

    base: SectionTexts | None
    mine: SectionTexts
    theirs: SectionTexts
    chosen: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def fields(self, within: str, lists: Iterable[str]) -> None:
        """Every field whose name begins with `within`, and the lists of rows among them."""
        prefixes = tuple(f"{within}{name}-" for name in lists)
        names = dict.fromkeys(
            name
            for texts in (self.theirs, self.mine, self.base or {})
            for name in texts
            if name.startswith(within) and not (prefixes and name.startswith(prefixes))
        )
        for name in names:
            self.unit(name, [{name: texts[name]} if texts and name in texts else {} for texts in self.sides])
        for prefix in prefixes:
            self.rows(prefix.removesuffix("-"))

    @property
    def clashes(self) -> list[str]:
        """What both changed and nobody has decided."""
        return [unit for unit in self.asked if unit not in self.chosen]

    @property
    def sides(self) -> tuple[SectionTexts | None, SectionTexts, SectionTexts]:
        return self.base, self.mine, self.theirs

    def unit(self, name: str, sides: list[dict[str, str]]) -> None:
        """One choice: take what one side alone changed, or what was chosen; else keep mine and ask."""
        base, mine, theirs = sides
        winner = alone(base if self.base is not None else None, mine, theirs)
        is_field = name in mine or name in theirs
        start, one, other = ((side or {}).get(name, "") for side in sides)
        if is_field and not winner and self.base is not None:
            text = merged_lines(start, one, other)
            if text is not None:
                self.taken.append(name)
                self.kept.append(name)
                self.put(name, text)
                return
        if winner == THEIR_SIDE:
            self.taken.append(name)
        if winner == MY_SIDE and mine != theirs:
            self.kept.append(name)
        if not winner:
            self.asked.append(name)
        side = winner or self.chosen.get(name)
        if is_field and side == BOTH_SIDES:
            self.put(name, both_lines(start, one, other))
        else:
            self.texts |= theirs if side == THEIR_SIDE else mine

    def put(self, name: str, text: str) -> None:
        """Store a text; an empty one is left out."""
        self.texts |= {name: text} if text else {}

    def rows(self, prefix: str) -> None:
        """A list of rows: row by row where they are the same rows, else as a whole."""
        sides = [numbered_rows(texts or {}, prefix) for texts in self.sides]
        whole = [{name: text for row in rows for name, text in row.items()} for rows in sides]
        base = whole[0] if self.base is not None else None
        if self.base is None or alone(base, whole[1], whole[2]):
            self.unit(prefix, whole)
            return
        if not same_rows(sides, prefix):
            if not self.join(prefix, sides):
                self.unit(prefix, whole)
            return
        for number in range(len(sides[1])):
            self.fields(f"{prefix}-{number}-", NESTED.get(prefix, ()))

    def join(self, prefix: str, sides: list[list[dict[str, str]]]) -> bool:
        """Rows that came, went or moved, beside others that were changed; False where a person must choose a list."""
        base, one, other = (named_rows(rows, prefix) for rows in sides)
        rows = None if base is None or one is None or other is None else joined_rows(base, one, other)
        if rows is None:
            return False
        texts = dict[str, str]()
        for number, row in enumerate(rows):
            start = f"{prefix}-{number}-"
            before, mine, theirs = ({f"{start}{name}": text for name, text in side.items()} for side in row)
            merged = Merge(before, mine, theirs, {})
            if before or (mine and theirs):
                merged.fields(start, NESTED.get(prefix, ()))
            else:
                merged.texts = mine or theirs
            if merged.asked:
                return False
            texts |= merged.texts
        self.texts |= texts
        self.taken.append(prefix)
        self.kept.append(prefix)
        return True


def merge_texts(
    base: SectionTexts | None, mine: SectionTexts, theirs: SectionTexts, lists: Iterable[str], chosen: Mapping[str, str]
) -> Merge:
    """Merge from the same start; without a known base every difference is a clash."""
    result = Merge(base, mine, theirs, chosen)
    result.fields("", lists)
    # PostgreSQL keeps the names of a JSON object in an order of its own; rows go by their first name.
    result.texts = dict(sorted(result.texts.items(), key=lambda pair: by_number(pair[0])))
    return result


def by_number(name: str) -> list[str | int]:
    """achievement-2-… before achievement-10-…."""
    return [int(part) if part.isdigit() else part for part in NUMBER_IN_NAME.split(name)]


def alone(base: object, mine: object, theirs: object) -> str:
    """Whose value holds when at most one side changed it; "" when both did, or nobody knows."""
    if mine == theirs or theirs == base:
        return MY_SIDE
    return THEIR_SIDE if mine == base else ""


def numbered_rows(texts: SectionTexts, prefix: str) -> list[dict[str, str]]:
    """The rows under a prefix by number."""
    return [row for _, row in sorted(rows_apart(texts, prefix).items())]


def same_rows(sides: list[list[dict[str, str]]], prefix: str) -> bool:
    """Whether all three list the same rows in the same order, each known by a name of its own."""
    names = [[row_name(row, f"{prefix}-{number}-") for number, row in enumerate(rows)] for rows in sides]
    return names[0] == names[1] == names[2] and "" not in names[0] and len({*names[0]}) == len(names[0])


def named_rows(rows: list[dict[str, str]], prefix: str) -> NamedRows | None:
    """The rows by their names, each with its texts by their names within it; None where a name lacks or is there twice."""
    starts = [f"{prefix}-{number}-" for number in range(len(rows))]
    found = {
        row_name(row, start): {name.removeprefix(start): text for name, text in row.items()}
        for start, row in zip(starts, rows, strict=True)
    }
    return found if len(found) == len(rows) and "" not in found else None


def row_name(row: SectionTexts, start: str) -> str:
    """The name or title of a row."""
    return next((row[start + key] for key in KEYS if start + key in row), "")
