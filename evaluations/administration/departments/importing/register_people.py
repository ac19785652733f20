"""The people of the table: who gets an account, who only a role, and what cannot be."""

from dataclasses import dataclass

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError

from departments.accounts import free_username
from departments.forms import login_name
from departments.models import County, Department, Membership, User
from departments.pinyin_initials import pinyin_spelling
from departments.roles import SEPARATED_ROLES, Role
from evaluations.administration.departments.importing.register_rows import ROLE_WORDS, RegisterRow, RegisterTable


@dataclass(frozen=True)
class PlannedAccount:
    """A person of the table with something to be stored: a new account, or a role for one that exists."""

    number: int
    name: str
    username: str
    telephone: str
    role: str
    user: User | None

    @property
    def role_label(self) -> str:
        return Role(self.role).label


PersonLine = tuple[RegisterRow, Department | None, list[PlannedAccount]]


class KnownPeople:
    """Who has an account in the county's departments, and which sign-in names the table uses."""

    def __init__(self, county: County) -> None:
        rows = Membership.objects.filter(county=county, department__isnull=False).select_related("user")
        self.roles = {(row.department_id, str(row.user), row.role) for row in rows}
        self.users = {(row.department_id, str(row.user)): row.user for row in rows}
        self.taken: dict[str, tuple[str, str]] = {}  # sign-in name → budget code and person
        self.names: dict[tuple[str, str], str] = {}

    def take(self, username: str, code: str, person: str) -> str:
        """Note that the table gives this name to this person of this department."""
        self.taken[username] = (code, person)
        self.names[code, person] = username
        return username


def planned_accounts(sheet: RegisterTable, county: County, lines: list[PersonLine]) -> None:
    """Add to each line's list what its person needs; faults go to the table."""
    known = KnownPeople(county)
    for row, department, accounts in lines:
        role = _role(sheet, row)
        where = department.pk if department else None
        if not role or (where, row["person"], role) in known.roles:
            continue
        if username := _username(sheet, county, row, known, where):
            if any(one.username == username and one.role == role for one in accounts):
                sheet.fault_at(row.number, "person", "每人每个角色一行", "请删去重复的行")
                continue
            user = User.objects.filter(username=username).first()
            accounts.append(PlannedAccount(row.number, row["person"], username, row["telephone"], role, user))


def _role(sheet: RegisterTable, row: RegisterRow) -> str:
    """The role that the row names; "" with a fault for none."""
    if not row["person"]:
        sheet.fault_at(row.number, "person", "姓名", "有角色、用户名或电话的行要写姓名；没有人员的，这几格都留空")
        return ""
    role = ROLE_WORDS.get(row["role"], "")
    if not role:
        sheet.fault_at(row.number, "role", "经办人 或 单位负责人", "请改写角色；其他角色由系统管理员在账号页授予")
    return role


def _username(
    sheet: RegisterTable, county: County, row: RegisterRow, known: KnownPeople, department: int | None
) -> str:
    """The sign-in name of the row's person; "" with a fault for one that cannot be used."""
    code, person, typed = row["budget_code"], row["person"], login_name(row["username"])
    if not typed:
        if user := known.users.get((department, person)):
            return user.username
        spelt = pinyin_spelling(person) or f"user{row.number + 1}"
        return known.names.get((code, person)) or known.take(free_username(spelt, set(known.taken)), code, person)
    if wrong := _unusable(typed, person, county):
        sheet.fault_at(row.number, "username", "可用的用户名", wrong)
        return ""
    namesake = _namesake(known, code, person, department)
    if namesake and namesake != typed:
        remedy = f"是同一个人的，用户名写 {namesake}；确是另一个人的，请删去这一行，由系统管理员在“账号”页单独开立"
        sheet.fault_at(row.number, "username", f"同名的人只有一个用户名：本单位的“{person}”是 {namesake}", remedy)
        return ""
    if known.taken.get(typed, (code, person))[1] != person:
        sheet.fault_at(
            row.number, "username", "每人一个用户名", "上面已有他人用这个用户名，请换一个，或者留空由系统拟定"
        )
        return ""
    return known.take(typed, code, person)


def _namesake(known: KnownPeople, code: str, person: str, department: int | None) -> str:
    """The sign-in name of somebody of this name in the same department, in use or above in the table; "" for nobody."""
    user = known.users.get((department, person))
    return user.username if user else known.names.get((code, person), "")


def _unusable(username: str, person: str, county: County) -> str:
    """Why the sign-in name cannot be used; "" for one that is free, or is this person's in this county."""
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError:
        return "用户名只能含字母、数字和 @ . + - _；也可以留空，由系统按姓名拼音拟定"
    user = User.objects.filter(username=username).first()
    if user is None:
        return ""
    roles = list(user.memberships.all())
    ours = user.display_name == person and any(row.county_id == county.pk for row in roles)
    if not ours or any(row.role in SEPARATED_ROLES for row in roles):
        return "这个用户名已被使用，请换一个，或者留空由系统拟定"
    return ""
