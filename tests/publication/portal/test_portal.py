"""What everybody sees: live reports and nothing else."""

import json
import logging
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from departments.models import Department
from evaluations.models import Evaluation, Publication, Status
from evaluations.publication.public_part import frozen_report, public_data
from tests.factories import make_county, make_department, make_office, make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_publication")]


@pytest.fixture
def files(settings):
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def office(kept_office):
    return deepcopy(kept_office)


@pytest.fixture
def live(kept_publication):
    return deepcopy(kept_publication)


def address(publication, name="report"):
    return reverse(f"portal:{name}", args=(publication.year, publication.department.budget_code))


def test_the_list_finds_by_year_and_name(client, live):
    name = live.department.name
    assert live.title in client.get("/").content.decode()
    assert live.title in client.get("/", {"q": name[2:6], "year": "2020"}).content.decode()
    assert live.title in client.get("/", {"q": live.department.budget_code}).content.decode()
    assert live.title not in client.get("/", {"year": "2019"}).content.decode()
    assert "没有找到符合条件的报告" in client.get("/", {"q": "不存在的单位"}).content.decode()


@pytest.mark.parametrize(
    "query", ["year=abc", "year=99999999999", "q=%00", "page=x", "page=999", "county=%00", "q=" + "长" * 500]
)
def test_odd_questions_get_an_answer(client, live, query):
    assert client.get(f"/?{query}").status_code == 200


def another_live(live, department, number):
    """One more row of the list: a copy of what was handed in, as the whole way there costs 0.3 s each time.

    The copy has no assessment of its own: the list finds it by the hash of what was handed in.
    """
    submission, publication = deepcopy(live.submission), deepcopy(live)
    submission.pk, submission.number, submission._state.adding = None, number, True
    submission.save()
    publication.pk, publication.department, publication.submission = None, department, submission
    publication._state.adding = True
    publication.save()


def test_the_list_has_pages(client, live):
    others = [make_department(live.department.county, f"第{n}局") for n in range(21)]
    for number, other in enumerate(others, start=2):
        another_live(live, other, number)
    first = client.get("/").content.decode()
    assert "第 1 / 2 页" in first and "共 22 份" in first
    assert "第 2 / 2 页" in client.get("/?page=2").content.decode()


def test_the_page_is_the_report_with_its_meta_tags(client, live):
    page = client.get(address(live))
    text = page.content.decode()
    for words in ("要点", "自评得分", "附件1", "附件2", "有关比率", live.sha256, live.printed_digest):
        assert words in text
    for name in ("SiteName", "ColumnName", "ArticleTitle", "PubDate", "ContentSource"):
        assert f'<meta name="{name}"' in text
    assert (page["Cache-Control"], page["X-Accel-Expires"]) == ("public, max-age=10", "5")
    assert not page.cookies and "<svg" in text and "style=" not in text


def test_letters_grow_by_a_plain_link_and_no_cookie(client, live):
    page = client.get(address(live), {"font": "large"})
    assert "font-large" in page.content.decode() and not page.cookies
    assert "font-medium" in client.get(address(live), {"font": "<script>"}).content.decode()


def test_the_pdf_has_a_chinese_name_and_can_do_nothing(client, live, files):
    answer = client.get(address(live, "pdf"))
    assert answer.content == (files / live.file).read_bytes()
    assert unquote(answer["Content-Disposition"]) == f"attachment; filename*=utf-8''{live.title}.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/pdf"


def test_a_flipped_byte_stops_the_download(client, live, files, caplog):
    path = Path(files / live.file)
    path.write_bytes(b"?" + path.read_bytes()[1:])
    with caplog.at_level(logging.ERROR):
        answer = client.get(address(live, "pdf"))
    assert answer.status_code == 500 and "校验值不一致" in answer.content.decode()
    assert "public" not in answer.get("Cache-Control", "")
    assert live.file in caplog.text


def test_the_data_leave_people_out(client, live):
    answer = client.get(address(live, "data"))
    data = answer.json()
    assert data["facts"]["figures"] and data["result"] and data["sha256"] == live.submission.sha256
    assert (
        "people" not in data["facts"]
        and "findings" not in data["result"]
        and "attachment" in answer["Content-Disposition"]
    )


@pytest.mark.parametrize("name", ["report", "pdf", "data"])
def test_nothing_unpublished_is_visible(client, office, name):
    waiting = make_publication(make_office(office.county), live=False)
    assert client.get(address(waiting, name)).status_code == 404


@pytest.mark.parametrize("name", ["report", "pdf", "data"])
def test_what_was_withdrawn_is_gone_and_says_so(client, office, live, name):
    office.act(live.submission.evaluation, "unpublish", reason="数据有误，正在更正")
    answer = client.get(address(live, name))
    page, today = answer.content.decode(), timezone.localdate()
    assert answer.status_code == 410 and f"{today.year}年{today.month}月{today.day}日 撤下" in page
    assert "撤下原因：数据有误，正在更正" in page
    home = client.get("/").content.decode()
    assert "还没有公开" not in home and "已撤下的报告" in home and "原因：数据有误，正在更正" in home


