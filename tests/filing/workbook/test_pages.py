"""Excel both ways through the pages: download, upload, dry run, confirmation; who may, what is recorded, what is kept."""

from copy import deepcopy
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from evaluations.audit.events import events_of
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.filing.section import parcels
from evaluations.language.rounding import plain_number
from evaluations.models import BudgetLine, SectionState, Status
from tests.factories import make_member, make_office
from tests.filing.pages import press
from tests.filing.workbook.workbooks import address, changes, confirm, download, faults, refusal, upload, words
from tests.foreign_files.making import BASE, PROJECTS, changed, typed

pytestmark = pytest.mark.usefixtures("kept_evaluation", "quick")

ONE_MORE = typed("staff_in_post", "c:actual", 26)


@pytest.fixture
def evaluation(kept_evaluation):
    return deepcopy(kept_evaluation)


def two_sections(book):
    book[BASE]["H7"] = 26
    book[PROJECTS]["F5"] = 99.5


def staff(evaluation):
    return int(BudgetLine.objects.get(evaluation=evaluation, figure="staff_in_post").amount)


def in_place(evaluation):
    amount = collect_facts(evaluation).projects[0].in_place
    assert isinstance(amount, Decimal)
    return plain_number(amount)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_dry_run_stores_nothing_and_the_confirmation_stores_it_all(preparer, evaluation):
    before = collect_facts(evaluation)
    answer = upload(preparer, evaluation, changed(two_sections)(download(preparer, evaluation)))
    assert [line[:2] for line in changes(answer)] == [
        ("修改", "年末在职人数（在编）（2020年决算数）"),
        ("修改", "项目“电子政务运行维护” 到位资金（万元）"),
    ]
    assert "没有变化：二（一）基本支出和收支情况" in words(answer.content.decode())
    assert collect_facts(evaluation) == before
    assert confirm(preparer, evaluation, answer).url == f"/filing/{evaluation.pk}/"
    assert (staff(evaluation), in_place(evaluation)) == (26, "99.5")
    page = words(preparer.get(f"/filing/{evaluation.pk}/").content.decode())
    assert "已导入 2 个部分：“附件2 基础数据表”、“二（二）项目支出”。" in page
    kept = collect_facts(evaluation)
    assert (kept.narratives, kept.achievements, kept.entries) == (
        before.narratives,
        before.achievements,
        before.entries,
    )


def test_what_was_imported_is_looked_at_again_and_the_rest_stays_done(preparer, evaluation):
    confirm(preparer, evaluation, upload(preparer, evaluation, ONE_MORE(download(preparer, evaluation))))
    done = dict(SectionState.objects.values_list("section", "done"))
    assert not done.pop("base_data") and all(done.values())


def test_the_import_is_recorded_without_any_figure(preparer, office, evaluation):
    content = ONE_MORE(download(preparer, evaluation))
    confirm(preparer, evaluation, upload(preparer, evaluation, content))
    event = events_of(evaluation).last()
    assert (event.action, event.outcome, event.actor, event.role) == (
        "import_workbook",
        "ok",
        office.preparer,
        "preparer",
    )
    assert event.detail["sections"] == ["base_data"] and len(event.detail["sha256"]) == 64


def test_a_section_can_be_left_out(preparer, evaluation):
    answer = upload(preparer, evaluation, changed(two_sections)(download(preparer, evaluation)))
    confirm(preparer, evaluation, answer, without=["base_data"])
    assert (staff(evaluation), in_place(evaluation)) == (24, "99.5")


def test_no_section_chosen_is_said(preparer, evaluation):
    answer = upload(preparer, evaluation, ONE_MORE(download(preparer, evaluation)))
    again = confirm(preparer, evaluation, answer, without=["base_data"])
    assert again.status_code == 422 and "一个部分都没有选" in again.content.decode()
    assert confirm(preparer, evaluation, again).status_code == 302 and staff(evaluation) == 26


