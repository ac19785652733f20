#!/usr/bin/env python
"""The last five minutes of a county: 300 people type at once, on gunicorn 2 × 4; how long they wait, and whether all is kept.

python -m tests.services python benchmarks/deadline_rush.py [--quick | --minutes N --departments N]    on a private PostgreSQL
… --shared      as the image starts it: both processes at one port, and each report is read by both

Otherwise as the unit files start it: a report is asked for at the process that has read it (scripts/deploy/nginx.conf).

Each person works on a section of their own (three for each of 100 departments), saves about every 15 s as an open page does,
and opens a page about every 30 s. At the end the database must hold what each person's last save was told to be.
"""

import http.client
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks import ready  # noqa: F401 -- before any model is imported
from benchmarks.measuring import table
from benchmarks.papers import PAPER
from benchmarks.served import free_port, wait_until_answered
from departments.models import Department, Membership, User
from departments.roles import Role
from evaluations.demo.county import SEED_YEAR, create_county
from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.facts.reading import load_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import stored_texts
from evaluations.models import Cycle, Evaluation, Obligation
from evaluations.workflow.acting import open_draft

QUICK, SHARED = "--quick" in sys.argv, "--shared" in sys.argv
GIVEN = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
DEPARTMENTS = 1 if QUICK else int(GIVEN.get("--departments", 100))
SECONDS = 4 if QUICK else round(60 * float(GIVEN.get("--minutes", 5)))
SAVE_EVERY, PAGE_EVERY = (1, 2) if QUICK else (15, 30)
TYPED = {"usage": "text-usage", "base_data": "reception.actual", "management": "text-management_note"}
TOKEN = "a" * 32
ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Typist:
    """One person with an open section; what was said about each request."""

    draft: Evaluation
    user: User
    code: str
    port: int
    cookie: str
    texts: dict[str, str] = field(default_factory=dict)
    version: int = 0
    last: str = ""
    # Sent since, and not acknowledged: a server that answers too late has stored it all the same.
    unanswered: list[str] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def work(self, end: float) -> None:
        """Save and look until the moment comes; each pause is a little different."""
        chance = random.Random(self.user.pk)
        page_at = time.monotonic() + chance.uniform(0, PAGE_EVERY)
        time.sleep(chance.uniform(0, SAVE_EVERY))
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as wire:
            number = 0
            while time.monotonic() < end:
                number += 1
                self.save(wire, number)
                if time.monotonic() > page_at:
                    page_at += PAGE_EVERY
                    self.ask(wire, "GET", f"/filing/{self.draft.pk}/s/{self.code}/", {}, self.pages)
                time.sleep(chance.uniform(0.7, 1.3) * SAVE_EVERY)
                wire.close()  # as nginx does with a connection that nobody uses: gunicorn ends it after two seconds

    def save(self, wire: http.client.HTTPConnection, number: int) -> None:
        """One autosave of something new; only what the server acknowledges counts as said."""
        text = str(number % 90 + 1) if self.code == "base_data" else f"第{number}次填写，由{self.user.username}暂存。"
        fields = self.texts | {TYPED[self.code]: text, "page": f"rush-{self.user.pk}"}
        own = {"sending": str(number), "version": str(self.version)}
        self.unanswered.append(text)
        answer = self.ask(wire, "POST", f"/filing/{self.draft.pk}/s/{self.code}/autosave/", fields | own, self.saves)
        if answer:
            self.version, self.last, self.unanswered = json.loads(answer)["version"], text, []

    def ask(
        self, wire: http.client.HTTPConnection, method: str, path: str, fields: dict[str, str], times: list[float]
    ) -> bytes:
        """The answer's body; b"" after a fault, which is noted."""
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "Accept": "application/json" if method == "POST" else "text/html"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        body = urlencode({"csrfmiddlewaretoken": TOKEN} | fields) if method == "POST" else None
        begun = time.monotonic()
        try:
            wire.request(method, path, body, headers)
            answer = wire.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            wire.close()
            self.faults.append(type(error).__name__)
            return b""
        times.append(time.monotonic() - begun)
        if answer.status != 200:
            self.faults.append(f"{answer.status} {path}")
            return b""
        return content

    def is_kept(self) -> bool:
        """Whether the database holds the last text that was acknowledged, or one that the person has put in its place."""
        document = collect_facts(Evaluation.objects.get(pk=self.draft.pk)).to_json()
        said = {self.last, *self.unanswered}
        if self.code == "base_data":
            return not self.last or float(document["figures"]["reception.actual"]) in map(float, said)
        return any(text in json.dumps(document, ensure_ascii=False) for text in said)


