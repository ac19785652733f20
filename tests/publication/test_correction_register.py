"""What was corrected: on the desk before it goes public, in both registers, and in the old version that stays readable."""

import io
import json
from copy import deepcopy

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.models import Correction, Evaluation, Publication, SectionState
from evaluations.publication.portal.old_version import public_lines
from tests.factories import finish_paper, make_publication
from tests.publication.release_queue.queue_pages import url, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_corrected")]
SECRET = "内部电话不公开"
WHY = "三公经费决算数填报有误"


@pytest.fixture(scope="module")
def kept_corrected(kept_office):
    """A report that is public, and a corrected version of it that waits with its paper; made once."""
    office, old = kept_office, make_publication(kept_office)
    evaluation = office.act(old.submission.evaluation, "correct", reason=WHY)
    evaluation = office.advance(evaluation, "allow_correction")
    facts = collect_facts(evaluation).to_json()
    facts["people"] |= {"preparer": SECRET}
    text = next(code for code, written in facts["narratives"].items() if len(written) > 20)
    facts["narratives"][text] += "更正后补充的一句。"
    from evaluations.facts.reading import read_facts

    store_facts(evaluation, read_facts(facts))
    SectionState.objects.filter(evaluation=evaluation).update(done=True)
    office.advance(evaluation, "submit", "sign", "approve")
    new = finish_paper(Publication.objects.get(state="preparing"))
    return office, old, new


@pytest.fixture
def office(kept_corrected):
    return deepcopy(kept_corrected[0])


@pytest.fixture
def waiting(kept_corrected):
    return deepcopy(kept_corrected[2])


@pytest.fixture
def corrected(office, waiting):
    """The new version is public."""
    office.act(Evaluation.objects.get(), "publish", reason="")
    return waiting


def old_address(publication, number=1):
    return reverse("portal:version", args=[publication.year, publication.department.budget_code, number])


def test_the_desk_shows_what_changes_for_the_public_before_it_does(client, office, waiting):
    client.force_login(office.publisher)
    listed = client.get(reverse("release_queue:queue")).content.decode()
    page = client.get(url("detail", waiting)).content.decode()
    assert "更正，改动 " in listed and "更正后补充的一句。" in page
    assert f">{WHY}</textarea>" in page, "the department's reason is what the public reads, unless another is written"
    sent = {"version": version(waiting), "reason": "改写过的公开说明"}
    client.post(url("act", waiting, "publish"), sent)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.correction_note) == ("live", "改写过的公开说明")


def test_a_reason_that_was_not_meant_for_the_public_stays_inside(client, office, waiting):
    Correction.objects.update(publicly=False)
    office.act(Evaluation.objects.get(), "publish", reason="")
    assert Publication.objects.get(state="live").correction_note == ""
    assert WHY not in client.get(reverse("portal:corrections")).content.decode()


def test_the_public_reads_what_was_corrected_when_and_why(client, corrected):
    page = client.get(reverse("portal:corrections")).content.decode()
    assert corrected.title in page and WHY in page and old_address(corrected) in page
    assert corrected.title not in client.get(reverse("portal:corrections"), {"year": "2019"}).content.decode()
    data = json.loads(client.get(reverse("portal:corrections_json")).content)
    (row,) = data["rows"]
    assert (row["kind"], row["old_version"], row["new_version"], row["reason"]) == ("更正", 1, 2, WHY)
    assert row.keys() == {one["key"] for one in data["dictionary"]}
    assert WHY in client.get(reverse("portal:corrections_csv")).content.decode("utf-8-sig")
    assert f"更正：{corrected.title}" in client.get(reverse("portal:corrections_feed")).content.decode()


def test_the_old_version_is_read_with_its_mark_and_what_changed_and_nothing_private(client, corrected):
    answer = client.get(old_address(corrected))
    page = answer.content.decode()
    assert "已被更正，不再有效" in page and "noindex" in page and "更正后补充的一句。" in page and WHY in page
    assert SECRET not in page and not answer.cookies
    current = reverse("portal:report", args=[corrected.year, corrected.department.budget_code])
    assert client.get(old_address(corrected, 2))["Location"] == current
    assert client.get(old_address(corrected, 3)).status_code == 404
    assert old_address(corrected) in client.get(current).content.decode()


def test_what_is_compared_for_the_public_is_what_the_public_has(waiting):
    submission, said = waiting.submission, {"check": "13", "field": "project.budget", "person": "某"}
    given = [said | {"text": text, "audience": who} for text, who in (("公开的说明", "public"), (SECRET, "bureau"))]
    submission.facts = submission.facts | {"explanations": given}
    lines = set(public_lines(submission).lines.values())
    assert "公开的说明" in lines and not [line for line in lines if SECRET in line]


def test_an_old_version_that_was_taken_down_is_gone(client, corrected):
    down = Publication.objects.exclude(pk=corrected.pk).get()
    given = {"withdrawn_reason": "含个人信息", "withdrawn_at": down.published_at, "withdrawn_publicly": True}
    Publication.objects.filter(pk=down.pk).update(state="withdrawn", withdrawn_by=down.published_by, **given)
    assert client.get(old_address(corrected)).status_code == 410
    page = client.get(reverse("portal:corrections")).content.decode()
    assert "含个人信息" in page and old_address(corrected) not in page


def test_the_bureau_finds_every_change_and_takes_it_along(client, office, corrected):
    evaluation = Evaluation.objects.get()
    office.act(evaluation, "unpublish", reason="等待核实数字")
    office.act(evaluation, "republish", reason="核实无误恢复")
    client.force_login(office.bureau_admin)
    page = client.get(reverse("release_queue:register")).content.decode()
    assert all(words in page for words in (WHY, "等待核实数字", "核实无误恢复", "第 1 版 → 第 2 版"))
    narrowed = client.get(reverse("release_queue:register"), {"kind": "put_back"}).content.decode()
    assert "核实无误恢复" in narrowed and "等待核实数字" not in narrowed
    book = load_workbook(io.BytesIO(client.get(reverse("release_queue:register_workbook")).content))
    rows = list(book.active.values)[1:]
    assert {(row[1], row[7], row[8]) for row in rows} == {
        ("更正", WHY, "是"),
        ("撤下", "等待核实数字", "否"),
        ("恢复公开", "核实无误恢复", "否"),
    }
