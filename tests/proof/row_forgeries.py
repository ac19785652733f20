"""Forgeries of what only a row says: who somebody is, what opens an account, who owes a report, when a paper was printed."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.models import F

from departments.models import County, Department, DepartmentName, SecondFactor, User
from departments.sealing import seal_text
from evaluations.models import Evaluation, Obligation, Publication
from tests.factories import make_cycle, make_department, make_user
from tests.proof.forgeries import DAY, erase


def head() -> User:
    return User.objects.filter(memberships__role="head").order_by("pk")[0]


def of_head(**columns) -> None:
    User.objects.filter(pk=head().pk).update(**columns)


def first_department() -> Department:
    return Department.objects.order_by("pk")[0]


def of_department(**columns) -> None:
    Department.objects.filter(pk=first_department().pk).update(**columns)


def password_copied() -> None:
    """The hash of one's own password, which the log vouches for, in another's row."""
    mine = User.objects.filter(memberships__role="preparer").order_by("pk")[0]
    of_head(password=mine.password)


def factor_exchanged() -> None:
    SecondFactor.objects.update(sealed_secret=seal_text("JBSWY3DPEHPK3PXP"))


def former_name_invented() -> None:
    DepartmentName.objects.create(
        department=first_department(), name="旧名", used_until=date(2019, 1, 1), reason="无此事"
    )


def duty_moved() -> None:
    duty = Obligation.objects.order_by("pk")[0]
    Obligation.objects.filter(pk=duty.pk).update(department=make_department(duty.cycle.county))


def duty_moved_to_another_year() -> None:
    duty = Obligation.objects.order_by("pk")[0]
    Obligation.objects.filter(pk=duty.pk).update(cycle=make_cycle(duty.cycle.county, year=2021))


def duty_added() -> None:
    duty = Obligation.objects.order_by("pk")[0]
    Obligation.objects.create(cycle=duty.cycle, department=make_department(duty.cycle.county))


def report_moved() -> None:
    report = Evaluation.objects.order_by("pk")[0]
    duty = Obligation.objects.create(
        cycle=make_cycle(report.obligation.cycle.county, year=2021), department_id=report.obligation.department_id
    )
    Evaluation.objects.filter(pk=report.pk).update(obligation=duty)


ROW_FORGERIES = {
    "own 25: a password hash replaced": (
        lambda: of_head(password=make_password("forged")),
        "的密码不是经系统设置的",
    ),
    "own 26: another account's password hash": (password_copied, "的密码不是经系统设置的"),
    "own 27: a password given to an account that had none": (
        lambda: User.objects.filter(memberships__role="publisher").update(password=make_password("forged")),
        "的密码不是经系统设置的",
    ),
    "own 28: a person's name": (lambda: of_head(display_name="钱某"), "的姓名与日志登记的不符"),
    "own 29: a sign-in name": (lambda: of_head(username="qianmou"), "的用户名与日志登记的不符"),
    "own 30: an account added": (lambda: make_user("孙某"), "（孙某），日志没有登记：不是经系统建立的"),
    "own 31: a department's name": (lambda: of_department(name="另一个单位"), "的单位名称与日志登记的不符"),
    "own 32: a former name invented": (former_name_invented, "的曾用名与日志登记的不符"),
    "own 33: a department that answers for another": (
        lambda: of_department(
            active=False, stopped_on=date(2021, 1, 1), stop_reason="无", merged_into=make_department()
        ),
        "的在用状态、并入单位与日志登记的不符",
    ),
    "own 34: a bureau's name": (lambda: County.objects.update(bureau_name="某局"), "的财政局名称与日志登记的不符"),
    "own 35: a duty given to another department": (duty_moved, "已改给别的单位或年度"),
    "own 36: a duty moved into another year": (duty_moved_to_another_year, "已改给别的单位或年度"),
    "own 37: a duty added": (duty_added, "年度的报送任务，日志没有登记：不是经系统列入的"),
    "own 38: a duty erased": (lambda: erase(Obligation.objects.all()), "日志登记了应报单位"),
    "own 39: a report hung under another duty": (report_moved, "挂在别的单位或年度名下，与日志登记的不符"),
    "own 40: the moment of a printing": (
        lambda: Publication.objects.update(rendered_at=F("rendered_at") - DAY),
        "的生成时间与日志登记的不符",
    ),
    "own 41: an authenticator exchanged": (factor_exchanged, "的动态码不是经系统启用或停用的"),
    "own 42: an authenticator removed": (lambda: erase(SecondFactor.objects.all()), "的动态码不是经系统启用或停用的"),
}
