"""Where a table of approved numbers begins, what its columns say, and about whom each row is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from departments.models import Department
from evaluations.cycles.approving.reading import (
    ApprovalSheet,
    DepartmentDirectory,
    nearest_remedy,
    normal_spelling,
    only_once,
    plain_heading,
)
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.foreign_files.table_file import TableError
from evaluations.models import Cycle, Obligation
from tests.factories import make_county, make_cycle, make_department, make_obligation

HEAD = ["预算编码", "部门名称", "公用经费（万元）"]


def sheet(*rows: list[str], cycle: Cycle | None = None) -> ApprovalSheet:
    return ApprovalSheet.of("批复.xlsx", ForeignTable([list(row) for row in rows]), cycle or Cycle(year=2021))


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written, plain",
    [
        ("公用经费（万元）", "公用经费"),
        ("公用经费(元)", "公用经费"),
        ("公用经费 （单位：万元）", "公用经费"),
        ("公 用\n经 费", "公用经费"),
        ("公用经费（人）", "公用经费(人)"),
        ("（万元）合计", "(万元)合计"),
        ("单位名称", "单位名称"),
    ],
)
def test_a_heading_is_read_without_blanks_and_without_its_unit(written, plain):
    assert plain_heading(written) == plain


@given(st.text(st.characters(categories=["L", "N", "Zs", "Ps", "Pe", "Po"]), max_size=15))
def test_one_spelling_of_a_text_is_the_only_one(text):
    once = normal_spelling(text)
    assert normal_spelling(once) == once and not any(c.isspace() for c in once)


def test_a_word_that_two_departments_share_stands_for_neither():
    first, second = (Obligation(department=Department(name=name)) for name in "甲乙")
    assert only_once([("a", first), ("b", second)]) == {"a": first, "b": second}
    assert only_once([("a", first), ("a", second), ("b", second)]) == {"b": second}


def test_an_unknown_name_is_answered_with_the_nearest_or_with_the_template():
    assert nearest_remedy("公用经费费", ["公用经费", "人员经费"]) == "是否应为“公用经费”"
    assert nearest_remedy("绿化", ["公用经费"]) == "请照模板里的写法填写"


# --- the heading --------------------------------------------------------------------------------


@pytest.mark.parametrize("above", [0, 1, 9])
def test_a_title_and_notes_may_stand_above_the_heading(above):
    found = sheet(*[["永兴县2021年部门预算批复表"]] * above, HEAD, ["101001", "县档案馆", "5"])
    assert found.start == above and found.headings == {0: "预算编码", 1: "部门名称", 2: "公用经费"}


@pytest.mark.parametrize("rows", [[], [["县档案馆", "5"]], [["说明"]] * 10 + [HEAD]])
def test_a_table_without_heading_in_its_first_ten_rows_is_refused(rows):
    with pytest.raises(TableError) as error:
        sheet(*rows)
    assert str(error.value) == (
        "批复.xlsx：读到 前 10 行里没有表头，应为有表头的表。"
        "表里要有“预算编码”或“部门名称”一列。可以先下载模板，在模板里填写。"
    )


@pytest.mark.parametrize(
    "word", ["预算编码", "部门编码", "单位编码", "单位名称", "预算单位", "部门（单位）", "部门 (单位) 名称"]
)
def test_one_column_that_says_whose_row_it_is_makes_a_heading(word):
    assert sheet([word, "公用经费"]).start == 0


def test_the_first_of_two_columns_of_one_meaning_counts():
    found = sheet(["序号", "单位名称", "部门名称", ""])
    assert found.column("部门名称", "单位名称") == 1 and found.column("预算编码") is None
    assert 3 not in found.headings


@pytest.mark.parametrize(
    "head, units",
    [
        (HEAD, {"万元"}),
        (["预算编码", "公用经费（元）", "人员经费（万元）"], {"元", "万元"}),
        (["预算编码", "公用经费（单位：元）"], {"元"}),
        (["预算编码", "公用经费"], set()),
    ],
)
def test_units_are_those_that_the_headings_name(head, units):
    assert sheet(head).units == units


def test_a_cell_is_read_without_its_blanks_and_a_missing_one_is_empty():
    found = sheet(HEAD, [" 101001 ", "县档案馆"])
    assert [found.text(1, column) for column in (0, 1, 2, None)] == ["101001", "县档案馆", "", ""]


def test_a_fault_names_the_cell_as_excel_does():
    found = sheet(["预算编码", "公用经费"], ["101001", "约5"], ["101002", ""])
    found.fault(1, 1, "数字", "请只写数字")
    found.fault(2, 1, "数字", "")
    assert [str(one) for one in found.faults] == [
        "B2 格：读到 “约5”，应为数字。请只写数字。",
        "B3 格：读到 （空），应为数字。",
    ]


# --- the departments ----------------------------------------------------------------------------


@pytest.mark.django_db
class TestDepartments:
    @pytest.fixture(autouse=True)
    def county(self):
        """Two departments of one cycle, one of them with zeros in front of its code."""
        place = make_county()
        self.cycle = make_cycle(place)
        self.archive, self.library = (
            make_obligation(self.cycle, make_department(place, name, budget_code=code))
            for name, code in (("县档案馆", "0101001"), ("县图书馆（新馆）", "102002"))
        )

    @pytest.mark.parametrize(
        "code, name, who",
        [
            ("0101001", "", "archive"),
            ("101001", "", "archive"),
            ("00101001", "", "archive"),
            ("", "县档案馆", "archive"),
            ("", "县 图书馆(新馆)", "library"),
            ("102002", "随便", "library"),
            ("0102002", "", "library"),
            ("999", "县档案馆", None),
            ("", "县文化馆", None),
            ("", "", None),
        ],
    )
    def test_a_code_goes_before_a_name_and_excel_may_have_eaten_its_zeros(self, code, name, who):
        found = DepartmentDirectory(self.cycle).find(code, name)
        assert found == (getattr(self, who) if who else None)

    def test_rows_of_nobody_here_are_told_and_empty_ones_are_not(self):
        rows = [
            ["101001", "县档案馆", "5"],
            ["", "", ""],
            ["999", "外单位", "1"],
            ["", "", "7"],
            ["", "县图书馆（新馆）", "6"],
        ]
        found = sheet(HEAD, *rows, cycle=self.cycle)
        assert list(found.lines()) == [(1, self.archive), (5, self.library)]
        assert found.strangers == [("第 4 行", "999 外单位"), ("第 5 行", "（没有编码和名称）")] and not found.faults

    def test_a_row_whose_code_and_name_disagree_is_nobodys_and_a_fault(self):
        found = sheet(HEAD, ["102002", "县档案馆", "5"], cycle=self.cycle)
        assert list(found.lines()) == []
        assert [str(one) for one in found.faults] == [
            "B2 格：读到 “县档案馆”，应为“县图书馆（新馆）”（编码 102002）。编码和名称对不上，请改正其中一个，以免记到别的单位。"
        ]

    def test_blanks_and_width_make_no_disagreement(self):
        found = sheet(HEAD, ["102002", "县图书馆 (新馆)", "5"], cycle=self.cycle)
        assert list(found.lines()) == [(1, self.library)] and not found.faults

    def test_departments_of_another_cycle_are_strangers(self):
        assert DepartmentDirectory(make_cycle()).find("0101001", "") is None
