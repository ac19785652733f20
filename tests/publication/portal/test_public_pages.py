"""Pages for citizens: the same answer for everybody, the year in numbers, the list in order, versions and years."""

import re
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.models import Publication
from evaluations.publication.portal.public_figures import figures_by_digest
from evaluations.publication.portal.shelf_lines import ShelfLine, sorted_lines
from evaluations.workflow.obstacles import mark_done
from tests.factories import make_obligation, make_office, make_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_publication")]
PAGES = (
    "/",
    "/open-data/",
    "/open-data/2020.csv",
    "/atom.xml",
    "/sitemap.xml",
    "/robots.txt",
    "report",
    "pdf",
    "department",
)


@pytest.fixture
def office(kept_office):
    return deepcopy(kept_office)


@pytest.fixture
def live(kept_publication):
    return deepcopy(kept_publication)


def named(live, place):
    code = live.department.budget_code
    places = {"report": (live.year, code), "pdf": (live.year, code), "department": (code,)}
    return reverse(f"portal:{place}", args=places[place]) if place in places else place


@pytest.mark.parametrize("place", PAGES)
def test_any_cache_may_keep_a_public_answer(client, live, place):
    first = client.get(named(live, place))
    assert first.status_code == 200 and not first.cookies
    assert "Cookie" not in first.get("Vary", "") and "public" in first["Cache-Control"]
    again = client.get(named(live, place), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content


@pytest.mark.parametrize(
    "place", ["/", "/glossary/", "/open-data/", "/corrections/", "/compare/", "/verify/", "report", "department"]
)
def test_a_search_engine_is_told_what_a_page_is_about(client, live, place):
    told = re.search(r'<meta name="description" content="([^"]+)">', client.get(named(live, place)).content.decode())
    assert told and len(told[1]) > 10


def test_who_asks_changes_nothing(client, office, live):
    before = client.get("/").content
    client.force_login(office.reviewer)
    assert client.get("/").content == before


def test_a_citizen_meets_neither_trial_nor_bootstrap_nor_needed_script(client, live):
    text = client.get(named(live, "report")).content.decode()
    assert live.department.county.name in text.partition("</header>")[0]
    for word in ("试用模式", "bootstrap", "htmx", "app.css", ">登录<"):
        assert word not in text
    assert re.findall(r"<script(?! type=\"(?:module|application/ld\+json)\")", text) == []


def test_the_year_is_told_in_numbers(client, office, live):
    make_obligation(office.cycle, make_office(office.county).department)
    make_obligation(office.cycle, make_office(office.county).department, exempted=True, exemption_reason="涉密单位")
    text = client.get("/").content.decode()
    (figures,) = figures_by_digest([live]).values()
    assert "应报 2 个单位，已报送 1 个" in text and "涉密" not in text
    assert f"{figures.spent:,.2f}" in text and f"{figures.rate}%" in text and "预算最多的单位" in text


def test_the_list_says_how_it_is_sorted(client, live):
    text = client.get("/", {"sort": "-score"}).content.decode()
    assert 'aria-sort="descending"' in text and "sort=score" in text
    assert re.search(r'data-label="自评得分">\d+\.\d\d<', text)  # one below the other, so with the same decimals
    assert client.get("/", {"sort": "x' OR 1"}).status_code == 200


@pytest.mark.parametrize("sort, order", [("rate", "bac"), ("-rate", "abc"), ("", "abc"), ("unknown", "abc")])
def test_what_does_not_say_the_figure_comes_last(live, sort, order):
    (figures,) = figures_by_digest([live]).values()
    rates = {"a": Decimal(90), "b": Decimal(80), "c": None}
    lines = [ShelfLine(live, name, replace(figures, rate=rate), False) for name, rate in rates.items()]
    assert "".join(line.address for line in sorted_lines(lines, sort)) == order


def test_a_department_is_found_by_initials_short_and_former_name(client, live):
    department = live.department
    department.name, department.short_name = "永兴县文体局", "文体"
    department.save()
    former = live.title[:6]
    for words in ("wtj", "文体", former):
        assert live.title in client.get("/", {"q": words}).content.decode(), words


def test_a_correction_is_marked_and_its_changes_are_told(client, office, live):
    evaluation = office.advance(live.submission.evaluation, "correct", "allow_correction")
    mark_done(evaluation)
    office.advance(evaluation, "submit", "sign", "approve", "publish")
    newest = Publication.objects.get(state="live")
    home, page = client.get("/").content.decode(), client.get(named(newest, "report")).content.decode()
    assert '<span class="mark">更正</span>' in home
    assert "第 2 版" in page and "第 1 版" in page and "已被新版替代" in page and "主要数据没有变化" in page
    assert "{{" not in page, "a tag of the template stands on the page"


def test_a_department_shows_its_years_and_another_has_none(client, live):
    text = client.get(named(live, "department")).content.decode()
    assert f"{live.year} 年度报告" in text and live.department.name in text
    missing = client.get("/departments/999999/")
    assert missing.status_code == 404 and "没有这份公开报告" in missing.content.decode()


def test_linked_data_cannot_end_their_element(client, live):
    Publication.objects.update(title="</script><b>局")
    text = client.get(named(live, "report")).content.decode()
    assert "\\u003C/script\\u003E" in text and "</script><b>" not in text


def test_reports_of_one_year_stand_side_by_side(client, office, live):
    other = make_publication(make_office(office.county))
    text = client.get("/compare/", {"r": [live.pk, other.pk, "x", "9" * 30]}).content.decode()
    assert live.department.name in text and other.department.name in text and "2020 年度并列对照" in text
    assert "请选择要对照的报告" in client.get("/compare/", {"r": live.pk}).content.decode()
