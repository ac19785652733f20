"""What Markdown, docstrings and comments refer to, and which of it does not exist: files, folders, modules, names, records."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.sources import ROOT, files, module_name, named, statements, tree

PLACES = "benchmarks|config|departments|docs|evaluations|scripts|static|templates|tests"
PATH = re.compile(rf"(?<![\w./:<*-])(?:{PLACES})/[\w/*.-]*")
# A file by its last words, as in `section/form.py`.
FILE = re.compile(r"(?<![\w./:<*-])(?!Node\.js)[\w-]+(?:/[\w-]+)*\.(?:py|md|js|css|html)\b(?![\w/])")
MODULE = re.compile(r"(?<![\w./:-])(?:benchmarks|config|departments|evaluations|tests)(?:\.[A-Za-z_]\w+)+(?![\w/])")
RECORD = re.compile(r"\b[Dd]ecisions?(?: records?)?[ /](\d{1,4})\b|\b[Rr]ecords? (\d{1,4})\b")
# `NEW.toml` stands for a file that the reader writes.
YOURS = re.compile(r"(?:^|/)[A-Z][A-Z-]+\.(?:toml|json)$")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
FENCED = re.compile(r"^```.*?^```", re.S | re.M)
QUOTED = re.compile(r"`([^`\n]+)`")
# In Markdown's `…`: snake_case and CamelCase; with … behind it, the beginning of a name.
NAME = re.compile(r"(?<![\w{])(?=\w*[a-z0-9]_|\w*[a-z][A-Z])[A-Za-z_]\w++…?(?!\.(?:py|md|js|css|html|json)\b|\*)")
HASH = re.compile(r"(?m)(?:^|\s)#[ !][^\n]*")
COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".html": re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.S),
    ".toml": HASH,
    ".yml": HASH,
    ".in": HASH,
    "": HASH,
}
SPOKEN = (".md", ".py", *COMMENTS)


@cache
def spoken(path: Path) -> str:
    """What a file says to people: all of a Markdown file, docstrings and comments of a program."""
    if path.suffix == ".md":
        return path.read_text()
    if path.suffix == ".py":
        return "\n".join([*docstrings(tree(path)), *token_texts(path).comments])
    return "\n".join(COMMENTS[path.suffix].findall(path.read_text()))


def docstrings(module: ast.Module) -> Iterator[str]:
    """Those of the module, its classes and its functions."""
    holders = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in statements(module):
        if isinstance(node, holders) and (text := ast.get_docstring(node)):
            yield text


class TokenTexts(NamedTuple):
    """What stands in a Python file, by what it is for the language."""

    comments: tuple[str, ...]  # everything behind a # that is not part of a text
    names: frozenset[str]
    strings: tuple[str, ...]


@cache
def token_texts(path: Path) -> TokenTexts:
    """A file taken apart once: that is the longest part of all that is asked about it."""
    found: dict[int, list[str]] = {tokenize.COMMENT: [], tokenize.NAME: [], tokenize.STRING: []}
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type in found:
            found[token.type].append(token.string)
    comments, names, strings = found.values()
    return TokenTexts(tuple(comments), frozenset(names), tuple(strings))


@cache
def places() -> frozenset[str]:
    """Every file and folder of the project, from its root."""
    found = {path.relative_to(ROOT) for path in files()}
    return frozenset(str(part) for path in found for part in (path, *path.parents))


@cache
def endings() -> frozenset[str]:
    """The last parts of every path: c, b/c and a/b/c of a/b/c."""
    parts = [PurePosixPath(place).parts for place in places()]
    return frozenset("/".join(some[start:]) for some in parts for start in range(len(some)))


@cache
def records() -> frozenset[int]:
    """The numbers of the decision records."""
    return frozenset(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))


@cache
def words() -> frozenset[str]:
    """Every name that a file other than Markdown writes."""
    sources = (path for path in files() if path.suffix not in (".md", ".png") and "vendor" not in path.parts)
    return frozenset(word for path in sources for word in re.findall(r"[A-Za-z_]\w+", path.read_text(errors="ignore")))


@cache
def module_words() -> dict[str, frozenset[str]]:
    """Dotted module → the names in its file."""
    return {module_name(path): frozenset(re.findall(r"\w+", path.read_text())) for path in named(".py")}


def dead_references(text: str) -> list[str]:
    """What a text of any kind names and the project does not have."""
    paths = [one for match in PATH.finditer(text) if not is_place(one := match[0].rstrip("./-"))]
    named_files = [one for match in FILE.finditer(text) if (one := match[0]) not in endings()]
    missing = [match[0] for match in MODULE.finditer(text) if not is_module(match[0])]
    unwritten = [match[0] for match in RECORD.finditer(text) if int(match[1] or match[2]) not in records()]
    return [*dict.fromkeys([*paths, *named_files, *missing, *unwritten])]


def is_place(name: str) -> bool:
    """A file or folder of the project, a pattern that fits one, or a file that the reader writes."""
    return name in places() or bool(YOURS.search(name)) or ("*" in name and any(fnmatch(p, name) for p in places()))


def is_module(name: str) -> bool:
    """A module of ours, or a name that stands in one."""
    known, parts = module_words(), name.split(".")
    longest = next((n for n in range(len(parts), 0, -1) if ".".join(parts[:n]) in known), 0)
    return longest == len(parts) or (longest > 0 and parts[longest] in known[".".join(parts[:longest])])


def dead_links(path: Path) -> list[str]:
    """Relative links of a Markdown file that lead nowhere."""
    return [
        match[1]
        for match in LINK.finditer(path.read_text())
        if not (path.parent / match[1]).exists() and not is_made_picture(path, match[1])
    ]


def is_made_picture(path: Path, name: str) -> bool:
    """A picture of the manual: scripts/manual_pictures.py makes it, tests/manual/test_manual_pictures.py knows them all."""
    return path.parent == ROOT / "docs" / "manual" and name.endswith(".png")


def dead_names(markdown: str) -> list[str]:
    """Names between `…` that no program, form or page writes; code blocks of examples are left out."""
    quoted = (name for match in QUOTED.finditer(FENCED.sub("", markdown)) for name in NAME.findall(match[1]))
    return [name for name in dict.fromkeys(quoted) if not is_word(name)]


def is_word(name: str) -> bool:
    """A name of the source, or (with … behind it) the beginning of one."""
    return name in words() or (name.endswith("…") and any(word.startswith(name[:-1]) for word in words()))
