"""The child process that opens foreign files: little memory, little time, no database, no secrets.

    python -m evaluations.foreign_files.child TASK

It reads a line of JSON (the request) and the file from its input and writes one JSON object to its output:
{"told": the answer}, {"refused": [what, remedy, expected]}, or {"stopped": why} for a file it could not finish.
"""

import json
import resource
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

from evaluations.foreign_files.child_tasks import CHILD_TASKS
from evaluations.foreign_files.file_refusals import PHANTOM_ROWS, SAVE_AS_XLSX, ForeignFileRefused

CHILD_MEMORY, CHILD_SECONDS = 512 * 1024 * 1024, 20
MOST_ANSWER_BYTES = 128 * 1024 * 1024
OUT_OF_MEMORY = "memory"
UNREADABLE_WORKBOOK = "文件无法打开，内容不符合 .xlsx 的格式"


def child_answer(task: str, request: bytes, content: bytes) -> bytes:
    """What the task makes of the file; a refusal is an answer, too."""
    function, asked = task_function(task), json.loads(request)
    try:
        answer = answer_as_json({"told": function(asked, content)})
    except ForeignFileRefused as refused:
        return answer_as_json({"refused": [refused.what, refused.remedy, refused.expected]})
    except MemoryError:
        return answer_as_json({"stopped": OUT_OF_MEMORY})
    except Exception:  # the parsers raise any kind for a file that is none
        return answer_as_json({"refused": [UNREADABLE_WORKBOOK, SAVE_AS_XLSX, ""]})
    if len(answer) > MOST_ANSWER_BYTES:
        return answer_as_json({"refused": ["文件里的内容太多，没有读取", PHANTOM_ROWS, ""]})
    return answer


def task_function(task: str) -> Callable[[Any, bytes], Any]:
    """The function behind a task: only what the task needs is imported, for openpyxl takes longer than most files."""
    module, _, name = CHILD_TASKS[task].function.rpartition(".")
    return getattr(import_module(module), name)


def answer_as_json(answer: dict[str, Any]) -> bytes:
    """ASCII, so that even a lone surrogate survives the way; a dataclass goes as its fields."""
    return json.dumps(answer, default=vars).encode("ascii")


def main() -> None:
    """Limits first: nothing foreign is read without them."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_ANSWER_BYTES, MOST_ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    request = sys.stdin.buffer.readline()
    sys.stdout.buffer.write(child_answer(sys.argv[1], request, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
