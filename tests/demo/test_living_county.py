"""The story played: a small part of it on real rows, once for the whole module; what it leaves, and that it plays once."""

import dataclasses
import datetime
import os

import pytest
from django.utils import timezone

from departments.models import AccountRequest, Department, DepartmentMerger, User
from departments.roles import Role
from evaluations.audit.events import seal_events, verify_chain
from evaluations.audit.witness import WITNESS_FILE
from evaluations.demo import demo_people, living_county
from evaluations.demo.county import SEED_DUE, SEED_YEAR, create_county
from evaluations.demo.county_stories import CURRENT_YEAR, STORIES_LATELY, stories_of_year
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.seed_report import first_seed_attempt, seed_facts
from evaluations.models import Claim, Cycle, Evaluation, Event, Notice, Obligation, Publication, Reminder, Submission
from evaluations.models.standing import obligation_words
from evaluations.proof.record_problems import record_problems
from evaluations.submissions.freezing import facts_of
from tests.demo.same_process import HereAtOnce
from tests.factories import finish_paper
from tests.patience import THOROUGH

ON_FILES = os.environ["JIXIAO_TEST_ENGINE"] == "sqlite"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not (ON_FILES or THOROUGH), reason="trials run on SQLite; --long plays it on PostgreSQL, too"),
]
# The seed, one that is renamed, a merger, and a department whose review a colleague has begun.
PLAYED = ("102001", "103001", "104001", "105001", "108001", "109001", "114001", "117001")


class PaperStub:
    """Papers without a printer: tests/publication/printing prints real ones."""

    def __init__(self, beside):
        """Prints beside nothing."""

    def order(self, submission):
        finish_paper(submission.publication)

    fetch = order


def few_profiles():
    return {code: one for code, one in department_profiles().items() if code in PLAYED}


def few_stories(year):
    """Of the years between only what differs."""
    told = {2021: ("102001",), 2022: ("102001", "104001", "108001", "109001")}.get(year, PLAYED)
    return {code: lines for code, lines in stories_of_year(year).items() if code in told}


