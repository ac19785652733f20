"""Tables in Word: every cell at its place under what is joined, widths by the kind of column, nothing left between."""

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.report.blocks import ReportCell, ReportColumn, ReportRow, TableBlock
from evaluations.report.word_frame import framed_paper
from evaluations.report.word_tables import LEAST_POINTS, add_table, column_widths

NAME, POINTS, TEXT = ReportColumn("事项", "name"), ReportColumn("分值", "points"), ReportColumn("说明", "text")


TWIP = 635  # Word keeps widths in twentieths of a point


def row(*cells: ReportCell | str, style: str = "") -> ReportRow:
    return ReportRow(tuple(ReportCell(one) if isinstance(one, str) else one for one in cells), style)


def written(*groups: tuple[ReportRow, ...], columns=(NAME, POINTS, TEXT), width: float = 16, whole: bool = False):
    return add_table(framed_paper(""), TableBlock("code", "表", columns, groups, whole=whole), width)


def kept(table) -> list[bool]:
    """Of each line whether it stays on the page of the next one."""
    return [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in line.cells) for line in table.rows]


def grid(table) -> list[list[str]]:
    """What each place of the table shows; joined places show the same."""
    return [[cell.text for cell in line.cells] for line in table.rows]


def bold(cell) -> set[bool]:
    return {run.bold for line in cell.paragraphs for run in line.runs}


def aligned(cell) -> list:
    return [line.alignment for line in cell.paragraphs]


def test_the_head_is_bold_and_centred_and_comes_again_on_every_page():
    table = written((row("甲", "1", "好"),))
    assert grid(table) == [["事项", "分值", "说明"], ["甲", "1", "好"]]
    assert [bold(cell) for cell in table.rows[0].cells] == [{True}] * 3
    assert {tuple(aligned(cell)) for cell in table.rows[0].cells} == {(WD_ALIGN_PARAGRAPH.CENTER,)}
    heads = [line._tr.trPr.find(qn("w:tblHeader")) is not None for line in table.rows]
    assert heads == [True, False]


def test_head_and_note_never_stand_alone_above_the_end_of_a_page():
    assert kept(written((row("在职人数", "5", "说明"),))) == [True, False]
    assert framed_paper("").styles["表注"].paragraph_format.keep_with_next


def test_the_last_line_never_stands_alone_and_a_short_table_is_not_cut():
    lines = [(row(name, "1", ""),) for name in "甲乙丙丁"]
    assert kept(written(*lines)) == [True, False, False, True, False]
    assert kept(written(*lines, whole=True)) == [True, True, True, True, False]


def test_columns_without_labels_have_no_head():
    table = written((row("项目名称", "项目", "说明"),), columns=(ReportColumn("", "side"),) * 3)
    assert grid(table) == [["项目名称", "项目", "说明"]]


def test_no_page_cuts_a_row():
    table = written((row("甲", "1", "好"), row("乙", "2", "差")), (row("丙", "3", ""),))
    assert all(line._tr.trPr.find(qn("w:cantSplit")) is not None for line in table.rows)


def test_numbers_stand_to_the_right_and_words_to_the_left():
    cells = written((row("甲", ReportCell("1", numeric=True), "好\n中"),)).rows[1].cells
    left, right = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
    assert [aligned(cell) for cell in cells] == [[left], [right], [left, left]]


def test_headings_and_totals_are_bold_and_lines_are_not():
    table = written((row("组", "", "", style="group"), row("甲", "1", "好")), (row("计", "1", "", style="total"),))
    assert [bold(line.cells[0]) for line in table.rows[1:]] == [{True}, {False}, {True}]


def test_lower_levels_are_indented_step_by_step():
    table = written(tuple(row(ReportCell(f"第{n}层", level=n), "1", "") for n in range(3)))
    indents = [line.cells[0].paragraphs[0].paragraph_format.left_indent for line in table.rows[1:]]
    assert indents[0] is None and [round(one.cm, 1) for one in indents[1:]] == [0.4, 0.8]


