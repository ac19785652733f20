"""kill -9 at moments that nobody chose, while somebody types: what was acknowledged is kept. scripts/test --long."""

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.chaos.open_page import OpenPage, SiteProcesses, site_processes
from tests.chaos.site_visitor import SiteVisitor
from tests.patience import THOROUGH
from tests.services import wait_until
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(not THOROUGH, reason="scripts/test --long")
KILLS = 12


def test_what_was_acknowledged_outlives_web_processes_that_are_killed_while_they_save(tmp_path):
    chance = random.Random(15)
    with site_processes(tmp_path, {"first": ROOT, "second": ROOT}) as site:
        seeded = site.seed("first")
        for one in site.trees:
            site.serve(one)
        page, end = (
            OpenPage(site, seeded["people"][0], f"/filing/{seeded['draft']}/s/usage/", "first"),
            threading.Event(),
        )
        typing = threading.Thread(target=page.keep_saving, args=[end, 0.01])
        typing.start()
        killed = sum(killed_children(site, one, chance) for one in ("first", "second") * (KILLS // 2))
        end.set()
        typing.join()
        assert page.said in site.python("first", "manage.py", "export_evaluation", str(seeded["draft"]))
    sys.stdout.write(f"{killed} processes killed, {len(page.seconds)} saves, {len(page.faults)} refused\n")
    assert killed >= KILLS and page.number > KILLS
    # Stored, and killed before it was said: the page is told that it has saved something newer, and goes on.
    assert all(status == 409 and '"late"' in text for status, text in page.faults), page.faults


def killed_children(site: SiteProcesses, version: str, chance: random.Random) -> int:
    """Kill the process that answers for this version, at any moment, and wait for its successor; how many were killed."""
    parent = site.running[version].pid
    children = [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    time.sleep(chance.uniform(0, 1))
    for child in children:
        os.kill(child, signal.SIGKILL)
    wait_until(SiteVisitor(site.address(version)).is_let_in, "no successor")
    return len(children)
