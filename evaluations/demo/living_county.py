"""Plays the trial county's story: every step once, at its moment, in order of time; a second run finds all done."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from departments.models import County, User
from departments.roles import Role
from evaluations.audit.database_clock import clock_standing_at
from evaluations.audit.events import events_of
from evaluations.demo.county import DEMO_DEPARTMENTS, SEED_OPENING, SEED_YEAR
from evaluations.demo.county_acts import COUNTY_ACTS
from evaluations.demo.county_stories import (
    CURRENT_DAYS,
    CURRENT_DUE,
    CURRENT_YEAR,
    PAPERS_READY,
    SAMPLE_STORY,
    SAMPLED_YEAR,
    STORIES_LATELY,
    form_of_year,
    stories_of_year,
)
from evaluations.demo.department_profile import department_profiles
from evaluations.demo.rendered_papers import PaperPress
from evaluations.demo.review_acts import REVIEW_ACTS, SAMPLE_ACTS
from evaluations.demo.side_processes import SideProcesses
from evaluations.demo.story_acts import STORY_ACTS, last_submission, person_named
from evaluations.demo.story_steps import DemoStep, in_order_of_time, midnight_of, story_line, story_steps
from evaluations.demo.written_reports import WrittenReports
from evaluations.models import Evaluation, Event, Notice, Obligation
from evaluations.submissions.county_medians import keep_medians
from evaluations.workflow.claiming import CLAIM_REVIEW, claim_review

DAY = datetime.timedelta(days=1)
ACTS_ON_COUNTY = {**COUNTY_ACTS, **SAMPLE_ACTS}
ACTS_ON_REPORT = {**STORY_ACTS, **REVIEW_ACTS}
OPENING_ACTS = {"open", "open_year"}
UNREAD_FOR = 21 * DAY
# Between the approvals of the pilot and its publications, whose papers are printed meanwhile.
JOINED_BEFORE = 180 * DAY
FIRST_OPENING, SECOND_OPENING = datetime.date(2022, 3, 1), datetime.date(2023, 3, 6)
NOTICES = {
    2021: "《关于做好2021年度部门整体支出绩效自评工作的通知》（试用数据）",
    2022: "《关于做好2022年度部门整体支出绩效自评工作的通知》（试用数据）",
    2023: "《关于开展2023年度预算绩效自评工作的通知》（试用数据）",
}
REVIEWED_NOW = ("114001", "shenhe2")
ASKING = "109001"
RENAMED, MERGED, MERGED_INTO = "103001", "105001", "109001"
LATE = ("102001", "115001", "202001", "106003", "112001", "117001")


def play_story(county: County, beside: SideProcesses) -> bool:
    """Bring the county up to today; what was interrupted is taken up where it stopped. `beside` write and print.

    False, and nothing done, where reports were begun here otherwise than by this story: by somebody, or by the story of
    another version.
    """
    done = set(Event.objects.values_list("at", flat=True))
    steps = all_steps(county)
    left = [step for step in steps if step.moment not in done]
    if (left == steps and _begun_otherwise(county)) or _told_otherwise(county, steps, left):
        return False
    press, written = PaperPress(beside), WrittenReports(beside)
    written.begin(left)
    for number, step in enumerate(steps):
        if step.moment not in done:
            _do(county, written.known_to(step), steps[number + 1 :], press)
    _begin_review_now(county)
    for cycle in county.cycles.all():
        keep_medians(cycle)
    _note_sign_ins()
    if left:
        _read_old_notices()
    return True


def _begun_otherwise(county: County) -> bool:
    begun = Evaluation.objects.filter(obligation__cycle__county=county)
    return begun.exists() or county.cycles.exclude(year=SEED_YEAR).exists()


def _told_otherwise(county: County, steps: list[DemoStep], left: list[DemoStep]) -> bool:
    """Whether what is left is no end of this story, or would open a year or report that is there already."""
    reports = Evaluation.objects.filter(obligation__cycle__county=county)
    there = {*reports.values_list("obligation__department__budget_code", "obligation__cycle__year")}
    there |= {("", year) for year in county.cycles.values_list("year", flat=True)}
    opened_again = any((step.code, step.year) in there for step in left if step.act in OPENING_ACTS)
    return opened_again or left != steps[len(steps) - len(left) :]


def _read_old_notices() -> None:
    """People have read what they were told, but for the last weeks."""
    old = Notice.objects.filter(read_at=None, at__lt=timezone.now() - UNREAD_FOR)
    old.update(read_at=F("at"))


def _do(county: County, step: DemoStep, later: Sequence[DemoStep], press: PaperPress) -> None:
    """One step at its moment; a paper is printed from the approval on, and waited for when it goes public."""
    with clock_standing_at(step.moment):
        if act := ACTS_ON_COUNTY.get(step.act):
            act(county, step)
            return
        owed = _obligation(county, step.code, step.year)
        if step.act == "publish":
            press.fetch(last_submission(owed))
        ACTS_ON_REPORT[step.act](owed, step)
    if step.act == "approve" and _printed_now(step, later):
        press.order(last_submission(owed))


def _printed_now(step: DemoStep, later: Sequence[DemoStep]) -> bool:
    """What goes public, and what is meant to lie ready; the rest is left to the worker."""
    following = next((one.act for one in later if (one.code, one.year) == (step.code, step.year)), "")
    return following == "publish" or (step.code, step.year) in PAPERS_READY


def _begin_review_now(county: County) -> None:
    """A colleague has just begun to review: a claim lasts half an hour of the real clock. Once, however often it is played."""
    code, reviewer = REVIEWED_NOW
    owed = _obligation(county, code, CURRENT_YEAR)
    if not events_of(owed.evaluation).filter(action=CLAIM_REVIEW).exists():
        claim_review(last_submission(owed), person_named(reviewer))


def _note_sign_ins() -> None:
    """Whoever has acted has signed in that day; who did nothing never has."""
    for user in User.objects.filter(last_login=None).annotate(acted=_last_act()).exclude(acted=None):
        User.objects.filter(pk=user.pk).update(last_login=user.acted)


def _last_act() -> Subquery:
    acts = Event.objects.filter(actor=OuterRef("pk")).order_by("-pk")
    return Subquery(acts.values("at")[:1])


def _obligation(county: County, code: str, year: int) -> Obligation:
    rows = Obligation.objects.filter(cycle__county=county, cycle__year=year, department__budget_code=code)
    return rows.select_related("cycle__scheme", "department").get()


def all_steps(county: County) -> list[DemoStep]:
    """The whole story as far as today."""
    today = story_day(county)
    current = today - CURRENT_DAYS * DAY
    openings = {SEED_YEAR: SEED_OPENING, 2021: FIRST_OPENING, 2022: SECOND_OPENING, CURRENT_YEAR: current}
    steps = [*_departments(), *_changes(current), *_waiting(current)]
    for year, opening in openings.items():
        begin = midnight_of(opening)
        steps += _year(year, begin, current)
        for code, lines in stories_of_year(year).items():
            steps += story_steps(begin, code, year, lines)
    for code, lines in STORIES_LATELY.items():
        steps += story_steps(midnight_of(current), code, CURRENT_YEAR - 1, lines)
    return in_order_of_time(steps)


def story_day(county: County) -> datetime.date:
    """The day up to which the story goes: that of the first run, however often it is played."""
    begun = county.cycles.filter(year=CURRENT_YEAR).first()
    return begun.opens_on + CURRENT_DAYS * DAY if begun else timezone.localdate()


def _departments() -> Iterator[DemoStep]:
    """The departments join before the first year of the whole county; whoever supervises others comes first."""
    begin = midnight_of(FIRST_OPENING - JOINED_BEFORE)
    first = {code for code, _ in DEMO_DEPARTMENTS}
    profiles = department_profiles().values()
    for number, one in enumerate(sorted(profiles, key=lambda one: (one.code in first, bool(one.above), one.code))):
        act = "describe_department" if one.code in first else "add_department"
        yield DemoStep(begin + datetime.timedelta(hours=1, minutes=4 * number), act, one.code)
    for day in (SEED_OPENING, FIRST_OPENING - JOINED_BEFORE + DAY):
        yield DemoStep(midnight_of(day), "people")


def _changes(current: datetime.date) -> Iterator[DemoStep]:
    """One department is renamed, one goes into another."""
    named = {"name": "永兴县档案史志服务中心", "reason": "永编办〔2023〕14号（试用数据）"}
    yield from story_steps(midnight_of(SECOND_OPENING + 200 * DAY), RENAMED, 0, [story_line(0, "rename", **named)])
    gone = {"into": MERGED_INTO, "reason": "机构改革，职责和人员划入永兴县水利工程事务中心（试用数据）"}
    yield from story_steps(midnight_of(current - 12 * DAY), MERGED, 0, [story_line(0, "merge", **gone)])


def _waiting(current: datetime.date) -> Iterator[DemoStep]:
    """What waits for the system and the security administrator."""
    begin = midnight_of(current)
    asked = {"name": "经办人己", "telephone": "0735-0000000", "reason": "财务股新到一名会计，需要共同填报。"}
    proposed = {"user": "shenhe2", "role": Role.PUBLISHER, "reason": "门户人员休假期间由其代办信息公开。"}
    yield from story_steps(begin, ASKING, CURRENT_YEAR, [story_line(71, "ask_account", **asked)])
    yield from story_steps(begin, "", CURRENT_YEAR, [story_line(72, "propose_role", **proposed)])


def _year(year: int, begin: datetime.datetime, current: datetime.date) -> Iterator[DemoStep]:
    """The year is opened; the current one has departments with more time and reminders, the pilot is archived."""
    if year == SEED_YEAR:
        yield from story_steps(
            begin, "", year, [story_line(290, "close_year", reason="年度工作结束，资料已整理归档。")]
        )
        return
    days = CURRENT_DUE if year == CURRENT_YEAR else 60
    yield DemoStep(begin + datetime.timedelta(minutes=50), "open_year", "", year, {
        "scheme": form_of_year(year), "notice": NOTICES[year], "days": days, "forwarding": year == CURRENT_YEAR,
    })  # fmt: skip
    if year == SAMPLED_YEAR:
        yield from story_steps(midnight_of(current), "", year, SAMPLE_STORY)
    if year == CURRENT_YEAR:
        until = current + (CURRENT_DAYS + 30) * DAY
        more = {"codes": LATE[:3], "until": until, "reason": "财务软件升级，年度决算数据核对推迟，经申请同意延期。"}
        told = {"codes": LATE[3:], "text": "自评报告报送期限将满，请抓紧填报，按时报送。"}
        late = {"codes": LATE[3:], "text": "报送期限已过，请三个工作日内报送自评报告；确有困难的，请书面说明原因。"}
        yield from story_steps(
            begin,
            "",
            year,
            [story_line(64, "extend", **more), story_line(65, "remind", **told), story_line(73, "remind", **late)],
        )
