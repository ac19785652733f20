"""A table touches the departments and figures it names, and nothing beside them; its faults are whole sentences."""

from decimal import Decimal

import pytest

from evaluations.cycles.approving.plan import ApprovalPlan, read_approvals, store_approvals
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.models import ApprovedFigure, ApprovedTarget, Cycle, Event, Obligation
from evaluations.workflow.acting import open_draft
from tests.factories import (
    make_county,
    make_cycle,
    make_department,
    make_member,
    make_obligation,
    make_scheme,
    make_user,
)

pytestmark = pytest.mark.django_db
TARGET_HEAD = ["预算编码", "二级指标", "三级指标", "指标方向", "年度指标值", "分值"]


def read(cycle: Cycle, *rows: list[str]) -> ApprovalPlan:
    return read_approvals(cycle, ForeignTable([list(row) for row in rows]), "批复.xlsx", "万元")


@pytest.fixture
def cycle():
    """A year of two departments under a form with places for own targets."""
    place = make_county("永兴县")
    found = make_cycle(place, 2020, scheme=make_scheme("hunan-2013"))
    for name, code in (("县档案馆", "101001"), ("县图书馆", "101002")):
        make_obligation(found, make_department(place, name, budget_code=code))
    return found


def figures() -> dict[tuple[str, str], Decimal]:
    """(department, figure) → what is stored."""
    rows = ApprovedFigure.objects.select_related("obligation__department")
    return {(row.obligation.department.name, row.figure): row.amount for row in rows}


def test_figures_of_other_departments_and_other_years_stay(cycle):
    later = make_cycle(cycle.county, 2021, scheme=cycle.scheme)
    make_obligation(later, cycle.county.departments.get(name="县档案馆"))
    for row in Obligation.objects.all():
        ApprovedFigure.objects.create(obligation=row, figure="operating.budget", amount=Decimal(row.cycle.year))
        ApprovedFigure.objects.create(obligation=row, figure="personnel.budget", amount=Decimal(7))
    (line,) = (plan := read(cycle, ["预算编码", "公用经费"], ["101001", "5"])).lines()
    assert [change[1:] for change in line.changes] == [("2020.00", "5.00")], "old is that of this year"
    store_approvals(plan, user=make_user())
    assert figures()["县图书馆", "operating.budget"] == 2020 and figures()["县档案馆", "personnel.budget"] == 7
    stored = ApprovedFigure.objects.filter(obligation__department__name="县档案馆", figure="operating.budget")
    assert dict(stored.values_list("obligation__cycle__year", "amount")) == {2020: 5, 2021: 2021}


def test_targets_of_other_departments_stay_and_are_not_shown_as_changes():
    place = make_county()
    cycle = make_cycle(place, 2024, scheme=make_scheme("hunan-2023"))
    for name, code in (("县档案馆", "101001"), ("县图书馆", "101002")):
        make_obligation(cycle, make_department(place, name, budget_code=code))
    user, row = make_user(), ["数量指标", "办理事项", "≥", "12000", "20"]
    both = read(cycle, TARGET_HEAD, ["101001", *row], ["101002", *row])
    assert store_approvals(both, user=user) == 2
    more = read(cycle, TARGET_HEAD, ["101001", *row], ["101001", "数量指标", "接待来访", "≥", "300", ""])
    (line,) = more.lines()
    assert (line.same, [change[0] for change in line.changes]) == (1, ["接待来访"])
    store_approvals(more, user=user)
    kept = ApprovedTarget.objects.values_list("obligation__department__name", "name").order_by("pk")
    assert sorted(kept) == [("县图书馆", "办理事项"), ("县档案馆", "办理事项"), ("县档案馆", "接待来访")]
    told = Event.objects.filter(action="approve_targets")
    assert len(told) == 3 and {event.role for event in told} == {"bureau_admin"}


