"""How much processor time something takes, where it must be no more than so much.

One go may be slow by chance: the machine does other things, or the garbage collector looks over all that the tests hold.
Five are not.
"""

import time
from collections.abc import Callable

GOES = 5


def least_seconds(work: Callable[[], object], limit: float) -> float:
    """Processor seconds of the quickest of five goes; the first that stays below the limit is the last."""
    least = float("inf")
    for _ in range(GOES):
        begun = time.thread_time()
        work()
        least = min(least, time.thread_time() - begun)
        if least < limit:
            break
    return least
