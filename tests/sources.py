"""The files of the project as the tests of its map and its habits see them; of another copy, too, where one is named."""

import ast
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("config", "departments", "evaluations")


@cache
def files(root: Path = ROOT) -> list[Path]:
    """Everything that is or may be committed."""
    # The tests may run as somebody else than the owner of the copy, which git alone would refuse.
    command = ["git", "-c", f"safe.directory={root}", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(path for name in names.split("\0") if name and (path := root / name).is_file())


def named(*suffixes: str, root: Path = ROOT) -> list[Path]:
    """The files with one of these endings, without what others wrote."""
    return [path for path in files(root) if path.suffix in suffixes and "vendor" not in path.parts]


def module_name(path: Path, root: Path = ROOT) -> str:
    """evaluations/models/job.py -> evaluations.models.job"""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Parse a Python file once."""
    return ast.parse(path.read_text(), str(path))


def statements(module: ast.AST) -> Iterator[ast.AST]:
    """Everything of a parsed file that is no expression, itself first: a tenth of what ast.walk goes through."""
    ahead = [module]
    while ahead:
        node = ahead.pop()
        yield node
        for name in ("cases", "finalbody", "orelse", "handlers", "body"):
            if isinstance(below := getattr(node, name, None), list):
                ahead += reversed(below)


@cache
def modules(root: Path = ROOT) -> dict[str, Path]:
    """The application's own modules by dotted name."""
    paths = [path for path in named(".py", root=root) if path.relative_to(root).parts[0] in OURS]
    return {module_name(path, root): path for path in paths}


def inside(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of the packages or lies in one of them."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def imports(path: Path, root: Path = ROOT) -> list[str]:
    """Dotted names a module imports, at the top or inside a function; `from a import b` is a.b."""
    return imported_names(tree(path), module_name(path, root), path.name == "__init__.py")


def imported_names(module: ast.Module, name: str = "", is_package: bool = False) -> list[str]:
    """The same of a parsed module that is called `name`."""
    found: list[str] = []
    for node in statements(module):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, name, is_package)
            found += [f"{base}.{alias.name}" for alias in node.names]
    return found


def absolute(node: ast.ImportFrom, name: str, is_package: bool) -> str:
    """Resolve the dots of a relative import."""
    if not node.level:
        return node.module or ""
    package = name.split(".")
    if not is_package:
        package.pop()
    package = package[: len(package) - node.level + 1]
    return ".".join(package + ([node.module] if node.module else []))


@cache
def import_graph(root: Path = ROOT) -> dict[str, set[str]]:
    """Module of ours → the modules of ours that it imports anywhere in its text."""
    known = modules(root)
    return {
        name: {used for one in imports(path, root) if (used := module_of(one, known))} - {name}
        for name, path in known.items()
    }


def module_of(dotted: str, known: Mapping[str, object]) -> str:
    """The longest beginning of a dotted name that is a module: a.b.CONSTANT -> a.b; "" for what is not ours."""
    while dotted and dotted not in known:
        dotted = dotted.rpartition(".")[0]
    return dotted


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of nodes of which each leads to each other, directly or over others."""
    reached = {node: set(reachable(node, graph)) for node in graph}
    groups = {tuple(sorted(two for two in reached[one] if one in reached[two])) for one in graph}
    return sorted([list(group) for group in groups if len(group) > 1])


def reachable(start: str, graph: Mapping[str, set[str]]) -> Iterator[str]:
    """Everything that a node leads to; itself only where a way leads back."""
    seen, ahead = set[str](), list(graph.get(start, ()))
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            ahead += graph.get(node, ())
            yield node
