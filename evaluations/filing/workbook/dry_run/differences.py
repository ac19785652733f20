"""The dry run: what an import would add, change, empty and leave, in the words of the sheets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluations.filing.section.parts.base import filled, row, row_numbers
from evaluations.filing.workbook.dry_run.checking import Checked, canonical
from evaluations.filing.workbook.plan.layout import Sheet, choice_label

ADDED, CHANGED, EMPTIED, ORDER = "新填", "修改", "清空", "顺序"
NEW_ROW, GONE_ROW = "增加一行", "删去一行"
STYLES = {ADDED: "ok", NEW_ROW: "ok", CHANGED: "doing", EMPTIED: "warn", GONE_ROW: "warn", ORDER: "quiet"}


@dataclass(frozen=True)
class Change:
    """One line of the dry run."""

    kind: str
    label: str
    old: str
    new: str

    @property
    def style(self) -> str:
        return STYLES[self.kind]


@dataclass(frozen=True)
class Difference:
    """One section of the dry run. `newer`: somebody saved it after the download (`state` knows who and when)."""

    code: str
    label: str
    changes: tuple[Change, ...]
    kept: int
    state: object
    newer: bool

    def count(self, *kinds: str) -> int:
        """How many changes are of these kinds."""
        return sum(change.kind in kinds for change in self.changes)

    @property
    def added(self) -> int:
        return self.count(ADDED, NEW_ROW)

    @property
    def altered(self) -> int:
        return self.count(CHANGED, ORDER)

    @property
    def emptied(self) -> int:
        return self.count(EMPTIED, GONE_ROW)


def difference(desk, sheets: tuple[Sheet, ...], checked: Checked, downloaded: int) -> Difference:
    """What changes in one section. `downloaded`: its version in the workbook."""
    old, new = canonical(checked.old), canonical(checked.new)
    found, kept = [], 0
    for sheet in sheets:
        if sheet.section == checked.code:
            before, after = lines(sheet, old), lines(sheet, new)
            changes = list(compared(before, after) if sheet.rows else cells(before, after))
            found += changes
            kept += len({key for key, texts in after.items() if any(texts.values()) and before.get(key) == texts})
    if not found:
        found = [Change(ORDER, "各行", "原来的顺序", "工作簿里的顺序")]
    section = desk.scheme.section(checked.code)
    state = desk.states.get(checked.code)
    return Difference(checked.code, desk.label(section.label), tuple(found), kept, state, checked.version > downloaded)


def lines(sheet: Sheet, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Line of the sheet → label of the cell → text; the rows of a list go by their names."""
    if sheet.rows:
        return dict(listed(sheet, texts))
    found: dict[str, dict[str, str]] = {}
    for line, column, entry in sheet.entries:
        text = texts.get(entry.name, "")
        label = line.label if column.label in ("填写", "内容") else f"{line.label}（{column.label}）"
        found[label] = {"": choice_label(entry, text) if text else ""}
    return found


def listed(sheet: Sheet, texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row that holds something under its name; the second of one name is told apart by a number."""
    seen: Counter[str] = Counter()
    for owner, prefix in prefixes(sheet, texts):
        for number in row_numbers(texts, prefix):
            own = row(texts, prefix, number)
            if filled(own):
                name = f"{owner}{sheet.noun}“{own.get('name', '')}”"
                seen[name] += 1
                yield (name if seen[name] == 1 else f"{name}（第{seen[name]}个）"), worded(sheet, own)


def prefixes(sheet: Sheet, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(words of the owner, prefix) of each list on the sheet."""
    if not sheet.owner:
        yield "", sheet.rows
        return
    for number in row_numbers(texts, sheet.owner):
        name = texts.get(f"{sheet.owner}-{number}-name", "")
        yield f"项目“{name}” · ", f"{sheet.owner}-{number}-{sheet.rows}"


def worded(sheet: Sheet, texts: Mapping[str, str]) -> dict[str, str]:
    """Label of the column → text, choices in words."""
    entries = [(column.label, column.entry) for column in sheet.columns if column.entry]
    return {label: choice_label(entry, texts[entry.name]) for label, entry in entries if texts.get(entry.name)}


def cells(before: Mapping[str, dict], after: Mapping[str, dict]) -> Iterator[Change]:
    """Changes of a sheet whose lines are fixed."""
    for label, texts in after.items():
        yield from change(label, before.get(label, {}).get("", ""), texts[""])


def compared(before: Mapping[str, dict], after: Mapping[str, dict]) -> Iterator[Change]:
    """Changes of a list: whole rows, and the cells of rows that stay."""
    for name, texts in after.items():
        if name not in before:
            yield Change(NEW_ROW, name, "", summary(texts))
            continue
        for label in dict.fromkeys((*before[name], *texts)):
            yield from change(f"{name} {label}", before[name].get(label, ""), texts.get(label, ""))
    for name, texts in before.items():
        if name not in after:
            yield Change(GONE_ROW, name, summary(texts), "")


def change(label: str, old: str, new: str) -> Iterator[Change]:
    """The change of one cell, if any."""
    if old != new:
        yield Change(ADDED if not old else EMPTIED if not new else CHANGED, label, old, new)


def summary(texts: Mapping[str, str]) -> str:
    """A whole row in one line."""
    return "；".join(f"{label} {text}" for label, text in texts.items())
