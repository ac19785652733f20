"""Whether an upload is this evaluation's workbook: ours, of this form, department and year."""

from collections.abc import Iterable, Mapping
from typing import Any

from evaluations.filing.workbook.plan.template import FORMAT, HIDDEN, Identity
from evaluations.foreign_files.workbook_guard import Refused

AGAIN = "请在本页重新下载工作簿，把数据抄过去（选择性粘贴－数值）再上传。"
FOREIGN = f"这不是从本系统下载的工作簿（找不到系统的标记）。{AGAIN}"


def identified(pages: Iterable[Mapping[str, Any]], wanted: Identity) -> dict[str, int]:
    """Section → its version at the time of the download. Raises Refused for a workbook that is another's."""
    hidden = next((page for page in pages if page["title"] == HIDDEN), None)
    known = pairs_of(hidden) if hidden else {}
    if known.get("format", "").split("/")[0] != FORMAT.split("/")[0]:
        raise Refused(FOREIGN)
    if known.get("year") != wanted.year:
        raise Refused(f"这是{shown(known, 'year')}年度的工作簿，这里填报的是{wanted.year}年度。{AGAIN}")
    if known.get("budget_code") != wanted.budget_code or known.get("evaluation") != wanted.evaluation:
        raise Refused(f"这是“{shown(known, 'department')}”（预算编码 {shown(known, 'budget_code')}）的工作簿，"
                      f"这里填报的是“{wanted.department}”（预算编码 {wanted.budget_code}）。{AGAIN}")  # fmt: skip
    if known["format"] != FORMAT or known.get("digest") != wanted.digest:
        raise Refused(f"这个工作簿是按以前的表样下载的，财政局后来换了指标体系或表样。{AGAIN}")
    versions = {name.removeprefix("version:"): text for name, text in known.items() if name.startswith("version:")}
    return {code: int(text) for code, text in versions.items() if text.isascii() and text.isdigit() and len(text) < 10}


def pairs_of(page: Mapping[str, Any]) -> dict[str, str]:
    """The rows of the hidden sheet: name → text; numbers that Excel made of texts included."""
    names = {row: text for row, column, _, text, _ in page["cells"] if column == 1}
    values = {row: text for row, column, _, text, _ in page["cells"] if column == 2}
    return {name: values.get(row, "") for row, name in names.items()}


def shown(known: Mapping[str, str], name: str) -> str:
    """What the foreign workbook says, short enough for a message."""
    return known.get(name, "")[:40] or "（空）"