def test_each_event_is_about_its_department_and_the_last_about_the_year(cycle, rf):
    request = rf.get("/", REMOTE_ADDR="10.1.2.3")
    request.id = "7d9f0c1e-0000-4000-8000-000000000000"
    plan = read(cycle, ["预算编码", "公用经费"], ["101001", "5"], ["101002", "6"])
    store_approvals(plan, user=make_user(), request=request)
    duties = {str(pk) for pk in Obligation.objects.values_list("pk", flat=True)}
    told = Event.objects.filter(action="approve_budget")
    assert {event.object_id for event in told} == duties and {event.role for event in told} == {"bureau_admin"}
    whole = Event.objects.get(action="import_approved")
    assert (whole.object_type, whole.object_id) == ("cycle", str(cycle.pk))
    assert {event.ip for event in Event.objects.all()} == {"10.1.2.3"}


@pytest.mark.parametrize(
    "rows, sentence",
    [
        (
            [["预算编码", "项目", "金额"], ["101001", "公用经费费", "5"]],
            "B2 格：读到 “公用经费费”，应为指标体系里的预算项目。是否应为“公用经费”。",
        ),
        (
            [["预算编码", "公用经费"], ["101001", "5"], ["101001", "6"]],
            "B3 格：读到 “6”，应为同一单位的同一项只写一次。请删去重复的行或列。",
        ),
        (
            [["预算编码", "部门名称", "公用经费"], ["101002", "县档案馆", "5"]],
            "B2 格：读到 “县档案馆”，应为“县图书馆”（编码 101002）。编码和名称对不上，请改正其中一个，以免记到别的单位。",
        ),
    ],
)
def test_a_fault_of_a_table_of_budgets_is_one_whole_sentence(cycle, rows, sentence):
    assert [str(fault) for fault in read(cycle, *rows).faults] == [sentence]


def test_an_amount_that_is_none_is_named_in_its_cell(cycle):
    (fault,) = read(cycle, ["预算编码", "人员经费", "公用经费"], ["101001", "5", "约100"]).faults
    assert (fault.where, fault.read) == ("C2 格", "“约100”") and fault.expected and fault.remedy
    assert len({fault.read, fault.expected, fault.remedy}) == 3


def test_an_item_column_alone_makes_no_table_of_items(cycle):
    """项目 may be a column of remarks: then each figure has a column of its own."""
    plan = read(cycle, ["预算编码", "项目", "公用经费", "备注"], ["101001", "日常", "5", "x"])
    assert [list(found.values()) for found in plan.figures.values()] == [[5]] and not plan.faults
    assert plan.unused == ["项目", "备注"]


@pytest.mark.parametrize(
    "heading", ["支出合计", "支出预算合计", "年度资金总额", "本年支出合计（万元）", "部门整体支出"]
)
@pytest.mark.parametrize("form, whole", [("hunan-2013", "expenditure.budget"), ("hunan-2023", "funds.begin")])
def test_the_whole_of_a_budget_is_read_under_each_of_its_names(form, whole, heading):
    owed = make_obligation(make_cycle(year=2022, scheme=make_scheme(form)))
    plan = read(owed.cycle, ["预算编码", heading], [owed.department.budget_code, "707"])
    assert plan.figures == {owed: {whole: Decimal(707)}} and not plan.unused


def test_a_whole_that_the_form_computes_is_held_against_and_never_filled_in(cycle):
    person, owed = make_member("preparer", cycle.county.departments.first()), cycle.obligations.first()
    newer = make_obligation(make_cycle(cycle.county, 2023, scheme=make_scheme("hunan-2023")), owed.department)
    for figure, amount in (("funds.begin", 707), ("basic.begin", 500)):
        ApprovedFigure.objects.create(obligation=newer, figure=figure, amount=Decimal(amount))
    draft = open_draft(newer, person)
    assert list(draft.budget_lines.values_list("figure", flat=True)) == ["basic.begin"]
