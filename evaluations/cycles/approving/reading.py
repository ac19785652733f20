"""Where a table begins, which column says what, and which department a row is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.foreign_files.headed_table import HeadedTable, found_heading, normal_spelling
from evaluations.language.faults import did_you_mean
from evaluations.models import Cycle, Obligation

CODE_HEADING, NAME_HEADING = "code", "name"
APPROVAL_HEADINGS = {
    CODE_HEADING: ("预算编码", "部门编码", "单位编码", "部门预算编码", "编码"),
    NAME_HEADING: ("部门名称", "单位名称", "部门", "预算单位", "部门(单位)", "部门(单位)名称"),
}
IN_UNIT = re.compile(r"\((?:单位:)?(万元|元)\)$")
HEADING_NEEDED = "表里要有“预算编码”或“部门名称”一列。可以先下载模板，在模板里填写"


@dataclass
class ApprovalSheet(HeadedTable):
    """A table with its heading found. `strangers` (rows of no department here) grow while it is read."""

    cycle: Cycle
    units: set[str] = field(default_factory=set)
    strangers: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, table: ForeignTable, cycle: Cycle) -> "ApprovalSheet":
        """From what was read of the file. Raises TableError where there is no heading."""
        wanted = APPROVAL_HEADINGS[CODE_HEADING] + APPROVAL_HEADINGS[NAME_HEADING]
        start, headings = found_heading(name, table.rows, wanted, plain_heading, HEADING_NEEDED)
        units = {match[1] for text in table.rows[start] if (match := IN_UNIT.search(normal_spelling(text)))}
        return cls(name, table, start, headings, cycle=cycle, units=units)

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


def plain_heading(text: str) -> str:
    """A heading without blanks and without its unit."""
    return IN_UNIT.sub("", normal_spelling(text))


def nearest_remedy(text: str, known: Iterable[str]) -> str:
    """What to do about a name nobody knows."""
    return did_you_mean(text, known) or "请照模板里的写法填写"