def test_every_line_of_a_cell_is_a_paragraph_in_the_style_of_tables():
    cell = written((row("甲", "1", "第一行\n第二行\n第三行"),)).rows[1].cells[2]
    assert [line.text for line in cell.paragraphs] == ["第一行", "第二行", "第三行"]
    assert {line.style.name for line in cell.paragraphs} == {"表格文字"}


def test_what_is_joined_downwards_moves_the_next_lines_to_the_right():
    first = row(ReportCell("一级", rows=3, head=True, joined=True), "1", "甲")
    table = written((first, row("2", "乙"), row("3", "丙")), (row("另", "4", "丁"),))
    assert grid(table)[1:] == [["一级", "1", "甲"], ["一级", "2", "乙"], ["一级", "3", "丙"], ["另", "4", "丁"]]
    assert table.rows[1].cells[0]._tc is table.rows[3].cells[0]._tc
    assert table.rows[3].cells[0]._tc is not table.rows[4].cells[0]._tc


def test_what_is_joined_twice_leaves_the_rest_in_place():
    first = row(ReportCell("一", rows=2), ReportCell("二", rows=2), "甲")
    assert grid(written((first, row("乙"))))[1:] == [["一", "二", "甲"], ["一", "二", "乙"]]


def test_what_is_joined_sideways_takes_its_columns():
    table = written((row(ReportCell("合计", columns=2), "等级"),), (row(ReportCell("全", columns=3)),))
    assert grid(table)[1:] == [["合计", "合计", "等级"], ["全", "全", "全"]]


def test_what_is_joined_has_no_empty_lines_below_its_text():
    cell = written((row(ReportCell("一\n二", rows=3), "1", "甲"), row("2", "乙"), row("3", "丙"))).rows[1].cells[0]
    assert [line.text for line in cell.paragraphs] == ["一", "二"]


def test_columns_are_as_wide_as_their_kind_asks_and_fill_the_width():
    table = written((row("甲", "1", "好"),), width=11.3)
    assert [round(column.width.cm, 2) for column in table.columns] == [4.0, 1.3, 6.0]
    assert [[round(cell.width.cm, 2) for cell in line.cells] for line in table.rows] == [[4.0, 1.3, 6.0]] * 2
    assert not table.autofit


def test_a_column_of_a_kind_without_a_share_takes_the_middle():
    table = written((row("甲", "乙"),), columns=(ReportColumn("未知", "odd"), NAME), width=14)
    assert [round(column.width.cm, 2) for column in table.columns] == [6.0, 8.0]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["name", "points", "text", "amount", "level1", "odd"]), min_size=1, max_size=6))
def test_the_widths_of_a_table_add_up_to_its_width(codes):
    columns = tuple(ReportColumn(code, code) for code in codes)
    table = written((row(*["字"] * len(codes)),), columns=columns, width=15.8)
    assert abs(sum(column.width for column in table.columns) - Cm(15.8)) <= len(codes) * TWIP


def test_a_table_without_lines_has_its_head():
    assert grid(written()) == [["事项", "分值", "说明"]]


def test_the_table_is_drawn_with_lines_and_stands_in_the_middle():
    table = written((row("甲", "1", "好"),))
    assert table.style.name == "Table Grid" and str(table.alignment).startswith("CENTER")


@pytest.mark.parametrize("width", [15.6, 24.7])
def test_columns_of_points_hold_two_characters_beside_each_other(width):
    codes = ["level1", "level2", "level3", "points", "wanted", "points", "wanted", "points", "points", "reason"]
    widths = column_widths(codes, width)
    assert sum(widths) == pytest.approx(width)
    points = [own for own, code in zip(widths, codes, strict=True) if code == "points"]
    assert min(points) >= LEAST_POINTS and max(widths) == widths[-1] > 4
