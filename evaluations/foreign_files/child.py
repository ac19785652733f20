"""The child process that opens foreign files: little memory, little time, no database, no secrets.

    python -m evaluations.foreign_files.child read|mark

It reads a line of JSON and the file from its input and writes JSON, or the marked file, to its output.
"""

import json
import resource
import sys
import warnings

from evaluations.filing.workbook.read.marking import mark_faults
from evaluations.foreign_files.workbook_cells import UNREADABLE_WORKBOOK, read_workbook
from evaluations.foreign_files.workbook_guard import PHANTOM_ROWS, WorkbookRefused, guard_upload

CHILD_MEMORY, CHILD_SECONDS = 512 * 1024 * 1024, 20
CHILD_OUT_OF_MEMORY = f"读取文件用的内存太多，没有读完。多半是表里有大量带格式的空行。{PHANTOM_ROWS}"


def child_answer(task: str, given: list[dict[str, str]], content: bytes) -> bytes:
    """What the task makes of the file; a refusal is an answer, too."""
    try:
        merged = guard_upload(content)
        if task == "mark":
            return mark_faults(content, given)
        return answer_as_json(read_workbook(content, merged))
    except WorkbookRefused as refused:
        return answer_as_json({"refused": str(refused)})
    except MemoryError:
        return answer_as_json({"refused": CHILD_OUT_OF_MEMORY})
    except Exception:  # openpyxl raises any kind for a file that is none
        return answer_as_json({"refused": UNREADABLE_WORKBOOK})


def answer_as_json(value: dict) -> bytes:
    """ASCII, so that even a lone surrogate survives the pipe."""
    return json.dumps(value).encode("ascii")


def main() -> None:
    """Limits first: nothing foreign is read without them."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    given = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(child_answer(sys.argv[1], given, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