def seed(ports: list[int]) -> list[Typist]:
    """The departments, each with a whole draft and three people, who are signed in, at one of the ports."""
    county, facts = create_county(), load_facts(PAPER.read_bytes())
    cycle = Cycle.objects.get(county=county, year=SEED_YEAR)
    typists = []
    for number in range(DEPARTMENTS):
        department = Department.objects.create(county=county, budget_code=f"9{number:05}", name=f"单位{number}")
        people = [member(department, f"rush{number}_{one}") for one in range(len(TYPED))]
        draft = open_draft(Obligation.objects.create(cycle=cycle, department=department), people[0])
        store_facts(draft, facts)
        port = ports[number % len(ports)]
        typists += [typist(draft, user, code, port) for user, code in zip(people, TYPED, strict=True)]
    return typists


def member(department: Department, name: str) -> User:
    """A preparer of the department."""
    user = User.objects.create_user(name, password=None, display_name=name, must_change_password=False)
    Membership.objects.create(user=user, county=department.county, department=department, role=Role.PREPARER)
    return user


def typist(draft: Evaluation, user: User, code: str, port: int) -> Typist:
    """A person who has opened a section."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    report = Desk(draft, user)
    desk = report.at(report.scheme.section(code))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Typist(draft, user, code, port, cookie, dict(stored_texts(desk)), desk.state.version)


def serve(port: int, processes: int) -> subprocess.Popen:
    """gunicorn as in production; answers when this returns."""
    flags = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", str(processes), "--threads", "4"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", *flags, "--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_POOL": "4"})
    wait_until_answered(f"http://127.0.0.1:{port}/healthz/")
    return process


def share(times: list[float], part: float) -> str:
    """The time within which this part of the requests was answered, in milliseconds."""
    return f"{sorted(times)[int(len(times) * part)] * 1000:.0f}" if times else "–"


def main() -> int:
    if connection.vendor != "postgresql":
        print("a rush is for PostgreSQL: python -m tests.services python benchmarks/deadline_rush.py")
        return 0
    call_command("migrate", verbosity=0)
    ports = [free_port() for _ in range(1 if SHARED else 2)]
    typists = seed(ports)
    connection.close()
    servers = [serve(port, 2 // len(ports)) for port in ports]
    try:
        end = time.monotonic() + SECONDS
        threads = [threading.Thread(target=one.work, args=[end]) for one in typists]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for server in servers:
            server.terminate()
            server.wait()
    rows = []
    for name, kind in (("saves", "saves"), ("pages", "pages")):
        times = [seconds for one in typists for seconds in getattr(one, kind)]
        rows.append((name, str(len(times)), share(times, 0.5), share(times, 0.95), share(times, 0.999)))
    table(f"{len(typists)} people for {SECONDS} s", ("what", "requests", "p50 ms", "p95 ms", "p99.9 ms"), rows)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    requests = sum(len(one.saves) + len(one.pages) for one in typists)
    print(
        f"web processes: {(spent.ru_utime + spent.ru_stime) * 1000 / max(1, requests):.0f} ms of processor for each answer"
    )
    faults = [fault for one in typists for fault in one.faults]
    lost = [one.user.username for one in typists if not one.is_kept()]
    print(f"errors {len(faults)}, lost saves {len(lost)}; load {os.getloadavg()[1]:.1f}", *faults[:5], *lost[:5])
    return bool(faults or lost)


if __name__ == "__main__":
    sys.exit(main())
