"""What keeps the code a pleasure to read, decided by a machine instead of a reviewer's mood."""

import ast
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from tests.sources import ROOT, files, named, statements, tree

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 120
VENDOR = ROOT / "static" / "vendor"
TEMPLATES = ROOT / "templates"
# Django looks these up by itself.
BY_NAME = {"400.html", "403.html", "404.html", "500.html"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work)/\w")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.org|npmmirror\.com|tuna\.tsinghua|mirrors\.\w+\.(?:com|cn|edu)"
    r"|deb\.debian\.org|security\.debian\.org|registry\.(?!py\b)\w+"
)
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX)\b")
PRIVATE_KEY = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    """The file's text; a picture or a font has none that matters here."""
    return path.read_bytes().decode("utf-8", errors="ignore")


def is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def offenders(pattern: re.Pattern, paths: list[Path]) -> dict[str, str]:
    found = {relative(path): pattern.search(text(path)) for path in paths}
    return {name: match.group() for name, match in found.items() if match}


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in statements(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_files_are_short():
    lengths = {relative(path): len(text(path).splitlines()) for path in named(".py", ".js", ".css")}
    assert not {name: n for name, n in lengths.items() if n > LONGEST_FILE and "/migrations/" not in name}


def test_functions_are_short():
    long = {}
    for path in named(".py"):
        for function in functions(path):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > LONGEST_FUNCTION:
                long[f"{relative(path)}:{function.name}"] = lines
    assert not long


def test_templates_are_short():
    lengths = {relative(path): len(text(path).splitlines()) for path in named(".html")}
    assert not {name: n for name, n in lengths.items() if n > LONGEST_TEMPLATE}


def test_modules_say_what_they_are_for():
    own = [path for path in named(".py") if path.relative_to(ROOT).parts[0] != "tests" and not is_migration(path)]
    silent = [relative(path) for path in own if tree(path).body and not explained(tree(path))]
    assert not [name for name in silent if not name.endswith(("__init__.py", "apps.py"))]


def explained(module: ast.Module) -> bool:
    """A docstring of the module, or of the noun it holds."""
    nouns = [node for node in module.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    return any(map(ast.get_docstring, [module, *nouns]))


def test_no_path_of_somebodys_machine():
    assert not offenders(MACHINE_PATH, files())


def test_no_registry_host():
    assert not offenders(REGISTRY, [path for path in files() if path.name != "test_habits.py"])


def test_nothing_is_left_for_later():
    assert not offenders(LEFT_OVER, named(".py", ".html", ".js", ".css", ".toml", ".md", ""))


def test_no_test_has_the_browser_compile_text():
    """The site's policy forbids it: such a wait passes when it need not wait, and fails on a busy machine."""
    said = "wait_for" + "_function("
    assert [path for path in named(".py") if said in text(path)] == []


def test_no_private_key():
    assert not offenders(PRIVATE_KEY, files())


def test_every_template_is_used():
    patterns = referenced_templates()
    own = [path for path in named(".html") if TEMPLATES in path.parents]
    unused = [name for path in own if not used(name := str(path.relative_to(TEMPLATES)), patterns)]
    assert not [name for name in unused if name not in BY_NAME and not overrides(name)]


def test_no_tag_and_no_comment_of_a_template_is_shown():
    """Django knows what begins and ends on one line: anything else of its own is printed as it stands."""
    own = [path for path in named(".html") if TEMPLATES in path.parents]
    assert not offenders(re.compile(r"\{#(?!.*#\})|\{\{(?!.*\}\})|\{%(?!.*%\})"), own)


def test_no_item_of_a_list_is_called_something_else():
    """A list whose item has another role is none for a screen reader: what is told stands within the item."""
    own = [path for path in named(".html") if TEMPLATES in path.parents]
    assert not offenders(re.compile(r"<li\b[^>]*\srole="), own)


def referenced_templates() -> set[str]:
    """Regular expressions of template names in Python and templates; f-strings leave gaps."""
    sources = "\n".join(text(path) for path in named(".py", ".html") if "tests" not in path.parts)
    names = set(re.findall(r"""["']([^"'\s]+\.(?:html|svg|txt))["']""", sources))
    return {re.sub(r"\\\{.*?\\\}|%s", "[^/]+", re.escape(name)) for name in names}


def used(name: str, patterns: set[str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def overrides(name: str) -> bool:
    """Whether the template replaces one of an installed package, which refers to it by name."""
    return any((Path(directory) / name).exists() for directory in get_app_template_dirs("templates"))


def vendored() -> list[tuple[str, str, str]]:
    packages = json.loads((VENDOR / "VERSIONS.json").read_text())
    return [(p["name"], file, digest) for p in packages for file, digest in p["sha256"].items()]


@pytest.mark.parametrize("name, file, digest", vendored())
def test_vendored_files_are_what_they_were(name, file, digest):
    assert hashlib.sha256((VENDOR / name / file).read_bytes()).hexdigest() == digest


def test_no_vendored_file_of_unknown_origin():
    present = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert present == {"VERSIONS.json", *(f"{name}/{file}" for name, file, _ in vendored())}


def test_vendored_versions_agree_with_package_json():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert wanted == {p["name"]: p["version"] for p in json.loads((VENDOR / "VERSIONS.json").read_text())}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-setup.txt"])
def test_requirements_are_pinned_and_hashed(name):
    requirements = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", text(ROOT / name)).strip())
    assert not [r for r in requirements if not re.match(r"\S+==\S+ \\\n\s+--hash=sha256:", r)]
