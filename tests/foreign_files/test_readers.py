"""Whatever opens a foreign file does it in the limited child: no other module opens one, or imports one that does."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

from evaluations.foreign_files.child import child_answer
from evaluations.foreign_files.child_tasks import CHILD_TASKS
from tests.foreign_files import making
from tests.sources import ROOT, imports, inside, modules, tree

TASK_MODULES = {task.function.rpartition(".")[0] for task in CHILD_TASKS.values()}
# They run in the child alone; the guard is what its tasks share.
READERS = {
    f"evaluations.foreign_files.{name}"
    for name in (
        *("xlsx_parts", "xlsx_cells", "xlsx_styles", "xls_cells", "xml_2003_cells", "html_cells", "markup_files"),
        *("workbook_guard", "workbook_package", "paper_word", "paper_numbering", "paper_web"),
    )
}
MARKERS = {f"evaluations.filing.workbook.read.{name}" for name in ("mark_list", "mark_notes", "mark_styles")}
CHILD_ONLY = {"evaluations.foreign_files.child", *READERS, *MARKERS, *TASK_MODULES}
# They open what they have written themselves: the empty paper; a workbook, to take the clock out of it; the ZIP of our
# papers; the engine that prints them.
OUR_OWN_PAPER = {
    "evaluations.report.word_frame",
    "evaluations.report.annex_workbook",
    "evaluations.publication.release_queue.report_copies",
    "evaluations.publication.printing.engine_patches",
    "evaluations.publication.printing.page_tree",
}
# Modules and functions that take a file apart; writing our own workbooks and papers needs none of them.
OPENERS = (
    "openpyxl.load_workbook",
    "openpyxl.reader",
    "openpyxl.open",
    *("xlrd", "pypdf", "pypdfium2", "pyhanko.pdf_utils.reader", "pyhanko.sign.validation"),
    *("zipfile", "tarfile", "gzip", "bz2", "lzma", "zlib", "xml", "lxml", "pandas", "shutil.unpack_archive"),
    "csv.reader",
    "csv.DictReader",
)
READING_CALLS = {
    ("csv", "reader"),
    ("csv", "DictReader"),
    ("openpyxl", "load_workbook"),
    ("openpyxl", "open"),
    ("shutil", "unpack_archive"),
}


def opens_files(module: ast.Module) -> bool:
    """Whether a module imports or calls what takes a workbook, an archive, a CSV or a Word file apart."""
    imported = [name for node in ast.walk(module) for name in imported_names(node)]
    return any(inside(name, *OPENERS) for name in imported) or any(reading_calls(module))


def imported_names(node: ast.AST) -> list[str]:
    """The dotted names of one import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def other_names(node: ast.AST) -> list[tuple[str, str]]:
    """Names that an import gives to things which have others: import csv as tables."""
    aliases = node.names if isinstance(node, ast.Import | ast.ImportFrom) else []
    return [(alias.asname, alias.name) for alias in aliases if alias.asname]


def reading_calls(module: ast.Module) -> Iterator[ast.Call]:
    """csv.reader(…), openpyxl.load_workbook(…), Document(file): the empty Document() is a paper of ours."""
    called = dict(pair for node in ast.walk(module) for pair in other_names(node))
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        owner = getattr(getattr(call.func, "value", None), "id", "")
        name, owner = called.get(name, name), called.get(owner, owner)
        if (owner, name) in READING_CALLS or (name == "Document" and (call.args or call.keywords)):
            yield call


def test_foreign_files_are_opened_in_the_child_alone():
    opening = {name for name, path in modules().items() if opens_files(tree(path))}
    assert not opening - CHILD_ONLY - OUR_OWN_PAPER, "these open files; give the child a task for it"
    assert "evaluations.foreign_files.workbook_guard" in opening


def test_what_opens_files_is_imported_in_the_child_alone():
    outside = {name: imports(path) for name, path in modules().items() if name not in CHILD_ONLY}
    asking = {name: [one for one in used if inside(one, *CHILD_ONLY)] for name, used in outside.items()}
    assert not {name: used for name, used in asking.items() if used}, "these open files by themselves; ask the child"


def test_the_child_knows_neither_django_nor_more_than_its_task_needs():
    """A CSV or an archive does not pay for openpyxl, which takes longer than they do."""
    program = (
        "import sys; from evaluations.foreign_files.child import task_function, CHILD_TASKS\n"
        "for task in {tasks}: task_function(task)\n"
        "print([name for name in ('django', 'openpyxl') if name in sys.modules])"
    )

    def loaded(*tasks: str) -> str:
        command = [sys.executable, "-c", program.format(tasks=tasks)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    assert loaded("text-table", "archive") == "[]"
    assert loaded(*CHILD_TASKS) == "['openpyxl']"


@pytest.mark.parametrize("name", sorted(CHILD_TASKS))
def test_every_task_has_its_function(name):
    module, _, function = CHILD_TASKS[name].function.rpartition(".")
    assert callable(getattr(import_module(module), function)) and CHILD_TASKS[name].name == name


@pytest.mark.parametrize("task, request_line", [("sheets", b"null"), ("workbook-table", b"9"), ("mark", b"[]")])
@pytest.mark.parametrize("make", [making.bomb, making.encrypted_part, making.with_parts(xl__vbaProjectXbin=b"1")])
def test_no_task_opens_a_workbook_before_the_guard_has_seen_it(monkeypatch, task, request_line, make):
    content = make(making.saved(making.Workbook()))
    for opener in ("xlsx_cells.XlsxParts", "workbook_package.WorkbookPackage.of"):
        monkeypatch.setattr(f"evaluations.foreign_files.{opener}", lambda *_, **__: pytest.fail("was opened"))
    assert child_answer(task, request_line, content).startswith(b'{"refused"')


@pytest.mark.parametrize(
    "source, opens",
    [
        ("from openpyxl import load_workbook", True),
        ("import openpyxl\nopenpyxl.load_workbook(file)", True),
        ("from openpyxl import Workbook", False),
        ("import openpyxl as sheets\nsheets.load_workbook(file)", True),
        ("import csv as tables\ntables.reader(file)", True),
        ("from docx import Document as Paper\nPaper(file)", True),
        ("from shutil import unpack_archive", True),
        ("import zipfile", True),
        ("from zipfile import ZipFile", True),
        ("import csv\ncsv.reader(file)", True),
        ("from csv import DictReader", True),
        ("import csv\ncsv.writer(file)", False),
        ("from docx import Document\nDocument(file)", True),
        ("import docx\ndocx.Document(docx=file)", True),
        ("from docx import Document\nDocument()", False),
        ("import shutil\nshutil.unpack_archive(file)", True),
    ],
)
def test_the_judge_of_readers_itself(source, opens):
    assert opens_files(ast.parse(source)) is opens
