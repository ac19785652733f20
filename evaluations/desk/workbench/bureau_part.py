"""The desk of the bureau's people: what waits for review, what departments owe, what has to be answered."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from departments.access import counties_of, holds_role
from departments.models import County, Department, User
from departments.roles import Role
from evaluations.desk.workbench.after_review import checking_tasks, sampling_tasks
from evaluations.desk.workbench.county_progress import county_progress, reviewer_rows
from evaluations.desk.workbench.desk_parts import MOST_TASKS, DeskNumber, DeskPart, DeskTask, noted_counts
from evaluations.desk.workbench.portal_part import remark_tasks
from evaluations.language.states import NOTICE_AUDIENCES, OVERDUE_LABEL, REVIEW_STAGE_LABELS, status_words
from evaluations.models import (
    Claim,
    Correction,
    Cycle,
    Decision,
    Evaluation,
    Job,
    Obligation,
    Publication,
    Status,
    Submission,
)
from evaluations.models.report_line import ReportStand
from evaluations.models.standing import (
    STANDING_RELATED,
    obligation_words,
    overdue_reports,
    stand_conditions,
    standing_conditions,
)
from evaluations.workflow.unprintable_papers import unprintable_papers

BUREAU_ROLES = (Role.REVIEWER, Role.BUREAU_ADMIN)
LONG_RETURNED = timedelta(days=7)
SUBMITTED = Q(evaluation__status=Status.SUBMITTED)
TWO_WORDS = Q(cycle__review_plan__second_person=True)
NEWEST = Submission.objects.filter(evaluation=OuterRef("evaluation")).order_by("-number")
MINE, BACK_TO_ME, GIVEN, ANYBODYS = range(4)


def bureau_part(user: User, year: int) -> DeskPart | None:
    """What this person does in the bureau's counties; None who has no such role."""
    counties = counties_of(user, *BUREAU_ROLES)
    if not holds_role(user, *BUREAU_ROLES):
        return None
    owed = Obligation.objects.filter(cycle__county__in=counties)
    here, now = owed.filter(cycle__year=year), timezone.now()
    reviews = holds_role(user, Role.REVIEWER)
    counts = desk_counts(here, now, user)
    numbers = [own_number(counts, year) if reviews else county_number(counts, year), *owed_numbers(counts, year)]
    part = DeskPart("审核", numbers, rest=queue_address("waiting", year))
    part.elsewhere = open_matters_by_year(owed, reviews)
    runs = holds_role(user, Role.BUREAU_ADMIN)
    remarks = remark_tasks(counties_of(user, Role.BUREAU_ADMIN)) if runs else ()
    asked = [*correction_tasks(counties, year), *remarks]
    running = [*administrator_tasks(user, year)] if runs else []
    own = here.filter(cycle__county__in=counties_of(user, Role.REVIEWER))
    review = [*review_tasks(own, user, now)] if reviews else []
    after = [*checking_tasks(counties, year, user), *(sampling_tasks(counties, year) if reviews else ())]
    part.tasks = [*asked, *unprintable_tasks(counties, year), *running, *after, *review]
    if len(review) == MOST_TASKS:
        part.total = len(part.tasks) - len(review) + counts["to_me"]
    part.more = {"progress": county_progress(here, counts, now)}
    if runs:
        part.more["reviewers"] = reviewer_rows(here, now)
    return part


def queue_address(tab: str, year: int, **more: str) -> str:
    """The review's list under this tab, of this year; `more`: further conditions of its filter."""
    return f"{reverse('review:queue')}?{urlencode({'tab': tab, 'year': str(year or ''), **more})}"


def given_to(user: User) -> Q:
    """Condition on Obligation: its report is given to this person."""
    return Q(assignment__reviewer=user)


def open_to(user: User) -> Q:
    """Condition on Obligation: its report is given to this person or to nobody, or to whom gave the first word of two."""
    spoken = Q(TWO_WORDS, line__first_word_by=F("assignment__reviewer"))
    return Q(assignment=None) | Q(assignment__reviewer=None) | given_to(user) | spoken


def spoken_by(user: User) -> Q:
    """Condition on Obligation: this person gave the first word of two, so that somebody else gives the last."""
    return Q(TWO_WORDS, line__first_word_by=user)


def to_take_up(user: User, now: datetime) -> Q:
    """Condition on Obligation: it waits for a review, is given to this person or to nobody, no colleague is reviewing it, and
    it was neither filed nor signed, nor passed first, by this person."""
    own = NEWEST.filter(Q(submitted_by=user) | Q(signed_by=user))
    held = live_claims(now).exclude(holder=user)
    return SUBMITTED & open_to(user) & ~spoken_by(user) & ~Q(Exists(held)) & ~Q(Exists(own))


