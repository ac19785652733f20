#!/usr/bin/env python
"""Pages: the CPU time of a request, as a multiple of a bare Django page's. benchmarks/README.md says how to read it.

python benchmarks/pages.py [--quick]                                on SQLite
python -m tests.services python benchmarks/pages.py [--quick]       on a private PostgreSQL
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from benchmarks import bare
from benchmarks.answers import request
from benchmarks.measuring import Work, against, in_calls, repeated, seconds, settle, table
from benchmarks.ready import engine, make_tables
from benchmarks.second_year import SecondYear, cookie_of, second_year
from evaluations.models import SectionState

QUICK = "--quick" in sys.argv
ROUNDS, MANY, LOOKS = (1, 1, 1) if QUICK else (25, 10, 9)
DESK = {
    "a section with a table": "s/base_data/",
    "a section with texts": "s/results/",
    "one long text": "s/usage/",
    "projects": "s/projects/",
    "indicators": "s/indicators/",
    "the task list": "",
    "the preview": "preview/",
}


def measured(name: str, page: Work, plain: Work) -> tuple[str, str, str, str]:
    """One line of the table."""
    page(), plain()
    spent, ratio = against(repeated(page, MANY), repeated(plain, MANY), ROUNDS)
    return name, f"{spent / MANY * 1000:.1f}", f"{ratio:.1f}", f"{in_calls(page, plain):.2f}"


def in_child(work: Work, before: Work) -> float:
    """CPU seconds of the work in a process that was forked for it and has done `before`."""
    leave_database()
    reading, writing = os.pipe()
    if not (child := os.fork()):
        before()
        os.write(writing, repr(seconds(work)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        spent = float(told.read())
    os.waitpid(child, 0)
    return spent


def leave_database() -> None:
    """No connection may be open while a process forks."""
    connection.close()
    if close_pool := getattr(connection, "close_pool", None):
        close_pool()


def seldom(name: str, page: Work, plain: Work, before: Work) -> tuple[str, str, str, str]:
    """What a process does once, against a bare page that it has drawn before; the database is at hand in both."""

    def warmed() -> None:
        plain(), before()

    spent = sorted(in_child(page, warmed) for _ in range(LOOKS))[LOOKS // 2]
    peer = sorted(in_child(plain, plain) for _ in range(LOOKS))[LOOKS // 2]
    return name, f"{spent * 1000:.1f}", f"{spent / peer:.1f}", "–"


def first_looks(report: SecondYear, page: Work, plain: Work) -> list[tuple[str, str, str, str]]:
    """The first look of a process, and one after another process saved a section (whose trigger draws a new stamp)."""

    def others_save() -> None:
        page()
        state = SectionState.objects.filter(evaluation=report.draft).first()
        assert state is not None
        SectionState.objects.filter(pk=state.pk).update(version=state.version + 1)

    return [
        seldom("that section, the first look of a process", page, plain, lambda: None),
        seldom("that section, after somebody else's save", page, plain, others_save),
    ]


def main() -> None:
    make_tables()
    report = second_year()
    cookie = cookie_of(report.office.preparer, report.page())
    settle()
    ours, plain = WSGIHandler(), request(bare.handler(), "/", cookie)
    rows = first_looks(report, request(ours, report.page(), cookie), plain)  # before this process has looked
    rows += [measured(name, request(ours, report.page(path), cookie), plain) for name, path in DESK.items()]
    long = second_year(long=True)
    page = request(ours, long.page(), cookie_of(long.office.preparer, long.page("")))
    rows.append(measured("the table with 300 rows more", page, plain))
    review = f"/review/{report.submission.pk}/"
    reviewer = cookie_of(report.office.reviewer, review)
    rows.append(measured("the review desk", request(ours, review, reviewer), plain))
    table(f"pages on {engine()}", ("page", "ms (this machine)", "× a bare page", "in calls"), rows)


if __name__ == "__main__":
    main()
