"""Opening a year: the cycle with an obligation for every active department, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from departments.models import County, Department, User
from departments.roles import Role
from evaluations.audit.database_clock import database_now
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted
from evaluations.models import Cycle, Obligation, Scheme
from evaluations.models.scheme import parsed_scheme
from evaluations.notices.occasion import Occasion
from evaluations.notices.telling import tell_people
from evaluations.proof.cycle_faults import task_values
from evaluations.proof.listing_faults import listed_duties
from evaluations.submissions import carry_forward
from evaluations.submissions.report_lines import make_report_lines

FIRST_YEAR, LAST_YEAR = 2000, 2100  # cycle_year_plausible
LONGEST_NOTICE = 200
ONE_YEAR, FEWEST_DAYS = timedelta(days=366), 10
CYCLE_TITLE = "{year}年度部门整体支出绩效评价"


@dataclass(frozen=True)
class CycleOrder:
    """What a county's yearly notice asks for. Field names are those of Cycle and of the page's form."""

    county: County
    year: int
    scheme: Scheme
    notice_reference: str
    opens_on: date
    due_on: date
    signature_required: bool = True
    forwarding: bool = False

    @property
    def columns(self) -> dict:
        """The columns of Cycle that the notice decides."""
        names = ("scheme", "notice_reference", "opens_on", "due_on", "signature_required", "forwarding")
        return {name: getattr(self, name) for name in names}


def order_of(cycle: Cycle) -> CycleOrder:
    """The notice of a cycle that exists."""
    names = ("county", "year", "scheme", "notice_reference", "opens_on", "due_on", "signature_required", "forwarding")
    return CycleOrder(**{name: getattr(cycle, name) for name in names})


@dataclass(frozen=True)
class OpenedCycle:
    """The cycle, whether it is new, how many departments were listed now, and how many bring something along."""

    cycle: Cycle
    new: bool
    listed: int
    carrying: int


def notice_misfits(order: CycleOrder, today: date | None = None) -> Iterator[tuple[str, str]]:
    """(field, sentence) for everything in the notice that cannot be meant today."""
    year = order.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        yield "year", f"读到 {year}，应为 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年度，例如 2021。"
        return
    years = parsed_scheme(order.scheme).years
    first, last = years[0], years[-1]
    if not first <= year <= last:
        yield (
            "scheme",
            (
                f"“{order.scheme.title}”适用于 {first}—{last} 年度，不能用于 {year} 年度。请另选一套；"
                f"通知确要沿用的，请把文件中的 years 改正后重新载入。"
            ),
        )
    if not order.notice_reference.strip():
        yield "notice_reference", "请填写通知的名称和文号，报告的开头要引用它。"
    elif len(order.notice_reference) > LONGEST_NOTICE:
        yield "notice_reference", f"读到 {len(order.notice_reference)} 个字，最多 {LONGEST_NOTICE} 个字。"
    yield from _dates(order, today or timezone.localdate())


def _dates(order: CycleOrder, today: date) -> Iterator[tuple[str, str]]:
    # A year may be opened late; a day far ahead of today and of its year is a slip of the pen.
    earliest, latest = date(order.year, 1, 1), max(date(order.year + 2, 12, 31), today + ONE_YEAR)
    for field, day in (("opens_on", order.opens_on), ("due_on", order.due_on)):
        if not earliest <= day <= latest:
            yield field, f"读到 {day}，{order.year} 年度的评价应在 {earliest} 到 {latest} 之间。请核对年份。"
    if order.due_on < order.opens_on:
        yield "due_on", f"报送截止 {order.due_on} 早于开始日期 {order.opens_on}，请改正其中一个。"


def notice_warnings(order: CycleOrder, today: date | None = None) -> Iterator[str]:
    """A sentence for each thing that may be meant but is unusual: the person confirms it."""
    today = today or timezone.localdate()
    if order.due_on < today:
        yield f"报送截止 {order.due_on} 已过，下达后全部单位当天就是逾期。补下达以前年度任务的，建议改为今后的日期。"
    elif order.opens_on < today:
        yield f"开始日期 {order.opens_on} 已过，单位从下达当天起填报。"
    if order.due_on >= today and (left := (order.due_on - max(today, order.opens_on)).days) < FEWEST_DAYS:
        yield f"从开始到截止只有 {left} 天，单位可能来不及填报。"
    if max(order.opens_on, today).year > order.year + 2:
        yield f"现在补下达 {order.year} 年度的任务，距该年度结束已超过两年，请确认年度没有写错。"


def open_cycle(order: CycleOrder, *, user: User | None = None, request: HttpRequest | None = None) -> OpenedCycle:
    """Make the cycle and list every active department, in one transaction with its event.

    The same notice a second time makes nothing twice and lists only departments that have come since. Raises
    Incomplete for a notice with misfits, Conflict where the county has another cycle for that year.
    """
    with refusals_noted("open_cycle", user, request), transaction.atomic():
        if wrong := [sentence for _, sentence in notice_misfits(order)]:
            raise Incomplete("\n".join(wrong))
        given = order.columns | {"title": CYCLE_TITLE.format(year=order.year)}
        cycle, new = Cycle.objects.get_or_create(county=order.county, year=order.year, defaults=given)
        if any(getattr(cycle, name) != value for name, value in order.columns.items()):
            raise Conflict(already_open(cycle))
        made = list_departments(cycle, user)
        listed = len(made)
        if new or listed:
            detail = {"year": cycle.year, "scheme": order.scheme.digest, "new": new, "departments": listed}
            detail["listed"] = listed_duties(made)
            detail["task"] = task_values(cycle)
            record_event("open_cycle", user=user, object=cycle, detail=detail, request=request, role=role_of(user))
        return OpenedCycle(cycle, new, listed, handing_on(cycle))


def role_of(user: User | None) -> str:
    """These acts belong to one role; from the command line nobody has it."""
    return Role.BUREAU_ADMIN if user else ""


def already_open(cycle: Cycle) -> str:
    """Why there cannot be a second cycle, and what to do instead."""
    return (
        f"{cycle.county}{cycle.year}年度的任务已经下达：{cycle.notice_reference}，指标体系“{cycle.scheme.title}”，"
        f"{cycle.opens_on} 至 {cycle.due_on}。一个年度只能有一个任务；个别单位需要延期或免报的，请在该任务里办理。"
    )


def missing_departments(cycle: Cycle) -> QuerySet[Department]:
    """Active departments of the county that the cycle does not list."""
    return Department.objects.filter(county=cycle.county, active=True).exclude(obligations__cycle=cycle)


def list_departments(cycle: Cycle, user: User | None) -> list[Obligation]:
    """Give every active department of the county its obligation, and tell its people; return what was new."""
    # Whoever lists at the same moment waits here, and then finds nothing left to do.
    if Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk).closed:
        raise Conflict(f"{cycle.year}年度已归档，不能补列单位。请先在任务设置里重新开启。")
    made = Obligation.objects.bulk_create(
        Obligation(cycle=cycle, department=department) for department in missing_departments(cycle)
    )
    make_report_lines(made)
    facts, now = {"due": str(cycle.due_on)}, database_now()
    tell_people(*(Occasion("open_cycle", one, user, now, facts=facts) for one in made))
    return made


def list_newcomers(cycle: Cycle, *, user: User, request: HttpRequest | None = None) -> int:
    """List the departments that have come since the cycle was opened, with an event; return their number."""
    with refusals_noted("list_departments", user, request, cycle), transaction.atomic():
        made = list_departments(cycle, user)
        if made:
            detail = {"departments": len(made), "listed": listed_duties(made)}
            record_event(
                "list_departments", user=user, object=cycle, detail=detail, request=request, role=role_of(user)
            )
        return len(made)


def handing_on(cycle: Cycle) -> int:
    """How many departments have an approved report of the year before, from which their draft will begin."""
    return carry_forward.departments_with_sources(cycle)
