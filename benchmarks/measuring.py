"""Measuring by ratio: CPU time of this process (a busy machine disturbs it least), set against a peer of the same run."""

import gc
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean, median

from tests.counted_calls import counted_calls

Work = Callable[[], object]
COUNTED = 4


def seconds(work: Work) -> float:
    """CPU seconds of one call, the garbage collector at rest."""
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        work()
        return time.process_time() - begin
    finally:
        gc.enable()


def settle() -> None:
    """What is loaded and seeded by now lives to the end, as in config/wsgi.py: no collection looks through it again."""
    gc.collect()
    gc.freeze()


def repeated(work: Work, times: int) -> Work:
    def many() -> None:
        for _ in range(times):
            work()

    return many


def against(work: Work, peer: Work, rounds: int) -> tuple[float, float]:
    """Best seconds of the work, and the median ratio to the peer; both in turn, so that both see the same machine."""
    pairs = [(seconds(work), seconds(peer)) for _ in range(rounds)]
    return min(mine for mine, _ in pairs), median(mine / max(theirs, 1e-9) for mine, theirs in pairs)


def cost(parts: Sequence[Work], yardstick: Work) -> float:
    """What equal parts cost together, in yardsticks. The yardstick is measured beside every part, so that a machine
    that grows slower on the way (others work on it, it grows hot) does not look like a program that grows slower;
    the quarter of the parts that went worst, and the quarter that went best, speak through the middle ones."""
    each = sorted(seconds(part) / seconds(yardstick) for part in parts)
    quarter = len(each) // 4
    return fmean(each[quarter : len(each) - quarter]) * len(each)


def in_calls(work: Work, peer: Work) -> float:
    """The work in calls of Python functions of those of the peer: no load of the machine changes it."""
    work(), peer()
    return counted_calls(repeated(work, COUNTED)) / counted_calls(repeated(peer, COUNTED))


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    print(f"\n{title}")
    for line in lines:
        print("  " + "  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)), flush=True)


def verdict(growths: dict[str, float], limit: float) -> None:
    """Exit 1 when the cost of one unit grows with their number beyond the limit: a quadratic step."""
    slow = {name: growth for name, growth in growths.items() if growth > limit}
    for name, growth in slow.items():
        print(f"\n{name}: one costs {growth:.2f} times as much among many as among few (limit {limit:g})")
    sys.exit(1 if slow else 0)
