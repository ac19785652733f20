"""A head asks for an accountant's account of the own department; the system administrator grants or refuses it."""

from django.db import transaction
from django.http import HttpRequest

from departments.models import AccountRequest, Department, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import AccountOrder, SystemAdministrator
from evaluations.administration.accounts.request_rows import (
    KIND_NEW,
    STATE_DONE,
    STATE_REFUSED,
    STATE_WAITING,
    close_request,
    request_detail,
    request_to_decide,
)
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, refusals_noted


def ask_for_account(
    department: Department, actor: User, name: str, telephone: str, reason: str, request: HttpRequest | None = None
) -> AccountRequest:
    """Note what the head asks for; raises Conflict where the same person was asked for already."""
    with refusals_noted("ask_account", actor, request, department), transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        waiting = AccountRequest.objects.filter(kind=KIND_NEW, state=STATE_WAITING, department=department)
        if waiting.filter(display_name=name).exists():
            raise Conflict(f"已经为{name}申请过账号，正等待系统管理员办理，不必再次申请。")
        made = AccountRequest.objects.create(
            kind=KIND_NEW,
            county=department.county,
            department=department,
            role=Role.PREPARER,
            display_name=name,
            telephone=telephone,
            reason=reason,
            asked_by=actor,
        )
        _note("ask_account", made, actor, Role.HEAD, request, {"reason": reason})
        return made


def grant_account(
    asked: AccountRequest, actor: User, username: str, request: HttpRequest | None = None, *, namesake: bool = False
) -> tuple[User, str]:
    """Open the account as an accountant of the department; returns it with its temporary password.

    Raises Conflict where the department is out of use by now, NamesakeConflict where it has somebody of that name.
    """
    with refusals_noted("grant_account", actor, request, asked), transaction.atomic():
        row = request_to_decide(asked, actor)
        order = AccountOrder(
            row.county, username, row.display_name, row.telephone, row.role, row.department, namesake=namesake
        )
        user, password = SystemAdministrator(actor, request).open_account(order)
        close_request(row, actor, STATE_DONE)
        _note("grant_account", row, actor, Role.SYSTEM_ADMIN, request, {"login": user.username})
        return user, password


def refuse_account(asked: AccountRequest, actor: User, answer: str, request: HttpRequest | None = None) -> None:
    """Say no, with the reason that the head reads."""
    with refusals_noted("refuse_account", actor, request, asked), transaction.atomic():
        row = request_to_decide(asked, actor)
        if not answer:
            raise Incomplete("不同意的，请写明理由，申请人会看到。")
        close_request(row, actor, STATE_REFUSED, answer)
        _note("refuse_account", row, actor, Role.SYSTEM_ADMIN, request, {"reason": answer})


def _note(
    action: str, row: AccountRequest, actor: User, role: Role, request: HttpRequest | None, more: dict[str, str]
) -> None:
    record_event(action, user=actor, object=row, detail=request_detail(row) | more, request=request, role=role)