def desk_counts(owed: QuerySet[Obligation], now: datetime, user: User) -> dict[str, int]:
    """Every number of the part and of the county's bar, in one query."""
    again = Submission.objects.filter(evaluation=OuterRef("evaluation"), number__gt=1)
    mine, stands = to_take_up(user, now), stand_conditions()
    returned = stands[ReportStand.RETURNED]
    wanted = standing_conditions() | {
        "to_review": SUBMITTED,
        "again": SUBMITTED & Q(Exists(again)),
        "to_me": mine,
        "given": mine & given_to(user),
        "again_to_me": mine & Q(Exists(again)),
        "reviewing": SUBMITTED & Q(Exists(live_claims(now))),
        "colleagues": SUBMITTED & open_to(user) & Q(Exists(live_claims(now).exclude(holder=user))),
        "long_returned": returned & Q(line__since__lt=now - LONG_RETURNED),
        "all_returned": returned,
        "unfiled": stands[ReportStand.MISSING],
        "overdue": overdue_reports(timezone.localdate(now)),
    }
    # The names are not those of columns: Django would take one for the other.
    found = owed.order_by().aggregate(**{f"n_{name}": Count("pk", filter=chosen) for name, chosen in wanted.items()})
    return {name: found[f"n_{name}"] for name in wanted}


def live_claims(now: datetime) -> QuerySet[Claim]:
    """The claims that somebody holds now on the report of the outer obligation."""
    return Claim.objects.filter(submission__evaluation=OuterRef("evaluation"), until__gt=now)


def own_number(counts: dict[str, int], year: int) -> DeskNumber:
    """What this reviewer may take up now, and is listed below; the county's number stands beside it."""
    own = (("分配给我", counts["given"]), ("重新报送", counts["again_to_me"]))
    note = noted_counts(*own, ("另有同事正在审核", counts["colleagues"]))
    whole = f"全县待审 {counts['to_review']}" if counts["to_review"] != counts["to_me"] else ""
    address = queue_address("waiting", year, who="open")
    return DeskNumber("待我审核", counts["to_me"], "；".join(filter(None, (note, whole))), address)


def county_number(counts: dict[str, int], year: int) -> DeskNumber:
    """What waits for a review in the county."""
    note = noted_counts(("重新报送", counts["again"]))
    return DeskNumber(status_words(Status.SUBMITTED), counts["to_review"], note, queue_address("waiting", year))


def owed_numbers(counts: dict[str, int], year: int) -> Iterator[DeskNumber]:
    """At the departments, not filed."""
    address = {tab: queue_address(tab, year) for tab in ("returned", "missing")}
    long = counts["long_returned"]
    yield DeskNumber("等单位修改", counts["all_returned"], f"其中超过 7 天 {long}" if long else "", address["returned"])
    yield DeskNumber("未报送", counts["unfiled"], noted_counts((OVERDUE_LABEL, counts["overdue"])), address["missing"])


def open_matters_by_year(owed: QuerySet[Obligation], reviews: bool) -> Counter[int]:
    """Year → reports that wait for a review and requests that wait for an answer."""
    asked = Correction.objects.filter(evaluation=OuterRef("evaluation"), state=Correction.State.ASKED)
    waiting = SUBMITTED | Q(Exists(asked)) if reviews else Q(Exists(asked))
    rows = owed.order_by().filter(waiting).values_list("cycle__year").annotate(Count("pk"))
    return Counter(dict(rows))


@dataclass(frozen=True)
class WaitingReport:
    """A submission on the reviewer's list, and why it stands where it does."""

    obligation: Obligation
    rank: int
    submission: int
    number: int
    sent: datetime
    first_word: str | None

    @property
    def what(self) -> str:
        """What to do, in words."""
        times = f"第 {self.number} 次报送"
        if self.obligation.cycle.reviewing.second_person:
            said = f"（{self.first_word}已初审）" if self.first_word else ""
            times += f"，{REVIEW_STAGE_LABELS['first' if self.first_word is None else 'last']}{said}"
        elif self.rank == ANYBODYS:
            times += f"，{status_words(Status.SUBMITTED)}"
        own = {MINE: "您正在审核", BACK_TO_ME: "您办理过", GIVEN: "分配给您"}
        return f"{own[self.rank]}，{times}" if self.rank in own else times


def review_tasks(owed: QuerySet[Obligation], user: User, now: datetime) -> Iterator[DeskTask]:
    """What this reviewer takes up first: the own claim, what comes back to the own hand, what is given to it, the rest.

    What a colleague has claimed or been given, and what one filed or signed oneself, is nobody's business here.
    """
    for report in waiting_reports(owed, user, now):
        evaluation = report.obligation.evaluation
        yield DeskTask(
            title=str(report.obligation.department),
            what=report.what,
            address=reverse("review:detail", args=[report.submission]),
            action="继续审核" if report.rank == MINE else "审核",
            tag=(evaluation.status, obligation_words(report.obligation, evaluation)),
            since=report.sent,
            mine=report.rank != ANYBODYS,
        )


