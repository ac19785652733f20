"""The pages of a PDF among the evidence stand on the desk as pictures, drawn in the limited child."""

from base64 import b64decode
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from pypdf import PdfWriter

from evaluations.evidence import page_view
from evaluations.evidence.pdf_pages import MOST_AT_ONCE, PAGE_WIDTH, pages_as_pictures
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from tests.evidence.papers import attach_paper, locked_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


def blank_pages(count: int, width: float = 595, height: float = 842) -> bytes:
    writer, stream = PdfWriter(), BytesIO()
    for _ in range(count):
        writer.add_blank_page(width, height)
    writer.write(stream)
    return stream.getvalue()


def size_of(picture: str) -> tuple[int, int]:
    return Image.open(BytesIO(b64decode(picture))).size


def test_a_few_pages_at_once_as_wide_as_they_are_shown():
    told = pages_as_pictures(2, blank_pages(MOST_AT_ONCE + 2))
    assert (told["pages"], len(told["pictures"])) == (MOST_AT_ONCE + 2, MOST_AT_ONCE)
    assert size_of(told["pictures"][0])[0] == PAGE_WIDTH
    assert pages_as_pictures(99, blank_pages(1))["pictures"] == []


def test_a_page_as_long_as_a_street_takes_no_more_memory_than_others():
    width, height = size_of(pages_as_pictures(1, blank_pages(1, 100, 14_000))["pictures"][0])
    assert width * height <= 3_100_000


@pytest.mark.parametrize("content, told", [(locked_pdf("geheim"), "打开密码"), (b"%PDF-1.7 nonsense", "格式")])
def test_what_cannot_be_drawn_is_said(content, told):
    with pytest.raises(ForeignFileRefused, match=told):
        pages_as_pictures(1, content)


def test_the_desk_shows_the_pages_of_what_was_handed_in(client, office, monkeypatch):
    draft = office.evaluation("draft")
    attach_paper(draft, office.preparer, content=blank_pages(1))
    submission = office.advance(draft, *office.path("submitted")).submissions.get()
    client.force_login(office.reviewer)
    address = reverse("review:pages", args=[submission.pk, submission.evidence[0]["file"]])
    desk = client.get(reverse("review:detail", args=[submission.pk])).content.decode()
    assert f'hx-get="{address}"' in desk and "htmx.min.js" in desk
    page = client.get(address).content.decode()
    assert 'src="data:image/jpeg;base64,' in page and "第 1 页，共 1 页" in page and "<h1>" in page
    assert f'<a href="{reverse("review:detail", args=[submission.pk])}">' in page  # the way back
    monkeypatch.setattr(page_view, "LONGEST_WAIT_SECONDS", 0)
    monkeypatch.setattr(page_view, "DRAWN_AT_ONCE", page_view.BoundedSemaphore(1))
    page_view.DRAWN_AT_ONCE.acquire()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "查看材料的人较多" in part and "<h1>" not in part
