"""The printer's process: warm for the next paper, hurt by none, and gone with its worker."""

import os
import resource
import signal
import time

import pytest

from evaluations.publication.printing import printer, printer_process, warm_parent
from evaluations.publication.printing.frames import told_answer
from evaluations.publication.printing.print_child import RenderRefused, print_html, printer_outcome
from evaluations.publication.printing.printer_process import (
    KEPT_VARIABLES,
    PrinterGone,
    PrinterProcess,
    printer_of_process,
)

# Notes its environment, says that a paper of one page is ready, and waits until nobody listens.
SPEAKER = """#!/bin/sh
env > {seen}
printf '\\000\\000\\000\\000\\000\\000\\000\\022{{"pages": 1}}\\npaper'
cat > /dev/null
"""


@pytest.fixture
def process(monkeypatch):
    """A printer of its own, in the place of this process's."""
    own = PrinterProcess()
    monkeypatch.setattr("evaluations.publication.printing.print_child.printer_of_process", own)
    yield own
    own.end()


def play(monkeypatch, tmp_path, script: str):
    program = tmp_path / "printer"
    program.write_text(script)
    program.chmod(0o700)
    monkeypatch.setattr(printer_process.sys, "executable", str(program))


def test_a_printer_that_ended_or_is_killed_is_started_again():
    """One that ended for want of orders unseen; of one that was killed at work people are told."""
    print_html("<p>一")
    gone = printer_of_process.child
    gone.stdin.close()
    assert gone.wait(60) == 0
    assert print_html("<p>二").pages == 1 and printer_of_process.child is not gone
    with pytest.raises(PrinterGone, match="-9"):
        os.kill(printer_of_process.child.pid, signal.SIGKILL)
        printer_of_process.asked(printer_of_process.child, b"{}")
    assert printer_of_process.child is None


def test_after_a_wait_that_was_broken_off_nobody_gets_the_late_paper(process, monkeypatch):
    asked = process.ready_child()

    def interrupted(child, order):
        raise KeyboardInterrupt

    monkeypatch.setattr(printer_process, "exchanged", interrupted)
    with pytest.raises(KeyboardInterrupt):
        process.answer(b"{}")
    assert process.child is None and asked.poll() == -signal.SIGKILL


def test_a_slow_printer_is_stopped(process, monkeypatch, tmp_path):
    play(monkeypatch, tmp_path, "#!/bin/sh\nsleep 60 & wait\n")
    monkeypatch.setattr(printer_process, "SECONDS", 0.2)
    begin = time.monotonic()
    with pytest.raises(RenderRefused, match="秒，已停止"):
        print_html("<p>x")
    assert time.monotonic() - begin < 30 and process.child is None


def test_its_process_sees_no_secret(process, monkeypatch, tmp_path):
    """The child tells its own environment: of ours it has what libraries need, and nothing else."""
    play(monkeypatch, tmp_path, SPEAKER.format(seen=tmp_path / "seen"))
    monkeypatch.setenv("SECRET_KEY", "not for the printer")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@host/name")
    print_html("<p>x")
    seen = {line.partition("=")[0] for line in (tmp_path / "seen").read_text().splitlines()}
    assert "PATH" in seen and not seen & (
        os.environ.keys() - set(KEPT_VARIABLES) - {"PWD", "SHLVL", "_", "OLDPWD", "PYTHONUTF8"}
    )


def endless(order, fonts):
    while True:
        pass


def broken(order, fonts):
    raise ValueError(order)


@pytest.mark.parametrize(
    "act, words", [(endless, "限制"), (broken, "意外结束（1）"), (lambda *order: os._exit(9), "意外结束（9）")]
)
def test_a_child_that_cannot_answer_is_told_in_words(act, words, monkeypatch):
    """The limits are those of the child: the parent lives to tell."""
    monkeypatch.setattr(warm_parent, "answered_order", act)
    monkeypatch.setattr(printer, "PROCESSOR_SECONDS", 1)
    monkeypatch.setattr(printer, "MEMORY_BYTES", resource.RLIM_INFINITY)  # this process is larger than a printer
    with pytest.raises(RenderRefused, match=words):
        printer_outcome(warm_parent.printed_by_child(b"{}", None))


def test_memory_that_runs_out_is_told_in_words():
    with pytest.raises(RenderRefused, match="内存限制"):
        printer_outcome(told_answer({"spent": True}))


def test_fonts_with_a_thread_are_not_taken_over_a_fork(monkeypatch):
    monkeypatch.setattr(warm_parent.os, "listdir", lambda folder: ["1", "2"])
    assert warm_parent.warmed_fonts() is None
