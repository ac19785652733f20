#!/usr/bin/env python
"""Autosave: the CPU time of one request, as a multiple of the barest Django save (session, person, token, one UPDATE).

python benchmarks/autosave.py [--quick] [--profile]                on SQLite
python -m tests.services python benchmarks/autosave.py [--quick]   on a private PostgreSQL (its own CPU is not counted)
"""

import cProfile
import json
import pstats
import sys
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import bare_save
from benchmarks.answers import save
from benchmarks.measuring import Work, against, in_calls, repeated, settle, table
from benchmarks.ready import engine, make_tables
from benchmarks.second_year import SecondYear, cookie_of, second_year
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import stored_texts

QUICK, PROFILE = "--quick" in sys.argv, "--profile" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (25, 6)
# Section → the field that is typed in: a table of figures, a list of rows, a long text, annex 1.
TYPED = {
    "base_data": "reception.actual",
    "projects": "project-0-budget",
    "results": "achievement-0-body",
    "usage": "text-usage",
    "indicators": "satisfaction_rate",
}
LONG = "base_data with 300 rows more"


def typing(handler: WSGIHandler, report: SecondYear, cookie: str, code: str) -> Work:
    """Autosaves of one open page, each with something new typed."""
    desk = Desk(report.draft, report.office.preparer)
    section = desk.at(desk.scheme.section(code))
    texts, numbers, known = (
        stored_texts(section),
        count(1),
        dict[str, Any](version=section.state.version, differs=False),
    )
    texts.pop(TYPED[code], None)
    others = urlencode(texts)  # the browser's work, and none of the server's: all of the page, the first time

    def work() -> None:
        number = next(numbers)
        own = {"page": f"bench-{code}", "sending": number, "version": known["version"]}
        typed = {TYPED[code]: str(number % 90 + 1)}
        more, rest = ({"differs": 1, "shows": known["stamp"]}, "") if known["differs"] else ({}, others)
        told = json.loads(save(handler, report.page(f"s/{code}/autosave/"), cookie, typed | own | more, rest))
        known.update({name: told[name] for name in ("version", "differs", "stamp")})

    return work


def queries_of(work: Work) -> str:
    with CaptureQueriesContext(connection) as found:
        work()
    return str(len(found))


def main() -> None:
    make_tables()
    report, long = second_year(), second_year(long=True)
    cookies = [cookie_of(one.office.preparer, one.page()) for one in (report, long)]
    settle()
    ours, plain, rows = WSGIHandler(), bare_save.prepared(cookies[0]), []
    saves = {code: typing(ours, report, cookies[0], code) for code in TYPED}
    for code, work in (saves | {LONG: typing(ours, long, cookies[1], "base_data")}).items():
        work(), plain()
        spent, ratio = against(repeated(work, MANY), repeated(plain, MANY), ROUNDS)
        calls = in_calls(work, plain)
        rows.append((code, queries_of(work), f"{spent / MANY * 1000:.1f}", f"{ratio:.1f}", f"{calls:.2f}"))
        if PROFILE:
            profile = cProfile.Profile()
            profile.runcall(repeated(work, MANY))
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    table(f"autosave on {engine()}", ("section", "queries", "ms (this machine)", "× a bare save", "in calls"), rows)


if __name__ == "__main__":
    main()
