"""The benchmarks run; what they find out is no business of a test (tests/scoring/test_growth.py counts instead)."""

import os
import re
import subprocess
import sys

import pytest

from tests.patience import cases, thorough_only
from tests.ready_tables import ready_tables
from tests.sources import ROOT

ON_FILES = os.environ["JIXIAO_TEST_ENGINE"] == "sqlite"
pytestmark = [pytest.mark.server, pytest.mark.skipif(not ON_FILES, reason="run once, with the SQLite of benchmarks")]
QUICK = cases(("claims.py", "scoring.py"), ())  # --long runs all of them
SAYS = {"claims.py": "", "scoring.py": "one evaluation"}


def outside() -> dict[str, str]:
    """The environment of a shell in which no test runs."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "DATABASE"))}


@pytest.mark.parametrize("name", QUICK)
def test_a_benchmark_runs(name, django_db_setup):
    environment = outside() | {"BENCH_TABLES": ready_tables()}
    command = [sys.executable, ROOT / "benchmarks" / name, "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
    assert done.returncode == 0 and SAYS[name] in done.stdout, done.stdout + done.stderr


@thorough_only
def test_the_quick_benchmarks_run():
    done = subprocess.run([ROOT / "scripts/bench", "--quick"], capture_output=True, text=True, env=outside())
    assert done.returncode == 0, done.stdout + done.stderr
    for title in ("one evaluation", "a province", "many projects", "long texts in", "pages on sqlite3"):
        assert title in done.stdout
    assert re.search(r"everything +[0-9.]+ +[0-9.]+ +[0-9.]+", done.stdout)


def test_an_unknown_argument_is_refused():
    assert subprocess.run([ROOT / "scripts/bench", "--fast"], capture_output=True).returncode == 2