def waiting_reports(owed: QuerySet[Obligation], user: User, now: datetime) -> list[WaitingReport]:
    """The first of them, in one query."""
    claims = live_claims(now)
    before = Decision.objects.filter(submission__evaluation=OuterRef("evaluation"), decided_by=user)
    rank = Case(
        When(Exists(claims.filter(holder=user)), then=Value(MINE)),
        When(Exists(before), then=Value(BACK_TO_ME)),
        When(given_to(user), then=Value(GIVEN)),
        default=Value(ANYBODYS),
        output_field=IntegerField(),
    )
    rows = owed.filter(to_take_up(user, now)).annotate(
        rank=rank,
        first_word=F("line__first_word_by__display_name"),
        newest=Subquery(NEWEST.values("pk")[:1]),
        number=Subquery(NEWEST.values("number")[:1]),
        # Not the report's own `submitted_at`: that is when the head was asked to sign.
        sent=Subquery(NEWEST.values("submitted_at")[:1]),
    )
    rows = rows.select_related(*STANDING_RELATED).order_by("rank", "sent", "pk")
    named = ("rank", "newest", "number", "sent", "first_word")
    return [WaitingReport(one, *(getattr(one, name) for name in named)) for one in rows[:MOST_TASKS]]


def correction_tasks(counties: QuerySet[County], year: int) -> Iterator[DeskTask]:
    """Requests for a correction that wait for the bureau's answer."""
    rows = Correction.objects.filter(
        state=Correction.State.ASKED,
        evaluation__obligation__cycle__county__in=counties,
        evaluation__obligation__cycle__year=year,
    )
    for one in rows.select_related("submission", "evaluation__obligation__department")[:MOST_TASKS]:
        yield DeskTask(
            title=str(one.evaluation.department),
            what="申请更正，请办理",
            address=reverse("review:detail", args=[one.submission_id]),
            action="办理",
            tag=("warning", "更正申请"),
            since=one.asked_at,
        )


def unprintable_tasks(counties: QuerySet[County], year: int) -> Iterator[DeskTask]:
    """Approved reports that cannot be printed before they are changed."""
    rows = Evaluation.objects.filter(obligation__cycle__county__in=counties, obligation__cycle__year=year)
    for paper in unprintable_papers(rows):
        yield DeskTask(
            title=str(paper.submission.evaluation.department),
            what="报告里有印不出来的字，须由单位更正，或撤销通过后退回",
            address=reverse("review:detail", args=[paper.submission.pk]),
            action="查看",
            tag=("failed", "印不出来"),
        )


def administrator_tasks(user: User, year: int) -> Iterator[DeskTask]:
    """What whoever runs the year has to do: remind, list newcomers, have a paper made again."""
    counties = counties_of(user, Role.BUREAU_ADMIN)
    if not year:
        what = "还没有年度任务，请先载入当年通知的指标体系，再下达"
        yield DeskTask("年度任务", what, reverse("cycles:cycles"), "下达任务", ("hint", "未下达"))
    for cycle in Cycle.objects.filter(county__in=counties, year=year, closed_at=None):
        if overdue := cycle.obligations.filter(overdue_reports(timezone.localdate())).count():
            remind = f"{reverse('cycles:remind', args=[cycle.pk])}?state=overdue"
            what = f"{overdue} 个单位逾期未报送"
            yield DeskTask(cycle.title, what, remind, "催报", ("error", OVERDUE_LABEL), cycle.due_on)
        if newcomers := newcomer_count(cycle):
            address = reverse("cycles:cycle", args=[cycle.pk])
            yield DeskTask(cycle.title, f"{newcomers} 个单位没有列入年度任务", address, "补列单位", ("hint", "未列入"))
    if failed := failed_paper_count(counties, year):
        address = f"{reverse('release_queue:queue')}?tab=failed"
        yield DeskTask(
            NOTICE_AUDIENCES["portal"], f"{failed} 份公开用 PDF 没有生成", address, "查看并重试", ("failed", "生成失败")
        )


def newcomer_count(cycle: Cycle) -> int:
    """Departments in use that the year does not list."""
    return Department.objects.filter(county=cycle.county_id, active=True).exclude(obligations__cycle=cycle).count()


def failed_paper_count(counties: QuerySet[County], year: int) -> int:
    """Papers in the making whose job has failed."""
    failed = Job.objects.filter(kind="render", state=Job.State.FAILED).values_list("payload__submission", flat=True)
    preparing = Publication.objects.filter(
        department__county__in=counties, year=year, state=Publication.State.PREPARING
    )
    return preparing.filter(submission__in=list(failed)).count()
