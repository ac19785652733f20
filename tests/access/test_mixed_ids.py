"""Addresses of one's own report with something of another's in them: the path is allowed, the thing is not there."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from departments.matrix import matrix_lines
from departments.roles import Role
from evaluations.filing.workbook.read.kept_copy import keep_marked_workbook
from evaluations.models import Comment, Evidence, Reply, Status
from tests.access.site import client_of
from tests.evidence.papers import attach_paper
from tests.factories import make_comment, make_cycle, make_member, make_obligation, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ours(module_rows):
    """An office with a returned report that has evidence and a comment."""
    return office_with_report()


@pytest.fixture(scope="module")
def neighbour(ours):
    """Another department of the county."""
    return office_with_report(ours.county)


def office_with_report(county=None):
    office = make_office(county)
    draft = office.evaluation(Status.DRAFT)
    paper = attach_paper(draft, office.preparer, f"{office.department}的批复.pdf")
    report = office.advance(draft, "submit", "sign", "return")
    remark = make_comment(report.submissions.get(), office.reviewer, level="advice")
    vars(office).update(paper=paper, report=report, remark=remark)
    return office


def statuses(client, method, *addresses):
    return {address: client.generic(method, address).status_code for address in addresses}


def test_evidence_of_another_report_is_not_found_under_ones_own(ours, neighbour):
    preparer, head = client_of(ours.preparer), client_of(ours.head)
    own, item, file = ours.report.pk, neighbour.paper.pk, neighbour.paper.file
    reading = reverse("filing:evidence_file", args=[own, file])
    assert set(statuses(preparer, "GET", reading, reverse("filing:evidence_item", args=[own, item])).values()) == {404}
    assert head.get(reading).status_code == 404
    acts = [reverse(f"filing:evidence_{act}", args=[own, item]) for act in ("item", "remove", "restore")]
    assert set(statuses(preparer, "POST", *acts).values()) == {404}
    assert Evidence.objects.get(pk=item).removed_at is None


def test_a_reviewer_reads_the_evidence_of_a_submission_under_its_own_address_only(ours, neighbour):
    reviewer = client_of(ours.reviewer)
    mine, theirs = ours.report.submissions.get(), neighbour.report.submissions.get()
    assert reviewer.get(reverse("review:evidence", args=[mine.pk, ours.paper.file])).status_code == 200
    assert reviewer.get(reverse("review:evidence", args=[mine.pk, neighbour.paper.file])).status_code == 404
    assert reviewer.get(reverse("review:differences", args=[theirs.pk, 7])).status_code == 404


def test_evidence_added_to_the_draft_after_a_return_is_not_the_reviewers_yet(ours):
    later = attach_paper(ours.report, ours.preparer, "补充.pdf")
    address = reverse("review:evidence", args=[ours.report.submissions.get().pk, later.file])
    assert client_of(ours.reviewer).get(address).status_code == 404


def test_a_comment_on_another_report_is_neither_answered_nor_judged_under_ones_own(ours, neighbour):
    preparer, reviewer = client_of(ours.preparer), client_of(ours.reviewer)
    theirs, own = neighbour.remark, reverse("filing:section", args=[ours.report.pk, "projects"])
    preparer.post(own, {"version": 0, f"comment-{theirs.pk}-text": "替他人答复", "mended": theirs.pk, "go": "stay"})
    submission = ours.report.submissions.get()
    for act in ("close", "reopen", "delete"):
        address = reverse("review:judge", args=[submission.pk, theirs.pk, act])
        assert reviewer.post(address, {"version": 1}).status_code == 404
    changed = {"edit": theirs.pk, "version": 1, "level": "advice", "body": "改掉", "section": "projects", "anchor": ""}
    assert reviewer.post(reverse("review:comment", args=[submission.pk]), changed).status_code == 404
    assert (
        reviewer.get(reverse("review:section", args=[submission.pk, "projects"]), {"edit": theirs.pk}).status_code
        == 404
    )
    theirs.refresh_from_db()
    assert (theirs.state, theirs.version) == (Comment.State.PENDING, 1) and not Reply.objects.exists()


def test_the_department_never_sees_a_draft_comment(ours):
    secret = Comment.objects.create(
        evaluation=ours.report,
        submission=ours.report.submissions.get(),
        section="projects",
        level="required",
        body="只给审核人员看的话",
        author=ours.reviewer,
        created_at=timezone.now(),
    )
    for person in (ours.preparer, ours.head):
        client = client_of(person)
        for name in ("tasks", "comments", "check", "history", "preview"):
            assert secret.body not in client.get(reverse(f"filing:{name}", args=[ours.report.pk])).content.decode()
    preparer, own = client_of(ours.preparer), reverse("filing:section", args=[ours.report.pk, "projects"])
    assert secret.body not in preparer.get(own).content.decode()
    told = {"version": 0, f"comment-{secret.pk}-text": "答复", "mended": secret.pk, "go": "stay"}
    preparer.post(own, told)
    assert not Reply.objects.filter(comment=secret).exists()


def workbook_of(client, report):
    return client.get(reverse("filing:workbook_file", args=[report.pk])).content


def uploaded(client, report, content):
    file = SimpleUploadedFile("填报表.xlsx", content)
    return client.post(reverse("filing:workbook", args=[report.pk]), {"file": file})


def with_reception(content, value):
    """The workbook with one figure typed into its first empty or number cell of the base data."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for page in book.worksheets:
        for row in page.iter_rows(min_row=5):
            if row[0].value == "reception":
                row[-1].value = value
                out = io.BytesIO()
                book.save(out)
                return out.getvalue()
    raise AssertionError("no such row")


