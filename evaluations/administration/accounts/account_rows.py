"""What happens to the rows of an account: a role stored, a password renewed, the account ended. Events are the caller's."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from departments.accounts import give_membership, set_temporary_password
from departments.lockouts import lift_lockouts
from departments.models import AccountRequest, County, Department, Membership, SecondFactor, User
from departments.passwords import PASSWORD_COLUMNS
from departments.roles import COUNTY_ROLES, SEPARATED_ROLES
from departments.sessions import end_sessions
from evaluations.audit.refusals import Conflict


def refuse_pointless(kind: str, user: User, county: County, role: str) -> None:
    """Raises Conflict for a role that could not be given anyway, or is not held."""
    if kind == AccountRequest.Kind.GIVE:
        try:
            Membership(user=user, role=role, county=county).full_clean()
        except ValidationError as error:
            raise Conflict("；".join(error.messages)) from error
    elif kind == AccountRequest.Kind.TAKE and not user.memberships.filter(role=role, county=county).exists():
        raise Conflict(f"{user}没有这个角色，不用收回。")


class NamesakeConflict(Conflict):
    """Somebody of the same name is there already: who asks must say that another person is meant."""


def refuse_namesakes(name: str, county: County, department: Department | None) -> None:
    """Raises NamesakeConflict where the department, or the county's bureau, has somebody of this name in use."""
    same = User.objects.filter(display_name=name, is_active=True)
    if department:
        same = same.filter(memberships__department=department)
    else:
        same = same.filter(county=county).exclude(memberships__department__isnull=False)
    if found := list(same.distinct().order_by("username")):
        names = "、".join(one.username for one in found)
        place = department or county.bureau_name
        raise NamesakeConflict(
            f"{place}已有“{name}”的账号（用户名 {names}）。是同一个人的，请在其账号页授予角色，不用另开；"
            "确是另一个人的，请勾选“确是另一个人”再办理。"
        )


def refuse_out_of_use(department: Department) -> None:
    """Raises Conflict where the department was stopped or merged since the page was opened; locks it until then."""
    row = Department.objects.select_for_update(of=("self",), no_key=True).get(pk=department.pk)
    if row.merged_into:
        raise Conflict(f"{row}已并入{row.merged_into}，不能再授予其角色。请退回申请，由{row.merged_into}另行申请。")
    if not row.active:
        raise Conflict(f"{row}已停用，不能再授予其角色。请退回申请；单位恢复使用后可以重新申请。")


def username_fault(username: str, error: Exception) -> str:
    """What is wrong with a sign-in name, in words that say how to go on."""
    if User.objects.filter(username=username).exists():
        return f"用户名“{username}”已被使用，请换一个，例如在后面加数字。"
    if "username" in getattr(error, "message_dict", {}):
        return f"用户名“{username}”不能使用：只能用字母、数字和 @ . + - _，最多 150 个字符。"
    return "；".join(getattr(error, "messages", [])) or "账号没有保存，请重新办理。"


def store_membership(user: User, role: str, county: County, department: Department | None) -> Membership:
    """The stored role; raises Conflict in the model's words, also when the database itself refuses."""
    try:
        with transaction.atomic():
            return give_membership(user, role, county, department)
    except ValidationError as error:
        raise Conflict("；".join(error.messages)) from error
    except IntegrityError as error:
        raise Conflict("系统、安全、审计管理员必须分设，不能与其他角色由同一人担任。") from error


def renew_password(user: User) -> str:
    """A new temporary password, stored; what was signed in with the old one ends.

    Only its own columns: `user` was read before the transaction, and who was disabled meanwhile stays so.
    """
    password = set_temporary_password(user)
    user.save(update_fields=PASSWORD_COLUMNS)
    lift_lockouts(user.username)
    if user.last_login:  # who never came has none to look for; an old one ends with the old password in any case
        end_sessions(user.pk)
    return password


def end_account(user: User) -> None:
    """Nobody signs in with it any more, and whoever is, is not."""
    if not user.is_active:
        raise Conflict("该账号已经停用，不必再次办理。")
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user.pk)


def holds_separated(user: User) -> bool:
    """Whether the person is one of the three administrators."""
    return user.memberships.filter(role__in=SEPARATED_ROLES).exists()


def needs_second_person(user: User) -> bool:
    """Whether a new password would open the bureau's desks: the security administrator must agree to it.

    Those of one of the three always; those of the other roles of the bureau until a second factor is enrolled, for then
    the password alone opens nothing.
    """
    if holds_separated(user):
        return True
    enrolled = SecondFactor.objects.filter(user=user).exists()
    return not enrolled and user.memberships.filter(role__in=COUNTY_ROLES).exists()


def home_county(user: User) -> County:
    """Whose administrators look after the account."""
    held = user.memberships.select_related("county").order_by("pk").first()
    county = user.county or (held.county if held else None)
    assert county is not None, "an account that nobody looks after is in no list"
    return county
