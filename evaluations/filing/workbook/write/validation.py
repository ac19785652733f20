"""What Excel itself refuses while one types: no words in a cell for numbers, nothing but the choices of a list."""

from collections.abc import Iterator
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from evaluations.filing.workbook.plan.layout import WorkbookEntry, WorkbookSheet
from evaluations.filing.workbook.plan.template import FIRST_ROW, LIST_ROWS
from evaluations.language.words import NOT_APPLICABLE_LABEL


def add_validations(sheet: WorkbookSheet, page: Worksheet, choices: dict[tuple, str]) -> None:
    """One rule for each run of equal entries in a column: a formula in it is relative to the run's first cell."""
    for letter, first, last, entry in runs(sheet):
        if rule := rule_of(entry, f"{letter}{first}", choices):
            rule.add(f"{letter}{first}:{letter}{last}")
            page.add_data_validation(rule)


def runs(sheet: WorkbookSheet) -> Iterator[tuple[str, int, int, WorkbookEntry]]:
    """(column, first row, last row, entry) of cells below each other that ask for the same kind of thing."""
    for place in range(len(sheet.columns)):
        cells = [(number, line.cells[place].entry) for number, line in enumerate(sheet.lines, FIRST_ROW)]
        for _, group in groupby(cells, key=lambda pair: kind_of(pair[1])):
            rows = list(group)
            last = FIRST_ROW + LIST_ROWS - 1 if sheet.rows else rows[-1][0]
            if entry := rows[0][1]:
                yield get_column_letter(place + 2), rows[0][0], max(rows[-1][0], last), entry


def kind_of(entry: WorkbookEntry | None) -> tuple:
    """What two entries must have in common to share a rule."""
    return (entry.kind, entry.unit, entry.signed, entry.may_be_na, entry.choices) if entry else ()


def rule_of(entry: WorkbookEntry, cell: str, choices: dict[tuple, str]) -> DataValidation | None:
    """The rule for an entry, with the sentence that Excel shows."""
    if entry.choices:
        rule = DataValidation(type="list", formula1=choices[entry.choices], allow_blank=True)
        return worded_rule(rule, "请从下拉列表中选择。")
    if entry.kind != "amount":
        return None
    number = f"ISNUMBER({cell})" if entry.signed else f"IF(ISNUMBER({cell}),{cell}>=0,FALSE)"
    formula = f'OR({number},{cell}="{NOT_APPLICABLE_LABEL}")' if entry.may_be_na else number
    words = f"请填{'数字' if entry.signed else '不小于 0 的数字'}{f'，单位{entry.unit}' if entry.unit else ''}。"
    words += "没有此项填“不适用”。" if entry.may_be_na else ""
    return worded_rule(DataValidation(type="custom", formula1=formula, allow_blank=True), words)


def worded_rule(rule: DataValidation, sentence: str) -> DataValidation:
    """The rule with its message; without a bubble over every cell one enters."""
    rule.errorTitle, rule.error = "请核对", sentence
    rule.showErrorMessage, rule.showInputMessage = True, False
    return rule
