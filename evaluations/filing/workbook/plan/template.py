"""What makes a file one of our workbooks: where codes stand, and the hidden sheet that says whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluations.filing.desk.draft_desk import Desk

WORKBOOK_FORMAT = "jixiao-workbook/1"
# Hidden: row 1 holds the sheet's code and its columns' codes, column A the codes of the rows.
CODES_ROW, CODES_COLUMN = 1, 1
TITLE_ROW, NOTE_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4, 5
SHEET_MARK = "jixiao:"
# What a line is called that nobody reads back: headings, groups, amounts that come from elsewhere.
UNREAD_CODE = "-"
HIDDEN_SHEET = "_jixiao"
GUIDE_SHEET = "填写说明"
FAULTS_SHEET = "需要修改的地方"
MARK_AUTHOR = "绩效评价系统"
# A fill tells what a cell is; marking.py gives the colour of an entry back when its fault has gone.
ENTRY_FILL, GREY_FILL, FAULT_FILL = "FFFBE6", "EEF2F7", "FFC7CE"


@dataclass(frozen=True)
class WorkbookIdentity:
    """Whose workbook it is: the scheme's hash, department, evaluation, year, and each section's version when downloaded."""

    scheme: str
    digest: str
    budget_code: str
    department: str
    evaluation: str
    year: str
    versions: Mapping[str, int]

    @classmethod
    def of(cls, desk: Desk) -> "WorkbookIdentity":
        """Of the evaluation as it stands now."""
        facts, versions = desk.facts, {code: state.version for code, state in desk.states.items()}
        return cls(
            desk.scheme.code,
            desk.scheme.digest,
            facts.budget_code,
            facts.department,
            str(desk.evaluation.pk),
            str(facts.year),
            versions,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """As rows of the hidden sheet."""
        named = ("scheme", "digest", "budget_code", "department", "evaluation", "year")
        versions = [(f"version:{code}", str(number)) for code, number in sorted(self.versions.items())]
        return [("format", WORKBOOK_FORMAT), *((name, getattr(self, name)) for name in named), *versions]
