"""Approved budgets and targets come in as a table: judged whole, shown department by department, stored at once."""

import re
from decimal import Decimal
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from evaluations.cycles.approving.budgets import budget_names
from evaluations.cycles.changing.closing import close_cycle
from evaluations.facts.reading import load_facts
from evaluations.models import ApprovedFigure, ApprovedTarget, Event, Status
from evaluations.workflow.acting import open_draft
from tests.factories import make_cycle, make_department, make_obligation, make_office, make_scheme
from tests.filing.pages import press
from tests.foreign_files import making

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="(source|name)" value="([^"]*)"')


@pytest.fixture
def owed(office):
    office.department.budget_code = "012001"
    office.department.save()
    return make_obligation(office.cycle, office.department)


@pytest.fixture
def upload(client, office):
    """Send a table; text is CSV, a list of rows becomes a workbook."""

    def send(table, unit="万元", name=""):
        content = table.encode() if isinstance(table, str) else table if isinstance(table, bytes) else workbook(table)
        name = name or ("批复.csv" if isinstance(table, str) else "批复.xlsx")
        return client.post(
            reverse("cycles:approved", args=[office.cycle.pk]),
            {"file": SimpleUploadedFile(name, content), "unit": unit},
        )

    return send


@pytest.fixture
def confirm(client, office):
    """Press 导入 on the page that shows the plan."""

    def press(answer):
        fields = {name: unescape(text) for name, text in HIDDEN.findall(answer.content.decode())}
        fields["source"] = fields["source"].replace("\n", "\r\n")  # as browsers send it
        return client.post(reverse("cycles:save_approved", args=[office.cycle.pk]), fields, follow=True)

    return press


def workbook(rows) -> bytes:
    book, stream = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def stored(owed) -> dict:
    return {row.figure: row.amount for row in ApprovedFigure.objects.filter(obligation=owed)}


WIDE = [
    ["永兴县2020年部门预算批复表"],
    ["预算编码", "部门名称", "公用经费（万元）", "人员经费", "备注"],
    ["12001", "", 101.26, 438, "x"],
    ["", "不认识的单位", 1, 2, ""],
    ["合计", "", 102.26, 440, ""],
]


def test_a_table_is_shown_first_and_stored_on_the_persons_word(upload, confirm, owed, office):
    answer = upload(WIDE)
    page = answer.content.decode()
    assert answer.status_code == 200 and "尚未导入" in page and "101.26" in page and not stored(owed)
    assert "2 行不是本年度的应报单位" in page and "不认识的单位" in page and "没有读：备注" in page
    page = confirm(answer).content.decode()
    assert "已导入 1 个单位的批复预算数" in page
    assert stored(owed) == {"operating.budget": Decimal("101.26"), "personnel.budget": Decimal("438")}
    told = Event.objects.get(action="approve_budget", object_id=str(owed.pk))
    assert told.actor == office.bureau_admin and len(told.detail["changes"]) == 2
    assert Event.objects.get(action="import_approved").detail["departments"] == 1


def test_a_closed_year_takes_no_table_not_even_one_that_was_shown_before(upload, confirm, owed, office):
    shown = upload(WIDE)
    close_cycle(office.cycle, office.bureau_admin, "已经结束")
    answer = confirm(shown)
    assert (
        answer.status_code == 409 and "2020年度已归档，不能导入批复数" in answer.content.decode() and not stored(owed)
    )


def test_one_amount_a_row_is_the_other_way_to_write_it(upload, confirm, owed):
    rows = f'部门编码,部门名称,项目,金额（元）\n012001,{owed.department},公用经费,"1,012,600"\n012001,,人员经费,4380000.5\n'
    confirm(upload(rows, "元"))
    assert stored(owed) == {"operating.budget": Decimal("101.26"), "personnel.budget": Decimal("438.00005")}


def test_a_second_table_shows_old_and_new_and_leaves_what_it_does_not_name(upload, confirm, owed):
    confirm(upload(WIDE))
    page = upload("预算编码,公用经费\n012001,99\n").content.decode()
    assert "101.26" in page and "99.00" in page
    confirm(upload("预算编码,公用经费\n012001,99\n"))
    assert stored(owed) == {"operating.budget": Decimal("99"), "personnel.budget": Decimal("438")}
    assert "没有要写入的内容" in upload("预算编码,公用经费\n012001,99\n").content.decode()


def test_every_bad_cell_is_named_and_nothing_is_stored(upload, owed):
    answer = upload([["预算编码", "公用经费", "人员经费"], ["012001", "约100", -3], ["012001", 5, ""]])
    page = answer.content.decode()
    assert answer.status_code == 422 and "B2 格" in page and "“约100”" in page and "C2 格" in page
    assert "没有导入任何内容" in page and not stored(owed)