def parcel_in(page):
    before, _, rest = page.content.decode().partition('name="parcel" value="')
    assert rest, before[-400:]
    return rest.partition('"')[0]


def test_a_confirmed_parcel_works_for_its_sender_and_report_alone(ours):
    colleague = make_member(Role.PREPARER, ours.department)
    last = make_obligation(make_cycle(ours.county, 2021), ours.department)
    client, other = client_of(ours.preparer), client_of(colleague)
    client.post(reverse("filing:open", args=[last.pk]))
    last.refresh_from_db()
    page = uploaded(client, ours.report, with_reception(workbook_of(client, ours.report), 12))
    parcel = parcel_in(page)
    sections = [section.code for section in page.context["found"].differences]
    for sender, report in ((other, ours.report), (client, last.evaluation)):
        address = reverse("filing:workbook_import", args=[report.pk])
        assert sender.post(address, {"parcel": parcel, "take": sections}).status_code == 422
    for spoilt in (parcel[:-1], parcel + "x", parcel.replace(":", "", 1), "", "\0", "é" * 50, parcel[::-1]):
        address = reverse("filing:workbook_import", args=[ours.report.pk])
        assert client.post(address, {"parcel": spoilt, "take": sections}).status_code == 422
    assert client.post(address, {"parcel": parcel, "take": sections}).status_code == 302


def test_a_marked_workbook_is_its_senders_alone(ours):
    colleague = make_member(Role.PREPARER, ours.department)
    keep_marked_workbook(ours.report, ours.preparer, b"PK mine")
    address = reverse("filing:workbook_marked", args=[ours.report.pk])
    assert client_of(ours.preparer).get(address).content == b"PK mine"
    assert client_of(colleague).get(address).status_code == 302


def test_differences_know_no_numbers_of_other_reports(ours, neighbour):
    again = neighbour.advance(neighbour.report, "submit", "sign")
    assert again.submissions.count() == 2
    client = client_of(ours.preparer)
    wrong = [(1, 2), (2, 1), (0, 1), (0, 0), (9, 0), (1, 9)]
    pages = [reverse("filing:differences", args=[ours.report.pk, a, b]) for a, b in wrong]
    assert set(statuses(client, "GET", *pages).values()) == {404}
    assert client.get(reverse("filing:differences", args=[ours.report.pk, 1, 0])).status_code == 200


def test_nothing_of_the_evidence_is_public(ours):
    """Neither names nor notes nor persons of it in what anybody can read."""
    published = ours.advance(ours.report, "submit", "sign", "approve", "publish")
    shelved = published.submissions.order_by("number").last().publication
    given = {
        "year": published.cycle.year,
        "budget_code": ours.department.budget_code,
        "version": shelved.submission.number,
        "chapter": "filing",
        "picture": "log",
        "token": shelved.printed_digest[:16],
        "digest": shelved.sha256,
    }
    public = [line for line in matrix_lines() if line.public and "<" in line.pattern]
    assert public
    for line in public:
        values = {name: value for name, value in given.items() if f":{name}>" in line.pattern}
        answer = Client().get(reverse(line.name, kwargs=values))
        content = answer.getvalue()
        assert ours.paper.name.encode() not in content and str(ours.paper.file).encode() not in content
        assert ours.paper.sha256.encode() not in content
