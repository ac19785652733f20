"""One cell of the workbook as the text of its input: numbers as Excel shows them, choices by their words."""

from dataclasses import dataclass
from decimal import Decimal

from evaluations.filing.workbook.plan.layout import WorkbookEntry
from evaluations.foreign_files.meant_numbers import DoubtfulNumber, MeantNumber, meant_number
from evaluations.language.character_table import compared_spelling
from evaluations.language.directions import direction_kind
from evaluations.language.faults import shown_in_fault
from evaluations.language.rounding import half_up, plain_number

CELL_DECIMALS = 6
# A binary fraction is never farther from what was meant; a seventh decimal that somebody typed is.
NOISE = Decimal("0.00000001")
YES = {"是", "√", "✓", "✔", "☑", "1", "true", "y", "yes", "on", "有"}
NO = {"", "否", "×", "✗", "☐", "0", "false", "n", "no", "无"}
ERRORS = {
    "#DIV/0!": "除数为 0 或空着",
    "#REF!": "公式引用的单元格已被删除",
    "#VALUE!": "公式里用文字作了计算",
    "#NAME?": "公式里有不认识的名称",
    "#N/A": "公式没有查到数据",
    "#NUM!": "公式算出的数超出范围",
    "#NULL!": "公式引用的区域写得不对",
}
FORMAT_AS_NUMBER = "请把单元格格式改成“常规”，重新填写"


@dataclass(frozen=True)
class RawCell:
    """What was read in a cell; ForeignCell explains the kinds."""

    kind: str = ""
    text: str = ""
    formula: bool = False
    format: str = ""
    struck: bool = False

    @property
    def short(self) -> str:
        """The text, short enough for a list."""
        if self.kind == "f":
            return "未计算的公式"
        if self.kind == "i":
            return "图片"
        return f"{self.text[:40]}…" if len(self.text) > 40 else self.text


class CellFault(ValueError):
    """A cell whose content is no text of an input; str() is Chinese and says how to mend it."""


def cell_input(raw: RawCell, entry: WorkbookEntry) -> str:
    """The text of the input; raises CellFault."""
    if raw.kind == "f":
        raise CellFault("单元格里是公式，还没有计算过：请用 Excel 或 WPS 打开、保存一次再上传。")
    if raw.kind == "i":
        raise CellFault(f"单元格里是图片，系统读不了图片，应为{expected_kind(entry)}。请删去图片，把内容直接填在格里。")
    if raw.kind == "e":
        why = ERRORS.get(raw.text, "公式出错")
        raise CellFault(f"读到 {raw.text}（{why}），应为{expected_kind(entry)}。请改正公式，或直接填写。")
    if entry.choices:
        return cell_choice(raw, entry)
    return cell_amount(raw, entry) if entry.kind == "amount" else cell_words(raw)


def expected_kind(entry: WorkbookEntry) -> str:
    """What belongs in the cell."""
    if entry.choices:
        return "列表中的一项"
    return "数字" if entry.kind == "amount" else "文字"


def cell_choice(raw: RawCell, entry: WorkbookEntry) -> str:
    """The code behind the words of a choice."""
    text = folded_words(raw.text)
    if entry.kind == "tick":
        if text in YES | NO:
            return "on" if text in YES else ""
        raise CellFault(f"读到{shown_in_fault(raw.text)}，应为“是”或“否”（空着也表示否）。请从下拉列表中选择。")
    if not text:
        return entry.default
    for code, label in entry.choices:
        if text in (folded_words(label), folded_words(code)):
            return code
    if (kind := direction_kind(raw.text)) and kind in dict(entry.choices):
        return kind
    offered = "、".join(label for _, label in entry.choices[:12])
    raise CellFault(f"读到{shown_in_fault(raw.text)}，应为下拉列表中的一项：{offered}。请重新选择。")


def folded_words(text: str) -> str:
    """One spelling for words that look the same."""
    return compared_spelling(text)


def cell_amount(raw: RawCell, entry: WorkbookEntry) -> str:
    """A number as text in the entry's unit; typed text is left to the one parser of amounts."""
    if raw.kind == "b":
        raise CellFault(f"读到 {raw.text}，应为数字。请填写数字。")
    if raw.kind == "d":
        raise CellFault(f"读到日期“{raw.text}”，应为数字。可能是单元格格式成了“日期”：{FORMAT_AS_NUMBER}。")
    if raw.kind not in ("n", "p"):
        return raw.text
    value = cell_number(raw)
    if raw.kind == "n":
        return amount_as_meant(value, raw, entry)
    if entry.unit == "%":
        return plain_number(value * 100)
    read = f"{plain_number(value * 100)}%"
    raise CellFault(
        f"读到“{read}”（单元格是百分比格式，实际的数是 {plain_number(value)}），"
        f"应为{entry.unit or '普通'}数。{FORMAT_AS_NUMBER}。"
    )


def amount_as_meant(value: Decimal, raw: RawCell, entry: WorkbookEntry) -> str:
    """The number that the cell shows, in the entry's unit of money; a unit of another kind is left to the one parser."""
    meant = meant_in_cell(value, raw)
    worth = meant.worth_in(entry.unit)
    if worth is not None:
        return plain_number(worth)
    return f"{plain_number(meant.number)}{meant.unit}"


def meant_in_cell(value: Decimal, raw: RawCell) -> MeantNumber:
    """What the cell shows for the number; raises CellFault where that contradicts what it stores."""
    try:
        return meant_number(value, raw.format)
    except DoubtfulNumber as doubt:
        raise CellFault(f"{doubt}") from doubt


def conversion_remark(raw: RawCell, text: str, unit: str) -> str:
    """What to say of a number that was taken otherwise than it is stored; empty where there is nothing to say."""
    if raw.kind != "n" or not raw.format:
        return ""
    stored, shown = plain_number(cell_number(raw)), meant_in_cell(cell_number(raw), raw).shown
    if not shown:
        return "显示为空白，实际存的是 0，按 0 读取。"
    return f"显示为“{shown}”，实际存的是 {stored}，按 {text} {unit}读取，请核对。" if text != stored else ""


def cell_number(raw: RawCell) -> Decimal:
    """The decimal that is meant by Excel's binary fraction: 0.1+0.2 is 0.3, and a formula gives what its cell shows.

    A number that somebody typed with more decimals keeps them, and is refused as on the page.
    """
    value = Decimal(raw.text)
    if not value.is_finite():
        raise CellFault(f"读到 {raw.text}，应为数字。请填写数字。")
    if value.adjusted() > 18:
        return value
    near = half_up(value, CELL_DECIMALS)
    return near if raw.formula or abs(near - value) <= NOISE else value


def cell_words(raw: RawCell) -> str:
    """Text as it stands; a number as it is shown, without .0."""
    if raw.kind == "n":
        return number_words(raw)
    if raw.kind == "p":
        return f"{plain_number(cell_number(raw) * 100)}%"
    return raw.text


def number_words(raw: RawCell) -> str:
    """A number where a text belongs: with the word that its cell shows behind it, as a code with its zeros and dashes."""
    value = cell_number(RawCell("n", raw.text, formula=True))
    meant = meant_in_cell(value, raw)
    if raw.format and not meant.unit and meant.shown.replace("-", "").isdigit() and value >= 0:
        return meant.shown  # 0735-5520001, 000001
    return f"{plain_number(meant.number)}{meant.unit}"