def test_a_department_may_stand_there_once_and_code_and_name_must_agree(upload, owed, office):
    page = upload("预算编码,公用经费\n012001,5\n012001,6\n").content.decode()
    assert "B3 格" in page and "同一单位的同一项只写一次" in page
    page = upload("预算编码,部门名称,公用经费\n012001,另一个单位,5\n").content.decode()
    assert "B2 格" in page and "编码和名称对不上" in page and str(owed.department) in page


def test_a_code_without_its_zeros_that_fits_two_departments_is_nobodys(upload, confirm, owed, office):
    other = make_obligation(office.cycle, make_department(office.county, budget_code="0012001"))
    page = upload("预算编码,公用经费\n12001,5\n012001,6\n").content.decode()
    assert "1 行不是本年度的应报单位" in page and "第 2 行 12001" in page
    confirm(upload("预算编码,公用经费\n12001,5\n012001,6\n"))
    assert stored(owed) == {"operating.budget": Decimal("6")} and not stored(other)


def test_yuan_typed_as_ten_thousands_is_caught_by_the_heading(upload, owed):
    page = upload("预算编码,公用经费（元）\n012001,1012600\n").content.decode()
    assert "表头写的单位与所选的金额单位不同" in page


def test_an_item_that_the_form_does_not_have_is_a_fault_with_a_hint(upload, owed):
    page = upload("预算编码,项目,金额\n012001,公用经费费,5\n").content.decode()
    assert "B2 格" in page and "是否应为“公用经费”" in page


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "这是旧版 Office 文件"),
        (b"PK\x03\x04 no workbook", "文件已损坏或没有下载完整"),
        (b"%PDF-1.7\n", "这是 PDF 文件"),
        (b"<html><body>", "这是网页，里面没有表格"),
        (b"<html><table><tr>", "空表"),
        (b"\x00\x01\x02", "不是文字的内容"),
        ("随便写的一句话".encode(), "没有表头"),
        (b"\n\n,,,\n", "空表"),
        ("预算编码,公用经费\n".encode() + b"1,1\n" * 5001, "超过 5,000 行"),
        (b"x" * (5 * 1024 * 1024 + 1), "不超过 5 MB"),
    ],
)
def test_what_is_no_table_is_refused_in_words(upload, owed, content, words):
    answer = upload(content, name="x.csv")
    assert answer.status_code == 422 and words in answer.content.decode()


@pytest.mark.parametrize(
    "make, words",
    [
        (making.bomb, "不像正常的工作簿，没有打开"),
        (making.with_parts(xl__vbaProjectXbin=b"1"), "文件带有宏（.xlsm），系统不接收带宏的文件"),
        (making.encrypted_part, "这是加密的工作簿（打开要密码）"),
        (making.with_parts(xl__worksheets__sheet1Xxml=making.ENTITIES.encode()), "文件里有不该有的实体声明"),
    ],
)
def test_a_workbook_that_must_not_be_opened_is_refused_by_the_same_guard_as_a_report(
    upload, owed, monkeypatch, make, words
):
    monkeypatch.setattr("evaluations.foreign_files.xlsx_cells.XlsxParts", lambda *_, **__: pytest.fail("was opened"))
    answer = upload(make(workbook(WIDE)), name="x.xlsx")
    assert answer.status_code == 422 and words in answer.content.decode() and not stored(owed)


def test_the_template_is_filled_in_and_comes_back_unchanged(client, upload, confirm, owed, office):
    make_obligation(office.cycle, make_department(office.county), exempted=True, exemption_reason="当年新设立")
    confirm(upload(WIDE))
    answer = client.get(reverse("cycles:approved_template", args=[office.cycle.pk]))
    sheet = load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in sheet["A"]] == ["预算编码", "012001"]
    assert "没有要写入的内容" in upload(answer.content, name="模板.xlsx").content.decode()


def test_a_cycle_of_another_county_is_not_there(client):
    other = make_office()
    for name in ("approved", "approved_template"):
        assert client.get(reverse(f"cycles:{name}", args=[other.cycle.pk])).status_code == 404
    assert client.post(reverse("cycles:save_approved", args=[other.cycle.pk])).status_code == 404


def test_more_departments_cost_no_more_queries(client, office, owed, django_assert_num_queries):
    address = reverse("cycles:approved", args=[office.cycle.pk])
    client.get(address)
    for _ in range(10):
        make_obligation(office.cycle, make_department(office.county))
    with django_assert_num_queries(9):
        client.get(address)


