"""Several reports at once, and their copies for other systems."""

import io
from copy import deepcopy
from zipfile import ZipFile

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from evaluations.models import Event, Job, Publication
from evaluations.publication.paper_proof import verify_address
from evaluations.publication.release_queue.report_copies import MANIFEST, manifest_line, report_files, site_copy
from tests.factories import make_office
from tests.publication.release_queue.queue_pages import url, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_ready")]


@pytest.fixture
def ready(kept_ready):
    return deepcopy(kept_ready)


def together(client, act: str, *publications: Publication, **more):
    seen = {f"version.{one.pk}": version(one) for one in publications}
    picked = [one.pk for one in publications]
    return client.post(reverse("release_queue:together"), {"act": act, "pk": picked, "tab": "ready"} | seen | more)


def test_who_may_not_publish_is_not_offered_it(client, ready):
    office, _ = ready
    shown = {}
    for person in (office.publisher, office.bureau_admin):
        client.force_login(person)
        page = client.get(reverse("release_queue:queue"), {"tab": "ready"}).content.decode()
        shown[person] = "定时公开所选" in page, "下载所选" in page
    assert shown == {office.publisher: (True, True), office.bureau_admin: (False, True)}


def test_failed_papers_are_queued_again_and_others_are_told(client, ready):
    office, (first, second) = ready
    client.force_login(office.publisher)
    Job.objects.filter(key=f"render:{first.submission_id}").update(
        state="failed", attempts=5, error="RenderRefused: 满"
    )
    page = together(client, "retry", first, second).content.decode()
    assert "已重新排队生成 1 份，未办理 1 份" in page and "没有失败，不用重试" in page


def test_nothing_picked_and_unknown_acts_change_nothing(client, ready):
    office, (first, _) = ready
    client.force_login(office.publisher)
    assert (
        "没有选中报告"
        in client.post(reverse("release_queue:together"), {"act": "publish"}, follow=True).content.decode()
    )
    assert together(client, "other", first).status_code == 302
    client.force_login(make_office().publisher)
    assert together(client, "publish", first).status_code == 302
    assert not Publication.objects.filter(state="live").exists()


def test_the_archive_holds_every_file_and_a_list_of_them(client, ready):
    office, publications = ready
    client.force_login(office.publisher)
    answer = together(client, "files", *publications)
    archive = ZipFile(io.BytesIO(answer.content))
    assert len(archive.namelist()) == 1 + 4 * len(publications) and MANIFEST in archive.namelist()
    rows = list(load_workbook(io.BytesIO(archive.read(MANIFEST))).active.values)
    listed = {row[7]: row[9] for row in rows[1:]}
    assert listed.keys() == {name for name in archive.namelist() if name.endswith(".pdf")}
    assert set(listed.values()) == {one.sha256 for one in publications}
    assert Event.objects.filter(action="download").count() == 2 and not Event.objects.filter(action="export").exists()


def test_the_copy_for_another_site_is_clean_and_says_what_it_is(client, ready):
    office, (first, _) = ready
    page = site_copy(first)
    assert (
        f'<meta name="ArticleTitle" content="{first.title}">' in page and "class=" not in page and "<script" not in page
    )
    address = reverse("portal:report", args=[first.year, first.department.budget_code])
    assert f'{address}">' in page and verify_address(first.printed_digest) in page
    assert page.count("<table>") == page.count("</table>") > 2
    assert "<br>（" in page, "the points of a level stand on a line of their own"
    client.force_login(office.publisher)
    word = Document(io.BytesIO(client.get(url("copy", first, "word")).content))
    assert word.core_properties.title == first.title
    assert client.get(url("copy", first, "odt")).status_code == 404


def test_two_versions_of_a_report_have_files_of_their_own(ready):
    _, (first, _) = ready
    again = deepcopy(first)
    again.submission.number = 2
    names = [name for one in (first, again) for name, _ in report_files(one)]
    assert len(set(names)) == len(names) == 8


def test_an_old_paper_is_packed_and_listed_as_the_public_has_it(ready):
    _, (first, _) = ready
    first.paper_format, first.printed_digest = 1, "ab" * 32
    assert manifest_line(first)[-1] == verify_address("ab" * 32)
    document = next(content for name, content in report_files(first) if name.endswith(".json"))
    assert document.startswith(b"{\n") and b'"version"' not in document


def test_a_damaged_paper_is_named_and_nothing_is_sent(client, ready):
    office, (first, second) = ready
    Publication.objects.filter(pk=second.pk).update(sha256="0" * 64)
    client.force_login(office.publisher)
    answer = together(client, "files", first, second)
    assert answer.status_code == 302 and not Event.objects.filter(action="download").exists()
    assert f"《{second.title}》" in client.get(answer["Location"]).content.decode()


def test_the_copy_names_the_site_of_its_county(ready):
    office, (first, _) = ready
    make_office()
    assert f'<meta name="SiteName" content="{office.county.name}' in site_copy(first)
