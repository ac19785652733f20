"""The workbook of the desk, filled in as the accountant does in Excel: figures typed, words pasted, lists chosen from."""

from pathlib import Path

from openpyxl import load_workbook

from tests.foreign_files.making import ITEMS, PROJECTS
from tests.journeys.hands import Hands
from tests.journeys.people import SEED

FIELDS = ("name", "kind", "budget", "in_place", "actual", "note")
KINDS = {"earmarked": "专项资金", "other": "其他项目"}


class Excel:
    """One open workbook. Cells are found as the desk finds them again, by the codes of row and column."""

    def __init__(self, path: Path, hands: Hands) -> None:
        self.path, self.hands, self.book = path, hands, load_workbook(path)

    def fill(self) -> None:
        self.figures()
        self.projects()
        self.entries()
        for name, text in SEED["people"].items():
            self.types(self.cell(f"person-{name}", "c:value"), text)
        self.book.save(self.path)
        self.hands.done["keys"] += 2  # Ctrl+S

    def cell(self, code: str, column: str):
        """The open cell of this row and column, on whichever sheet it is."""
        for sheet in self.book.worksheets:
            rows = [one.row for one in sheet["A"] if one.value == code]
            columns = [one.column for one in sheet[1] if one.value == column]
            for row, place in zip(rows, columns, strict=False):
                if not (found := sheet.cell(row, place)).protection.locked:
                    return found
        raise LookupError(code, column)

    def types(self, cell, text: str) -> None:
        """A figure as a number, anything else as text; Enter leads to the next."""
        try:
            cell.value = float(text)
        except ValueError:
            cell.value = text
        self.hands.done["keys"] += len(text) + 1

    def pastes(self, cell, text: str) -> None:
        cell.value = text
        self.hands.done.update(keys=2, clicks=1, pastes=1)

    def chooses(self, cell, text: str) -> None:
        """From the list of the cell."""
        cell.value = text
        self.hands.done["clicks"] += 3

    def figures(self) -> None:
        self.hands.thinks()
        for name, value in SEED["figures"].items():
            code, _, column = name.partition(".")
            lone = "value" if code == "satisfaction_rate" else "budget" if code.startswith("budget_") else "actual"
            self.types(self.cell(code, f"c:{column or lone}"), "不适用" if value == "n/a" else value)

    def projects(self) -> None:
        """Words pasted, amounts typed; the items as one block each, with the number of their project."""
        page, line = self.book[ITEMS], 5
        for n, project in enumerate(SEED["projects"]):
            self.hands.thinks()
            for place, field in enumerate(FIELDS, 3):
                cell = self.book[PROJECTS].cell(5 + n, place)
                {"kind": self.chooses, "name": self.pastes, "note": self.pastes}.get(field, self.types)(
                    cell, KINDS.get(project[field], project[field])
                )
            self.hands.done.update(keys=2, clicks=1, pastes=1)
            for item in project["items"]:
                self.types(page.cell(line, 2), str(n + 1))
                page.cell(line, 3).value, page.cell(line, 4).value = item["name"], float(item["amount"])
                line += 1

    def entries(self) -> None:
        for code, entry in SEED["entries"].items():
            self.hands.thinks()
            start = f"entry-{code}"
            for n, _ in enumerate(entry.get("checked", ())):
                self.types(self.cell(f"{start}-check{n}", "c:value"), "是")
            if entry.get("not_applicable"):
                self.types(self.cell(f"{start}-na", "c:value"), "是")
            if "grade" in entry:
                self.chooses(self.cell(f"{start}-grade", "c:value"), entry["grade"])
            for name in ("cases", "score", "maximum"):
                if name in entry:
                    self.types(self.cell(f"{start}-{name}", "c:value"), str(entry[name]))
            if "reason" in entry:
                self.pastes(self.cell(f"{start}-reason", "c:value"), entry["reason"])
