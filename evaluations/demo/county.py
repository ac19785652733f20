"""The seed county as a trial: its departments (all but the first invented), one account per role, one cycle."""

import datetime
import json
import secrets
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from departments.models import County, Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.models import ApprovedFigure, Cycle, Obligation
from evaluations.models.scheme import load_into_database

DEMO_ACCOUNTS = Path(settings.VAR_DIR) / "demo-accounts.json"
DemoAccount = tuple[str, Role, str]  # sign-in name, role, password or a remark
SEED_CODE, SEED_YEAR = "102001", 2020
DEMO_DEPARTMENTS = [
    (SEED_CODE, "永兴县政务服务中心"),
    ("103001", "永兴县档案管理所"),
    ("104001", "永兴县公共图书服务中心"),
    ("105001", "永兴县农村水利技术推广站"),
]
# What the bureau approved at the beginning of the year, 万元: the seed's own budget, and an invented one.
DEMO_APPROVED_BUDGETS = {
    SEED_CODE: {"basic.budget": "539.26", "personnel.budget": "438", "operating.budget": "101.26",
                "project.budget": "167.74", "expenditure.budget": "707"},
    "103001": {"basic.budget": "86.4", "personnel.budget": "67.8", "operating.budget": "18.6",
               "project.budget": "12", "expenditure.budget": "98.4", "reception.budget": "0.6"},
}  # fmt: skip
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
# Year, form, notice, first day. The first is real and gets published; the later two (their notices are invented) wait to
# be filed: 2021 with what 2020 hands on, 2023 with the other generation of the form.
DEMO_CYCLES = [
    (
        SEED_YEAR,
        "hunan-2013",
        "《永兴县财政局关于做好2020年度财政支出绩效评价工作的通知》（永财绩函〔2021〕8号）",
        (2021, 3, 1),
    ),
    (2021, "hunan-2013", "《关于做好2021年度部门整体支出绩效自评工作的通知》（试用数据）", (2022, 3, 1)),
    (2023, "hunan-2023", "《关于开展2023年度预算绩效自评工作的通知》（试用数据）", (2024, 3, 1)),
]


def create_county() -> County:
    """The county with its departments, its cycles and everyone's obligations; finds what exists already."""
    county, _ = County.objects.get_or_create(code="431023", defaults={"name": "永兴县", "bureau_name": "永兴县财政局"})
    for code, name in DEMO_DEPARTMENTS:
        Department.objects.get_or_create(county=county, budget_code=code, defaults={"name": name})
    for given in DEMO_CYCLES:
        _open(county, *given)
    for code, figures in DEMO_APPROVED_BUDGETS.items():
        owed = Obligation.objects.get(cycle__county=county, cycle__year=SEED_YEAR, department__budget_code=code)
        ApprovedFigure.objects.bulk_create(
            (ApprovedFigure(obligation=owed, figure=name, amount=amount) for name, amount in figures.items()),
            ignore_conflicts=True,
        )
    return county


def _open(county: County, year: int, scheme: str, notice: str, opens: tuple[int, int, int]) -> None:
    """One year's cycle, which every department owes."""
    cycle, _ = Cycle.objects.get_or_create(
        county=county,
        year=year,
        defaults={
            "title": f"{year}年度部门整体支出绩效评价",
            "notice_reference": notice,
            "opens_on": datetime.date(*opens),
            # The real notice asked for 30 April 2021; a trial should not begin after its deadline.
            "due_on": timezone.localdate() + datetime.timedelta(days=60),
            "scheme": load_into_database(scheme),
        },
    )
    for department in county.departments.all():
        Obligation.objects.get_or_create(cycle=cycle, department=department)


def create_people(county: County) -> list[DemoAccount]:
    """One account per role with a random password, kept in a private file; returns rows (name, role, password)."""
    kept = json.loads(DEMO_ACCOUNTS.read_text(encoding="utf-8")) if DEMO_ACCOUNTS.exists() else {}
    seed = county.departments.get(budget_code=SEED_CODE)
    rows = [(name, role, _account(county, seed, name, role, shown, kept)) for name, role, shown in DEMO_PEOPLE]
    DEMO_ACCOUNTS.parent.mkdir(parents=True, exist_ok=True)
    DEMO_ACCOUNTS.touch(mode=0o600)
    DEMO_ACCOUNTS.write_text(json.dumps(kept), encoding="utf-8")
    return rows


def _account(county: County, department: Department, name: str, role: Role, shown: str, kept: dict[str, str]) -> str:
    """The password that opens the account, or a remark when its owner has changed it."""
    user = User.objects.filter(username=name).first()
    if user is None:
        kept[name] = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, password=kept[name], display_name=shown, must_change_password=False)
        own = department if role in DEPARTMENT_ROLES else None
        Membership.objects.create(user=user, county=county, department=own, role=role)
    return kept[name] if user.check_password(kept.get(name)) else "（已由使用人修改）"
