"""What was handed in stays what it was: list, files, and the right to read them."""

import json
import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from evaluations.audit.append_only import trigger_removal
from evaluations.evidence import keeping
from evaluations.evidence.tidying import tidy_evidence
from evaluations.filing.evidence.attaching import change_evidence_file, remove_evidence_file
from evaluations.models import Event, Evidence, Job, Status, Submission
from evaluations.publication.public_part import public_data
from evaluations.submissions.canonical_json import canonical_digest
from evaluations.submissions.evidence_list import kind_words
from evaluations.submissions.integrity import integrity_problems
from tests.asking import is_intact
from tests.evidence.papers import PLACE, attach_paper, kept_path, plain_pdf
from tests.factories import make_office

pytestmark = pytest.mark.django_db
LOST = "不在原处"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def filed(office):
    """A submission with one file."""
    draft = office.evaluation()
    attach_paper(draft, office.preparer)
    return office.advance(draft, "submit", "sign").submissions.get()


def old(path):
    before = timezone.now().timestamp() - 2 * keeping.DAY_SECONDS
    os.utime(path, (before, before))


def test_a_submission_keeps_its_list_whatever_becomes_of_the_draft(office, filed):
    before = Submission.objects.get().evidence
    evaluation = office.advance(filed.evaluation, "return")
    row = evaluation.evidence.get()
    change_evidence_file(row, office.preparer, place="section.projects", note="改了")
    remove_evidence_file(row, office.preparer)
    attach_paper(evaluation, office.preparer, "新.pdf")
    second = office.advance(evaluation, "submit", "sign").submissions.get(number=2)
    assert Submission.objects.get(number=1).evidence == before
    assert [item["name"] for item in before] == ["批复.pdf"] and before[0]["place"] == PLACE
    assert [item["name"] for item in second.evidence] == ["新.pdf"]
    assert is_intact(filed) and not list(integrity_problems())


def test_the_hash_of_facts_and_result_does_not_depend_on_evidence(office, filed):
    assert filed.sha256 == canonical_digest({"facts": filed.facts, "result": filed.result})
    told = Event.objects.get(action="sign").detail
    assert told["evidence"] == canonical_digest(filed.evidence) and told["sha256"] == filed.sha256


def test_without_evidence_nothing_is_kept_and_nothing_told(office):
    submission = office.evaluation(Status.SUBMITTED).submissions.get()
    assert submission.evidence is None and "evidence" not in Event.objects.get(action="sign").detail
    assert not list(integrity_problems())


def test_the_public_learns_nothing_of_it(client, office):
    draft = office.evaluation()
    row = attach_paper(draft, office.preparer, "内部批复.pdf")
    evaluation = office.advance(draft, *office.path(Status.PUBLISHED))
    submission = evaluation.submissions.get()
    data = json.dumps(public_data(submission), ensure_ascii=False)
    place = (evaluation.cycle.year, evaluation.department.budget_code)
    pages = [client.get(reverse(f"portal:{name}", args=place)).content.decode() for name in ("report", "data")]
    for shown in (data, *pages):
        assert "内部批复" not in shown and str(row.file) not in shown and row.sha256 not in shown
    for address in (
        reverse("filing:evidence_file", args=[draft.pk, row.file]),
        reverse("review:evidence", args=[submission.pk, row.file]),
    ):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    "spoil, said", [(lambda path: path.unlink(), LOST), (lambda path: path.write_bytes(b"x"), "SHA-256 不符")]
)
def test_a_lost_or_changed_file_is_noticed(filed, spoil, said):
    spoil(kept_path(filed.evidence[0]["file"]))
    with pytest.raises(CommandError) as error:
        call_command("verify")
    assert (
        f"报送 {filed.pk}" in str(error.value) and "佐证材料“批复.pdf”" in str(error.value) and said in str(error.value)
    )


def test_a_lost_file_of_a_draft_is_noticed_too(office):
    row = attach_paper(office.evaluation(), office.preparer)
    kept_path(row.file).unlink()
    assert [LOST in sentence for sentence in integrity_problems()] == [True]


@pytest.mark.parametrize(
    "change", [lambda items: None, lambda items: [items[0] | {"name": "别的.pdf"}], lambda items: []]
)
def test_a_changed_list_is_noticed(filed, change):
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor):
            cursor.execute(statement)
    Submission.objects.update(evidence=change(filed.evidence))
    assert any("清单与日志登记的不符" in sentence for sentence in integrity_problems())


