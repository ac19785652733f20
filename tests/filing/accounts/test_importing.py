"""Final accounts through the pages: old and new with the cell, nothing before the confirmation, the cell remembered."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.test import Client

from evaluations.audit.events import events_of
from evaluations.models import BudgetLine, Evidence, FigureSource, Narrative, SectionState, Status
from tests.filing.accounts.books import address, book, confirm, lines, parcel_of, persons, send
from tests.final_accounts.small_accounts import head, spending
from tests.foreign_files.in_process import answer_in_process

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_draft")]
STAFF, POSTS = "staff_in_post", "establishment_posts"


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture
def draft(kept_draft):
    return deepcopy(kept_draft)


@pytest.fixture
def own(kept_office):
    return {"year": f"{kept_office.cycle.year}年度", "owner": kept_office.department.name}


@pytest.fixture
def client(kept_office):
    browser = Client()
    browser.force_login(kept_office.preparer)
    return browser


def stored(draft, figure):
    return BudgetLine.objects.filter(evaluation=draft, figure=figure).values_list("amount", flat=True).first()


def test_old_and_new_stand_with_their_cell_and_nothing_is_stored(client, draft, own):
    answer = send(client, draft, book({"F02": persons(68, 60, **own), "Z04": spending(**own)}))
    found = lines(answer)
    assert answer.status_code == 200 and found[STAFF]["new"] == "60" and found[STAFF]["ticked"]
    assert "决算.xlsx · F02 · <b>D6</b>" in found[STAFF]["source"] and "年末数" in found[STAFF]["source"]
    assert not BudgetLine.objects.filter(evaluation=draft).exists()
    assert not Evidence.objects.filter(evaluation=draft).exists() and not SectionState.objects.filter(evaluation=draft)


def test_what_is_ticked_is_stored_with_its_cell_and_the_file_is_evidence(client, draft, own):
    answer = send(client, draft, book({"F02": persons(68, 60, **own)}))
    assert confirm(client, draft, answer, STAFF).status_code == 302
    assert stored(draft, STAFF) == 60 and stored(draft, POSTS) is None
    source = FigureSource.objects.get(evaluation=draft)
    assert (source.sheet, source.cells, source.evidence.note) == ("F02", ["D6"], "部门决算报表")
    assert [event.action for event in events_of(draft) if event.action == "import_accounts"]
    page = client.get(f"/filing/{draft.pk}/s/base_data/").content.decode()
    assert "决算 D6" in page and f"?figure={STAFF}#D6" in page
    sheet = client.get(address(draft, f"{source.evidence.file}/"), {"figure": STAFF}).content.decode()
    assert "<mark>60</mark>" in sheet and "<mark>68</mark>" not in sheet


def test_a_figure_that_is_typed_over_forgets_its_cell(client, draft, own):
    confirm(client, draft, send(client, draft, book({"F02": persons(68, 60, **own)})), STAFF, POSTS)
    version = SectionState.objects.get(evaluation=draft, section="base_data").version
    client.post(f"/filing/{draft.pk}/s/base_data/", {"version": version, STAFF: "61", POSTS: "68", "go": "stay"})
    assert stored(draft, STAFF) == 61
    assert list(FigureSource.objects.filter(evaluation=draft).values_list("figure", flat=True)) == [POSTS]


def test_what_must_be_confirmed_is_not_ticked_and_another_department_is_asked(client, draft, own):
    answer = send(client, draft, book({"F02": persons(68, 60, **own | {"owner": "某县水利局"})}))
    assert not lines(answer)[STAFF]["ticked"] and "？" not in lines(answer)[STAFF]["source"]
    assert answer.content.decode().count("以下各数请确认：编制单位是“某县水利局”") == 1


def test_a_doubt_of_some_figures_stands_beside_each_of_them(client, draft, own):
    books = book({"F02": persons(68, 60, **own | {"owner": "某县水利局"}), "Z04": spending(**own)})
    answer = send(client, draft, books)
    assert (
        "编制单位是“某县水利局”" in lines(answer)[STAFF]["source"] and "以下各数请确认" not in answer.content.decode()
    )


def test_a_reason_why_sheets_were_not_read_is_said_once(client, draft, kept_office, own):
    sheets = {f"F0{number}": persons(68, 60, **own | {"year": "2012年度"}) for number in range(5)}
    page = send(client, draft, book(sheets)).content.decode()
    assert f"请选择 {kept_office.cycle.year} 年度的决算报表" in page
    assert "决算.xlsx · F00；决算.xlsx · F01；决算.xlsx · F02 等 5 处" in page


def test_two_tables_that_disagree_are_shown_and_not_offered(client, draft, own):
    one, other = book({"F02": persons(68, 60, **own)}), book({"F02": persons(68, 59, **own)})
    answer = send(client, draft, one, other)
    assert STAFF not in lines(answer) and POSTS in lines(answer)
    page = answer.content.decode()
    assert "两张表对不上" in page and "决算.xlsx（第2个）" in page


def test_a_section_saved_meanwhile_is_shown_again_with_the_ticks(client, draft, own):
    answer = send(client, draft, book({"F02": persons(68, 60, **own)}))
    client.post(f"/filing/{draft.pk}/s/base_data/", {"version": 0, STAFF: "58", "go": "stay"})
    again = confirm(client, draft, answer, STAFF)
    assert again.status_code == 409 and lines(again)[STAFF]["old"] == "58"
    assert lines(again)[STAFF]["ticked"] and not lines(again)[POSTS]["ticked"]
    assert stored(draft, STAFF) == 58 and not Evidence.objects.filter(evaluation=draft).exists()
    assert confirm(client, draft, again, STAFF).status_code == 302 and stored(draft, STAFF) == 60


@pytest.mark.parametrize("parcel, words", [("", "核对页已经失效"), (None, "一项都没有勾选")])
def test_nothing_ticked_or_a_spoilt_page_stores_nothing(client, draft, own, parcel, words):
    answer = send(client, draft, book({"F02": persons(68, 60, **own)}))
    again = client.post(address(draft, "import/"), {"parcel": parcel_of(answer) if parcel is None else parcel})
    assert again.status_code == 422 and words in again.content.decode()
    assert not BudgetLine.objects.filter(evaluation=draft).exists()


def test_a_file_that_is_no_workbook_is_refused_in_words(client, draft):
    answer = send(client, draft, b"%PDF-1.4")
    assert answer.status_code == 422 and "这是 PDF 文件" in answer.content.decode()
    assert client.post(address(draft), {}).status_code == 422


def test_an_empty_table_proposes_none_and_words_fill_texts(client, draft, own):
    empty = [
        *head("政府性基金预算财政拨款收入支出决算表", **own),
        ["项目", None, "本年支出"],
        ["合计"],
        ["注：故本表无数据。"],
    ]
    duties = "贯彻执行国家林业法律法规，负责全县林业工作。"
    answer = send(client, draft, book({"07": empty, "2.11单位职能": [[duties]]}))
    assert lines(answer)["none-government_funds"]["ticked"]
    assert confirm(client, draft, answer, "none-government_funds", "text-duties").status_code == 302
    assert SectionState.objects.get(evaluation=draft, section="government_funds").none
    assert Narrative.objects.get(evaluation=draft, code="duties").text == duties


def test_the_reviewer_opens_the_sealed_file_at_the_cell(client, kept_office, own):
    evaluation = kept_office.evaluation()
    posts, staff = (int(Decimal(stored(evaluation, one))) for one in (POSTS, STAFF))
    answer = send(client, evaluation, book({"F02": persons(posts, staff, **own)}))
    confirm(client, evaluation, answer, POSTS, STAFF)
    SectionState.objects.filter(evaluation=evaluation).update(done=True)
    # Whatever changed a figure: at each submission it is held against its cells, and goes without them if it differs.
    FigureSource.objects.filter(evaluation=evaluation, figure=POSTS).update(amount=posts + 1)
    evaluation = kept_office.advance(evaluation, *kept_office.path(Status.SUBMITTED))
    submission = evaluation.submissions.get()
    reviewer = Client()
    reviewer.force_login(kept_office.reviewer)
    page = reviewer.get(f"/review/{submission.pk}/").content.decode()
    file = submission.evidence[0]["file"]
    assert f"/review/{submission.pk}/accounts/{file}/?figure={STAFF}#D6" in page and "决算取数" in page
    assert f"?figure={POSTS}" not in page
    sheet = reviewer.get(f"/review/{submission.pk}/accounts/{file}/", {"figure": STAFF}).content.decode()
    assert f"<mark>{staff}</mark>" in sheet
    locked = send(client, evaluation, book({"F02": persons(1, 1, **own)}))
    assert locked.status_code == 409 and "已锁定" in locked.content.decode()
    assert client.get(address(evaluation, f"{file}/")).status_code == 200
