"""Whatever the locale of the host: our files are UTF-8, and our processes say so."""

import ast
from collections.abc import Iterator

import pytest

from tests.sources import ROOT, named, tree

# The tests themselves run under PYTHONUTF8=1, which scripts/test sets.
SHIPPED = ("config", "departments", "evaluations", "scripts", "benchmarks", "manage.py")
TEXT_METHODS = {"read_text", "write_text"}
OPENERS = {"open", "fdopen", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"}
RUNNERS = {"run", "Popen", "check_output"}


def unspoken_encodings(module: ast.AST) -> Iterator[int]:
    """The lines that read or write text in whatever encoding the locale happens to have."""
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        texts = [one.value for one in (*call.args, *given.values()) if isinstance(one, ast.Constant)]
        modes = [one for one in texts if isinstance(one, str) and 0 < len(one) < 4 and set(one) <= set("rwxab+t")]
        wants_text = (
            name in TEXT_METHODS
            or name in OPENERS
            and modes
            and not any("b" in mode for mode in modes)
            or name == "open"
            and isinstance(call.func, ast.Name)
            and not modes
            or name in RUNNERS
            and {"text", "universal_newlines"} & set(given)
        )
        if wants_text and "encoding" not in given:
            yield call.lineno


def test_whoever_opens_a_text_names_its_encoding():
    files = [path for path in named(".py") if path.relative_to(ROOT).parts[0] in SHIPPED]
    found = {str(path.relative_to(ROOT)): lines for path in files if (lines := list(unspoken_encodings(tree(path))))}
    assert len(files) > 300 and not found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("path.read_text()", True),
        ("path.write_text('x')", True),
        ("path.read_text(encoding='utf-8')", False),
        ("open(name)", True),
        ("open(name, 'rb')", False),
        ("path.open('w')", True),
        ("path.open('w', encoding='utf-8')", False),
        ("tempfile.NamedTemporaryFile('w')", True),
        ("tempfile.TemporaryFile()", False),
        ("subprocess.run(command, text=True)", True),
        ("subprocess.run(command, capture_output=True)", False),
        ("Image.open(path, formats=['PNG'])", False),
    ],
)
def test_an_encoding_left_to_the_locale_is_found(line, found):
    assert bool(list(unspoken_encodings(ast.parse(line)))) == found


@pytest.mark.parametrize(
    "name",
    [
        "scripts/setup",
        "scripts/demo",
        "scripts/test",
        "scripts/bench",
        "scripts/serve.py",
        "Dockerfile",
        "evaluations/foreign_files/opening.py",
        "evaluations/publication/printing/printer_process.py",
    ],
)
def test_what_starts_our_processes_says_utf8(name):
    assert "PYTHONUTF8" in (ROOT / name).read_text(encoding="utf-8")
