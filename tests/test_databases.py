"""What makes the end of a run certain."""

import asyncio
import threading

from django.db import connections


def test_a_thread_keeps_its_connection_while_an_event_loop_runs_in_it():
    """As Playwright's does. A second connection would stay open when the first is closed."""
    seen = []

    async def inside():
        seen.append(connections["default"])

    def run():
        seen.append(connections["default"])
        asyncio.run(inside())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen[0] is seen[1]
