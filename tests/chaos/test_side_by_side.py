"""An upgrade while people type: the version of before and this one side by side over the migrations between them.

scripts/test --long; JIXIAO_OLD_VERSION names another commit than the last of the version before. On a PostgreSQL of its own.
"""

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from tests.chaos.site_visitor import SiteVisitor
from tests.filing.pages import FormReader
from tests.patience import THOROUGH
from tests.services import Postgres, as_postgres, die_with_parent, postgres_program, run, wait_until
from tests.sources import ROOT
from tests.test_deployment import free_port

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
LONGEST_SAVE = 10  # on a busy machine, with the first request of a process that has just begun


def git(*arguments: str) -> str:
    """What git says, or nothing where there is no history."""
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def version_before() -> str:
    """The last commit before this version began; "" in a clone that does not go back so far."""
    begun = git("log", "-1", "--format=%H", "-G^version = ", "--", "pyproject.toml")
    return git("rev-parse", "--verify", "--quiet", os.environ.get("JIXIAO_OLD_VERSION") or f"{begun}^")


@dataclass
class TwoVersions:
    """Two trees of files, one database, and the web process of each at its port."""

    environment: dict[str, str]
    trees: dict[str, Path]
    ports: dict[str, int]
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def python(self, version: str, *arguments: str) -> str:
        """What a program of this version prints; it must end well."""
        command = [sys.executable, *arguments]
        done = subprocess.run(
            command, cwd=self.trees[version], env=self.environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def serve(self, version: str) -> None:
        """Start the web process and wait until it answers."""
        command = [sys.executable, *SERVE, "--bind", f"127.0.0.1:{self.ports[version]}"]
        environment = self.environment | {"DATABASE_POOL": "4"}
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
        process.wait(timeout=60)


@dataclass
class OpenPage:
    """A page that somebody has opened in the version of before and goes on typing in, whoever answers."""

    site: TwoVersions
    person: str
    path: str
    visitor: SiteVisitor = field(init=False)
    fields: dict[str, str] = field(init=False)
    said: str = ""
    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visitor = SiteVisitor(self.site.address("old"))
        assert self.visitor.sign_in(self.person, PASSWORD).status_code == 302
        reader = FormReader()
        reader.feed(self.visitor.get(self.path).text)
        self.fields = reader.values

    def save(self, version: str) -> None:
        """One autosave of something new; a version that has gone is passed over, as nginx does it."""
        number = len(self.seconds) + 1
        text = f"第{number}次填写。"
        sent = self.fields | {"text-usage": text, "page": "open-since-before", "sending": str(number)}
        begun = time.monotonic()
        self.visitor.address = self.site.address(version)
        try:
            answer = self.visitor.post(f"{self.path}autosave/", sent, headers={"Accept": "application/json"})
        except requests.ConnectionError:
            self.visitor.address = self.site.address("new")
            answer = self.visitor.post(f"{self.path}autosave/", sent, headers={"Accept": "application/json"})
        self.seconds.append(time.monotonic() - begun)
        if answer.status_code != 200:
            self.faults.append(f"{version} {number}: {answer.status_code} {answer.text[:200]}")
            return
        self.fields["version"], self.said = str(answer.json()["version"]), text

    def keep_saving(self, version: str, end: threading.Event) -> None:
        """Again and again until the end."""
        while not end.wait(0.2):
            self.save(version)


@pytest.fixture
def site(tmp_path) -> Iterator[TwoVersions]:
    commit = version_before()
    if not commit:
        pytest.skip("this clone does not hold the version before")
    postgres = Postgres().start()
    (tmp_path / "old").mkdir()
    git("archive", f"--output={tmp_path / 'old.tar'}", commit)
    run("tar", "-xf", str(tmp_path / "old.tar"), "-C", str(tmp_path / "old"))
    run(
        *as_postgres(), postgres_program("createdb") or "createdb", "-U", "postgres", "-h", str(postgres.home), "jixiao"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JIXIAO_MODE": "test",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "DATABASE_URL": postgres.url,
        "MEDIA_ROOT": str(tmp_path / "files"),
        "CELERY_BROKER_URL": "",
        "PYTHONUTF8": "1",
    }
    two = TwoVersions(environment, {"old": tmp_path / "old", "new": ROOT}, {"old": free_port(), "new": free_port()})
    yield two
    for version in list(two.running):
        two.stop(version)
    postgres.remove()


@pytest.mark.skipif(not THOROUGH, reason="scripts/test --long")
def test_both_versions_save_what_is_typed_while_one_takes_the_place_of_the_other(site):
    site.python("old", "manage.py", "migrate", "--verbosity", "0")
    seeded = json.loads(site.python("old", "-c", SEED, PASSWORD).splitlines()[-1])
    site.serve("old")
    page = OpenPage(site, seeded["people"][0], f"/filing/{seeded['draft']}/s/usage/")
    end = threading.Event()
    typing = threading.Thread(target=page.keep_saving, args=["old", end])
    typing.start()
    begun = time.monotonic()
    told = site.python("new", "manage.py", "migrate", "--verbosity", "1")
    migrated = time.monotonic() - begun
    end.set()
    typing.join()
    colleague = SiteVisitor(site.address("old"))
    colleague.sign_in(seeded["people"][1], PASSWORD)
    opening = {"csrfmiddlewaretoken": colleague.token("/filing/")}
    opened = colleague.post(f"/filing/open/{seeded['duty']}/", opening)
    assert opened.status_code == 302, "the version of before writes rows of its own into the tables of the new one"
    site.serve("new")
    for version in ("old", "new") * 10:
        page.save(version)
    site.stop("old")
    page.save("old")
    page.save("new")
    assert colleague.session.get(f"{site.address('new')}{opened.headers['Location']}", timeout=60).status_code == 200
    site.python("new", "manage.py", "work", "--once")
    kept = site.python("new", "manage.py", "export_evaluation", str(seeded["draft"]))
    assert page.faults == [] and page.said in kept
    migrations = told.count("... OK")
    figures = f"{len(page.seconds)} saves, slowest {max(page.seconds):.2f} s; {migrations} migrations in {migrated:.1f} s"
    sys.stdout.write(f"{figures}\n")
    assert migrations and max(page.seconds) < LONGEST_SAVE
