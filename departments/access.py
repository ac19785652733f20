"""Who may call a view, and that reading never writes. Every view carries these decorators.

    @allow_roles(Role.PREPARER, Role.HEAD)
    @reads_only                 # or @writes_only, or @reads_and_writes
    def tasks(request, pk): ...

A view without a mark is closed by config.open_views. Here anonymous people are sent to the
login page and a missing role is answered with 403; a foreign object is answered with 404 by the views, which
look it up through `departments_of` or `counties_of`. The permission matrix reads `roles` and `methods` off
the views.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, resolve, reverse

from departments.expiry import ask_to_sign_in
from departments.gates import gate_answer
from departments.kept_statement import KeptStatement
from departments.models import County, Department, Membership, User

View = Callable[..., HttpResponseBase]

SIGNED_IN = "signed in"
PUBLIC_ACCESS = "public"
HARMLESS = re.compile(r"[\s(]*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|PRAGMA|EXPLAIN)\b", re.IGNORECASE)
# Ending an expired session, counting a failed login and noting who read what are not acts of the person who reads.
# Nor is the day of the last sign-in, which comes from 统一身份认证 by a GET.
HOUSEKEEPING = re.compile(
    r'\s*(?:(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(?:django_session|axes_\w+)|INSERT INTO\s+"?evaluations_event'
    r'|UPDATE\s+"?departments_user"?\s+SET\s+"?last_login"?\s+=\s+\S+\s+WHERE)\b',
    re.IGNORECASE,
)


class WriteWhileReading(RuntimeError):
    """A GET tried to change the database: a fault of the program, never of the caller."""


ROLES = KeptStatement(lambda: Membership.objects.order_by("pk"), ("county", "department"), field="user")


# --- who ----------------------------------------------------------------------------------------


def allow_roles(
    *roles: str, before_new_password: bool = False, before_second_factor: bool = False, shared: bool = False
) -> Callable[[View], View]:
    """Let in whoever holds one of the roles, anywhere (or SIGNED_IN: whoever is signed in).

    A first password opens only the views that say before_new_password; who must enrol a second factor opens these and
    those that say before_second_factor. `shared` says that the objects of the address belong to the whole
    installation and not to a place. Raises PermissionDenied.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if SIGNED_IN not in roles and not holds_role(request.user, *roles):
                raise PermissionDenied("missing role")
            if not before_new_password:
                held = (row.role for row in memberships_of(request.user))
                if shut := gate_answer(request, request.user, held, before_second_factor):
                    return shut
            return view(request, *args, **kwargs)

        # No login_required: answered here and not by LoginRequiredMiddleware, which would lose what was typed.
        return marked_view(guarded, roles=frozenset(roles), shared=shared, login_required=False)

    return decorate


def allow_everybody(view: View) -> View:
    """Let in everybody, signed in or not."""
    return marked_view(login_not_required(view), roles=frozenset({PUBLIC_ACCESS}))


def marked_view(view: View, **marks: object) -> View:
    """The view with the marks that the matrix and the links on top of each page read off it."""
    vars(view).update(marks)
    return view


def memberships_of(user: User) -> tuple[Membership, ...]:
    """Every role of the user in departments still in use.

    Read once for each user object, that is once a request: a revoked right ends with the request.
    """
    if user.kept_memberships is None:
        rows = ROLES.rows_of(user.pk)
        user.kept_memberships = tuple(row for row in rows if row.department is None or row.department.active)
    return user.kept_memberships


def holds_role(user: User, *roles: str) -> bool:
    """Whether the user is active and has one of the roles, in any department or county."""
    return user.is_active and any(row.role in roles for row in memberships_of(user))


def departments_of(user: User, *roles: str) -> QuerySet[Department]:
    """The departments in which the user has one of these department roles, and those that were merged into them."""
    own = {row.department_id for row in memberships_of(user) if row.role in roles}
    return Department.objects.filter(Q(pk__in=own) | Q(merged_into__in=own))


