"""A web server of its own beside a PostgreSQL that goes away and comes back: how long it is felt."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.patience import tries
from tests.ports import free_port
from tests.services import LONG_ENOUGH, Postgres, die_with_parent, postgres_program, wait_until
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(postgres_program("initdb") is None, reason="PostgreSQL is not installed")
SECONDS_AWAY = tries(1, 75)


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[None]:
    """gunicorn as in production, eight threads in all."""
    flags = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "4"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", *flags, "--no-control-socket"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, preexec_fn=die_with_parent, stdout=quiet, stderr=quiet
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=LONG_ENOUGH)


def ask(port: int, path: str) -> tuple[int, list[str], float]:
    """(status, faults named, seconds)."""
    begun = time.monotonic()
    try:
        answer = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=LONG_ENOUGH)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        text = answer.read()
    faults = json.loads(text).get("faults", []) if text.startswith(b"{") else []
    return answer.status, faults, time.monotonic() - begun


def test_the_site_is_back_two_seconds_after_the_database(tmp_path):
    server, port = Postgres(), free_port()
    own = {"DATABASE_URL": server.url.replace("/jixiao?", "/postgres?"), "JIXIAO_MODE": "trial", "SECRET_KEY": "k" * 50}
    try:
        with serving(os.environ | own | {"MEDIA_ROOT": str(tmp_path)}, port):
            server.start()  # beside the site, which begins without it
            wait_until(lambda: ask(port, "/readyz/")[1] == ["migrations"], "the site does not begin")
            server.control("stop", "-w", "-m", "immediate")
            end, waits = time.monotonic() + SECONDS_AWAY, []
            while time.monotonic() < end:
                waits.append(ask(port, "/readyz/")[2])
                assert ask(port, "/healthz/")[0] == 200
            assert max(waits) < 20, "a request holds its thread no longer than two waits for a connection"
            server.start()
            back = time.monotonic()
            wait_until(lambda: ask(port, "/readyz/")[1] == ["migrations"], "the site does not come back")
            assert time.monotonic() - back <= 20  # two where nobody else works; without a check it is never
    finally:
        server.remove()