def test_a_reason_that_was_promised_to_stay_inside_does(client, office, live):
    office.act(live.submission.evaluation, "unpublish", reason="数据有误，正在更正")
    Publication.objects.update(withdrawn_publicly=False)
    page, home = client.get(address(live)).content.decode(), client.get("/").content.decode()
    assert "撤下" in page and "数据有误" not in page + home


def test_what_was_put_back_is_read_again_under_its_first_day(client, office, live):
    before = client.get(address(live)).content
    office.advance(live.submission.evaluation, "unpublish", "republish")
    answer = client.get(address(live))
    assert answer.status_code == 200 and answer.content == before


def test_of_several_versions_that_are_gone_the_one_taken_down_is_told(client, office, live):
    evaluation = office.advance(live.submission.evaluation, "correct", "allow_correction")
    office.advance(evaluation, "submit", "sign", "approve", "publish")
    office.act(Evaluation.objects.get(), "unpublish", reason="第二版也有误")
    assert "第二版也有误" in client.get(address(live)).content.decode()


def test_a_correction_replaces_the_old_version(client, office, live):
    evaluation = office.advance(live.submission.evaluation, "correct", "allow_correction")
    assert client.get(address(live)).status_code == 200
    from evaluations.workflow.obstacles import mark_done

    mark_done(evaluation)
    office.advance(evaluation, "submit", "sign", "approve", "publish")
    live.refresh_from_db()
    newest = Publication.objects.get(state="live")
    assert live.state == "superseded" and newest.printed_digest in client.get(address(live)).content.decode()


def test_two_counties_with_one_code_are_told_apart(client, live):
    other = make_office(make_county("邻县"))
    other.department.budget_code = live.department.budget_code
    other.department.save()
    second = make_publication(other)
    assert client.get(address(live)).status_code == 302
    page = client.get(address(live), {"county": second.department.county.code})
    assert second.department.name in page.content.decode()
    assert f"county={second.department.county.code}" in client.get("/").content.decode()


XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}"


def test_markup_in_every_text_stays_text(client, office):
    from tests.factories import complete_facts

    whole = complete_facts().to_json()
    hostile = complete_facts(
        narratives={code: XSS for code in whole["narratives"]},
        achievements=[{"title": XSS, "body": XSS}],
        projects=[one | {"name": XSS, "note": XSS} for one in whole["projects"]],
    )
    live = make_submission_of(make_office(office.county), hostile)
    text = client.get(address(live)).content.decode()
    assert "<script>alert" not in text and "<img" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= len(whole["narratives"]) + 3
    assert "14" not in text.split("alert(2)&gt;")[1][:20]


def make_submission_of(office, facts) -> Publication:
    evaluation = office.evaluation(Status.PUBLISHED, facts)
    return Publication.objects.get(submission__evaluation=evaluation)


def test_queries_do_not_grow_with_the_list(client, live, django_assert_max_num_queries):
    make_publication(make_office(live.department.county))
    with django_assert_max_num_queries(10):
        client.get("/")
    with django_assert_max_num_queries(6):
        client.get(address(live))


def test_the_title_is_the_frozen_one(office):
    office = make_office(office.county)
    evaluation = office.evaluation(Status.SUBMITTED)
    Department.objects.filter(pk=office.department.pk).update(name="改名后的单位")
    publication = Publication.objects.get(submission__evaluation=office.act(evaluation, "approve"))
    submission = publication.submission
    assert publication.title == frozen_report(submission).meta.title
    assert office.department.name in publication.title and "改名后" not in publication.title


def test_texts_of_a_part_that_was_declared_empty_are_no_open_data(live):
    ticked, text = "state_capital", "这段文字写过，又改为无此项"
    submission = live.submission
    written = submission.facts["narratives"]
    assert ticked in submission.facts["none_sections"] and ticked not in written
    submission.facts = submission.facts | {"narratives": written | {ticked: text}}
    data = public_data(submission)
    assert data["facts"]["narratives"] == written and text not in json.dumps(data, ensure_ascii=False)
    assert submission.facts["narratives"][ticked] == text, "the frozen document itself stays as it is"


def test_what_was_explained_to_the_bureau_alone_is_no_open_data(live):
    submission = live.submission
    given = [
        {"check": "13", "field": "project.budget", "text": f"说明{one}", "person": "某", "audience": one}
        for one in ("public", "bureau")
    ]
    submission.facts = submission.facts | {"explanations": given}
    shown = public_data(submission)["facts"]["explanations"]
    assert [(one["text"], "person" in one) for one in shown] == [("说明public", False)]
    submission.facts = submission.facts | {"explanations": given[1:]}
    assert "explanations" not in public_data(submission)["facts"]


@pytest.mark.parametrize("query", ["county=%00", "county=%00431023", "county=" + "9" * 5000])
def test_odd_counties_in_an_address_are_no_fault_of_ours(client, live, query):
    for name in ("report", "pdf", "data"):
        address = reverse(f"portal:{name}", args=(live.year, live.department.budget_code))
        assert client.get(f"{address}?{query}").status_code in (200, 404)
