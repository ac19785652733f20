"""One request or proposal while it is decided: locked, decided once, by the right person, or taken back by who asked."""

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from departments.models import AccountRequest, User
from departments.roles import Role
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, NotAllowed, refusals_noted

KIND_NEW, STATE_WAITING = AccountRequest.Kind.NEW, AccountRequest.State.WAITING
STATE_DONE, STATE_REFUSED = AccountRequest.State.DONE, AccountRequest.State.REFUSED
OWN_REQUEST = "自己提出的，或关系到自己账号的，须由另一位管理员办理。"


def waiting_request(asked: AccountRequest) -> AccountRequest:
    """The row, locked until the transaction ends; raises Conflict once it is decided."""
    related = ("user", "county", "department__county", "asked_by")
    row = AccountRequest.objects.select_for_update(of=("self",)).select_related(*related).get(pk=asked.pk)
    if row.state != STATE_WAITING:
        raise Conflict(f"这件事已经办理（{row.get_state_display()}），不必再次办理。")
    return row


def request_to_decide(asked: AccountRequest, actor: User) -> AccountRequest:
    """The locked row; raises NotAllowed for who asked for it and whom it is about."""
    row = waiting_request(asked)
    if actor in (row.asked_by, row.user):
        raise NotAllowed(OWN_REQUEST)
    return row


def close_request(row: AccountRequest, actor: User, state: str, answer: str = "") -> None:
    """Store who decided, what and when."""
    row.state, row.decided_by, row.decided_at, row.answer = state, actor, timezone.now(), answer
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def request_detail(row: AccountRequest) -> dict[str, str]:
    """What the log says of it: whose account, which role, where."""
    if row.user:
        return account_detail(row.user, row.role, row.county)
    return {"name": row.display_name, "role": Role(row.role).label, "place": str(row.department)}


def withdraw_request(asked: AccountRequest, actor: User, role: Role, request: HttpRequest | None = None) -> None:
    """Take back what one has asked for oneself; raises Conflict once it is decided, NotAllowed for another's."""
    with refusals_noted("withdraw_request", actor, request, asked), transaction.atomic():
        row = waiting_request(asked)
        if row.asked_by != actor:
            raise NotAllowed("只有提出的人可以撤回。")
        close_request(row, actor, AccountRequest.State.WITHDRAWN)
        record_event("withdraw_request", user=actor, object=row, detail=request_detail(row), request=request, role=role)