def works_for(user: User, department: Department, *roles: str) -> bool:
    """Whether `departments_of` the user, with one of these roles, has this department."""
    own = {row.department_id for row in memberships_of(user) if row.role in roles}
    return not own.isdisjoint({department.pk, department.merged_into_id} - {None})


def counties_of(user: User, *roles: str) -> QuerySet[County]:
    """The counties in which the user has one of these county roles."""
    return County.objects.filter(pk__in=county_numbers_of(user, *roles))


def county_numbers_of(user: User, *roles: str) -> list[int]:
    """Their numbers, for a condition that needs no table of counties."""
    return sorted({row.county_id for row in memberships_of(user) if row.role in roles})


# --- how ----------------------------------------------------------------------------------------


def reads_only(view: View) -> View:
    """Answer GET and HEAD only, and refuse every statement that would change a table."""
    return _restrict(view, "GET", "HEAD")


def writes_only(view: View) -> View:
    """Answer POST only."""
    return _restrict(view, "POST")


def reads_and_writes(view: View) -> View:
    """A page with a form: shown by GET or HEAD under the guard of `reads_only`, saved by POST."""
    return _restrict(view, "GET", "HEAD", "POST")


def _restrict(view: View, *methods: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(methods, render_to_string("405.html", request=request))
        if request.method == "POST":
            return view(request, *args, **kwargs)
        with connection.execute_wrapper(refuse_changes):
            return view(request, *args, **kwargs)

    return marked_view(guarded, methods=methods)


def refuse_changes(
    execute: Callable[[str, Any, bool, dict[str, Any]], Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Pass a query on to the database unless it changes anything but sessions, login counts and the log."""
    if not HARMLESS.match(sql) and not HOUSEKEEPING.match(sql):
        raise WriteWhileReading(f"a GET may not write: {sql[:80]}")
    return execute(sql, params, many, context)


# --- what the top of each page shows ------------------------------------------------------------

LINKS = (
    ("desk:home", "工作台"),
    ("filing:home", "我的填报"),
    ("review:queue", "审核"),
    ("precheck:home", "报告预检"),
    ("release_queue:queue", "信息公开"),
    ("cycles:cycles", "年度任务"),
    ("administration:departments", "单位"),
    ("administration:ask", "单位人员"),
    ("administration:accounts", "账号"),
    ("administration:security", "安全管理"),
    ("administration:log", "操作日志"),
    ("administration:status", "系统状态"),
    ("portal:home", "公开报告"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: links the person may follow, where he or she works, and what keeps the data of a trial."""
    user = getattr(request, "user", None)
    rows = memberships_of(user) if user and user.is_authenticated else ()
    signed_in = {SIGNED_IN} if user and user.is_authenticated else set()
    links = site_destinations({PUBLIC_ACCESS, *signed_in, *(row.role for row in rows)})
    return {
        "links": [(label, url, begins(request.path, url)) for label, url in links],
        "bureau": rows[0].county.bureau_name if rows else "",
        "workplace": (rows[0].department or rows[0].county.bureau_name) if rows else "",
        "trial": connection.vendor if settings.MODE == "trial" else "",
    }


def site_destinations(roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (label, address) of the parts of the site that these roles open."""
    for label, url, opened_to in _destinations(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()):
        if not opened_to.isdisjoint(roles):
            yield label, url


@lru_cache
def _destinations(urlconf: str, prefix: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """(label, address, roles) of all parts, found out once for each set of addresses and place of the site."""
    found = []
    for name, label in LINKS:
        try:
            url = reverse(name, urlconf)
        except NoReverseMatch:  # an installation may leave a part of the site out
            continue
        found.append((label, url, vars(resolve(below_script_prefix(url), urlconf).func)["roles"]))
    return tuple(found)


def begins(path: str, url: str) -> bool:
    """Whether the page lies in the part of the site that begins at url; every path lies under the first page."""
    return path == url if url == get_script_prefix() else path.startswith(url)


def below_script_prefix(url: str) -> str:
    """An address of ours as the URLconf knows it: without the sub-path that SITE_URL may name."""
    return "/" + url.removeprefix(get_script_prefix())
