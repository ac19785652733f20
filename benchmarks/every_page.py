#!/usr/bin/env python
"""Every page of the site, opened by somebody who may, as a multiple of a bare Django page, and against its own limit.

python benchmarks/every_page.py [--quick] [NAME…]                   on SQLite; NAME is a part of an address's name, as review:
python -m tests.services python benchmarks/every_page.py            on a private PostgreSQL

The limits (page_limits.toml) are generous, about twice what was measured: they tell a page that has become slow. It ends with
1 above one of them, and for an address without a line.
"""

import sys
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.core.handlers.wsgi import WSGIHandler

from benchmarks import bare
from benchmarks.answers import environ_of, request, whole_answer
from benchmarks.measuring import Work, against, repeated, settle, table
from benchmarks.ready import engine, make_tables
from benchmarks.second_year import cookie_of
from config.rate_limits import call_counts
from departments.matrix import MatrixLine, matrix_lines
from departments.roles import Role
from tests.access.site import Place
from tests.factories import make_office

LIMITS = Path(__file__).with_name("page_limits.toml")
QUICK = "--quick" in sys.argv
PARTS = [part for part in sys.argv[1:] if part != "--quick"]
ROUNDS = 1 if QUICK else 3
LONG = 0.03  # seconds, from which on a page is not measured several times at once


def page_limits() -> dict[str, int]:
    """The name of every address that can be opened → how many bare pages it may cost."""
    lines = tomllib.loads(LIMITS.read_text(encoding="utf-8"))
    rooms = {room: pages for room, pages in lines.items() if isinstance(pages, dict)}
    limited = {f"{room}:{name}": most for room, pages in rooms.items() for name, most in pages.items()}
    # Addresses of config/urls.py belong to no room.
    return limited | {name: most for name, most in lines.items() if name not in rooms}


def pages_of_site() -> list[MatrixLine]:
    """All addresses that can be opened."""
    return [line for line in matrix_lines() if "GET" in line.methods]


def opening(handler: WSGIHandler, address: str, cookie: str, statuses: set[str]) -> Work:
    """The address, opened by who has the cookie; what was answered is added to `statuses`."""

    def work() -> None:
        statuses.add(whole_answer(handler, environ_of("GET", address, cookie))[0][:3])

    return work


def measured(page: Work, plain: Work) -> float:
    """The page in multiples of a bare one."""
    begin = time.process_time()
    page(), plain()
    call_counts.cache_clear()  # nobody opens a page so often
    many = 1 if QUICK or time.process_time() - begin > LONG else 2
    return against(repeated(page, many), repeated(plain, many), ROUNDS)[1]


def main() -> int:
    make_tables()
    place, limits, handler = Place(make_office()), page_limits(), WSGIHandler()
    cookies = {role: cookie_of(place.office.people[role], "/desk/") for role in Role}
    settle()
    plain, rows, faults = request(bare.handler(), "/", cookies[Role.PREPARER]), [], []
    for line in pages_of_site():
        if PARTS and not any(part in line.name for part in PARTS):
            continue
        role = next(role for role in Role if line.allows(role))
        statuses: set[str] = set()
        cookie = "" if line.public else cookies[role]  # citizens bring none
        page, most = opening(handler, place.address(line, role), cookie, statuses), limits.get(line.name)
        ratio = measured(page, plain)
        print(".", end="", flush=True)
        rows.append((ratio, line.name, "/".join(sorted(statuses)), "–" if most is None else f"{most:g}"))
        if most is None or (ratio > most and not QUICK) or not statuses <= {"200", "302", "400", "404"}:
            faults.append(f"{line.name}: {ratio:.1f} bare pages, {'no line' if most is None else f'limit {most:g}'}")
    lines = [(name, status, f"{ratio:.1f}", most) for ratio, name, status, most in sorted(rows, reverse=True)]
    table(f"every page on {engine()}", ("page", "answer", "× a bare page", "limit"), lines)
    print("", *faults, sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
