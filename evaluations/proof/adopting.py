"""At the upgrade to 1.4.0: what stood in the database before its events told enough is told once, by one event each.

From then on every role, paper and approved figure must have its event. Reads single columns by name, for the migration
that calls it runs when later columns are not there yet.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from departments.models import Membership, User
from departments.roles import Role
from evaluations.audit.events import OUTCOME_OK
from evaluations.models import ApprovedFigure, ApprovedTarget, Event, Obligation, Publication
from evaluations.proof.approved_digest import approved_digests
from evaluations.proof.obligation_faults import OBLIGATION_COLUMNS, obligation_values

BY_UPGRADE = {"by": "系统升级"}
ADOPT_ACTION = "adopt_record"
ToldRow = tuple[str, str, int, dict[str, Any]]  # action, kind of object, its number, detail


def adopt_record(event_model: type[Event] = Event) -> None:
    """Write the events; a database without such rows gets none."""
    told = [*_roles(), *_accounts(), *_papers(), *_obligations()]
    common = {"at": Now(), "outcome": OUTCOME_OK}
    event_model.objects.bulk_create(
        event_model(**common, action=action, object_type=kind, object_id=str(pk), detail=detail | BY_UPGRADE)
        for action, kind, pk, detail in told
    )


def _roles() -> Iterator[ToldRow]:
    columns = ("user", "user__display_name", "user__username", "role", "county", "department")
    for user, name, login, role, county, department in Membership.objects.order_by("pk").values_list(*columns):
        detail = {"name": name, "login": login, "role": Role(role).label, "held": [role, county, department]}
        yield ADOPT_ACTION, "user", user, detail


def _accounts() -> Iterator[ToldRow]:
    stopped = User.objects.filter(is_active=False).order_by("pk")
    for user, name, login in stopped.values_list("pk", "display_name", "username"):
        yield "disable_account", "user", user, {"name": name, "login": login}


def _papers() -> Iterator[ToldRow]:
    papers = Publication.objects.exclude(sha256="").order_by("pk")
    for pk, submission, sha256, title in papers.values_list("pk", "submission", "sha256", "title"):
        yield ADOPT_ACTION, "publication", pk, {"submission": submission, "sha256": sha256, "title": title}


def _obligations() -> Iterator[ToldRow]:
    approved = {
        pk
        for kind in (ApprovedFigure, ApprovedTarget)
        for pk in kind._default_manager.values_list("obligation", flat=True)
    }
    digests = approved_digests(approved)
    granted = Q(exempted=True) | Q(extended_to__isnull=False) | ~Q(extension_reason="") | ~Q(exemption_reason="")
    for row in Obligation.objects.filter(granted | Q(pk__in=approved)).only(*OBLIGATION_COLUMNS):
        yield ADOPT_ACTION, "obligation", row.pk, {"approved": digests.get(row.pk, ""), "after": obligation_values(row)}
