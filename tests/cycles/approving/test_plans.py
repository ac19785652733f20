"""What a table of budgets or targets would change, the small table the confirming form carries, and the templates."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from evaluations.audit.refusals import Incomplete
from evaluations.cycles.approving.blank import blank_budget_workbook, blank_target_workbook
from evaluations.cycles.approving.plan import ApprovalPlan, approved_target_words, read_approvals, store_approvals
from evaluations.facts.document import TargetFacts
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.foreign_files.table_file import read_table
from evaluations.models import ApprovedFigure, ApprovedTarget, Event
from evaluations.models.scheme import parsed_scheme
from tests.factories import make_county, make_cycle, make_department, make_obligation, make_scheme, make_user

pytestmark = pytest.mark.django_db
TARGET_HEAD = ["预算编码", "一级指标", "二级指标", "三级指标", "指标方向", "年度指标值", "计量单位", "分值"]


@pytest.fixture
def owed():
    place = make_county("永兴县")
    return make_obligation(make_cycle(place), make_department(place, "县档案馆", budget_code="101001"))


@pytest.fixture
def aims():
    """A department of a year whose form has places for own targets."""
    place = make_county("永兴县")
    cycle = make_cycle(place, 2024, scheme=make_scheme("hunan-2023"))
    return make_obligation(cycle, make_department(place, "县档案馆", budget_code="101001"))


def read(owed, *rows: list[str], unit="万元") -> ApprovalPlan:
    return read_approvals(owed.cycle, ForeignTable([list(row) for row in rows]), "批复.xlsx", unit)


def again(plan: ApprovalPlan) -> ApprovalPlan:
    """The plan as the confirming form brings it back."""
    return read_approvals(plan.cycle, read_table(plan.source().encode(), "表.csv"), "表.csv", "万元")


def sentences(plan: ApprovalPlan) -> list[str]:
    return [str(fault) for fault in plan.faults]


# --- budgets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit, typed, amount", [("万元", "101.26", "101.26"), ("元", "1012600", "101.26"), ("元", "1", "0.0001")]
)
def test_amounts_are_kept_in_ten_thousands_whatever_they_were_written_in(owed, unit, typed, amount):
    plan = read(owed, ["预算编码", "公用经费"], ["101001", typed], unit=unit)
    assert plan.figures == {owed: {"operating.budget": Decimal(amount)}}


def test_the_confirming_form_brings_back_exactly_what_was_shown(owed):
    plan = read(owed, ["预算编码", "公用经费", "人员经费"], ["101001", "1012600.5", "-0"], unit="元")
    assert again(plan).figures == plan.figures and again(plan).source() == plan.source()
    assert plan.source().splitlines()[0] == "预算编码,项目,金额" and not again(plan).faults


def test_blank_cells_say_nothing(owed):
    plan = read(owed, ["预算编码", "公用经费", "人员经费"], ["101001", "", "5"])
    assert plan.figures == {owed: {"personnel.budget": Decimal(5)}} and not plan.empty
    assert read(owed, ["预算编码", "公用经费"], ["101001", ""]).empty


def test_what_would_change_is_shown_old_and_new_and_the_rest_counted(owed):
    ApprovedFigure.objects.create(obligation=owed, figure="operating.budget", amount=Decimal("99"))
    ApprovedFigure.objects.create(obligation=owed, figure="personnel.budget", amount=Decimal("438"))
    (line,) = read(owed, ["预算编码", "公用经费", "人员经费"], ["101001", "101.26", "438"]).lines()
    assert [change[1:] for change in line.changes] == [("99.00", "101.26")]
    assert (line.obligation, line.same) == (owed, 1) and "公用经费" in line.changes[0][0]
    ApprovedFigure.objects.all().delete()
    (line,) = read(owed, ["预算编码", "公用经费"], ["101001", "5"]).lines()
    assert [change[1:] for change in line.changes] == [("—", "5.00")] and line.same == 0


def test_the_unit_of_the_heading_must_be_the_one_that_was_chosen(owed):
    assert sentences(read(owed, ["预算编码", "公用经费（元）"], ["101001", "5"])) == [
        "表头：读到 “元”，应为“万元”。表头写的单位与所选的金额单位不同，请改选金额单位。"
    ]
    mixed = read(owed, ["预算编码", "公用经费（元）", "人员经费（万元）"], ["101001", "5", "5"])
    assert "读到 “元”，应为“万元”" in sentences(mixed)[0]
    assert not sentences(read(owed, ["预算编码", "公用经费（元）"], ["101001", "5"], unit="元"))


def test_columns_that_are_not_read_are_named_and_those_of_the_department_are_not(owed):
    plan = read(owed, ["序号", "预算编码", "部门名称", "公用经费", "备注"], ["1", "101001", "", "5", "x"])
    assert plan.unused == ["备注"]
    assert read(owed, ["预算编码", "项目", "金额", "备注"], ["101001", "公用经费", "5", "x"]).unused == []


def test_a_row_without_amount_may_have_any_item(owed):
    plan = read(owed, ["预算编码", "项目", "金额"], ["101001", "小计", ""], ["101001", "公用经费", "5"])
    assert not plan.faults and plan.figures == {owed: {"operating.budget": Decimal(5)}}


# --- targets ------------------------------------------------------------------------------------


def target(*cells: str) -> list[str]:
    """A row of the table of targets for the department."""
    return ["101001", *cells]


def test_targets_are_read_in_the_order_of_the_table(aims):
    plan = read(
        aims,
        TARGET_HEAD,
        target("产出指标", "数量指标", "办理事项", "≥", "12000", "件", "20"),
        target("满意度指标", "", "群众满意度", "", "≥95%", "", "10"),
    )
    assert plan.targets == {
        aims: [
            TargetFacts("output", "办理事项", "数量指标", "ge", "12000", "件", weight=Decimal(20)),
            TargetFacts("satisfaction", "群众满意度", "", "ge", "95%", "%", weight=Decimal(10)),
        ]
    }
    assert again(plan).targets == plan.targets


@pytest.mark.parametrize(
    "cells, address, expected",
    [
        (("", "", "甲", "≥", "1", "", ""), "C2", "成本指标、产出指标、效益指标、满意度指标。请照模板里的写法填写。"),
        (("产出指标", "", "甲", "大概", "1", "", ""), "E2", "≥、≤、＝ 或 定性"),
        (("满意度指标", "", "甲", "≤", "1", "", ""), "E2", "≥"),
        (("产出指标", "数量指标", "", "≥", "1", "", ""), "D2", "三级指标名称"),
        (("产出指标", "数量指标", "甲" * 121, "≥", "1", "", ""), "D2", "不超过 120 个字"),
        (("产出指标", "数量指标", "甲", "≥", "1", "件" * 21, ""), "G2", "不超过 20 个字"),
        (("产出指标", "数量指标", "甲", "≥", "许多", "", ""), "F2", ""),
        (("产出指标", "数量指标", "甲", "≥", "≤3", "", ""), "F2", "与指标方向“≥（不低于）”一致的写法"),
        (("产出指标", "数量指标", "甲", "≥", "1", "", "十分"), "H2", ""),
    ],
)
def test_each_fault_of_a_target_is_named_with_its_cell(aims, cells, address, expected):
    plan = read(aims, TARGET_HEAD, target(*cells))
    (said,) = [line for line in sentences(plan) if line.startswith(f"{address} 格：")]
    assert f"应为{expected}" in said


@pytest.mark.parametrize("length, fits", [(120, True), (121, False)])
def test_a_name_of_the_longest_length_fits(aims, length, fits):
    plan = read(aims, TARGET_HEAD, target("产出指标", "数量指标", "甲" * length, "≥", "1", "", ""))
    assert (not plan.faults) is fits


def test_targets_are_replaced_as_a_whole_and_what_goes_is_told(aims):
    user = make_user()
    first = read(aims, TARGET_HEAD, *(target("产出指标", "数量指标", name, "≥", "1", "件", "5") for name in "甲乙"))
    assert store_approvals(first, user=user) == 1
    second = read(
        aims,
        TARGET_HEAD,
        *(target("产出指标", "数量指标", name, "≥", "2", "件", "5") for name in "乙丙"),
        target("产出指标", "数量指标", "丁", "≥", "1", "件", ""),
    )
    (line,) = second.lines()
    assert line.changes == [
        ("甲", "数量指标，≥1件，5分", "删去"),
        ("乙", "数量指标，≥1件，5分", "数量指标，≥2件，5分"),
        ("丙", "—", "数量指标，≥2件，5分"),
        ("丁", "—", "数量指标，≥1件"),
    ]
    store_approvals(second, user=user)
    assert list(ApprovedTarget.objects.values_list("position", "name")) == [(1, "乙"), (2, "丙"), (3, "丁")]
    (same,) = again(second).lines()
    assert (same.changes, same.same) == ([], 3)


def test_a_target_in_one_line_leaves_out_what_it_does_not_have():
    assert approved_target_words(TargetFacts("output", "甲", "", "qualitative", "明显改善")) == "明显改善"


# --- storing ------------------------------------------------------------------------------------


def test_storing_tells_each_department_that_changes_and_the_whole_import(owed):
    user = make_user()
    table = ["预算编码", "公用经费"], ["101001", "5"]
    assert store_approvals(read(owed, *table), user=user) == 1 == store_approvals(read(owed, *table), user=user)
    assert [event.detail["changes"][0][1:] for event in Event.objects.filter(action="approve_budget")] == [
        ["—", "5.00"]
    ]
    whole = Event.objects.filter(action="import_approved", outcome="ok")
    assert [event.detail["departments"] for event in whole] == [1, 1]
    assert len({event.detail["sha256"] for event in whole}) == 1 and whole[0].role == "bureau_admin"


@pytest.mark.parametrize(
    "cell, sentence",
    [
        ("约5", "文件里有 1 处问题，没有导入任何内容。请改正后重新上传。"),
        ("", "表里没有本年度应报单位的数据，没有导入任何内容。"),
    ],
)
def test_a_table_with_faults_or_without_content_is_refused_and_the_refusal_noted(owed, cell, sentence):
    with pytest.raises(Incomplete) as error:
        store_approvals(read(owed, ["预算编码", "公用经费"], ["101001", cell]), user=make_user())
    assert error.value.message == sentence and not ApprovedFigure.objects.exists()
    assert Event.objects.get(action="import_approved").outcome == "refused"


# --- templates ----------------------------------------------------------------------------------


def test_the_budget_template_has_a_column_for_each_figure_and_what_is_stored(owed):
    ApprovedFigure.objects.create(obligation=owed, figure="operating.budget", amount=Decimal("101.26"))
    sheet = load_workbook(BytesIO(blank_budget_workbook(owed.cycle))).worksheets[0]
    head, row = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert (
        sheet.title == "2020年批复预算数" and head[:2] == ["预算编码", "部门名称"] and row[:2] == ["101001", "县档案馆"]
    )
    assert all(str(text).endswith("（万元）") for text in head[2:]) and row[head.index("公用经费（万元）")] == "101.26"
    assert sheet["A2"].number_format == "@" and sheet["A1"].font.bold and sheet.freeze_panes == "C2"


def test_the_target_template_has_a_row_for_each_place(aims):
    make_obligation(aims.cycle, make_department(aims.cycle.county), exempted=True, exemption_reason="当年新设立")
    sheet = load_workbook(BytesIO(blank_target_workbook(aims.cycle))).worksheets[0]
    head, *rows = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    slots = parsed_scheme(aims.cycle.scheme).slots
    assert sheet.title == "2024年批复绩效目标" and len(head) == 9 and head[:2] == ["预算编码", "部门名称"]
    assert [row[:3] for row in rows] == [["101001", "县档案馆", slot.label] for slot in slots]
