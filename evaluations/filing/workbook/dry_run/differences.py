"""The dry run: what an import would add, change, empty and leave, in the words of the sheets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parts.base import anything_typed, row_numbers, row_texts
from evaluations.filing.workbook.dry_run.checking import CheckedSection, canonical_texts
from evaluations.filing.workbook.plan.layout import WorkbookSheet, choice_label

CELL_FILLED, CELL_CHANGED, CELL_EMPTIED, ROW_ORDER = "新填", "修改", "清空", "顺序"
NEW_ROW, GONE_ROW = "增加一行", "删去一行"
CHANGE_STYLES = {
    CELL_FILLED: "ok",
    NEW_ROW: "ok",
    CELL_CHANGED: "doing",
    CELL_EMPTIED: "warn",
    GONE_ROW: "warn",
    ROW_ORDER: "quiet",
}


@dataclass(frozen=True)
class ImportChange:
    """One line of the dry run."""

    kind: str
    label: str
    old: str
    new: str

    @property
    def style(self) -> str:
        return CHANGE_STYLES[self.kind]


@dataclass(frozen=True)
class ImportDifference:
    """One section of the dry run. `newer`: somebody saved it after the download (`state` knows who and when)."""

    code: str
    label: str
    changes: tuple[ImportChange, ...]
    kept: int
    state: object
    newer: bool

    def count(self, *kinds: str) -> int:
        """How many changes are of these kinds."""
        return sum(change.kind in kinds for change in self.changes)

    @property
    def added(self) -> int:
        return self.count(CELL_FILLED, NEW_ROW)

    @property
    def altered(self) -> int:
        return self.count(CELL_CHANGED, ROW_ORDER)

    @property
    def emptied(self) -> int:
        return self.count(CELL_EMPTIED, GONE_ROW)


def import_difference(
    desk: Desk, sheets: tuple[WorkbookSheet, ...], checked: CheckedSection, downloaded: int
) -> ImportDifference:
    """What changes in one section. `downloaded`: its version in the workbook."""
    old, new = canonical_texts(checked.old), canonical_texts(checked.new)
    found, kept = [], 0
    for sheet in sheets:
        if sheet.section == checked.code:
            before, after = sheet_texts(sheet, old), sheet_texts(sheet, new)
            changes = list(list_changes(before, after) if sheet.rows else cell_changes(before, after))
            found += changes
            kept += len({key for key, texts in after.items() if any(texts.values()) and before.get(key) == texts})
    if not found:
        found = [ImportChange(ROW_ORDER, "各行", "原来的顺序", "工作簿里的顺序")]
    section = desk.scheme.section(checked.code)
    state = desk.states.get(checked.code)
    return ImportDifference(
        checked.code, desk.label(section.label), tuple(found), kept, state, checked.version > downloaded
    )


def sheet_texts(sheet: WorkbookSheet, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Line of the sheet → label of the cell → text; the rows of a list go by their names."""
    if sheet.rows:
        return dict(list_texts(sheet, texts))
    found: dict[str, dict[str, str]] = {}
    for line, column, entry in sheet.entries:
        text = texts.get(entry.name, "")
        label = line.label if column.label in ("填写", "内容") else f"{line.label}（{column.label}）"
        found[label] = {"": choice_label(entry, text) if text else ""}
    return found


def list_texts(sheet: WorkbookSheet, texts: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row that holds something under its name; the second of one name is told apart by a number."""
    seen: Counter[str] = Counter()
    for owner, prefix in prefixes(sheet, texts):
        for number in row_numbers(texts, prefix):
            own = row_texts(texts, prefix, number)
            if anything_typed(own):
                name = f"{owner}{sheet.noun}“{own.get('name', '')}”"
                seen[name] += 1
                yield (name if seen[name] == 1 else f"{name}（第{seen[name]}个）"), worded_row(sheet, own)


def prefixes(sheet: WorkbookSheet, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(words of the owner, prefix) of each list on the sheet."""
    if not sheet.owner:
        yield "", sheet.rows
        return
    for number in row_numbers(texts, sheet.owner):
        name = texts.get(f"{sheet.owner}-{number}-name", "")
        yield f"项目“{name}” · ", f"{sheet.owner}-{number}-{sheet.rows}"


def worded_row(sheet: WorkbookSheet, texts: Mapping[str, str]) -> dict[str, str]:
    """Label of the column → text, choices in words."""
    entries = [(column.label, column.entry) for column in sheet.columns if column.entry]
    return {label: choice_label(entry, texts[entry.name]) for label, entry in entries if texts.get(entry.name)}


def cell_changes(before: Mapping[str, dict], after: Mapping[str, dict]) -> Iterator[ImportChange]:
    """Changes of a sheet whose lines are fixed."""
    for label, texts in after.items():
        yield from cell_change(label, before.get(label, {}).get("", ""), texts[""])


def list_changes(before: Mapping[str, dict], after: Mapping[str, dict]) -> Iterator[ImportChange]:
    """Changes of a list: whole rows, and the cells of rows that stay."""
    for name, texts in after.items():
        if name not in before:
            yield ImportChange(NEW_ROW, name, "", row_summary(texts))
            continue
        for label in dict.fromkeys((*before[name], *texts)):
            yield from cell_change(f"{name} {label}", before[name].get(label, ""), texts.get(label, ""))
    for name, texts in before.items():
        if name not in after:
            yield ImportChange(GONE_ROW, name, row_summary(texts), "")


def cell_change(label: str, old: str, new: str) -> Iterator[ImportChange]:
    """The change of one cell, if any."""
    if old != new:
        yield ImportChange(CELL_FILLED if not old else CELL_EMPTIED if not new else CELL_CHANGED, label, old, new)


def row_summary(texts: Mapping[str, str]) -> str:
    """A whole row in one line."""
    return "；".join(f"{label} {text}" for label, text in texts.items())