def test_a_draft_begins_with_what_was_approved(upload, confirm, owed, office):
    confirm(upload(WIDE))
    draft = open_draft(owed, office.preparer)
    assert dict(draft.budget_lines.values_list("figure", "amount")) == stored(owed)
    assert Event.objects.get(action="open", object_id=str(draft.pk)).detail["approved"] == {"figures": 2, "targets": 0}


def test_words_that_two_figures_share_name_neither(office):
    known = budget_names(office.cycle)
    assert known["公用经费"] == "operating.budget" and known["operating.budget"] == "operating.budget"
    assert len(set(known.values())) == 24


# --- targets ---------------------------------------------------------------------------------------


@pytest.fixture
def second_year(office, client):
    """2024 after a report of 2023, both under hunan-2023."""
    scheme = make_scheme("hunan-2023")
    first = make_office(office.county, year=2023, scheme=scheme)
    from tests.factories import EXAMPLES

    first.evaluation(Status.APPROVED, load_facts((EXAMPLES / "complete-2023.json").read_bytes()))
    office.cycle = make_cycle(office.county, 2024, scheme=scheme)
    return first, make_obligation(office.cycle, first.department)


TARGETS = """预算编码,一级指标,二级指标,三级指标,指标方向,年度指标值,计量单位,分值
{0},产出指标,数量指标,办理事项,≥,12000,件,20
{0},,社会效益指标,群众办事更方便,定性,明显改善,,20
{0},满意度指标,,群众满意度,,≥95%,,10
"""


def test_approved_targets_go_before_last_years(upload, confirm, second_year):
    first, owed = second_year
    page = confirm(upload(TARGETS.format(owed.department.budget_code))).content.decode()
    assert "已导入 1 个单位的年初批复的绩效目标" in page
    draft = open_draft(owed, first.preparer)
    found = [
        (one.slot, one.level2, one.name, one.direction, one.target, one.unit, one.attained)
        for one in draft.targets.filter(project=None)
    ]
    assert found == [
        ("output", "数量指标", "办理事项", "ge", "12000", "件", ""),
        ("benefit", "社会效益指标", "群众办事更方便", "qualitative", "明显改善", "", ""),
        ("satisfaction", "", "群众满意度", "ge", "95%", "%", ""),
    ]
    assert ApprovedTarget.objects.count() == 3 and draft.projects.first().targets.exists()


def test_without_approved_ones_last_years_targets_are_carried_and_nothing_attained(second_year):
    first, owed = second_year
    draft = open_draft(owed, first.preparer)
    targets = list(draft.targets.filter(project=None))
    assert targets and all(one.weight and one.target for one in targets)
    assert not [one for one in draft.targets.all() if one.attained or one.grade or one.score or one.deviation_reason]
    assert draft.projects.first().goal and draft.section_states.get(section="targets").carried_year == 2023


def test_a_draft_that_is_open_takes_approved_targets_by_a_button_while_it_has_none(
    upload, confirm, client, second_year
):
    first, owed = second_year
    draft = open_draft(owed, first.preparer)
    confirm(upload(TARGETS.format(owed.department.budget_code)))
    client.force_login(first.preparer)
    address = f"/filing/{draft.pk}/s/targets/"
    assert "年初批复的绩效目标（3个）" in client.get(address).content.decode()
    assert "带入批复的目标" not in client.get(address).content.decode()  # last year's are there
    press(client, address, button=("fill", "approved-targets"))
    assert draft.targets.filter(project=None, name="办理事项").count() == 0
    draft.targets.filter(project=None).delete()
    assert "带入批复的目标" in client.get(address).content.decode()
    assert press(client, address, button=("fill", "approved-targets")).status_code == 302
    assert [one.name for one in draft.targets.filter(project=None)] == ["办理事项", "群众办事更方便", "群众满意度"]


def test_every_bad_target_is_named(upload, second_year):
    code = second_year[1].department.budget_code
    rows = ["数目指标,a,≥,1,1", "数量指标,,≥,很多,x", "数量指标,b,大概,1,"]
    table = "\n".join(["预算编码,二级指标,三级指标,指标方向,年度指标值,分值", *(f"{code},{row}" for row in rows)])
    answer = upload(table)
    page = answer.content.decode()
    assert answer.status_code == 422 and not ApprovedTarget.objects.exists()
    for words in ("B2 格", "是否应为“数量指标”", "C3 格", "E3 格", "F3 格", "D4 格", "≥、≤、＝ 或 定性"):
        assert words in page, words
