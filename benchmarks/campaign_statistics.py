#!/usr/bin/env python
"""The year's statistics over a hundred to 65,000 reports: queries, and CPU and time as multiples of a bare Django page.

python benchmarks/campaign_statistics.py [--quick]                                on SQLite
python -m tests.services python benchmarks/campaign_statistics.py [--quick]       on a private PostgreSQL
"""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import F

from benchmarks import bare
from benchmarks.answers import request
from benchmarks.campaign_list import BATCH, MANY, ROUNDS, SIZES, queries_of, seed, wall
from benchmarks.measuring import against, repeated, seconds, table
from benchmarks.ready import engine, make_tables
from evaluations.models import Cycle, ReportLine, StatisticValue

LEVELS, ROWS, FINDINGS = ("投入", "过程", "产出及效率"), ("three_public", "reception", "operating"), 40


def seed_values() -> None:
    """What the lines of the list have kept for statistics: levels, money, three findings each."""
    ReportLine.objects.update(final_total=F("total"), final_grade=F("grade"))
    lines = ReportLine.objects.exclude(values__isnull=False).only("pk", "cycle_id").iterator(BATCH)
    StatisticValue.objects.bulk_create((one for line in lines for one in values_of(line)), batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def values_of(line: ReportLine) -> Iterator[StatisticValue]:
    """Twelve values of one report."""
    n, columns = line.pk, {"line": line, "cycle_id": line.cycle_id}
    for level in LEVELS:
        yield StatisticValue(kind="level", code=level, value=Decimal(n % 30), base=Decimal(30), **columns)
    for kind in ("money", "budget"):
        for row in ROWS:
            yield StatisticValue(kind=kind, code=row, value=Decimal(n % 900), base=Decimal(500), **columns)
    for step in range(3):
        yield StatisticValue(kind="finding", code=f"核对发现{(n + step * 7) % FINDINGS}", value=Decimal(1), **columns)


def main() -> None:
    make_tables()
    ours, rows = WSGIHandler(), []
    for departments, years in SIZES:
        cookie = seed(departments, years)
        seed_values()
        cycle = Cycle.objects.order_by("-pk").values_list("pk", flat=True)[0]
        plain = request(bare.handler(), "/", cookie)
        page = request(ours, f"/review/year/{cycle}/statistics/", cookie)
        page(), plain(), seconds(page)
        _, ratio = against(repeated(page, MANY), repeated(plain, MANY), ROUNDS)
        clock = median(wall(page) for _ in range(ROUNDS * 2)) / median(wall(plain) for _ in range(ROUNDS * 2))
        spent = median(wall(page) for _ in range(ROUNDS))
        rows.append(
            (f"{departments} × {years}", str(queries_of(page)), f"{ratio:.1f}", f"{clock:.1f}", f"{spent * 1000:.0f}")
        )
    heads = ("reports × years", "queries", "CPU × a bare page", "time × a bare page", "ms on the clock")
    table(f"statistics on {engine()}", heads, rows)


if __name__ == "__main__":
    main()
