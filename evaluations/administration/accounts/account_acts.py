"""What the system administrator does to accounts, each act with its event.

Roles of the bureau and of administrators, and whatever would give power over one of the three administrators, wait for
the security administrator (`propose_change`); everything else happens at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from departments.accounts import create_account
from departments.lockouts import lift_lockouts
from departments.models import AccountRequest, County, Department, Membership, User
from departments.roles import COUNTY_ROLES, Role
from evaluations.administration.accounts.account_rows import (
    end_account,
    holds_separated,
    home_county,
    needs_second_person,
    refuse_namesakes,
    refuse_out_of_use,
    refuse_pointless,
    renew_password,
    store_membership,
    username_fault,
)
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, Incomplete, NotAllowed, refusals_noted
from evaluations.audit.told_rows import changed_rows, new_row, stored_rows

KIND_GIVE, KIND_TAKE = AccountRequest.Kind.GIVE, AccountRequest.Kind.TAKE
KIND_RESET, KIND_DISABLE = AccountRequest.Kind.RESET, AccountRequest.Kind.DISABLE
PERSON_COLUMNS = {"display_name": "姓名", "telephone": "联系电话"}
SlipRows = list[tuple[User, str]]
OWN_ACCOUNT = "这是您自己的账号，须由另一位系统管理员办理。"


@dataclass(frozen=True)
class AccountOrder:
    """What is asked for when an account is opened; `role` "" means later."""

    county: County
    username: str
    display_name: str
    telephone: str = ""
    role: str = ""
    department: Department | None = None
    reason: str = ""
    namesake: bool = False  # another person of the same name in the same place is meant


class SystemAdministrator:
    """One system administrator at work: who acts, and the request for the log."""

    def __init__(self, actor: User, request: HttpRequest | None = None) -> None:
        self.actor, self.request = actor, request

    def note_act(
        self, action: str, user: User, role: str = "", place: County | Department | None = None, **more: Any
    ) -> None:
        """One line in the log, in the transaction of the act; `more` is further detail."""
        detail = account_detail(user, role, place) | more
        record_event(action, user=self.actor, object=user, detail=detail, request=self.request, role=Role.SYSTEM_ADMIN)

    def open_account(self, order: AccountOrder) -> tuple[User, str]:
        """A new account, its first role given or proposed, and its temporary password; all of it or nothing.

        Raises Conflict when the name cannot be used.
        """
        with refusals_noted("create_account", self.actor, self.request, order.county), transaction.atomic():
            if not order.namesake:
                refuse_namesakes(order.display_name, order.county, order.department)
            try:
                with transaction.atomic():
                    user, password = create_account(
                        order.username, order.display_name, order.telephone, county=order.county
                    )
            except (ValidationError, IntegrityError) as error:
                raise Conflict(username_fault(order.username, error)) from error
            self.note_act("create_account", user, rows=new_row(user)["rows"])
            if order.role:
                self.give_role(user, order.role, order.department, order.reason)
            return user, password

    def give_role(self, user: User, role: str, department: Department | None, reason: str = "") -> bool:
        """Give a department role at once (True), or propose a role of the county (False)."""
        county = department.county if department else home_county(user)
        if role in COUNTY_ROLES:
            self.propose_change(KIND_GIVE, user, county, reason, role=role)
            return False
        with refusals_noted("give_role", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            if department:
                refuse_out_of_use(department)
            store_membership(user, role, county, department)
            self.note_act("give_role", user, role, department or county)
        return True

    def take_role(self, held: Membership, reason: str = "") -> bool:
        """Take a department role at once (True), or propose to take one of the county (False)."""
        if held.role in COUNTY_ROLES:
            self.propose_change(KIND_TAKE, held.user, held.county, reason, role=held.role)
            return False
        with refusals_noted("take_role", self.actor, self.request, held.user), transaction.atomic():
            self.refuse_own(held.user)
            if not Membership.objects.filter(pk=held.pk).delete()[0]:
                raise Conflict(f"{held.user}已经没有这个角色，不用收回。")
            self.note_act("take_role", held.user, held.role, held.department or held.county)
        return True

    def reset_password(self, user: User, reason: str = "") -> str:
        """The account's new temporary password; "" when the security administrator must agree first."""
        if needs_second_person(user):
            self.propose_change(KIND_RESET, user, home_county(user), reason)
            return ""
        with refusals_noted("reset_password", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            password = renew_password(user)
            self.note_act("reset_password", user)
        return password

    def print_slips(self, people: Sequence[tuple[Department, Sequence[User]]]) -> list[tuple[Department, SlipRows]]:
        """A new temporary password for each of these people; the paper is the only place where it stands.

        Who belongs to several departments stands on each sheet with the same password.
        """
        passwords: dict[int, str] = {}
        with transaction.atomic():
            for department, users in people:
                for user in users:
                    if needs_second_person(user):
                        raise NotAllowed(f"{user}还有财政局的角色，新密码须由安全管理员同意，请在其账号页提请重置。")
                    if user.pk not in passwords:
                        passwords[user.pk] = renew_password(user)
                    self.note_act("print_slips", user, place=department)
        return [(place, [(user, passwords[user.pk]) for user in users]) for place, users in people]

    def edit_person(self, user: User, display_name: str, telephone: str) -> bool:
        """Store name and telephone; False when nothing has changed."""
        with refusals_noted("edit_account", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            row = User.objects.select_for_update().get(pk=user.pk)
            given = {"display_name": display_name, "telephone": telephone}
            changes = [[PERSON_COLUMNS[name], getattr(row, name), new] for name, new in given.items()]
            if changes := [change for change in changes if change[1] != change[2]]:
                before = stored_rows("user", [row.pk])
                User.objects.filter(pk=row.pk).update(**given)
                self.note_act("edit_account", row, changes=changes, rows=changed_rows("user", before)["rows"])
        return bool(changes)

    def unlock(self, user: User) -> int:
        """Lift the lockouts of the name; return how many there were."""
        with transaction.atomic():
            number = lift_lockouts(user.username)
            self.note_act("unlock_account", user)
        return number

    def disable(self, user: User, reason: str) -> bool:
        """End the account and its sessions at once (True), or propose it for one of the three (False)."""
        if holds_separated(user):
            self.propose_change(KIND_DISABLE, user, home_county(user), reason)
            return False
        with refusals_noted("disable_account", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            end_account(user)
            self.note_act("disable_account", user, reason=reason)
        return True

    def enable(self, user: User) -> str:
        """Let the person in again, with a new temporary password, which is returned.

        "" where a second person must agree to a new one: the old password stays, until that is proposed.
        """
        with refusals_noted("enable_account", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            if user.is_active:
                raise Conflict("该账号正在使用，不用恢复。")
            if holds_separated(user):
                raise NotAllowed("系统、安全、审计管理员的账号停用后不能直接恢复，请另行开立账号并提请授予角色。")
            user.is_active = True
            user.save(update_fields=["is_active"])
            password = "" if needs_second_person(user) else renew_password(user)
            self.note_act("enable_account", user)
        return password

    def propose_change(self, kind: str, user: User, county: County, reason: str, role: str = "") -> AccountRequest:
        """Ask the security administrator; nothing changes before the answer. Raises Incomplete without a reason."""
        with refusals_noted(f"propose_{kind}", self.actor, self.request, user), transaction.atomic():
            self.refuse_own(user)
            if not reason:
                raise Incomplete("这件事须由安全管理员同意，请写明理由。")
            refuse_pointless(kind, user, county, role)
            made, new = AccountRequest.objects.get_or_create(
                user=user,
                kind=kind,
                role=role,
                state=AccountRequest.State.WAITING,
                defaults={"county": county, "reason": reason, "asked_by": self.actor},
            )
            if not new:
                raise Conflict("同样的事项已经提请，正等待安全管理员办理，不必再次提请。")
            self.note_act(f"propose_{kind}", user, role, county, reason=reason)
        return made

    def refuse_own(self, user: User) -> None:
        """Raises NotAllowed: nobody changes the own account."""
        if user == self.actor:
            raise NotAllowed(OWN_ACCOUNT)
