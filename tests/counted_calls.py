"""Work counted in calls of functions: no busy machine changes it, where a clock would guess."""

import sys
from collections.abc import Callable


def counted_calls(work: Callable[[], object]) -> int:
    """Calls of functions, of Python's own too, while this is done; what it raises goes on."""
    seen = 0

    def count(frame, event, argument):
        nonlocal seen
        seen += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return seen
