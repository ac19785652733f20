"""Where a table begins, which column says what, and which department a row is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from evaluations.foreign_files.child_tasks import ForeignTable, TableDoubt, TableRows
from evaluations.foreign_files.table_file import TableError, excel_address
from evaluations.language.character_table import named_spelling, plain_spelling
from evaluations.language.faults import FileFault, did_you_mean, shown_in_fault
from evaluations.models import Cycle, Obligation

CODE_HEADING, NAME_HEADING = "code", "name"
APPROVAL_HEADINGS = {
    CODE_HEADING: ("预算编码", "部门编码", "单位编码", "部门预算编码", "编码"),
    NAME_HEADING: ("部门名称", "单位名称", "部门", "预算单位", "部门(单位)", "部门(单位)名称"),
}
IN_UNIT = re.compile(r"\((?:单位:)?(万元|元)\)$")
SEARCHED = 10  # rows above the heading: a title, a line with the unit
PLAIN_CONTENT = "看到的与存的一致的内容"
HEADING_NEEDED = "表里要有“预算编码”或“部门名称”一列。可以先下载模板，在模板里填写"


@dataclass
class ApprovalSheet:
    """A table with its heading found. `faults` and `strangers` (rows of no department here) grow while it is read."""

    name: str
    rows: TableRows
    cycle: Cycle
    start: int = 0
    headings: dict[int, str] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    faults: list[FileFault] = field(default_factory=list)
    strangers: list[tuple[str, str]] = field(default_factory=list)
    remarks: Sequence[str] = ()
    doubts: dict[tuple[int, int], TableDoubt] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, table: ForeignTable, cycle: Cycle) -> "ApprovalSheet":
        """From what was read of the file."""
        doubts = {(one.row, one.column): one for one in table.doubts}
        return cls(name, table.rows, cycle, remarks=table.remarks, doubts=doubts)

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows[:SEARCHED]):
            found = {column: plain_heading(text) for column, text in enumerate(row) if text.strip()}
            if any(
                text in APPROVAL_HEADINGS[CODE_HEADING] + APPROVAL_HEADINGS[NAME_HEADING] for text in found.values()
            ):
                self.start, self.headings = number, found
                self.units = {match[1] for text in row if (match := IN_UNIT.search(normal_spelling(text)))}
                return
        raise TableError(
            [
                FileFault(
                    where=self.name, read=f"前 {SEARCHED} 行里没有表头", expected="有表头的表", remedy=HEADING_NEEDED
                )
            ]
        )

    def column(self, *names: str) -> int | None:
        """The first column with one of these headings."""
        return next((column for column, text in self.headings.items() if text in names), None)

    def fault(self, row: int, column: int, expected: str, remedy: str) -> None:
        """Note what is wrong with a cell; one that was in doubt has its fault already."""
        where = f"{excel_address(row, column)} 格"
        if any(one.where == where and one.expected == PLAIN_CONTENT for one in self.faults):
            return
        text = self.text(row, column)
        read = shown_in_fault(text) if text else "（空）"
        self.faults.append(FileFault(where=where, read=read, expected=expected, remedy=remedy))

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell; "" for a column that is not there. One in doubt is a fault as soon as it is asked for."""
        if column is None or column >= len(self.rows[row]):
            return ""
        if doubt := self.doubts.pop((row, column), None):
            where = f"{excel_address(row, column)} 格"
            self.faults.append(FileFault(where=where, read=doubt.read, expected=PLAIN_CONTENT, remedy=doubt.remedy))
        return named_spelling(self.rows[row][column])

    def lines(self) -> Iterator[tuple[int, Obligation]]:
        """(row, the department's obligation) of every row about a department of this cycle."""
        known = DepartmentDirectory(self.cycle)
        code, name = self.column(*APPROVAL_HEADINGS[CODE_HEADING]), self.column(*APPROVAL_HEADINGS[NAME_HEADING])
        for row in range(self.start + 1, len(self.rows)):
            texts = self.text(row, code), self.text(row, name)
            if not any(text.strip() for text in self.rows[row]):
                continue
            owed = known.find(*texts)
            if owed is None:
                self.strangers.append((f"第 {row + 1} 行", " ".join(filter(None, texts)) or "（没有编码和名称）"))
            elif texts[1] and texts[0] and normal_spelling(texts[1]) != normal_spelling(owed.department.name):
                expected = f"“{owed.department.name}”（编码 {owed.department.budget_code}）"
                self.fault(row, name or 0, expected, "编码和名称对不上，请改正其中一个，以免记到别的单位")
            else:
                yield row, owed


class DepartmentDirectory:
    """The departments of a cycle by code (Excel drops zeros in front) and by name."""

    def __init__(self, cycle: Cycle) -> None:
        owing = list(Obligation.objects.filter(cycle=cycle).select_related("department"))
        self.codes = {one.department.budget_code: one for one in owing}
        self.bare = only_once((one.department.budget_code.lstrip("0"), one) for one in owing)
        self.names = only_once((normal_spelling(one.department.name), one) for one in owing)

    def find(self, code: str, name: str) -> Obligation | None:
        """By the code where one is given, else by the name; what two departments share finds neither."""
        return (
            (self.codes.get(code) or self.bare.get(code.lstrip("0"))) if code else self.names.get(normal_spelling(name))
        )


def only_once(pairs: Iterable[tuple[str, Obligation]]) -> dict[str, Obligation]:
    """The pairs whose word stands for one department only."""
    found = list(pairs)
    count = Counter(word for word, _ in found)
    return {word: owed for word, owed in found if count[word] == 1}


def normal_spelling(text: str) -> str:
    """One form for texts that look the same: full width, blanks."""
    return "".join(plain_spelling(text).split())


def plain_heading(text: str) -> str:
    """A heading without blanks and without its unit."""
    return IN_UNIT.sub("", normal_spelling(text))


def nearest_remedy(text: str, known: Iterable[str]) -> str:
    """What to do about a name nobody knows."""
    return did_you_mean(text, known) or "请照模板里的写法填写"
