"""The commands of scripts/: what they start, they look after and end."""

import os
import runpy
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.services import LONG_ENOUGH, wait_until
from tests.sources import ROOT
from tests.test_deployment import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ["setup", "demo", "test"])
def test_scripts_are_well_formed_and_can_be_run(name):
    path = ROOT / "scripts" / name
    assert os.access(path, os.X_OK)
    assert subprocess.run(["bash", "-n", str(path)]).returncode == 0


def function_of(script: str, name: str) -> str:
    """A function of a script, as it stands there."""
    lines = (ROOT / "scripts" / script).read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(f"{name}() {{"))
    end = begin if lines[begin].rpartition(" #")[0].endswith("}") else lines.index("}", begin)
    return "\n".join(lines[begin : end + 1])


@pytest.mark.parametrize(
    ("main", "aside", "whole"), [(0, 0, 0), (5, 0, 0), (0, 5, 0), (5, 5, 5), (5, 1, 1), (1, 5, 1), (0, 2, 2)]
)
def test_tests_that_are_all_in_one_of_two_runs_are_no_failure_of_the_other(main, aside, whole):
    code = f"{function_of('test', 'outcome')}\noutcome {main} {aside}"
    assert subprocess.check_output(["bash", "-euc", code], text=True).strip() == str(whole)


@pytest.mark.parametrize(("there", "wanted"), [("", 1), ("echo uv 0.0.1", 1), ("echo uv {} '(a build)'", 0)])
def test_another_uv_than_the_one_that_is_pinned_is_replaced(tmp_path, there, wanted):
    pinned = (ROOT / "requirements-setup.txt").read_text()
    (tmp_path / "requirements-setup.txt").write_text(pinned)
    uv = tmp_path / ".venv/bin/uv"
    uv.parent.mkdir(parents=True)
    if there:
        uv.write_text(f"#!/bin/sh\n{there.format(pinned.split()[0].partition('==')[2])}\n")
        uv.chmod(0o755)
    code = f"{function_of('setup', 'wanted_uv')}\nwanted_uv"
    assert subprocess.run(["bash", "-uc", code], cwd=tmp_path).returncode == wanted


@pytest.mark.skipif(not shutil.which("dpkg"), reason="not a Debian")
@pytest.mark.parametrize(
    ("says", "own"),
    [
        ("nginx version: nginx/1.22.1", False),  # Debian 12
        ("nginx version: nginx/1.24.0 (Ubuntu)", False),
        ("nginx version: nginx/1.26.3", True),  # Debian 13
    ],
)
def test_http2_is_a_directive_where_nginx_has_it(tmp_path, says, own):
    (tmp_path / "nginx").write_text(f"#!/bin/sh\necho '{says}' >&2\n")
    (tmp_path / "nginx").chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    code = f"{function_of('deploy/install', 'listen_tls')}\nlisten_tls"
    told = subprocess.check_output(["bash", "-euo", "pipefail", "-c", code], text=True, env=environment)
    assert ("http2 on;" in told, "ssl http2;" in told) == (own, not own)


def children(pid: int) -> dict[str, int]:
    """The running children by what they are: {"gunicorn": pid, "work": pid}."""
    found: dict[str, int] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            # Another test may run a command whose words are in GB 18030.
            status, line = ((path / name).read_text(errors="replace") for name in ("status", "cmdline"))
        except (FileNotFoundError, ProcessLookupError):
            continue
        if f"PPid:\t{pid}\n" in status:
            found |= {word: int(path.name) for word in ("gunicorn", "work") if word in line.split("\0")}
    return found


def alive(pid: int) -> bool:
    """Whether a process runs; a zombie that nobody collects does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


class Site:
    """scripts/serve.py under test."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        command = [sys.executable, "scripts/serve.py", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    @property
    def children(self) -> dict[str, int]:
        return children(self.process.pid)

    def complete(self) -> bool:
        """Whether the web server answers and the worker stands beside it."""
        assert self.process.poll() is None, "scripts/serve.py has ended"
        return ask(self.port, "/healthz/", "127.0.0.1")[0] == 200 and len(self.children) == 2


def test_the_address_that_is_shown_has_the_sub_path(monkeypatch):
    shown = runpy.run_path(str(ROOT / "scripts/serve.py"))["sub_path"]
    for site, path in (("", ""), ("http://127.0.0.1:8000", ""), ("https://www.county.example:8443/jixiao", "/jixiao/")):
        monkeypatch.setenv("SITE_URL", site)
        assert shown() == path


@pytest.fixture
def site(child_environment) -> Iterator[Site]:
    site = Site(child_environment)
    try:
        wait_until(site.complete, "the site does not start")
        yield site
    finally:
        site.process.terminate()
        site.process.wait(timeout=LONG_ENOUGH)


def test_a_killed_worker_comes_back_and_ctrl_c_ends_everything(site):
    before = site.children["work"]
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: site.children.get("work", before) != before, "the worker does not come back")
    assert ask(site.port, "/healthz/", "127.0.0.1")[0] == 200
    started = site.children
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(timeout=LONG_ENOUGH) == 0
    assert not [name for name, pid in started.items() if alive(pid)]


def test_nobody_survives_the_parent(site):
    started = site.children
    site.process.kill()
    site.process.wait()
    wait_until(lambda: not any(map(alive, started.values())), "an orphan keeps running")
