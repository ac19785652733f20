"""The seed county as a trial: its departments (all but the first invented), one account per role, one cycle."""

import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from departments.models import County, Department
from evaluations.audit.events import record_event
from evaluations.audit.told_rows import new_row
from evaluations.demo.demo_people import COUNTY_BEGINS, SEED_CODE
from evaluations.models import ApprovedFigure, Cycle, Obligation
from evaluations.models.scheme import load_into_database
from evaluations.proof.approved_digest import approved_digests
from evaluations.proof.cycle_faults import task_values
from evaluations.proof.listing_faults import listed_duties
from evaluations.submissions.report_lines import make_report_lines

SEED_YEAR = 2020
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
SEED_FORM, SEED_OPENING = "hunan-2013", datetime.date(2021, 3, 1)
SEED_DUE = datetime.date(2021, 4, 30)  # as the real notice asked
SEED_NOTICE = "《永兴县财政局关于做好2020年度财政支出绩效评价工作的通知》（永财绩函〔2021〕8号）"


def create_county(due_on: datetime.date | None = None) -> County:
    """The county with its first departments and the year of the seed report; finds what exists already.

    `due_on`: the last day of that year; left out, a trial does not begin after its deadline.
    """
    county, new = County.objects.get_or_create(
        code="431023", defaults={"name": "永兴县", "bureau_name": "永兴县财政局"}
    )
    if new:
        _note("create_county", county, new_row(county))
    for code, name in DEMO_DEPARTMENTS:
        row, new = Department.objects.get_or_create(county=county, budget_code=code, defaults={"name": name})
        if new:
            _note("add_department", row, new_row(row))
    _open_seed_year(county, due_on or timezone.localdate() + datetime.timedelta(days=60))
    for code, figures in DEMO_APPROVED_BUDGETS.items():
        owed = Obligation.objects.get(cycle__county=county, cycle__year=SEED_YEAR, department__budget_code=code)
        before = approved_digests([owed.pk])
        ApprovedFigure.objects.bulk_create(
            (ApprovedFigure(obligation=owed, figure=name, amount=amount) for name, amount in figures.items()),
            ignore_conflicts=True,
        )
        after = approved_digests([owed.pk])
        if after != before:
            _note("approve_budget", owed, {"approved": after[owed.pk]})
    return county


def _note(action: str, row: Model, detail: dict[str, Any]) -> None:
    """What the trial county begins with was done by nobody."""
    record_event(action, user=None, object=row, detail=detail | {"by": "试用县"}, at=COUNTY_BEGINS)


def _open_seed_year(county: County, due_on: datetime.date) -> None:
    """The cycle of the seed report, which the first departments owe."""
    cycle, made = Cycle.objects.get_or_create(
        county=county,
        year=SEED_YEAR,
        defaults={
            "title": f"{SEED_YEAR}年度部门整体支出绩效评价",
            "notice_reference": SEED_NOTICE,
            "opens_on": SEED_OPENING,
            "due_on": due_on,
            "scheme": load_into_database(SEED_FORM),
        },
    )
    if made:
        owed = Obligation.objects.bulk_create(
            Obligation(cycle=cycle, department=one) for one in county.departments.all()
        )
        make_report_lines(owed)
        _note("open_cycle", cycle, {"year": cycle.year, "task": task_values(cycle), "listed": listed_duties(owed)})
