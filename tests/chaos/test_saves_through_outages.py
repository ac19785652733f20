"""PostgreSQL restarts twice and is away for 75 seconds while somebody types: nothing that was acknowledged is lost.

scripts/test --long.
"""

import sys
import threading
import time

import pytest

from tests.chaos.open_page import OpenPage, site_processes
from tests.patience import THOROUGH
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(not THOROUGH, reason="scripts/test --long")
SECONDS_AWAY = 75
LONGEST_RECOVERY = 6  # two where nobody else works
# A request waits for a connection twice at most, and the machine may be busy.
LONGEST_WAIT = 12


def test_what_was_acknowledged_is_kept_over_two_restarts_and_an_outage(tmp_path):
    with site_processes(tmp_path, {"new": ROOT}) as site:
        seeded = site.seed("new")
        site.serve("new")
        page, end = OpenPage(site, seeded["people"][0], f"/filing/{seeded['draft']}/s/usage/", "new"), threading.Event()
        typing = threading.Thread(target=page.keep_saving, args=[end])
        typing.start()
        for _ in range(2):
            time.sleep(3)
            site.postgres.restart()
        time.sleep(3)
        end.set()
        typing.join()
        restarts = len(page.seconds), len(page.faults)
        site.postgres.control("stop", "-w", "-m", "immediate")
        back_at = time.monotonic() + SECONDS_AWAY
        while time.monotonic() < back_at:
            assert not page.save()
            time.sleep(1)
        site.postgres.start()
        begun = time.monotonic()
        while not page.save():
            time.sleep(0.05)
        recovery = time.monotonic() - begun
        assert {status for status, _ in page.faults} == {503}, page.faults
        assert page.said in site.python("new", "manage.py", "export_evaluation", str(seeded["draft"]))
    said = f"restarts: {restarts[0]} saves, {restarts[1]} sent again; {recovery:.2f} s after {SECONDS_AWAY} s away"
    sys.stdout.write(f"{said}; longest answer {max(page.seconds):.1f} s\n")
    assert recovery < LONGEST_RECOVERY and max(page.seconds) < LONGEST_WAIT
