"""The second pair of eyes: the security administrator agrees to what the system administrator proposes, or does not."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import AccountRequest, User
from departments.roles import Role
from evaluations.administration.accounts.account_acts import end_account, renew_password, store_membership
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, refusals_noted

WAITING_STATE = AccountRequest.State.WAITING
# Kind of proposal → the event of what is done when it is agreed to.
DONE_EVENTS = {"give": "give_role", "take": "take_role", "reset": "reset_password", "disable": "disable_account"}


def confirm_proposal(asked: AccountRequest, actor: User, request: HttpRequest | None = None) -> str:
    """Do what was proposed; returns the temporary password where one was to be made.

    Raises NotAllowed for the own proposal or account, Conflict when it was decided already or can no longer be done.
    """
    with refusals_noted("confirm_proposal", actor, request, asked), transaction.atomic():
        row = _locked(asked, actor)
        assert row.user is not None, "only a head's request names nobody"
        password = _carry_out(row, row.user)
        _decide(row, actor, AccountRequest.State.DONE)
        about = account_detail(row.user, row.role, row.county) | {"proposed_by": str(row.asked_by)}
        for action, subject in (("confirm_proposal", row), (DONE_EVENTS[row.kind], row.user)):
            record_event(action, user=actor, object=subject, detail=about, request=request, role=Role.SECURITY_ADMIN)
        return password


def refuse_proposal(asked: AccountRequest, actor: User, answer: str, request: HttpRequest | None = None) -> None:
    """Leave everything as it is, and say why."""
    with refusals_noted("refuse_proposal", actor, request, asked), transaction.atomic():
        row = _locked(asked, actor)
        if not answer:
            raise Incomplete("不同意的，请写明理由。")
        _decide(row, actor, AccountRequest.State.REFUSED, answer)
        assert row.user is not None, "only a head's request names nobody"
        about = account_detail(row.user, row.role, row.county) | {"reason": answer}
        record_event("refuse_proposal", user=actor, object=row, detail=about, request=request, role=Role.SECURITY_ADMIN)


def _locked(asked: AccountRequest, actor: User) -> AccountRequest:
    row = AccountRequest.objects.select_for_update(of=("self",)).select_related("user", "county").get(pk=asked.pk)
    if row.state != WAITING_STATE:
        raise Conflict(f"这件事已经办理（{row.get_state_display()}），不用再次办理。")
    if actor in (row.asked_by, row.user):
        raise NotAllowed("自己提请的，或关系到自己账号的，须由另一位安全管理员办理。")
    return row


def _carry_out(row: AccountRequest, user: User) -> str:
    if row.kind == AccountRequest.Kind.GIVE:
        store_membership(user, row.role, row.county, None)
    elif row.kind == AccountRequest.Kind.TAKE:
        user.memberships.filter(role=row.role, county=row.county).delete()
    elif row.kind == AccountRequest.Kind.DISABLE:
        end_account(user)
    else:
        return renew_password(user)
    return ""


def _decide(row: AccountRequest, actor: User, state: str, answer: str = "") -> None:
    row.state, row.decided_by, row.decided_at, row.answer = state, actor, timezone.now(), answer
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
