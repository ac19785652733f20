"""Tests that are shared out among forked processes: each runs once, by files, and what goes wrong is told."""

import os
import subprocess
import sys

import pytest

from tests.sources import ROOT

CONFTEST = """
import pytest
from tests.forked_run import add_number_of_processes, share_out

pytest_addoption = add_number_of_processes


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    return share_out(session)
"""
THREE = """
import os
from pathlib import Path

import pytest

@pytest.fixture(scope="module")
def kept():
    return os.getpid()

@pytest.mark.parametrize("number", range(3))
def test_one_of_three(number, kept):
    with Path("ran").open("a") as ran:
        print(__name__, number, os.getpid(), kept, file=ran)
"""
FAILING = """
def test_passing():
    print("this is nobody's business")

def test_failing():
    print("the last words")
    assert 1 + 1 == int("3")
"""
SPEAKING = """
import os
import time

def test_speaking():
    for _ in range(20):
        os.write(1, f"from {__name__}\\n".encode())
        time.sleep(0.02)
    assert False
"""
DYING = """
import os

def test_dying():
    os.kill(os.getpid(), 9)
"""
SLOW = """
import time

def test_slow():
    time.sleep(0.1)
"""


@pytest.fixture
def run(tmp_path):
    """(what stands in each file of tests, options): the status and what was said."""

    def run(files, *options):
        (tmp_path / "conftest.py").write_text(CONFTEST)
        (tmp_path / "pytest.ini").write_text("[pytest]")
        for name, text in files.items():
            (tmp_path / f"test_{name}.py").write_text(text)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--processes", "2", *options]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout

    return run


def test_every_test_runs_once_and_those_of_a_file_in_one_process(run, tmp_path):
    status, said = run(dict.fromkeys("abcdef", THREE))
    assert (status, "18 passed" in said) == (0, True), said
    ran = [line.split() for line in (tmp_path / "ran").read_text().splitlines()]
    assert sorted((name, number) for name, number, _, _ in ran) == [(f"test_{a}", n) for a in "abcdef" for n in "012"]
    assert all(own == kept for _, _, own, kept in ran)
    assert len({(name, own) for name, _, own, _ in ran}) == 6


def test_a_failure_is_told_with_what_that_test_said(run):
    status, said = run({"a": FAILING, "b": THREE})
    assert (status, "1 failed, 4 passed" in said) == (1, True), said
    assert "where 3 = int('3')" in said and "the last words" in said and "business" not in said


def test_what_two_processes_say_at_the_same_time_stays_apart(run):
    status, said = run(dict.fromkeys("abcd", SPEAKING))
    assert (status, "4 failed" in said) == (1, True), said
    told = [line for line in said.splitlines() if line.startswith("from test_")]
    assert len(told) == 80 and all(len(set(told[begin : begin + 20])) == 1 for begin in range(0, 80, 20)), said


def test_where_a_process_dies_its_test_has_failed_and_other_files_are_run_by_the_rest(run):
    """The dead one had taken the next file already: what nobody has run has failed, too."""
    status, said = run({"a": DYING} | dict.fromkeys("bcdef", THREE))
    assert (status, "4 failed, 12 passed" in said) == (1, True), said
    assert "FAILED test_a.py::test_dying - the process of this test ended with -9" in said


def test_tests_that_nobody_is_left_to_run_are_no_success(run):
    status, said = run(dict.fromkeys("abc", DYING) | {"d": THREE})
    assert (status, "6 failed" in said) == (1, True), said


def test_who_stops_at_the_first_failure_begins_no_further_file(run):
    status, said = run({"a": FAILING} | {f"b{n:02}": SLOW for n in range(60)}, "-x")
    assert status == 2 and "1 failed" in said and int(said.split(" passed")[0].split()[-1]) < 50, said
