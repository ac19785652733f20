"""Our side of the child process: hand it the file, believe nothing but its answer, end it in time."""

import json
import logging
import signal
import subprocess
import sys
import tempfile

from django.conf import settings

from evaluations.foreign_files.child_tasks import MARK_WORKBOOK, READ_SHEETS, Asked, ChildTask, ForeignSheet, Told
from evaluations.foreign_files.file_refusals import (
    PHANTOM_ROWS,
    SAVE_AS_XLSX,
    ChildStopped,
    ForeignFileRefused,
    refuse_unopened,
)

log = logging.getLogger(__name__)
MOST_WAIT_SECONDS = 20
TOO_SLOW = f"文件太复杂，{MOST_WAIT_SECONDS} 秒内没有读完，已停止。可能是表里有大量带格式的空行"
OUT_OF_CHILD_MEMORY = "读取文件用的内存太多，没有读完。可能是表里有大量带格式的空行"
CHILD_BROKE_DOWN = "读取文件的程序意外停止，没有读完"
# How the kernel ends a child that has used up its time.
OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGKILL)
CHILD_MODULE, CHILD_PATHS = "evaluations.foreign_files.child", (str(settings.BASE_DIR),)


def opened_sheets(content: bytes) -> list[ForeignSheet]:
    """The sheets of a workbook; raises ForeignFileRefused."""
    refuse_unopened(content)  # needs no child to be refused
    return ask_child(READ_SHEETS, None, content)


def copy_with_faults(content: bytes, faults: list[dict[str, str]]) -> bytes | None:
    """The workbook with its faults marked; None where it cannot be made (the page lists the faults all the same)."""
    try:
        return ask_child(MARK_WORKBOOK, faults, content)
    except ForeignFileRefused:
        return None


def ask_child(task: ChildTask[Asked, Told], asked: Asked, content: bytes) -> Told:
    """The child's answer about the file; raises ForeignFileRefused, ChildStopped where it came to no end."""
    given = run_child(task.name, json.dumps(asked).encode("ascii"), content)
    try:
        answer = json.loads(given)
        if "refused" in answer:
            raise ForeignFileRefused(*map(str, answer["refused"]))
        if "stopped" in answer:
            raise ChildStopped(OUT_OF_CHILD_MEMORY, PHANTOM_ROWS)
        return task.told(answer["told"])
    except (ValueError, TypeError, KeyError, RecursionError):
        log.exception("foreign file: the answer to %s is none", task.name)
        raise ChildStopped(CHILD_BROKE_DOWN, SAVE_AS_XLSX) from None


def run_child(task: str, request: bytes, content: bytes) -> bytes:
    """What the child has written; raises ChildStopped when it runs out of time or breaks down.

    It writes to a file and not to a pipe: there the kernel bounds the size of what it says.
    """
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(CHILD_PATHS), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONUTF8"] = "1"
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                [sys.executable, "-m", CHILD_MODULE, task],
                input=request + b"\n" + content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=MOST_WAIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ChildStopped(TOO_SLOW, PHANTOM_ROWS) from None
        if done.returncode in OUT_OF_TIME:
            raise ChildStopped(TOO_SLOW, PHANTOM_ROWS)
        if done.returncode:
            log.error("foreign file: the child ended with %s at %s", done.returncode, task)
            raise ChildStopped(CHILD_BROKE_DOWN, SAVE_AS_XLSX)
        answer.seek(0)
        return answer.read()
