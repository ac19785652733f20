"""The seed county as a trial: its departments (all but the first invented), one account per role, one cycle."""

import datetime
import json
import secrets
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from departments.models import County, Department, Membership, User
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.facts import load_into_database
from evaluations.models import ApprovedFigure, Cycle, Obligation

ACCOUNTS = Path(settings.VAR_DIR) / "demo-accounts.json"
SEED_CODE = "102001"
DEPARTMENTS = [
    (SEED_CODE, "永兴县政务服务中心"),
    ("103001", "永兴县档案管理所"),
    ("104001", "永兴县公共图书服务中心"),
    ("105001", "永兴县农村水利技术推广站"),
]
# What the bureau approved at the beginning of the year, 万元: the seed's own budget, and an invented one.
APPROVED = {
    SEED_CODE: {"basic.budget": "539.26", "personnel.budget": "438", "operating.budget": "101.26",
                "project.budget": "167.74", "expenditure.budget": "707"},
    "103001": {"basic.budget": "86.4", "personnel.budget": "67.8", "operating.budget": "18.6",
               "project.budget": "12", "expenditure.budget": "98.4", "reception.budget": "0.6"},
}  # fmt: skip
# Sign-in name, role, and the name shown: roles, not persons.
PEOPLE = [
    ("kuaiji", Role.PREPARER, "经办人甲"),
    ("lingdao", Role.HEAD, "负责人甲"),
    ("shenhe", Role.REVIEWER, "审核员乙"),
    ("jixiaogu", Role.BUREAU_ADMIN, "绩效股管理员丙"),
    ("menhu", Role.PUBLISHER, "门户人员丁"),
    ("xitong", Role.SYSTEM_ADMIN, "系统管理员"),
    ("anquan", Role.SECURITY_ADMIN, "安全管理员"),
    ("shenji", Role.AUDIT_ADMIN, "审计管理员"),
]
NOTICE = "《永兴县财政局关于做好2020年度财政支出绩效评价工作的通知》（永财绩函〔2021〕8号）"


def create_county():
    """The county with its departments, its 2020 cycle and everyone's obligation; finds what exists already."""
    county, _ = County.objects.get_or_create(code="431023", defaults={"name": "永兴县", "bureau_name": "永兴县财政局"})
    cycle, _ = Cycle.objects.get_or_create(
        county=county,
        year=2020,
        defaults={
            "title": "2020年度部门整体支出绩效评价",
            "notice_reference": NOTICE,
            "opens_on": datetime.date(2021, 3, 1),
            # The real notice asked for 30 April 2021; a trial should not begin after its deadline.
            "due_on": timezone.localdate() + datetime.timedelta(days=60),
            "scheme": load_into_database("hunan-2013"),
        },
    )
    for code, name in DEPARTMENTS:
        department, _ = Department.objects.get_or_create(county=county, budget_code=code, defaults={"name": name})
        Obligation.objects.get_or_create(cycle=cycle, department=department)
    for code, figures in APPROVED.items():
        owed = Obligation.objects.get(cycle=cycle, department__budget_code=code)
        ApprovedFigure.objects.bulk_create(
            (ApprovedFigure(obligation=owed, figure=name, amount=amount) for name, amount in figures.items()),
            ignore_conflicts=True,
        )
    return county


def create_people(county):
    """One account per role with a random password, kept in a private file; returns rows (name, role, password)."""
    kept = json.loads(ACCOUNTS.read_text()) if ACCOUNTS.exists() else {}
    seed = county.departments.get(budget_code=SEED_CODE)
    rows = [(name, role, _account(county, seed, name, role, shown, kept)) for name, role, shown in PEOPLE]
    ACCOUNTS.parent.mkdir(parents=True, exist_ok=True)
    ACCOUNTS.touch(mode=0o600)
    ACCOUNTS.write_text(json.dumps(kept))
    return rows


def _account(county, department, name, role, shown, kept):
    """The password that opens the account, or a remark when its owner has changed it."""
    user = User.objects.filter(username=name).first()
    if user is None:
        kept[name] = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, password=kept[name], display_name=shown, must_change_password=False)
        own = department if role in DEPARTMENT_ROLES else None
        Membership.objects.create(user=user, county=county, department=own, role=role)
    return kept[name] if user.check_password(kept.get(name)) else "（已由使用人修改）"
