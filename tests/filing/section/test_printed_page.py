"""Ctrl+P: the PDF that the browser makes of a page has all its text, says whose it is, and has no buttons."""

import re
import subprocess

import pytest
from django.test import Client

from evaluations.drafts.facts_of_draft import store_facts
from tests.factories import complete_facts, make_office

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "".join(f"第{number}件事已经办完，经费按预算使用。\n" for number in range(1, 201))


@pytest.fixture
def office(transactional_db):
    return make_office()


@pytest.fixture
def printed(browser, office, settings, live_server, tmp_path):
    """printed(path, person) → the words on the paper, without blanks."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")

    def printed(path, person):
        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(person)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        paper = tmp_path / "page.pdf"
        page.pdf(path=paper, prefer_css_page_size=True)
        words = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, check=True).stdout.decode()
        return re.sub(r"\s+", "", re.sub(r"\d+ ?/ ?\d+\s*\f", "", words))

    yield printed
    context.close()


@pytest.fixture
def draft(office):
    return office.empty_draft()


def test_a_section_is_printed_with_all_its_text(printed, office, draft):
    store_facts(draft, complete_facts(narratives={"usage": LONG}))
    words = printed(f"/filing/{draft.pk}/s/usage/", office.preparer)
    assert re.sub(r"\s+", "", LONG) in words
    assert f"{office.department.name}" in words and "2020年度部门整体支出绩效评价报告" in words
    assert re.search(r"打印时间：20\d\d/\d+/\d+.*/s/usage/", words)
    for button in ("先放着", "填完，下一部分", "修改密码", "填报进度", "跳到正文"):
        assert button not in words


def test_a_table_is_printed_as_a_table(printed, office, draft):
    store_facts(draft, complete_facts())
    words = printed(f"/filing/{draft.pk}/s/base_data/", office.preparer)
    assert "行次" in words and "三公经费" in words and "怎样从Excel粘贴" not in words


def test_forms_that_nobody_has_begun_are_not_printed(printed, office, draft):
    words = printed(f"/filing/{draft.pk}/evidence/", office.preparer)
    assert "佐证材料" in words and "上传材料" not in words and "登记网址" not in words


def test_what_is_folded_away_is_printed(printed, office, draft):
    store_facts(draft, complete_facts())
    words = printed(f"/filing/{draft.pk}/s/indicators/", office.preparer)
    assert "评分标准" in words and words.count("佐证：") > 3


def test_the_review_is_printed_with_what_stands_beside_the_paper(printed, office):
    submission = office.evaluation("submitted").submissions.get()
    words = printed(f"/review/{submission.pk}/", office.reviewer)
    assert "复核评分表" in words and "疑点" in words and "打印时间" in words
    assert "审核通过" not in words.partition("打印时间")[0]
