"""A person's own notices: what is shown, counted in the head of each page, and marked as read."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from departments.access import memberships_of
from departments.kept_answers import kept_answer
from departments.models import User
from evaluations.models import Notice


def own_notices(user: User) -> QuerySet[Notice]:
    """What the person was told of the places where he or she still works, newest first."""
    return _told([user.pk], *_places(user))


def unread_notices(user: User) -> QuerySet[Notice]:
    """Those not yet read."""
    return own_notices(user).filter(read_at=None)


def unread_number(user: User) -> int:
    """How many they are; asked for every page, by a statement that is written once (departments/kept_answers.py)."""
    return sum(number for (number,) in kept_answer(_unread_count, [user.pk], *_places(user)))


def _places(user: User) -> tuple[list[int], list[int]]:
    """The departments where the person works, and the counties."""
    rows = memberships_of(user)
    counties = {row.county_id for row in rows if not row.department_id}
    return sorted({row.department_id for row in rows if row.department_id}), sorted(counties)


def _told(user: Sequence[int], departments: Sequence[int], counties: Sequence[int]) -> QuerySet[Notice]:
    department = Q(obligation__department__in=departments) | Q(obligation__department__merged_into__in=departments)
    here = Q(department, audience=Notice.Audience.DEPARTMENT) | Q(
        ~Q(audience=Notice.Audience.DEPARTMENT), obligation__cycle__county__in=counties
    )
    return Notice.objects.filter(here, user__in=user)


def _unread_count(*places: Sequence[int]) -> QuerySet[Notice, tuple[int]]:
    unread = _told(*places).filter(read_at=None)
    return unread.order_by().values("user").annotate(number=Count("pk")).values_list("number")


def mark_as_read(notices: QuerySet[Notice]) -> int:
    """Mark them; how many were new."""
    return notices.filter(read_at=None).update(read_at=Now())


def notice_count(request: HttpRequest) -> dict[str, object]:
    """Context processor: how many notices the person has not read, asked only where a page shows it."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated and bool(memberships_of(user))
    return {"unread": SimpleLazyObject(lambda: unread_number(user)) if user and signed_in else 0}
