"""Approved budgets in a table: one row a department with a column for each figure, or one row for each amount."""

from collections import Counter
from decimal import Decimal

from evaluations.cycles.approving.reading import APPROVAL_HEADINGS, ApprovalSheet, nearest_remedy, normal_spelling
from evaluations.drafts.approved_budget import approvable_figures, is_whole_budget
from evaluations.language.amounts import IN_YUAN, AmountError, parse_amount
from evaluations.language.faults import FileFault
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import COLLECTION_LABELS, PROJECT_LABELS
from evaluations.models import Cycle, Obligation
from evaluations.models.scheme import parsed_scheme

ITEM = (COLLECTION_LABELS["projects"], "数据项", "预算项目", "数据名", "行次")
AMOUNT = ("金额", "批复数", PROJECT_LABELS["budget"], "批复金额", "预算金额")
# What bureaus write above the whole of a department's budget, whatever the form of the year calls it.
WHOLE_BUDGET_WORDS = (
    "支出合计", "支出总计", "本年支出合计", "支出预算合计", "支出预算总计", "支出预算总额", "预算支出合计",
    "部门支出合计", "部门预算支出合计", "部门预算总额", "部门整体支出", "年度资金总额", "资金总额", "预算总额",
)  # fmt: skip
FiguresByObligation = dict[Obligation, dict[str, Decimal]]


def budget_names(cycle: Cycle) -> dict[str, str]:
    """What a heading or an item may say → the figure; a word that two figures share says neither."""
    scheme = parsed_scheme(cycle.scheme)
    words: list[tuple[str, str]] = []
    for name, figure in approvable_figures(scheme).items():
        words += {
            (normal_spelling(word), name) for word in (name, figure.row_label, scheme.label(figure.label, cycle.year))
        }
    count = Counter(word for word, _ in words)
    known = {word: name for word, name in words if count[word] == 1}
    wholes = [name for name, figure in approvable_figures(scheme).items() if is_whole_budget(scheme, figure)]
    return {word: wholes[0] for word in WHOLE_BUDGET_WORDS if len(wholes) == 1} | known


def read_budgets(sheet: ApprovalSheet, unit: str) -> FiguresByObligation:
    """Department → figure → 万元. Blank cells say nothing; what is wrong is noted in the sheet."""
    if sheet.units - {unit}:
        (other,) = sheet.units - {unit} if len(sheet.units - {unit}) == 1 else ("另一个单位",)
        sheet.faults.append(
            FileFault(
                where="表头",
                read=f"“{other}”",
                expected=f"“{unit}”",
                remedy="表头写的单位与所选的金额单位不同，请改选金额单位",
            )
        )
    known, found = budget_names(sheet.cycle), FiguresByObligation()
    item, amount = sheet.column(*ITEM), sheet.column(*AMOUNT)
    for row, owed in sheet.lines():
        cells = _cells(sheet, known, row, item, amount)
        for figure, column in cells:
            _take(sheet, found.setdefault(owed, {}), figure, row, column, unit)
    return {owed: figures for owed, figures in found.items() if figures}


def _cells(
    sheet: ApprovalSheet, known: dict[str, str], row: int, item: int | None, amount: int | None
) -> list[tuple[str, int]]:
    """(figure, column) of the amounts in a row."""
    if item is None or amount is None:
        return [(known[text], column) for column, text in sheet.headings.items() if text in known]
    name = known.get(normal_spelling(sheet.text(row, item)))
    if name is None and sheet.text(row, amount):
        sheet.fault(row, item, "指标体系里的预算项目", nearest_remedy(sheet.text(row, item), known))
    return [(name, amount)] if name else []


def _take(sheet: ApprovalSheet, into: dict[str, Decimal], figure: str, row: int, column: int, unit: str) -> None:
    """One amount into the department's figures."""
    try:
        value = parse_amount(sheet.text(row, column), unit=unit)
    except AmountError as error:
        sheet.fault(row, column, error.expected, error.remedy)
        return
    if not isinstance(value, Decimal):
        return
    if figure in into:
        sheet.fault(row, column, "同一单位的同一项只写一次", "请删去重复的行或列")
    into[figure] = value * IN_YUAN[unit] / IN_YUAN[MONEY_UNIT]


def unused_headings(sheet: ApprovalSheet) -> list[str]:
    """Headings that name nothing: the person should know that these columns are not read."""
    if sheet.column(*ITEM) is not None and sheet.column(*AMOUNT) is not None:
        return []
    known = {*budget_names(sheet.cycle), *APPROVAL_HEADINGS["code"], *APPROVAL_HEADINGS["name"], "序号"}
    return [text for text in sheet.headings.values() if text not in known]
