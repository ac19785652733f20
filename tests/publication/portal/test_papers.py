"""The PDF on the portal: read in the browser at an address that names its content, and taken in pieces."""

from copy import deepcopy

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from evaluations.models import Publication
from evaluations.publication.byte_ranges import send_range
from evaluations.publication.portal.glossary import glossary_terms


@pytest.fixture
def live(kept_publication):
    return deepcopy(kept_publication)


@pytest.mark.django_db
def test_a_paper_by_its_content_is_kept_for_ever_and_read_in_the_browser(client, live):
    answer = client.get(reverse("portal:paper", args=[live.sha256]))
    assert answer.content.startswith(b"%PDF") and answer["Content-Disposition"].startswith("inline")
    assert "immutable" in answer["Cache-Control"] and "max-age=31536000" in answer["Cache-Control"]
    assert "sandbox" not in answer["Content-Security-Policy"] and not answer.cookies
    again = client.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    part = client.get(answer.request["PATH_INFO"], headers={"range": "bytes=0-3", "if-range": answer["ETag"]})
    assert part.status_code == 206 and part.content == b"%PDF"


@pytest.mark.django_db
def test_what_was_replaced_leads_to_its_marked_page_and_what_was_taken_down_is_gone(client, live):
    address = reverse("portal:paper", args=[live.sha256])
    rows = Publication.objects.filter(pk=live.pk)
    rows.update(state="superseded")
    assert client.get(address)["Location"] == reverse(
        "portal:version", args=[live.year, live.department.budget_code, 1]
    )
    rows.update(
        state="withdrawn", withdrawn_reason="数据有误", withdrawn_at=live.published_at, withdrawn_by=live.published_by
    )
    gone = client.get(address)
    assert gone.status_code == 410 and "immutable" not in gone["Cache-Control"]
    assert client.get(reverse("portal:paper", args=["0" * 64])).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "body"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=10-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 416, b""),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("pages=1-2", 200, b"0123456789"),
    ],
)
def test_a_range_is_cut_as_the_standard_says(asked, status, body):
    answer = send_range(RequestFactory().get("/", headers={"range": asked}), HttpResponse(b"0123456789"))
    assert (answer.status_code, answer.content) == (status, body)


def test_a_range_is_for_get_alone():
    request = RequestFactory().head("/", headers={"range": "bytes=2-4"})
    assert send_range(request, HttpResponse(b"0123456789")).status_code == 200


def test_a_range_of_another_content_is_answered_whole():
    request = RequestFactory().get("/", headers={"range": "bytes=2-4", "if-range": '"old"'})
    assert send_range(request, HttpResponse(b"0123456789", headers={"ETag": '"new"'})).status_code == 200


@pytest.mark.django_db
def test_terms_are_explained_in_plain_words(client, live):
    page = client.get(reverse("portal:glossary")).content.decode()
    assert all(f'id="{one.code}"' in page and one.meaning in page for one in glossary_terms())
    report = client.get(reverse("portal:report", args=[live.year, live.department.budget_code])).content.decode()
    assert reverse("portal:glossary") in report and "手机扫码阅读本报告" in report and "每 100 元支出的去向" in report
