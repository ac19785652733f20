"""Our side of the child process: hand it the file, believe nothing but its answer, end it in time."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from evaluations.foreign_files.workbook_guard import LARGEST_WORKBOOK, PHANTOM_ROWS, WorkbookRefused, guard_upload

MOST_WAIT_SECONDS = 20
TOO_SLOW = f"文件太复杂，{MOST_WAIT_SECONDS} 秒内没有读完，已停止。多半是表里有大量带格式的空行。{PHANTOM_ROWS}"
CHILD_MODULE, CHILD_PATHS = "evaluations.foreign_files.child", (str(settings.BASE_DIR),)


def opened_sheets(content: bytes) -> list[dict[str, Any]]:
    """The sheets of the workbook as cells.read describes them; raises Refused with a Chinese sentence."""
    if not content.startswith(b"PK") or len(content) > LARGEST_WORKBOOK:
        guard_upload(content)  # needs no child to be refused
    return json.loads(run_child("read", [], content))["sheets"]


def copy_with_faults(content: bytes, faults: list[dict[str, str]]) -> bytes | None:
    """The workbook with its faults marked; None where it cannot be made (the page lists the faults all the same)."""
    try:
        return run_child("mark", faults, content)
    except WorkbookRefused:
        return None


def run_child(task: str, given: list[dict[str, str]], content: bytes) -> bytes:
    """The child's answer; raises Refused for what it refuses, and when it runs out of time or memory."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(CHILD_PATHS), "PYTHONDONTWRITEBYTECODE": "1"}
    line = json.dumps(given).encode("ascii") + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-m", CHILD_MODULE, task],
            input=line + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=MOST_WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkbookRefused(TOO_SLOW) from None
    if done.returncode:
        raise WorkbookRefused(TOO_SLOW)
    return accepted_answer(done.stdout)


def accepted_answer(answer: bytes) -> bytes:
    """The child's answer, unless it is a refusal."""
    if answer.startswith(b'{"refused"'):
        raise WorkbookRefused(json.loads(answer)["refused"])
    return answer
