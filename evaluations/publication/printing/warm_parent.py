"""The printer's process, kept warm: `python -m evaluations.publication.printing.warm_parent`.

Libraries, style sheet and fonts are paid once; every order on standard input is printed by a forked child under the
limits of limit_process, and its answer goes to standard output (frames.py). The parent itself lays out nothing that
came from people. It ends when its worker ends, or after a while without orders.
"""

import gc
import logging
import os
import select
import signal
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

from weasyprint.text.fonts import FontConfiguration

from departments.frame_room import with_frame_room
from evaluations.publication.printing.frames import read_frame, told_answer, write_frame
from evaluations.publication.printing.printer import answered_order, limit_process, subsetting_available
from evaluations.publication.printing.printer_order import PaperAttachment, order_as_json

IDLE_SECONDS = 300
# One of everything that a report has, so that its code is loaded and its fonts are open before the first child is made.
WARM_PAGE = """<html lang="zh-CN"><title>暖</title><body>
<h1 class="report-title"><span>标题</span></h1><p>正文一，2020年。</p>
<h2 id="a">一、黑体</h2><h3>（一）楷体</h3><div class="sign"><p>落款</p></div>
<section class="annex annex-landscape"><h2 class="annex-title">附件</h2>
<table class="table-indicators"><thead><tr><th scope="col">表</th></tr></thead><tbody><tr><th scope="row">行</th></tr>
<tr><td class="number">1.00%</td></tr></tbody></table></section>
<div class="proof"><div class="proof-code">
<svg viewBox="0 0 2 2" xmlns="http://www.w3.org/2000/svg"><title>码</title><path d="M0 0h1"/></svg>
</div><p class="mono">0f</p></div></body></html>"""
WARM_FILE = PaperAttachment("a.json", "暖", "Data", "2021-01-01T00:00:00+08:00", b"{}")


def main() -> int:
    """Print orders until there is nobody left who gives any."""
    # WeasyPrint warns about itself; what matters is collected by the printer.
    logging.getLogger("weasyprint").propagate = False
    fonts = warmed_fonts() if subsetting_available() else None  # without it every order is refused, in words
    gc.collect()
    gc.freeze()
    with suppress(BrokenPipeError):  # the worker has gone while its paper was printed
        while order := next_order():
            write_frame(sys.stdout.buffer, printed_by_child(order, fonts))
    return 0


def next_order() -> bytes | None:
    """What comes next; None when the worker has gone or has wanted nothing for IDLE_SECONDS."""
    ready, _, _ = select.select([sys.stdin.buffer], [], [], IDLE_SECONDS)
    return read_frame(sys.stdin.buffer) if ready else None


def warmed_fonts() -> FontConfiguration | None:
    """Fonts that have been used once; None where a thread of the font library would be missing in a forked child."""
    fonts = FontConfiguration()
    answered_order(order_as_json(WARM_PAGE, (WARM_FILE,)), fonts)
    return fonts if runs_in_one_thread() else None


def runs_in_one_thread() -> bool:
    """Whether a fork copies all of this process. Newer versions of Pango keep a thread, and wait for it."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def printed_by_child(order: bytes, fonts: FontConfiguration | None) -> bytes:
    """The answer of a child made for this order; how it ended, where it could not answer."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        print_and_end(order, fonts, writer)
    os.close(writer)
    with open(reader, "rb") as pipe:
        answer = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return answer if code == 0 and answer else told_answer({"code": code, "spent": code in spent_codes()})


def spent_codes() -> tuple[int, ...]:
    """How a child ends whom the kernel has stopped for its time or its memory."""
    return -signal.SIGXCPU, -signal.SIGKILL


def print_and_end(order: bytes, fonts: FontConfiguration | None, writer: int) -> NoReturn:
    """In the child: print, answer, and end without touching what belongs to the parent."""
    code = 1
    try:
        limit_process()
        silence_parent_pipes()
        gc.disable()  # the whole process is thrown away in a second
        answer = with_frame_room(answered_order)(order, fonts)
        with open(writer, "wb") as pipe:
            pipe.write(answer)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def silence_parent_pipes() -> None:
    """No child reads an order that is not its own, or speaks to the worker in the parent's name."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)


if __name__ == "__main__":
    raise SystemExit(main())