def test_somebody_who_saved_meanwhile_is_shown_and_nothing_is_half_saved(preparer, office, evaluation):
    answer = upload(preparer, evaluation, changed(two_sections)(download(preparer, evaluation)))
    colleague = client_of(make_member("preparer", office.department))
    section = f"/filing/{evaluation.pk}/s/projects/"
    assert (
        press(colleague, section, {"project-0-actual": "97", "text-projects_note": "同事补写的说明"}).status_code == 302
    )
    again = confirm(preparer, evaluation, answer)
    page = words(again.content.decode())
    assert again.status_code == 409 and "您核对之后，这里又有人保存过。没有导入任何内容" in page
    assert (staff(evaluation), in_place(evaluation)) == (24, "100")
    assert "97.00" in page and "改过这一部分。导入会用工作簿里的内容代替" in page
    assert confirm(preparer, evaluation, again).status_code == 302
    assert (staff(evaluation), in_place(evaluation)) == (26, "99.5")
    assert collect_facts(evaluation).narratives["projects_note"] == "同事补写的说明"


def test_a_section_changed_since_the_download_is_pointed_out(preparer, evaluation):
    content = ONE_MORE(download(preparer, evaluation))
    press(preparer, f"/filing/{evaluation.pk}/s/base_data/", {"reception.actual": "2.8"})
    answer = upload(preparer, evaluation, content)
    assert ("修改", "公务接待费（2020年决算数）", "2.80", "3.00") in changes(answer)
    assert "您下载工作簿以后" in answer.content.decode()


@pytest.mark.parametrize("parcel", ["", "x", "eyJhIjoxfQ:1u:abc"])
def test_a_spoilt_page_imports_nothing(preparer, evaluation, parcel):
    answer = preparer.post(address(evaluation, "/import/"), {"parcel": parcel, "take": ["base_data"]})
    assert answer.status_code == 422 and "核对页已经失效" in answer.content.decode()


def test_the_dry_run_of_one_report_and_person_fits_no_other(preparer, office, evaluation):
    answer = upload(preparer, evaluation, ONE_MORE(download(preparer, evaluation)))
    other = make_office(office.county)
    theirs = other.evaluation(Status.DRAFT)
    assert confirm(client_of(other.preparer), theirs, answer).status_code == 422
    colleague = client_of(make_member("preparer", office.department))
    assert confirm(colleague, evaluation, answer).status_code == 422
    assert (staff(evaluation), staff(theirs)) == (24, 24)


def test_the_dry_run_is_good_for_half_a_day(preparer, evaluation, monkeypatch):
    answer = upload(preparer, evaluation, ONE_MORE(download(preparer, evaluation)))
    monkeypatch.setattr(parcels, "LONGEST_WAIT", -1)
    assert confirm(preparer, evaluation, answer).status_code == 422 and staff(evaluation) == 24


def test_a_workbook_of_another_department_is_refused(preparer, office, evaluation):
    other = make_office(office.county)
    theirs = other.evaluation(Status.DRAFT)
    found = refusal(upload(preparer, evaluation, download(client_of(other.preparer), theirs)))
    code = other.department.budget_code
    assert found.startswith(f"这是“{other.department}”（预算编码 {code}）的工作簿，这里填报的是“{office.department}”")


