"""工作台: each role finds three numbers and what it has to do, with the way there; nobody finds what is another's turn."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import Membership
from departments.roles import Role
from evaluations.desk.workbench.county_progress import bar_pieces, pace_words, working_days
from evaluations.models import Evaluation, Job, Obligation, ReportLine, Status
from evaluations.workflow.claiming import claim_review
from evaluations.workflow.claims import give_review
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import (
    finish_paper,
    make_comment,
    make_county,
    make_cycle,
    make_department,
    make_member,
    make_obligation,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20  # of a bureau administrator, session, person and remarks of readers included


@pytest.fixture(scope="module")
def offices(module_rows):
    """One department of a county for each status of its report, and one that has not begun."""
    county = make_county("永兴县")
    made = {status: make_office(county) for status in Status}
    for status, office in made.items():
        office.evaluation(status)
    Obligation.objects.create(cycle=made[Status.DRAFT].cycle, department=make_department(county, "县气象局"))
    return made


def desk(client, person, **query):
    client.force_login(person)
    return client.get("/desk/", query)


def numbers(answer) -> list[list[tuple[str, int, str]]]:
    return [[(one.label, one.value, one.note) for one in part.numbers] for part in answer.context["parts"]]


def tasks(answer) -> list[tuple[str, str]]:
    return [(task.what, task.address) for part in answer.context["parts"] for task in part.tasks]


@pytest.mark.parametrize(
    "status, prepares, signs",
    [
        (Status.DRAFT, ("继续填报并提交", "/filing/{pk}/"), None),
        (Status.AWAITING_SIGNATURE, None, ("请阅读报告后签批", "/filing/{pk}/preview/")),
        (Status.SUBMITTED, None, None),
        (Status.RETURNED, ("按意见修改后重新提交", "/filing/{pk}/"), None),
        (Status.APPROVED, None, None),
        (Status.PUBLISHED, None, None),
    ],
)
def test_a_department_sees_whose_turn_it_is(client, offices, status, prepares, signs):
    office = offices[status]
    pk = Evaluation.objects.get(obligation__department=office.department).pk
    for person, expected in ((office.preparer, prepares), (office.head, signs)):
        answer = desk(client, person)
        assert tasks(answer) == ([(expected[0], expected[1].format(pk=pk))] if expected else [])
        mine, theirs, bureau = (value for _, value, _ in numbers(answer)[0])
        assert (mine, bureau) == (int(bool(expected)), int(status == Status.SUBMITTED))
        assert theirs == int(not expected and status in (Status.DRAFT, Status.AWAITING_SIGNATURE, Status.RETURNED))


def test_a_last_day_that_is_over_is_said_and_a_returned_report_has_none(client, offices):
    late = desk(client, offices[Status.DRAFT].preparer)
    assert numbers(late)[0][0] == ("要我办理", 1, "其中逾期 1")
    assert "填报中（逾期）" in late.content.decode() and "已过 " in late.content.decode()
    returned = offices[Status.RETURNED]
    make_comment(current_submission(returned.evaluation()), returned.reviewer)
    answer = desk(client, returned.preparer)
    assert numbers(answer)[0][0] == ("要我办理", 1, "其中退回修改 1")
    assert tasks(answer)[0][0] == "按意见修改后重新提交，还有 1 条意见没有答复"
    assert answer.context["parts"][0].tasks[0].due is None


def test_who_has_not_begun_begins_with_one_press(client, offices):
    owed = Obligation.objects.get(department__name="县气象局")
    person = make_member(Role.PREPARER, owed.department)
    assert tasks(desk(client, person)) == [("尚未开始", address := f"/filing/open/{owed.pk}/")]
    assert f'<form method="post" action="{address}">' in client.get("/desk/").content.decode()
    assert client.post(address).headers["Location"] == f"/filing/{Evaluation.objects.get(obligation=owed).pk}/"


def test_a_reviewer_sees_what_waits_the_own_first(client, offices):
    office = offices[Status.SUBMITTED]
    answer = desk(client, office.reviewer)
    assert numbers(answer) == [[("待我审核", 1, ""), ("等单位修改", 1, ""), ("未报送", 3, "其中逾期 3")]]
    assert [what for what, _ in tasks(answer)] == ["第 1 次报送，待审核"]
    submission = current_submission(office.evaluation())
    assert tasks(answer)[0][1] == f"/review/{submission.pk}/"
    claim_review(submission, office.reviewer)
    assert [what for what, _ in tasks(desk(client, office.reviewer))] == ["您正在审核，第 1 次报送"]
    colleague = make_member(Role.REVIEWER, office.county)
    assert tasks(desk(client, colleague)) == [], "a colleague reviews it"


def test_a_report_waits_for_the_reviewer_since_it_was_sent_not_since_the_head_was_asked(client, offices):
    office = offices[Status.SUBMITTED]
    submission = current_submission(office.evaluation())
    Evaluation.objects.filter(pk=submission.evaluation_id).update(submitted_at=timezone.now() - timedelta(days=9))
    (task,) = desk(client, office.reviewer).context["parts"][0].tasks
    assert task.since == submission.submitted_at


def test_what_comes_back_is_first_on_the_list_of_who_returned_it(client, offices):
    returned = offices[Status.RETURNED]
    ReportLine.objects.filter(stand="returned").update(since=timezone.now() - timedelta(days=9))
    assert numbers(desk(client, returned.reviewer))[0][1] == ("等单位修改", 1, "其中超过 7 天 1")
    returned.advance(returned.evaluation(), "submit", "sign")
    answer = desk(client, returned.reviewer)
    assert [what for what, _ in tasks(answer)] == ["您办理过，第 2 次报送", "第 1 次报送，待审核"]
    assert numbers(answer)[0][0] == ("待我审核", 2, "其中重新报送 1")


def test_the_number_is_mine_and_leads_to_the_same_reports(client, offices):
    office = offices[Status.SUBMITTED]
    colleague = make_member(Role.REVIEWER, office.county)
    owed = office.evaluation().obligation
    give_review(owed, colleague, office.bureau_admin)
    for person, shown in ((office.reviewer, (0, "全县待审 1")), (colleague, (1, "其中分配给我 1"))):
        answer = desk(client, person)
        assert numbers(answer)[0][0] == ("待我审核", *shown)
        listed = client.get(answer.context["parts"][0].numbers[0].address).context["page"].paginator.count
        assert listed == shown[0]


def test_nobody_is_offered_the_own_report(client, offices):
    office = offices[Status.SUBMITTED]
    Membership.objects.create(user=office.preparer, county=office.county, role=Role.REVIEWER)
    filing, review = desk(client, office.preparer).context["parts"]
    assert not review.tasks and filing.title == "填报"


def test_the_administrator_sees_the_county_and_who_reviewed_how_many(client, offices):
    answer = desk(client, offices[Status.DRAFT].bureau_admin)
    part = answer.context["parts"][0]
    assert [(one.label, one.number) for one in part.more["progress"].pieces] == [
        ("未开始", 1),
        ("填报中", 1),
        ("待签批", 1),
        ("签批退回", 0),
        ("退回修改", 1),
        ("待审核", 1),
        ("审核中", 0),
        ("审核通过", 1),
        ("已公开", 1),
        ("已撤下", 0),
        ("更正中", 0),
        ("免报", 0),
    ]
    assert "报送截止已过" in part.more["progress"].pace
    assert sum(row.approved for row in part.more["reviewers"]) == 2
    assert [what for what, _ in tasks(answer)] == ["3 个单位逾期未报送"], "an administrator reviews nothing"
    make_department(offices[Status.DRAFT].county)
    answer = desk(client, offices[Status.DRAFT].bureau_admin)
    assert "1 个单位没有列入年度任务" in answer.content.decode()


def test_a_request_for_a_correction_waits_for_the_bureau(client, offices):
    office = offices[Status.PUBLISHED]
    office.act(office.evaluation(), "correct")
    for person in (office.reviewer, office.bureau_admin):
        what, address = tasks(desk(client, person))[0]
        assert (what, address) == ("申请更正，请办理", f"/review/{current_submission(office.evaluation()).pk}/")
    office.act(office.evaluation(), "allow_correction")
    assert tasks(desk(client, office.preparer))[0][0] == "财政局已同意更正，请修改后重新提交"


def test_the_portal_s_people_see_what_may_go_public_and_what_failed(client, offices):
    office = offices[Status.APPROVED]
    publication = current_submission(office.evaluation()).publication
    Job.objects.filter(kind="render").update(state="failed", error="RuntimeError: 磁盘已满")
    answer = desk(client, office.publisher)
    assert numbers(answer) == [[("待公开", 0, ""), ("PDF 生成失败", 1, ""), ("已公开", 1, "")]]
    assert tasks(answer) == [("公开用 PDF 没有生成", f"/publish/{publication.pk}/")]
    assert "1 份公开用 PDF 没有生成" in desk(client, office.bureau_admin).content.decode()
    finish_paper(publication)
    assert tasks(desk(client, office.publisher)) == [
        ("审核通过，PDF 已生成，请核对后公开", f"/publish/{publication.pk}/")
    ]


def test_the_year_is_chosen_once_and_kept(client, offices):
    office = offices[Status.DRAFT]
    make_obligation(make_cycle(office.county, 2021), office.department)
    first = desk(client, office.preparer)
    assert first.context["year"] == 2021, "the newest open year"
    assert first.context["years"] == [(2021, 1), (2020, 1)], "and what waits in the other one is said"
    client.get("/desk/", {"year": "2020"})
    assert client.get("/desk/").context["year"] == 2020
    assert client.get("/desk/", {"year": "1999"}).context["year"] == 2020


def test_a_new_year_does_not_hide_what_waits_in_the_last(client):
    """Who finds nothing in the year that is shown is led to the years where something waits."""
    office = make_office()
    office.evaluation(Status.AWAITING_SIGNATURE)
    cycle = make_cycle(office.county, office.cycle.year + 1)
    make_obligation(cycle, office.department)
    text = " ".join(desk(client, office.people["head"]).content.decode().split())
    assert f"{cycle.year}年度没有要您办理的事项。" in text
    assert f'href="?year={office.cycle.year}">{office.cycle.year}年度有 1 件要您办理</a>' in text
    assert f"?year={cycle.year}" not in text.split("没有要您办理的事项。")[1]


def test_more_reports_cost_no_more_queries(client, offices):
    people = offices[Status.SUBMITTED].people
    names = ("preparer", "head", "reviewer", "bureau_admin", "publisher")

    def asked(name: str) -> int:
        desk(client, people[name])
        with CaptureQueriesContext(connection) as seen:
            client.get("/desk/")
        return len(seen)

    few = {name: asked(name) for name in names}
    more = make_office(offices[Status.SUBMITTED].county)
    more.evaluation(Status.SUBMITTED)
    for name in ("preparer", "head"):
        Membership.objects.create(user=people[name], county=more.county, department=more.department, role=name)
    many = {name: asked(name) for name in names}
    assert all(many[name] <= few[name] <= MOST_QUERIES for name in names), (few, many)


def test_who_has_no_role_is_told_whom_to_ask(client):
    assert "您的账号还没有分配角色。请联系本县财政局系统管理员" in desk(client, make_user()).content.decode()
    closed = make_member(Role.PREPARER, make_department(active=False))
    assert "您的账号还没有分配角色" in desk(client, closed).content.decode()


def test_a_county_without_a_year_says_so(client):
    county = make_county()
    answer = desk(client, make_member(Role.REVIEWER, county))
    assert "还没有年度任务。" in answer.content.decode()
    assert "还没有年度任务" in client.get("/review/year/").content.decode(), "the list of reports leads there"
    (task,) = desk(client, make_member(Role.BUREAU_ADMIN, county)).context["parts"][0].tasks
    assert (task.action, task.address) == ("下达任务", "/manage/"), "whoever may open one is led there"


def test_the_pace_counts_working_days():
    counts = {"to_review": 12, "unfiled": 31, "all_returned": 5}
    monday = date(2021, 6, 14)
    assert working_days(monday, monday + timedelta(days=16)) == 13
    assert "还剩 13 个工作日" in (said := pace_words(counts, monday + timedelta(days=16), monday))
    assert "平均每个工作日审 4 份" in said
    assert "已过 2 天" in pace_words(counts, monday - timedelta(days=2), monday)
    assert pace_words(dict.fromkeys(counts, 0), monday, monday) == pace_words(counts, None, monday) == ""
    assert "平均" not in pace_words(counts, monday - timedelta(days=1), monday - timedelta(days=1)), "a Sunday"


def test_the_bar_has_no_gap():
    pieces = bar_pieces({name: (name, number) for name, number in zip("abc", (1, 1, 1), strict=True)}, 3)
    assert [(one.x, one.width) for one in pieces] == [(0, 333), (333, 333), (666, 334)]
    assert [one.width for one in bar_pieces({"a": ("a", 0)}, 0)] == [0]
