"""The desk of the three administrators: what was asked of them, and what does not look as it should. No year divides it."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from departments.access import counties_of, holds_role
from departments.accounts import accounts_of
from departments.lockouts import locked_attempts
from departments.models import AccountRequest, County, Department, Membership, User
from departments.roles import Role
from departments.sessions import open_sessions
from evaluations.audit.county_events import county_events
from evaluations.audit.events import OUTCOME_REFUSED
from evaluations.desk.workbench.desk_parts import MOST_TASKS, DeskNumber, DeskPart, DeskTask
from evaluations.jobs.site_problems import site_problems
from evaluations.models import Event

RECENT = timedelta(days=7)
SEALED_WITHIN = timedelta(hours=1)  # the sweeper comes every twenty seconds
WAITING_TAG = ("warning", "待办理")


def system_part(user: User, year: int) -> DeskPart | None:
    """What the system administrator does; None who is not one."""
    if not holds_role(user, Role.SYSTEM_ADMIN):
        return None
    counties, now = counties_of(user, Role.SYSTEM_ADMIN), timezone.now()
    asked = waiting_requests(counties).filter(user=None)
    people = accounts_of(counties).filter(is_active=True)
    counts = people.aggregate(
        never=Count("pk", filter=Q(last_login=None)),
        ended=Count("pk", filter=Q(must_change_password=True, password_ends_at__lt=now)),
    )
    accounts = reverse("administration:accounts")
    numbers = [
        DeskNumber("账号申请", asked.count(), "", reverse("administration:requests")),
        DeskNumber("从未登录", counts["never"], "", f"{accounts}?tab=never"),
        DeskNumber("初始密码已过期", counts["ended"], "", accounts),
    ]
    tasks = [request_task(one, "administration:requests") for one in asked[:MOST_TASKS]]
    everything = [*background_tasks(), *first_tasks(counties), *tasks, *staff_tasks(counties)]
    return DeskPart("单位和账号", numbers, everything, yearly=False)


def first_tasks(counties: QuerySet[County]) -> Iterator[DeskTask]:
    """Where a new installation begins: with the county's departments."""
    for county in counties.filter(departments=None):
        what = "还没有单位，请下载模板，填好单位和人员后导入"
        yield DeskTask(str(county), what, reverse("administration:import_departments"), "导入单位", WAITING_TAG)


def background_tasks() -> Iterator[DeskTask]:
    """What tells the system administrator that the site cannot do its work, and where to look."""
    for problem in site_problems():
        yield DeskTask("系统状态", problem.words, reverse("administration:status"), "查看", ("error", "须处理"))


def waiting_requests(counties: QuerySet[County]) -> QuerySet[AccountRequest]:
    """What was asked and nobody has decided, oldest first."""
    rows = AccountRequest.objects.filter(county__in=counties, state=AccountRequest.State.WAITING)
    return rows.select_related("user", "department", "asked_by").order_by("pk")


def request_task(asked: AccountRequest, page: str) -> DeskTask:
    """One request, and the page where it is decided."""
    about = asked.user or asked.display_name
    what = f"{about}：{asked.subject_words}，{asked.asked_by}提出"
    title = str(asked.department or "角色和账号")
    return DeskTask(title, what, reverse(page), "办理", WAITING_TAG, since=asked.asked_at)


def staff_tasks(counties: QuerySet[County]) -> Iterator[DeskTask]:
    """Departments in which nobody can fill in or sign a report."""
    for role, what in ((Role.PREPARER, "不能填报"), (Role.HEAD, "不能签批")):
        staff = Membership.objects.filter(department=OuterRef("pk"), role=role, user__is_active=True)
        lacking = Department.objects.filter(~Exists(staff), county__in=counties, active=True).count()
        if lacking:
            address = reverse("administration:departments")
            words = f"{lacking} 个单位没有{role.label}，{what}"
            yield DeskTask("单位人员", words, address, "查看单位", ("error", f"缺{role.label}"))


def security_part(user: User, year: int) -> DeskPart | None:
    """What the security administrator does; None who is not one."""
    if not holds_role(user, Role.SECURITY_ADMIN):
        return None
    counties = counties_of(user, Role.SECURITY_ADMIN)
    people = accounts_of(counties)
    own = set(people.values_list("pk", flat=True))
    proposed = waiting_requests(counties).exclude(user=None)
    locked = locked_attempts().filter(username__in=people.values("username")).values("username").distinct().count()
    signed_in = len({one.user for one in open_sessions()} & own)
    numbers = [
        DeskNumber("待确认的提请", proposed.count(), "", reverse("administration:security")),
        DeskNumber("登录被暂停", locked, "", reverse("administration:lockouts")),
        DeskNumber("正在登录", signed_in, "", reverse("administration:sessions")),
    ]
    tasks = [request_task(one, "administration:security") for one in proposed[:MOST_TASKS]]
    return DeskPart("安全管理", numbers, tasks, yearly=False)


def audit_part(user: User, year: int) -> DeskPart | None:
    """What the audit administrator looks at; None who is not one."""
    if not holds_role(user, Role.AUDIT_ADMIN):
        return None
    now = timezone.now()
    recent = county_events(counties_of(user, Role.AUDIT_ADMIN)).filter(at__gte=now - RECENT)
    counts = recent.aggregate(every=Count("pk"), refused=Count("pk", filter=Q(outcome=OUTCOME_REFUSED)))
    log, chain = reverse("administration:log"), reverse("administration:chain")
    unsealed = Event.objects.filter(seal=None)
    numbers = [
        DeskNumber("近 7 天操作", counts["every"], "", log),
        DeskNumber("其中未成功", counts["refused"], "", f"{log}?outcome={OUTCOME_REFUSED}"),
        DeskNumber("待封印", unsealed.count(), "", chain),
    ]
    late = unsealed.filter(at__lt=now - SEALED_WITHIN).count()
    what = f"{late} 条日志超过一小时没有封印，请系统管理员检查后台任务"
    tasks = [DeskTask("操作日志", what, chain, "核对", ("error", "未封印"))] if late else []
    return DeskPart("审计", numbers, tasks, yearly=False)
