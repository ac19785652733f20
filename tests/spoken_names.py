"""Names of the program that docstrings and comments of Python speak of, and which of them nothing has."""

import ast
import builtins
import re
from functools import cache
from pathlib import Path

from tests.references import spoken, token_texts
from tests.sources import named, statements, tree

# One error or several with commas between them, each perhaps with its module; the sentence goes on in small letters.
RAISES = re.compile(r"\b[Rr]aises? ((?:(?:, (?:and |or )?| and | or )?(?:\w+\.)*[A-Z]\w+)+)")
DECORATOR = re.compile(r"(?<![\w.])@([a-z]\w+)")
# What stands between `…` alone: a name, with what it belongs to.
QUOTED = re.compile(r"`@?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?:\([^`]*\))?`")
OF_MODULE = re.compile(r"(?<![\w./`-])([a-z_]{3,})\.([A-Za-z_]\w{2,})(?![\w./-])")
# Words before a dot that are parts of a report in a document, too: indicator.CODE.
OF_DOCUMENTS = {"indicator", "section", "projects"}
# Names of other programs.
FOREIGN_NAMES = {"startproject"}
ENDINGS = {"py", "md", "js", "css", "html", "toml", "json", "yml", "txt", "in", "xlsx", "docx", "csv", "pdf"}


def dead_spoken_names(text: str) -> list[str]:
    """What a docstring or comment calls by name and no file writes as a name."""
    raised = [name for match in RAISES.finditer(text) for name in re.findall(r"[\w.]+", match[1]) if name[-1:] != "."]
    raised = [name for name in raised if name not in ("and", "or") and name[:1].isupper() or "." in name]
    quoted = [match[1] for match in QUOTED.finditer(text)] + [match[1] for match in DECORATOR.finditer(text)]
    dotted = [f"{match[1]}.{match[2]}" for match in OF_MODULE.finditer(text) if match[2] not in ENDINGS]
    dotted = [name for name in dotted if name.partition(".")[0] not in OF_DOCUMENTS]
    dead = [name for name in raised if name.rpartition(".")[2] not in classes()]
    dead += [name for name in quoted if not set(name.split(".")) <= code_names() | FOREIGN_NAMES]
    dead += [name for name in (*raised, *quoted, *dotted) if not stands_in_module(name)]
    return [*dict.fromkeys(dead)]


def stands_in_module(name: str) -> bool:
    """Whether x of `module.x` stands in a module called so; anything that is no module of ours passes."""
    owner, _, last = name.rpartition(".")
    homes = module_names().get(owner.rpartition(".")[2])
    return not owner or homes is None or last in homes


@cache
def classes() -> frozenset[str]:
    """Classes of ours, of the language, and those that a module imports."""
    found = set(dir(builtins))
    for path in named(".py"):
        for node in statements(tree(path)):
            if isinstance(node, ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.ImportFrom):
                found |= {alias.asname or alias.name for alias in node.names}
    return frozenset(found)


@cache
def code_names() -> frozenset[str]:
    """Every name that a program writes outside its comments and docstrings, and every word of its texts."""
    found: set[str] = set()
    for path in named(".py"):
        found |= names_in_code(path)
    for path in named(".js", ".html", ".toml", ".yml", ".css", ".sh", ""):
        found |= set(re.findall(r"[A-Za-z_]\w*", path.read_text(errors="ignore")))
    return frozenset(found)


@cache
def names_in_code(path: Path) -> frozenset[str]:
    """The names and the words of texts in a Python file, without what its docstrings and comments say."""
    said, texts = spoken(path), token_texts(path)
    written = (one for one in texts.strings if one.strip("\"'").strip()[:60] not in said)
    return texts.names.union(*(re.findall(r"[A-Za-z_]\w*", one) for one in written))


@cache
def module_names() -> dict[str, frozenset[str]]:
    """Last word of a module or folder → all names in the modules called so, or lying in it."""
    found: dict[str, set[str]] = {}
    for path in named(".py"):
        for home in {path.stem, *path.parent.parts[-1:]}:
            found.setdefault(home, set()).update(names_in_code(path), {path.stem})
    return {home: frozenset(names) for home, names in found.items()}