def test_the_reviewer_sees_what_was_handed_in_by_indicator(client, office, filed):
    client.force_login(office.reviewer)
    shown = client.get(reverse("review:detail", args=[filed.pk])).content.decode()
    address = reverse("review:evidence", args=[filed.pk, filed.evidence[0]["file"]])
    assert f'href="{address}">批复.pdf</a>' in shown and "表上要求：机构编制批复文件" in shown
    answer = client.get(address)
    assert answer.content == plain_pdf("批复.pdf") and answer["Content-Disposition"].startswith("attachment")


def test_a_picture_is_shown_where_it_is_listed_and_another_file_is_not():
    """Behind a fold, so that nothing is fetched before somebody looks."""
    assert kind_words("png")["picture"] and not kind_words("pdf")["picture"]
    item = {"file": uuid4(), "name": "现场.jpg", "size": 1} | kind_words("jpg")
    shelf = [({"label": "整体"}, [item | dict.fromkeys(("address", "encrypted", "new", "note"), "")])]
    shown = render_to_string(
        "evidence/frozen.html", {"shelves": shelf, "route": "review:evidence", "pages_route": "", "owner": 7}
    )
    assert f'<img\n            src="/review/7/evidence/{item["file"]}/" alt="现场.jpg" loading="lazy">' in shown


def test_the_reviewer_sees_what_is_new_and_what_is_gone(client, office, filed):
    evaluation = office.advance(filed.evaluation, "return")
    remove_evidence_file(evaluation.evidence.get(), office.preparer)
    attach_paper(evaluation, office.preparer, "新.pdf")
    second = office.advance(evaluation, "submit", "sign").submissions.get(number=2)
    client.force_login(office.reviewer)
    shown = client.get(reverse("review:detail", args=[second.pk])).content.decode()
    assert "本次新增" in shown and "上次报送有、这次没有：批复.pdf" in shown
    first = client.get(reverse("review:evidence", args=[filed.pk, filed.evidence[0]["file"]]))
    other = client.get(reverse("review:evidence", args=[second.pk, filed.evidence[0]["file"]]))
    assert (first.status_code, other.status_code) == (200, 404)


def test_a_report_without_evidence_says_so_to_its_reviewer(client, office):
    submission = office.evaluation(Status.SUBMITTED).submissions.get()
    client.force_login(office.reviewer)
    assert "单位没有附佐证材料" in client.get(reverse("review:detail", args=[submission.pk])).content.decode()


def test_a_reviewer_of_another_county_reaches_nothing(client, filed):
    client.force_login(make_office().reviewer)
    address = reverse("review:evidence", args=[filed.pk, filed.evidence[0]["file"]])
    assert client.get(address).status_code == 404


def test_a_draft_is_not_shown_to_the_reviewer(client, office, filed):
    evaluation = office.advance(filed.evaluation, "return")
    row = attach_paper(evaluation, office.preparer, "草稿.pdf")
    client.force_login(office.reviewer)
    assert client.get(reverse("review:evidence", args=[filed.pk, row.file])).status_code == 404
    assert "草稿.pdf" not in client.get(reverse("review:detail", args=[filed.pk])).content.decode()


# --- what may go and what must stay ---------------------------------------------------------------


def test_what_nobody_knows_leaves_the_disk_after_a_day(office, filed):
    attach_paper(office.advance(filed.evaluation, "return"), office.preparer, "草稿.pdf")
    orphan, fresh, broken = (keeping.evidence_folder() / name for name in ("ab" * 16, "cd" * 16, ".half"))
    for path in (orphan, fresh, broken):
        path.write_bytes(b"x")
    for path in keeping.evidence_folder().iterdir():
        if path != fresh:
            old(path)
    assert tidy_evidence({}) == 2 and tidy_evidence({}) == 0
    assert not orphan.exists() and not broken.exists() and fresh.exists()
    assert not list(integrity_problems())


def test_a_removed_file_stays_a_day_and_a_frozen_one_for_ever(office, filed):
    evaluation = office.advance(filed.evaluation, "return")
    frozen, own = evaluation.evidence.get(), attach_paper(evaluation, office.preparer, "草稿.pdf")
    for row in (frozen, own):
        remove_evidence_file(row, office.preparer)
        old(kept_path(row.file))
    assert tidy_evidence({}) == 0 and Evidence.objects.count() == 2
    Evidence.objects.update(removed_at=timezone.now() - timedelta(days=2))
    assert tidy_evidence({}) == 1 and not Evidence.objects.exists()
    assert kept_path(frozen.file).exists() and not kept_path(own.file).exists()


def test_a_day_with_uploads_is_tidied_once(office):
    draft = office.evaluation()
    for n in range(3):
        attach_paper(draft, office.preparer, f"{n}.pdf")
    job = Job.objects.get(kind="tidy_evidence")
    call_command("work", "--once")
    job.refresh_from_db()
    assert job.state == Job.State.DONE and draft.evidence.count() == 3
