"""The process beside the story: another one, which ends with its parent; and what it writes ahead."""

import datetime
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from evaluations.demo.county_stories import SEED_YEAR
from evaluations.demo.second_process import SecondProcess
from evaluations.demo.story_steps import DemoStep, midnight_of
from evaluations.demo.written_reports import WrittenReports
from tests.demo.same_process import HereAtOnce
from tests.services import wait_until

FILL = DemoStep(midnight_of(datetime.date(2022, 3, 1)), "fill", "103001", SEED_YEAR)
WAITING_PARENT = """
    import os, time
    from evaluations.demo.second_process import SecondProcess
    with SecondProcess() as beside:
        print(beside.begin(os.getpid).result(), flush=True)
        time.sleep(600)
"""


def test_what_is_begun_is_done_by_another_process_whose_faults_are_told():
    with SecondProcess() as beside:
        assert beside.begin(os.getpid).result() != os.getpid()
        with pytest.raises(ZeroDivisionError):
            beside.begin(divmod, 1, 0).result()


def test_it_ends_with_its_parent_however_that_ends():
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WAITING_PARENT)], stdout=subprocess.PIPE, text=True
    )
    with parent:
        beside = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
    wait_until(lambda: not is_running(beside), "the second process lives on")


def is_running(number: int) -> bool:
    """Whether there is such a process, which has not ended yet."""
    status = f"/proc/{number}/stat"
    try:
        with open(status, encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_report_that_was_written_ahead_is_taken_if_last_year_says_what_it_knew():
    written = WrittenReports(HereAtOnce())
    written.begin([FILL])
    assert written.known_to(FILL).given["written"] is written
    facts = written.of(FILL, {})
    assert facts and (facts.year, facts.last_year) == (SEED_YEAR, {})
    assert written.of(FILL, {"problems": "没有问题。"}) is None, "somebody has said something else meanwhile"
