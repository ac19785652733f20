"""The benchmarks run; what they find out is no business of a test (tests/scoring/test_growth.py counts instead)."""

import os
import re
import subprocess

import pytest

from tests.sources import ROOT

pytestmark = pytest.mark.server


def test_the_quick_benchmarks_run():
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO", "DATABASE"))}
    done = subprocess.run([ROOT / "scripts/bench", "--quick"], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    for title in ("one evaluation", "a province", "many projects", "long texts in", "pages on sqlite3"):
        assert title in done.stdout
    assert re.search(r"everything +[0-9.]+ +[0-9.]+ +[0-9.]+", done.stdout)


def test_an_unknown_argument_is_refused():
    assert subprocess.run([ROOT / "scripts/bench", "--fast"], capture_output=True).returncode == 2
