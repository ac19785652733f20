"""The second pair of eyes: the security administrator agrees to what the system administrator proposes, or does not."""

from django.db import transaction
from django.http import HttpRequest

from departments.models import AccountRequest, User
from departments.roles import COUNTY_ROLES, SEPARATED_ROLES, Role
from evaluations.administration.accounts.account_rows import (
    end_account,
    holds_separated,
    refuse_pointless,
    renew_password,
    store_membership,
)
from evaluations.administration.accounts.request_rows import (
    STATE_DONE,
    STATE_REFUSED,
    close_request,
    request_detail,
    request_to_decide,
)
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Incomplete, refusals_noted

# Kind of proposal → the event of what is done when it is agreed to.
DONE_EVENTS = {"give": "give_role", "take": "take_role", "reset": "reset_password", "disable": "disable_account"}


def confirm_proposal(asked: AccountRequest, actor: User, request: HttpRequest | None = None) -> str:
    """Do what was proposed; returns the temporary password where one was to be made.

    Raises NotAllowed for the own proposal or account, Conflict when it was decided already or can no longer be done.
    """
    with refusals_noted("confirm_proposal", actor, request, asked), transaction.atomic():
        row = request_to_decide(asked, actor)
        assert row.user is not None, "only a head's request names nobody"
        password = _carry_out(row, row.user)
        close_request(row, actor, STATE_DONE)
        about = request_detail(row) | {"proposed_by": str(row.asked_by)}
        acts = dict.fromkeys((DONE_EVENTS[row.kind], *(["reset_password"] if password else [])), row.user)
        for action, subject in (("confirm_proposal", row), *acts.items()):
            record_event(action, user=actor, object=subject, detail=about, request=request, role=Role.SECURITY_ADMIN)
        return password


def refuse_proposal(asked: AccountRequest, actor: User, answer: str, request: HttpRequest | None = None) -> None:
    """Leave everything as it is, and say why."""
    with refusals_noted("refuse_proposal", actor, request, asked), transaction.atomic():
        row = request_to_decide(asked, actor)
        if not answer:
            raise Incomplete("不同意的，请写明理由。")
        close_request(row, actor, STATE_REFUSED, answer)
        about = request_detail(row) | {"reason": answer}
        record_event("refuse_proposal", user=actor, object=row, detail=about, request=request, role=Role.SECURITY_ADMIN)


def renews_password(row: AccountRequest, user: User) -> bool:
    """Whether agreeing makes a new temporary password: where one is asked for, and for who comes new to the county.

    The system administrator has printed that account's slip, or may have, and would hold the second pair of eyes as
    well. One of the three gets a new one in any case; whoever else of the bureau, while the slip has not been used.
    """
    if row.kind != AccountRequest.Kind.GIVE:
        return row.kind == AccountRequest.Kind.RESET
    if row.role in SEPARATED_ROLES:
        return not holds_separated(user)
    return user.must_change_password and not user.memberships.filter(role__in=COUNTY_ROLES).exists()


def _carry_out(row: AccountRequest, user: User) -> str:
    renewed = renews_password(row, user)
    if row.kind == AccountRequest.Kind.GIVE:
        store_membership(user, row.role, row.county, None)
    elif row.kind == AccountRequest.Kind.TAKE:
        refuse_pointless(row.kind, user, row.county, row.role)
        user.memberships.filter(role=row.role, county=row.county).delete()
    elif row.kind == AccountRequest.Kind.DISABLE:
        end_account(user)
    return renew_password(user) if renewed else ""