@pytest.fixture(scope="module")
def played(module_rows, tmp_path_factory):
    """The county after its story."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_people, "DEMO_ACCOUNTS", tmp_path_factory.mktemp("var") / "accounts.json")
        patch.setattr(living_county, "department_profiles", few_profiles)
        patch.setattr(living_county, "stories_of_year", few_stories)
        lately = {code: lines for code, lines in STORIES_LATELY.items() if code in PLAYED}
        patch.setattr(living_county, "STORIES_LATELY", lately)
        patch.setattr(living_county, "PaperPress", PaperStub)
        county = create_county(SEED_DUE)
        demo_people.create_people(county)
        demo_people.create_second_reviewer(county)
        assert living_county.play_story(county, HereAtOnce())
        yield county


def report(code: str, year: int) -> Evaluation:
    return Evaluation.objects.get(obligation__department__budget_code=code, obligation__cycle__year=year)


def words(code: str, year: int) -> str:
    owed = Obligation.objects.get(department__budget_code=code, cycle__year=year)
    return obligation_words(owed, Evaluation.objects.filter(obligation=owed).first())


def test_the_years_have_their_forms_and_days_and_the_pilot_is_archived(played):
    cycles = {cycle.year: cycle for cycle in Cycle.objects.filter(county=played)}
    assert [cycles[year].scheme.code for year in range(2020, 2024)] == [*["hunan-2013"] * 3, "hunan-2023"]
    assert [year for year, cycle in cycles.items() if cycle.closed] == [2020]
    assert cycles[CURRENT_YEAR].due_on == timezone.localdate() - datetime.timedelta(days=6)


def test_the_reports_stand_where_their_stories_end(played):
    assert words("102001", SEED_YEAR) == "已公开" and words("102001", CURRENT_YEAR) == "填报中"
    assert words("104001", CURRENT_YEAR) == "退回修改" and words("104001", 2022) == "已公开，更正申请待财政局答复"
    assert words("108001", CURRENT_YEAR) == "待审核" and words("108001", 2022) == "已撤下"
    assert words("117001", CURRENT_YEAR) == "未开始（逾期）" and words("114001", CURRENT_YEAR) == "待审核"
    assert {one.state for one in Publication.objects.filter(department__budget_code="108001", year=2022)} == {
        "withdrawn"
    }


def test_the_seed_report_is_what_it_was_and_its_return_tells_why(played):
    first, last = Submission.objects.filter(evaluation=report("102001", SEED_YEAR)).order_by("number")
    assert facts_of(last).to_json() == facts_of(last).to_json() | {
        key: value for key, value in seed_facts().to_json().items() if key != "explanations"
    }
    assert facts_of(first).narratives == first_seed_attempt(seed_facts()).narratives
    assert first.decision.reason.startswith("公用经费超预算35.55%")
    assert last.submitted_at.date() == datetime.date(2021, 4, 19)


def test_one_department_was_renamed_and_one_went_into_another(played):
    renamed = Department.objects.get(budget_code="103001")
    assert (renamed.name, renamed.former_names.get().name) == ("永兴县档案史志服务中心", "永兴县档案管理所")
    assert DepartmentMerger.objects.get().into.budget_code == "109001"
    assert not Obligation.objects.filter(department__budget_code="105001", cycle__year=CURRENT_YEAR).exists()


def test_the_log_tells_it_in_order_and_its_chain_holds(played):
    # A paper has the moment at which it was really printed, beside the story.
    acts = Event.objects.exclude(action="make_paper").order_by("pk")
    moments = list(acts.values_list("at", flat=True))
    assert moments == sorted(moments) and moments[0].year == 2021
    seal_events()
    assert list(verify_chain()) == []
    assert [one for one in record_problems() if WITNESS_FILE not in one] == [], "all that happened was done by acts"
    assert not Event.objects.filter(outcome="refused").exists()


def test_a_colleague_is_reviewing_now(played):
    claim = Claim.objects.get(submission__evaluation=report("114001", CURRENT_YEAR))
    assert claim.held_at(timezone.now()) and claim.holder.username == "shenhe2"


def test_who_has_acted_has_signed_in_and_nobody_else(played):
    signed_in = set(User.objects.exclude(last_login=None).values_list("username", flat=True))
    assert {"kuaiji", "lingdao", "shenhe", "jixiaogu", "menhu", "xitong"} <= signed_in
    assert signed_in.isdisjoint({"anquan", "shenji", "117001-kj"})


def test_something_waits_for_the_system_and_for_the_security_administrator(played):
    waiting = AccountRequest.objects.filter(state=AccountRequest.State.WAITING).order_by("pk")
    assert [(one.kind, one.asked_by.username) for one in waiting] == [("new", "109001-ld"), ("give", "xitong")]
    assert all(one.asked_at < timezone.now() for one in waiting)


def test_people_have_read_what_they_were_told_but_for_the_last_weeks(played):
    told, weeks = Notice.objects.filter(user__username="kuaiji"), living_county.UNREAD_FOR
    assert told.filter(read_at=None).count() < told.count()
    assert all(one.at > timezone.now() - weeks - living_county.DAY for one in told.filter(read_at=None))


def test_reminders_have_the_day_on_which_they_were_sent(played):
    assert all(one.day == one.sent_at.date() < timezone.localdate() for one in Reminder.objects.all())


def test_a_second_run_does_nothing_whatever_day_it_is(played, monkeypatch):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(living_county.timezone, "localdate", lambda: tomorrow)
    steps = living_county.all_steps(played)
    done = set(Event.objects.values_list("at", flat=True))
    assert [step for step in steps if step.moment not in done] == []
    before = Event.objects.count()
    assert living_county.play_story(played, HereAtOnce()) and Event.objects.count() == before


@pytest.mark.parametrize(
    "told_apart, otherwise",
    [
        ("JOINED_BEFORE", 35 * living_county.DAY),
        ("story_day", lambda county: timezone.localdate() + living_county.DAY),
    ],
)
def test_a_county_that_another_version_has_told_is_left_alone(played, monkeypatch, told_apart, otherwise):
    monkeypatch.setattr(living_county, told_apart, otherwise)
    before = Event.objects.count()
    assert not living_county.play_story(played, HereAtOnce()) and Event.objects.count() == before


def test_a_county_whose_story_began_like_this_one_and_went_on_otherwise_is_left_alone(played, monkeypatch):
    steps, second = living_county.all_steps(played), datetime.timedelta(seconds=1)
    moved = steps[:9] + [dataclasses.replace(step, moment=step.moment + second) for step in steps[9:]]
    monkeypatch.setattr(living_county, "all_steps", lambda county: moved)
    before = Event.objects.count()
    assert not living_county.play_story(played, HereAtOnce()) and Event.objects.count() == before


def test_what_people_have_done_since_stays(played):
    owed = Obligation.objects.get(department__budget_code="117001", cycle__year=CURRENT_YEAR)
    clerk = owed.department.memberships.get(role=Role.PREPARER).user
    living_county.STORY_ACTS["open"](owed, living_county.DemoStep(timezone.now(), "open", "117001", CURRENT_YEAR))
    assert living_county.play_story(played, HereAtOnce())
    assert report("117001", CURRENT_YEAR).status == "draft" and clerk.is_active
