"""The people of the trial county: one account per role that is told by name, and two for each department."""

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from departments.models import County, Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.administration.accounts.account_acts import SystemAdministrator
from evaluations.audit.account_details import account_detail
from evaluations.audit.events import record_event
from evaluations.audit.signed_secrets import password_told
from evaluations.audit.told_rows import new_row
from evaluations.demo.department_profile import department_profiles

DEMO_ACCOUNTS = Path(settings.VAR_DIR) / "demo-accounts.json"
DemoAccount = tuple[str, Role, str]  # sign-in name, role, password or a remark
SEED_CODE = "102001"
# Before the first story: the log of the trial county is in the order of its years.
COUNTY_BEGINS = datetime(2021, 1, 4, tzinfo=UTC)
# Sign-in name, role, and the name shown: roles, not persons.
DEMO_PEOPLE = [
    ("kuaiji", Role.PREPARER, "经办人甲"),
    ("lingdao", Role.HEAD, "负责人甲"),
    ("shenhe", Role.REVIEWER, "审核员乙"),
    ("jixiaogu", Role.BUREAU_ADMIN, "绩效股管理员丙"),
    ("menhu", Role.PUBLISHER, "门户人员丁"),
    ("xitong", Role.SYSTEM_ADMIN, "系统管理员"),
    ("anquan", Role.SECURITY_ADMIN, "安全管理员"),
    ("shenji", Role.AUDIT_ADMIN, "审计管理员"),
]
SECOND_REVIEWER = ("shenhe2", Role.REVIEWER, "审核员戊")
SYSTEM_ADMIN = "xitong"
PREPARER_ENDING, HEAD_ENDING = "-kj", "-ld"
DEPARTMENT_PASSWORD = "departments"  # its key in the file of passwords
CHANGED_PASSWORD = "（已由使用人修改）"


def preparer_of(code: str) -> str:
    """The sign-in name of the department's 经办人."""
    return "kuaiji" if code == SEED_CODE else f"{code}{PREPARER_ENDING}"


def head_of(code: str) -> str:
    """The sign-in name of its 单位负责人."""
    return "lingdao" if code == SEED_CODE else f"{code}{HEAD_ENDING}"


def create_people(county: County) -> list[DemoAccount]:
    """One account per role with a random password, kept in a private file; returns rows (name, role, password)."""
    kept = kept_passwords()
    seed = county.departments.get(budget_code=SEED_CODE)
    rows = [(name, role, _account(county, seed, name, role, shown, kept)) for name, role, shown in DEMO_PEOPLE]
    _keep(kept)
    return rows


def create_second_reviewer(county: County) -> DemoAccount:
    """A colleague of the reviewer, so that one sees what the other is doing."""
    kept = kept_passwords()
    name, role, shown = SECOND_REVIEWER
    password = _account(county, None, name, role, shown, kept)
    _keep(kept)
    return name, role, password


def create_department_people(county: County) -> str:
    """经办人 and 单位负责人 of every department but the seed's, all with one password; returns it, or a remark."""
    kept = kept_passwords()
    if User.objects.filter(username__endswith=PREPARER_ENDING).exists():
        password = kept.get(DEPARTMENT_PASSWORD)  # lost with its file: nobody can read it again
    else:
        password = kept.setdefault(DEPARTMENT_PASSWORD, secrets.token_urlsafe(12))
    there = set(User.objects.values_list("username", flat=True))
    if missing := [one for one in _department_accounts(county) if one[0] not in there]:
        _create_members(missing, make_password(password))  # hashed once: to be slow is the purpose of the hasher
    _keep(kept)
    return password or CHANGED_PASSWORD


def _department_accounts(county: County) -> Iterator[tuple[str, str, Role, Department]]:
    """Sign-in name, name shown, role and department of everybody but the seed's."""
    for department in county.departments.exclude(budget_code=SEED_CODE):
        code, shown = department.budget_code, department_profiles()[department.budget_code].short_name
        yield preparer_of(code), f"{shown}经办人", Role.PREPARER, department
        yield head_of(code), f"{shown}负责人", Role.HEAD, department


def _create_members(people: Iterable[tuple[str, str, Role, Department]], encoded: str) -> None:
    keeper = SystemAdministrator(User.objects.get(username=SYSTEM_ADMIN))
    for name, shown, role, department in people:
        given = {"password": encoded, "must_change_password": False, "county": department.county}
        user = User.objects.create(username=name, display_name=shown, **given)
        keeper.note_act("create_account", user, rows=new_row(user)["rows"], proofs=password_told(user)["proofs"])
        keeper.give_role(user, role, department)


def kept_passwords() -> dict[str, str]:
    """Sign-in name → password, as the private file has them."""
    return json.loads(DEMO_ACCOUNTS.read_text(encoding="utf-8")) if DEMO_ACCOUNTS.exists() else {}


def _keep(kept: dict[str, str]) -> None:
    DEMO_ACCOUNTS.parent.mkdir(parents=True, exist_ok=True)
    DEMO_ACCOUNTS.touch(mode=0o600)
    DEMO_ACCOUNTS.write_text(json.dumps(kept), encoding="utf-8")


def _account(
    county: County, department: Department | None, name: str, role: Role, shown: str, kept: dict[str, str]
) -> str:
    """The password that opens the account, or a remark when its owner has changed it."""
    user = User.objects.filter(username=name).first()
    if user is None:
        kept[name] = secrets.token_urlsafe(12)
        user = User.objects.create_user(
            name, password=kept[name], display_name=shown, must_change_password=False, county=county
        )
        own = department if role in DEPARTMENT_ROLES else None
        Membership.objects.create(user=user, county=county, department=own, role=role)
        detail = account_detail(user, role, own or county) | {"by": "试用县"}
        made = detail | new_row(user) | password_told(user)
        record_event("create_account", user=None, object=user, detail=made, at=COUNTY_BEGINS)
        record_event("give_role", user=None, object=user, detail=detail, at=COUNTY_BEGINS)
    return kept[name] if user.check_password(kept.get(name)) else CHANGED_PASSWORD
