"""What Python and pytest make of our files before they run, made once for all the processes of a run that will read them.

In a fresh clone each of them would compile the same modules in the same moment, and rewrite the asserts of the same tests,
which is half of what reading them costs. Two children share the work while the servers start.
"""

import compileall
import multiprocessing
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from _pytest.assertion import rewrite  # pytest offers no other way to it; tests/test_read_ahead.py

from tests.sources import named

CHILDREN = 2


def make_bytecode(config: pytest.Config) -> None:
    """Of the product and of the tests, where it is missing or out of date; nothing where Python is to leave none."""
    if sys.dont_write_bytecode:
        return
    files, fork = named(".py"), multiprocessing.get_context("fork")
    children = [fork.Process(target=make_bytecode_of, args=(files[n::CHILDREN], config)) for n in range(CHILDREN)]
    for child in children:
        child.start()
    for child in children:
        child.join()


def make_bytecode_of(files: Sequence[Path], config: pytest.Config) -> None:
    """Of these files. What cannot be compiled is told where it is read."""
    for path in files:
        if path.name.startswith("test_") or path.name == "conftest.py":
            with suppress(SyntaxError):
                rewrite_asserts(path, config)
        else:
            compileall.compile_file(path, quiet=2)


def rewrite_asserts(path: Path, config: pytest.Config) -> None:
    """Leave what pytest would make of a file of tests where it looks for it."""
    folder = rewrite.get_cache_dir(path)
    made = folder / f"{path.stem}{rewrite.PYC_TAIL}"
    if rewrite._read_pyc(path, made) is None and rewrite.try_makedirs(folder):
        digest, code = rewrite._rewrite_test(path, config)
        rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, digest, made)
