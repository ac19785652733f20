"""The last minutes of a county, in small: many type at once, nothing fails and nothing is lost. scripts/test --long.

The whole of it, with 300 people for five minutes, is benchmarks/deadline_rush.py.
"""

import subprocess
import sys

import pytest

from tests.patience import THOROUGH
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(not THOROUGH, reason="scripts/test --long")


def test_of_what_many_people_type_at_once_nothing_fails_and_nothing_is_lost():
    rush = [sys.executable, "benchmarks/deadline_rush.py", "--minutes", "1", "--departments", "12"]
    done = subprocess.run([sys.executable, "-m", "tests.services", *rush], cwd=ROOT, capture_output=True, text=True)
    sys.stdout.write(done.stdout)
    assert done.returncode == 0 and "errors 0, lost saves 0" in done.stdout, done.stdout + done.stderr[-2000:]
