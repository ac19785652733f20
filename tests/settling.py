"""Let the live server finish before a test's tables are emptied.

A page that is closed with unsaved text sends it with its last breath (autosave.js). Such a request may come after the
test's last line, and would meet a database that nobody may use any more.
"""

import threading
import time
from collections import Counter

import pytest

STILL, LONGEST = 0.1, 10  # seconds without a request; seconds after which a test ends anyway


@pytest.fixture(autouse=True)
def requests_come_to_an_end(request):
    """Wait after the pages are closed (their fixtures are made later) and before the tables are emptied."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.core.signals import request_finished, request_started

    count: Counter[str] = Counter()

    def note(name):
        if threading.current_thread() is not threading.main_thread():
            count[name] += 1

    def begun(**_):
        note("begun")

    def ended(**_):
        note("ended")

    request_started.connect(begun)
    request_finished.connect(ended)
    yield
    settle(count)
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


def settle(count):
    """Return when nothing has been under way for a moment."""
    end, quiet_since, seen = time.monotonic() + LONGEST, time.monotonic(), dict(count)
    while time.monotonic() < end and time.monotonic() < quiet_since + STILL:
        time.sleep(0.01)
        if dict(count) != seen or count["begun"] > count["ended"]:
            quiet_since, seen = time.monotonic(), dict(count)