def test_a_report_handed_in_is_downloaded_and_not_imported(preparer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    content = ONE_MORE(download(preparer, evaluation))
    assert "只能下载，不能导入" in preparer.get(address(evaluation, "/")).content.decode()
    answer = upload(preparer, evaluation, content)
    assert answer.status_code == 409 and "内容已锁定，不能导入" in answer.content.decode() and staff(evaluation) == 24


def test_a_report_handed_in_after_the_dry_run_is_not_changed(preparer, office, evaluation):
    answer = upload(preparer, evaluation, ONE_MORE(download(preparer, evaluation)))
    office.advance(evaluation, "submit")
    again = confirm(preparer, evaluation, answer)
    assert again.status_code == 409 and "不能再修改" in again.content.decode() and staff(evaluation) == 24


def test_the_head_downloads_and_does_not_upload(office, evaluation):
    head = client_of(office.people["head"])
    assert download(head, evaluation).startswith(b"PK")
    assert "下载 Excel" in head.get(f"/filing/{evaluation.pk}/").content.decode()
    assert head.get(address(evaluation, "/")).status_code == 403


# --- faults ---------------------------------------------------------------------------------------


def with_faults(book):
    book[BASE]["H16"] = "1,36"
    book[PROJECTS]["D5"] = "基建"
    book["单位信息"].delete_rows(9)


def test_faults_come_back_in_the_persons_own_workbook(preparer, evaluation):
    answer = upload(preparer, evaluation, changed(with_faults)(download(preparer, evaluation)))
    places = [place for place, _ in faults(answer)]
    assert places == ["单位信息", f"{BASE} H16", f"{PROJECTS} D5"]
    assert "没有导入任何内容" in answer.content.decode()
    marked = preparer.get(address(evaluation, "/marked.xlsx"))
    assert "attachment" in marked.headers["Content-Disposition"]
    book = load_workbook(BytesIO(marked.content))
    first = book.worksheets[0]
    assert first.title == "需要修改的地方" and first.max_row == 5
    assert first["B4"].hyperlink.location == f"'{BASE}'!H16" and "读到“1,36”" in first["E4"].value
    cell = book[BASE]["H16"]
    assert cell.value == "1,36" and cell.fill.fgColor.rgb == "FFFFC7CE" and "读到“1,36”" in cell.comment.text


def test_the_marked_workbook_mended_is_taken_and_the_marks_go(preparer, evaluation):
    def spoil(book):
        for cell in ("H16", "G16"):
            book[BASE][cell] = "x"

    upload(preparer, evaluation, changed(spoil)(download(preparer, evaluation)))
    marked = preparer.get(address(evaluation, "/marked.xlsx")).content
    half = changed(lambda book: book[BASE].__setitem__("H16", 3))(marked)
    assert [place for place, _ in faults(upload(preparer, evaluation, half))] == [f"{BASE} G16"]
    again = load_workbook(BytesIO(preparer.get(address(evaluation, "/marked.xlsx")).content))
    assert again[BASE]["H16"].comment is None and again[BASE]["G16"].comment
    mended = changed(lambda book: book[BASE].__setitem__("G16", 2.5))(half)
    assert changes(upload(preparer, evaluation, mended)) == [("修改", "公务接待费（2020年预算数）", "3.60", "2.50")]
    assert not default_storage.listdir("workbooks")[1]
    assert preparer.get(address(evaluation, "/marked.xlsx")).status_code == 302


def test_nobody_else_gets_the_marked_workbook(preparer, office, evaluation):
    upload(preparer, evaluation, changed(with_faults)(download(preparer, evaluation)))
    colleague = client_of(make_member("preparer", office.department))
    assert colleague.get(address(evaluation, "/marked.xlsx")).status_code == 302
    stranger = client_of(make_office(office.county).preparer)
    assert stranger.get(address(evaluation, "/marked.xlsx")).status_code == 404


def test_a_file_that_is_no_workbook_is_refused_at_its_field(preparer, evaluation):
    answer = upload(preparer, evaluation, b"a,b\n1,2\n")
    assert refusal(answer).startswith("这是文本文件（例如 CSV），只是改了扩展名。")
    assert 'href="#id_file"' in answer.content.decode()
    assert refusal(upload(preparer, evaluation, b"")) == "这是空文件（0 字节），请确认选对了文件。"
    assert refusal(preparer.post(address(evaluation, "/"))) == "请先选择填好的工作簿。"


def test_a_file_too_large_for_any_page_is_called_so(preparer, evaluation, settings):
    settings.EVIDENCE_FILE_BYTES = 2**20
    assert "文件太大，没有收下，最多 10 MB" in refusal(upload(preparer, evaluation, b"PK" + bytes(2**20)))


def test_what_was_not_valid_on_the_page_travels_as_it_was_typed(preparer, evaluation):
    press(preparer, f"/filing/{evaluation.pk}/s/base_data/", {"reception.actual": "=三万"})
    content = download(preparer, evaluation)
    assert load_workbook(BytesIO(content))[BASE]["H16"].data_type == "s"
    assert [place for place, _ in faults(upload(preparer, evaluation, content))] == [f"{BASE} H16"]


# --- cost -----------------------------------------------------------------------------------------


def test_the_queries_of_each_page_are_counted(preparer, evaluation):
    def cost(call, *given):
        with CaptureQueriesContext(connection) as queries:
            return call(*given), len(queries)

    content, first = cost(download, preparer, evaluation)
    _, second = cost(preparer.get, address(evaluation, "/"))
    answer, third = cost(upload, preparer, evaluation, changed(two_sections)(content))
    _, fourth = cost(confirm, preparer, evaluation, answer)
    assert (first, second, third, fourth) == (28, 25, 59, 104)  # the dry run takes the lock of the draft
