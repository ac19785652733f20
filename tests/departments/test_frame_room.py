"""No call of a request or a test asks the kernel for memory over and over, however deep it stands."""

import resource
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from departments.frame_room import with_frame_room

TURNS, DEEPEST = 400, 300


def small_call(turn: int) -> int:
    """A frame that fits anywhere but at the very end of a chunk."""
    return turn + 1


def faults_below(depth: int) -> int:
    """Pages that the kernel had to give while small calls were made in a loop, this many calls below."""
    if depth:
        return faults_below(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for turn in range(TURNS):
        small_call(turn)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most_faults() -> int:
    """At the unluckiest of all depths."""
    return max(map(faults_below, range(DEEPEST)))


def in_own_thread(work: Callable[[], int]) -> int:
    """With frames of its own: those of all tests have room already (roomy_loop.py)."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def test_no_depth_asks_for_memory_at_each_call():
    assert in_own_thread(with_frame_room(most_faults)) < TURNS / 4


def test_no_depth_of_a_test_does():
    assert most_faults() < TURNS / 4


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="newer ones of 3.13 and 3.14 keep the last chunk themselves")
def test_without_room_some_depth_does():
    assert in_own_thread(most_faults) >= TURNS


def test_what_is_given_and_answered_passes_through():
    assert with_frame_room(divmod)(7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        with_frame_room(divmod)(7, 0)
