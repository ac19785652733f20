"""The files of the project as the tests of its map and its habits see them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("config", "departments", "evaluations")


@cache
def files() -> list[Path]:
    """Everything that is or may be committed."""
    # The tests may run as somebody else than the owner of the copy, which git alone would refuse.
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for name in names.split("\0") if name and (path := ROOT / name).is_file())


def named(*suffixes: str) -> list[Path]:
    """The files with one of these endings, without what others wrote."""
    return [path for path in files() if path.suffix in suffixes and "vendor" not in path.parts]


def module_name(path: Path) -> str:
    """evaluations/models/job.py -> evaluations.models.job"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Parse a Python file once."""
    return ast.parse(path.read_text(), str(path))


@cache
def modules() -> dict[str, Path]:
    """The application's own modules by dotted name."""
    return {module_name(path): path for path in named(".py") if path.relative_to(ROOT).parts[0] in OURS}


def inside(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of the packages or lies in one of them."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def imports(path: Path) -> list[str]:
    """Dotted names a module imports, at the top or inside a function; `from a import b` is a.b."""
    found: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, path)
            found += [f"{base}.{alias.name}" for alias in node.names]
    return found


def absolute(node: ast.ImportFrom, path: Path) -> str:
    """Resolve the dots of a relative import."""
    if not node.level:
        return node.module or ""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package.pop()
    package = package[: len(package) - node.level + 1]
    return ".".join(package + ([node.module] if node.module else []))
