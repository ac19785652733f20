"""The child process that opens foreign files: little memory, little time, no database, no secrets.

    python -m evaluations.filing.workbook.child read|mark

It reads a line of JSON and the file from its input and writes JSON, or the marked file, to its output.
"""

import json
import resource
import sys
import warnings

from evaluations.filing.workbook.read import marking
from evaluations.foreign_files import workbook_cells, workbook_guard
from evaluations.foreign_files.workbook_guard import PHANTOM, Refused

MOST_MEMORY, MOST_SECONDS = 512 * 1024 * 1024, 20
TOO_LARGE = f"读取文件用的内存太多，没有读完。多半是表里有大量带格式的空行。{PHANTOM}"


def answer(task: str, given: list[dict[str, str]], content: bytes) -> bytes:
    """What the task makes of the file; a refusal is an answer, too."""
    try:
        merged = workbook_guard.check(content)
        if task == "mark":
            return marking.mark(content, given)
        return as_json(workbook_cells.read(content, merged))
    except Refused as refused:
        return as_json({"refused": str(refused)})
    except MemoryError:
        return as_json({"refused": TOO_LARGE})
    except Exception:  # openpyxl raises any kind for a file that is none
        return as_json({"refused": workbook_cells.UNREADABLE})


def as_json(value: dict) -> bytes:
    """ASCII, so that even a lone surrogate survives the pipe."""
    return json.dumps(value).encode("ascii")


def main() -> None:
    """Limits first: nothing foreign is read without them."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    given = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(answer(sys.argv[1], given, sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
