#!/usr/bin/env python
"""The review's list over a hundred to 65,000 reports: queries, and CPU and time as multiples of a bare Django page.

python benchmarks/campaign_list.py [--quick]                                on SQLite
python -m tests.services python benchmarks/campaign_list.py [--quick]       on a private PostgreSQL
"""

import sys
import time
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import bare
from benchmarks.answers import request
from benchmarks.measuring import Work, against, repeated, seconds, table
from benchmarks.ready import engine, make_tables
from departments.models import County, Department, Membership, User
from departments.roles import Role
from evaluations.models import BudgetLine, Cycle, Evaluation, Obligation, ReportLine, Submission
from evaluations.models.scheme import load_into_database

QUICK = "--quick" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (9, 3)
# Reports of a year, and years.
SIZES = ((100, 1), (400, 2)) if QUICK else ((100, 1), (1_300, 1), (13_000, 1), (13_000, 5))
FIRST_YEAR = 2020
BATCH = 2_000
BARE_ROWS = 30
ADDRESSES = {
    "waiting, urgent first": "?tab=waiting",
    "everything by score": "?tab=all&sort=-total",
    "mine, high risk": "?tab=waiting&who=mine&risk=high",
    "a search by initials": "?tab=all&text=csdw77",
    "the last page": "?tab=waiting&page=last",
}


def seed(departments: int, years: int) -> str:
    """A county of so many departments and years, its reports filed; the cookie of its reviewer."""
    name = f"{departments}-{years}"
    county = County.objects.create(code=name, name=f"测试{name}县", bureau_name="财政局")
    user = User.objects.create_user(f"bench-{name}", password=None, display_name="审核员", must_change_password=False)
    Membership.objects.create(user=user, county=county, role=Role.REVIEWER)
    units = Department.objects.bulk_create(
        (
            Department(county=county, budget_code=f"{n:06}", name=f"测试单位{n}", initials=f"csdw{n}")
            for n in range(departments)
        ),
        batch_size=BATCH,
    )
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        file_year(county, year, units, user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    client.get("/review/")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def file_year(county: County, year: int, units: Iterable[Department], user: User) -> None:
    """A year in which every department's report waits, with figures that differ."""
    scheme = load_into_database("hunan-2013")
    cycle = Cycle.objects.create(
        county=county,
        year=year,
        title=f"{year}年度",
        notice_reference="通知",
        opens_on=date(year + 1, 3, 1),
        due_on=date(year + 1, 6, 30),
        scheme=scheme,
    )
    now = timezone.now()
    owed = Obligation.objects.bulk_create((Obligation(cycle=cycle, department=one) for one in units), batch_size=BATCH)
    handed = {"status": "submitted", "submitted_at": now, "submitted_by": user}
    reports = Evaluation.objects.bulk_create((Evaluation(obligation=one, **handed) for one in owed), batch_size=BATCH)
    filed = {"number": 1, "scheme": scheme, "facts": {}, "result": {}, "sha256": "0" * 64, "submitted_by": user}
    figures = (BudgetLine(evaluation=reports[0], figure=f"figure_{n}.actual", amount=n) for n in range(BARE_ROWS))
    BudgetLine.objects.bulk_create(figures)
    frozen = Submission.objects.bulk_create(
        (Submission(evaluation=one, submitted_at=now, **filed) for one in reports), batch_size=BATCH
    )
    ReportLine.objects.bulk_create((line(n, one, user) for n, one in enumerate(frozen)), batch_size=BATCH)


def line(number: int, submission: Submission, user: User) -> ReportLine:
    owed, points = submission.evaluation.obligation, number * 7 % 13
    since = timezone.now() - timedelta(minutes=number * 37 % 40_000)
    return ReportLine(
        obligation=owed,
        cycle=owed.cycle,
        stand="waiting",
        due_on=owed.cycle.due_on,
        reviewer=user if number % 3 == 0 else None,
        since=since,
        urgent_since=since - timedelta(days=points),
        submission=submission,
        number=1,
        total=Decimal(60 + number % 40),
        total_change=Decimal(number % 9 - 4),
        grade="良",
        execution_rate=Decimal(number % 100),
        execution_change=Decimal(number % 5),
        three_public_change=Decimal(-number % 30),
        warnings=points // 2,
        hints=points % 2,
        named="警告：六（一），高于预算\n提示：二（一），整数",
        points=points,
        risk="high" if points >= 9 else "medium" if points >= 4 else "low",
    )


def queries_of(page: Work) -> int:
    with CaptureQueriesContext(connection) as found:
        page()
    return len(found)


def wall(work: Work) -> float:
    """Seconds of one call on the clock: what the database does in a process of its own counts, too."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    make_tables()
    ours, rows = WSGIHandler(), []
    for departments, years in SIZES:
        cookie = seed(departments, years)
        plain = request(bare.handler(), "/", cookie)
        for name, query in ADDRESSES.items():
            page = request(ours, "/review/" + query.replace("last", str(departments // 50)), cookie)
            page(), plain(), seconds(page)
            _, ratio = against(repeated(page, MANY), repeated(plain, MANY), ROUNDS)
            clock = median(wall(page) for _ in range(ROUNDS * 2)) / median(wall(plain) for _ in range(ROUNDS * 2))
            rows.append((f"{departments * years}", name, str(queries_of(page)), f"{ratio:.1f}", f"{clock:.1f}"))
    table(
        f"the list on {engine()}",
        ("reports", "list", "queries", "CPU × a bare page", "time × a bare page"),
        rows,
    )


if __name__ == "__main__":
    main()
