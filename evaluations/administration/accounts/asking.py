"""A head asks for an accountant's account of the own department; the system administrator grants or refuses it."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import AccountRequest, Department, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import AccountOrder, SystemAdministrator
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, refusals_noted

KIND_NEW, STATE_WAITING = AccountRequest.Kind.NEW, AccountRequest.State.WAITING


def ask_for_account(
    department: Department, actor: User, name: str, telephone: str, reason: str, request: HttpRequest | None = None
) -> AccountRequest:
    """Note what the head asks for; raises Conflict where the same person was asked for already."""
    with refusals_noted("ask_account", actor, request, department), transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        waiting = AccountRequest.objects.filter(kind=KIND_NEW, state=STATE_WAITING, department=department)
        if waiting.filter(display_name=name).exists():
            raise Conflict(f"已经为{name}申请过账号，正等待系统管理员办理，不用再次申请。")
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
    asked: AccountRequest, actor: User, username: str, request: HttpRequest | None = None
) -> tuple[User, str]:
    """Open the account as an accountant of the department; returns it with its temporary password."""
    with refusals_noted("grant_account", actor, request, asked), transaction.atomic():
        row = _locked(asked, actor)
        order = AccountOrder(row.county, username, row.display_name, row.telephone, row.role, row.department)
        user, password = SystemAdministrator(actor, request).open_account(order)
        _decide(row, actor, AccountRequest.State.DONE)
        _note("grant_account", row, actor, Role.SYSTEM_ADMIN, request, {"login": user.username})
        return user, password


def refuse_account(asked: AccountRequest, actor: User, answer: str, request: HttpRequest | None = None) -> None:
    """Say no, with the reason that the head reads."""
    with refusals_noted("refuse_account", actor, request, asked), transaction.atomic():
        row = _locked(asked, actor)
        if not answer:
            raise Incomplete("不同意的，请写明理由，申请人会看到。")
        _decide(row, actor, AccountRequest.State.REFUSED, answer)
        _note("refuse_account", row, actor, Role.SYSTEM_ADMIN, request, {"reason": answer})


def _locked(asked: AccountRequest, actor: User) -> AccountRequest:
    related = ("department__county", "county")
    row = AccountRequest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=asked.pk)
    if row.state != STATE_WAITING:
        raise Conflict(f"这件申请已经办理（{row.get_state_display()}），不用再次办理。")
    if row.asked_by_id == actor.pk:
        raise NotAllowed("自己提出的申请，须由别人办理。")
    return row


def _decide(row: AccountRequest, actor: User, state: str, answer: str = "") -> None:
    row.state, row.decided_by, row.decided_at, row.answer = state, actor, timezone.now(), answer
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def _note(
    action: str, row: AccountRequest, actor: User, role: Role, request: HttpRequest | None, more: dict[str, str]
) -> None:
    detail = {"name": row.display_name, "place": str(row.department)} | more
    record_event(action, user=actor, object=row, detail=detail, request=request, role=role)
