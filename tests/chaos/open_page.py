"""The site as processes beside a PostgreSQL of its own, one or two versions of it, and a page that somebody types in."""

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.chaos.site_visitor import SiteVisitor
from tests.filing.pages import FormReader
from tests.ports import free_port
from tests.services import LONG_ENOUGH, Postgres, as_postgres, die_with_parent, postgres_program, run, wait_until

# Refused, hung up before the answer, or in the middle of one: a page's fetch rejects all three, and it sends again.
GONE = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
OWN_FIELDS = ("csrfmiddlewaretoken", "version")
PASSWORD = "一个够长的试用口令-2021"
SEED = """
import json, sys, django
django.setup()
from tests.factories import make_member, make_obligation, make_office
from evaluations.workflow.acting import open_draft
offices = [make_office(), make_office()]
people = [make_member("preparer", one.department) for one in offices]
for person in people:
    person.set_password(sys.argv[1])
    person.save()
duties = [make_obligation(one.cycle, one.department) for one in offices]
draft = open_draft(duties[0], people[0])
print(json.dumps({"people": [one.username for one in people], "draft": draft.pk, "duty": duties[1].pk}))
"""
SERVE = ("-m", "gunicorn", "config.wsgi", "--worker-class", "gthread", "--threads", "4", "--no-control-socket")


@dataclass
class SiteProcesses:
    """Trees of files by the name of their version, one database, and the web process of each at its port."""

    postgres: Postgres
    environment: Mapping[str, str]
    trees: Mapping[str, Path]
    ports: Mapping[str, int]
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def python(self, version: str, *arguments: str) -> str:
        """What a program of this version prints; it must end well."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.trees[version],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=2 * LONG_ENOUGH,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def seed(self, version: str) -> dict[str, Any]:
        """Tables and two departments as this version makes them: `people`, the `draft` of the first, the `duty` of the other."""
        self.python(version, "manage.py", "migrate", "--verbosity", "0")
        seeded: dict[str, Any] = json.loads(self.python(version, "-c", SEED, PASSWORD).splitlines()[-1])
        return seeded

    def serve(self, version: str) -> None:
        """Start the web process and wait until it answers."""
        command = [sys.executable, *SERVE, "--bind", f"127.0.0.1:{self.ports[version]}"]
        environment = {**self.environment, "DATABASE_POOL": "4"}
        self.running[version] = subprocess.Popen(
            command, cwd=self.trees[version], env=environment, preexec_fn=die_with_parent
        )
        wait_until(SiteVisitor(self.address(version)).is_let_in, f"the {version} version does not begin")

    def address(self, version: str) -> str:
        """Where this version answers."""
        return f"http://127.0.0.1:{self.ports[version]}"

    def stop(self, version: str) -> None:
        """As systemd ends it: what is under way is answered."""
        process = self.running.pop(version)
        process.terminate()
        process.wait(timeout=LONG_ENOUGH)


@contextmanager
def site_processes(folder: Path, trees: Mapping[str, Path]) -> Iterator[SiteProcesses]:
    """Nothing runs yet but PostgreSQL, whose database is empty; what still runs at the end is ended."""
    postgres = Postgres().start()
    run(
        *as_postgres(), postgres_program("createdb") or "createdb", "-U", "postgres", "-h", str(postgres.home), "jixiao"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JIXIAO_MODE": "test",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "DATABASE_URL": postgres.url,
        "MEDIA_ROOT": str(folder / "files"),
        "CELERY_BROKER_URL": "",
        "PYTHONUTF8": "1",
    }
    site = SiteProcesses(postgres, environment, trees, {version: free_port() for version in trees})
    try:
        yield site
    finally:
        for version in list(site.running):
            site.stop(version)
        postgres.remove()


@dataclass
class OpenPage:
    """A page that somebody has opened and goes on typing in, whoever answers; a save that fails is sent again.

    As static/filing/section/autosave.js does it: all texts at first, then what differs from those the last answer took, and
    all of them again where an answer asks for it. `names_both`: as pages of 1.6.0 do.
    """

    site: SiteProcesses
    person: str
    path: str
    version: str
    visitor: SiteVisitor = field(init=False)
    fields: dict[str, str] = field(init=False)
    known: dict[str, str] | None = None
    names_both: bool = False
    in_part: int = 0
    number: int = 1
    sendings: int = 0
    said: str = ""
    seconds: list[float] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visitor = SiteVisitor(self.site.address(self.version))
        assert self.visitor.sign_in(self.person, PASSWORD).status_code == 302
        reader = FormReader()
        reader.feed(self.visitor.get(self.path).text)
        self.fields = reader.values

    def save(self, version: str = "") -> bool:
        """One autosave of something new, or once more of what was not taken; whether it was acknowledged."""
        text = f"第{self.number}次填写。"
        shown = self.fields | {"text-usage": text}
        begun = time.monotonic()
        answer = self.send(version or self.version, self.body(shown))
        if answer.status_code == 409 and answer.json().get("kind") == "whole":
            self.known = None
            answer = self.send(version or self.version, self.body(shown))
        self.seconds.append(time.monotonic() - begun)
        if answer.status_code != 200:
            self.faults.append((answer.status_code, answer.text[:200]))
            return False
        told = answer.json()
        self.known = shown if told["differs"] else None
        self.fields["version"], self.said, self.number = str(told["version"]), text, self.number + 1
        return True

    def body(self, shown: Mapping[str, str]) -> dict[str, str]:
        """What is sent of these inputs; attempts are numbered, whatever becomes of them."""
        self.sendings += 1
        texts = {name: text for name, text in shown.items() if name not in OWN_FIELDS}
        own = {"page": "open-since-before", "sending": str(self.sendings)}
        own["csrfmiddlewaretoken"] = shown["csrfmiddlewaretoken"]
        if self.known is None:
            return texts | own | {"version": shown["version"]}
        self.in_part += 1
        differing = {name: text for name, text in texts.items() if self.known.get(name) != text}
        named = {"differs": "1", "version": shown["version"]} if self.names_both else {"differs": shown["version"]}
        return differing | own | named

    def send(self, version: str, sent: dict[str, str]) -> requests.Response:
        """Ask this version; one that has gone is passed over, as nginx does it."""
        for one in (version, *self.site.running):
            self.visitor.address = self.site.address(one)
            try:
                return self.visitor.post(f"{self.path}autosave/", sent, headers={"Accept": "application/json"})
            except GONE:
                continue
        raise AssertionError("nobody answers")

    def keep_saving(self, end: threading.Event, pause: float = 0.2) -> None:
        """Again and again until the end, with a pause of so many seconds."""
        while not end.wait(pause):
            self.save()
