"""Whether an upload is this evaluation's workbook: ours, of this form, department and year."""

from collections.abc import Iterable, Mapping

from evaluations.filing.workbook.plan.template import HIDDEN_SHEET, WORKBOOK_FORMAT
from evaluations.filing.workbook.plan.workbook_identity import WorkbookIdentity
from evaluations.foreign_files.child_tasks import ForeignSheet
from evaluations.foreign_files.file_refusals import ForeignFileRefused

COPY_VALUES_AGAIN = "请在本页重新下载工作簿，把数据抄过去（选择性粘贴－数值）再上传。"
FOREIGN_WORKBOOK = "这不是从本系统下载的工作簿（找不到系统的标记）"


def identified_versions(pages: Iterable[ForeignSheet], wanted: WorkbookIdentity) -> dict[str, int]:
    """Section → its version at the time of the download. Raises ForeignFileRefused for a workbook that is another's."""
    hidden = next((page for page in pages if page.title == HIDDEN_SHEET), None)
    known = pairs_of(hidden) if hidden else {}
    if known.get("format", "").split("/")[0] != WORKBOOK_FORMAT.split("/")[0]:
        raise ForeignFileRefused(FOREIGN_WORKBOOK, COPY_VALUES_AGAIN)
    if known.get("year") != wanted.year:
        raise ForeignFileRefused(
            f"这是{foreign_text(known, 'year')}年度的工作簿，这里填报的是{wanted.year}年度", COPY_VALUES_AGAIN
        )
    if known.get("budget_code") != wanted.budget_code or known.get("evaluation") != wanted.evaluation:
        raise ForeignFileRefused(
            f"这是“{foreign_text(known, 'department')}”（预算编码 {foreign_text(known, 'budget_code')}）的工作簿，"
            f"这里填报的是“{wanted.department}”（预算编码 {wanted.budget_code}）",
            COPY_VALUES_AGAIN,
        )
    if known["format"] != WORKBOOK_FORMAT or known.get("digest") != wanted.digest:
        raise ForeignFileRefused("这个工作簿是按以前的表样下载的，财政局后来换了指标体系或表样", COPY_VALUES_AGAIN)
    versions = {name.removeprefix("version:"): text for name, text in known.items() if name.startswith("version:")}
    return {code: int(text) for code, text in versions.items() if text.isascii() and text.isdigit() and len(text) < 10}


def pairs_of(page: ForeignSheet) -> dict[str, str]:
    """The rows of the hidden sheet: name → text; numbers that Excel made of texts included."""
    names = {cell.row: cell.text for cell in page.cells if cell.column == 1}
    values = {cell.row: cell.text for cell in page.cells if cell.column == 2}
    return {name: values.get(row, "") for row, name in names.items()}


def foreign_text(known: Mapping[str, str], name: str) -> str:
    """What the foreign workbook says, short enough for a message."""
    return known.get(name, "")[:40] or "（空）"
