"""The house in numbers, with the standard library alone: rooms, circles, names, types and sizes of a copy.

scripts/measure_house prints them; tests/test_names.py keeps some of them. Migrations, which Django writes, do not
count, and neither do the tests where they are not named.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.sources import ROOT, circles, import_graph, imported_names, module_of, modules, named, tree

# Django, Celery and Python look for these in each module anew.
FRAMEWORK_NAMES = {"Command", "app_name", "handler403", "log", "main", "register", "urlpatterns"}
# What Django and Celery look for in evaluations/ itself.
EXPECTED_MODULES = {"evaluations", "evaluations.apps", "evaluations.tasks"}
WIDEST_TEMPLATE_LINE = 160
FORMAT_SKIP = re.compile(r"#\s*fmt:\s*(?:skip|off)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Definition:
    """A public name at the top of a module; `kind` is function, class or constant."""

    module: str
    name: str
    kind: str

    @property
    def place(self) -> str:
        return f"{self.module}.{self.name}"

    @property
    def one_word(self) -> bool:
        """Whether it is hard to search for; a class may be one noun of the domain."""
        return self.kind != "class" and "_" not in self.name


@cache
def own_modules(root: Path = ROOT) -> dict[str, Path]:
    """The modules that people write, by dotted name."""
    return {name: path for name, path in modules(root).items() if "migrations" not in name.split(".")}


def rooms(root: Path = ROOT) -> set[str]:
    """The folders with code right under evaluations/."""
    return {name.split(".")[1] for name, path in modules(root).items() if room_depth(name, path) > 1}


def room_depth(name: str, path: Path) -> int:
    """How many folders a module of evaluations lies in; 0 for those of other packages."""
    parts = name.split(".")
    return (len(parts) - (path.name != "__init__.py")) * (parts[0] == "evaluations")


def loose_modules(root: Path = ROOT) -> set[str]:
    """Modules right under evaluations/ that nobody looks for there."""
    return {name for name, path in modules(root).items() if room_depth(name, path) == 1} - EXPECTED_MODULES


def definitions(root: Path = ROOT) -> list[Definition]:
    """The public names at the top of all modules, without those of the framework."""
    found = [one for name, path in own_modules(root).items() for one in top_level(name, tree(path))]
    return [one for one in found if not one.name.startswith("_") and one.name not in FRAMEWORK_NAMES]


def top_level(name: str, module: ast.Module) -> Iterator[Definition]:
    """What a module defines at its top."""
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            yield Definition(name, node.name, "class")
        elif isinstance(node, Function):
            yield Definition(name, node.name, "function")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = [part for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
            yield from (Definition(name, part.id, kind(part.id)) for part in parts if isinstance(part.ctx, ast.Store))


def kind(name: str) -> str:
    """Of a name that is assigned: AmountOrBlank names a type, AMOUNT and amount are constants."""
    return "class" if re.match(r"[A-Z]\w*[a-z]", name) else "constant"


def shared_names(found: list[Definition]) -> dict[str, list[str]]:
    """Name → its modules, where it stands in two or more."""
    places = defaultdict(set)
    for one in found:
        places[one.name].add(one.module)
    return {name: sorted(where) for name, where in places.items() if len(where) > 1}


def shared_share(found: list[Definition]) -> float:
    """Percentage of the definitions whose name stands in another module, too."""
    return percentage(sum(map(len, shared_names(found).values())), len({one.place for one in found}))


def imported_definitions(root: Path = ROOT) -> list[Definition]:
    """What one module takes from another, named (`from a import b`) or through it (`a.b`), where it is defined."""
    used = set().union(*(uses(name, path, root) for name, path in own_modules(root).items()))
    return [one for one in definitions(root) if one.place in used]


def uses(name: str, path: Path, root: Path) -> set[str]:
    """Dotted names of what a module takes from others."""
    known, module = own_modules(root), tree(path)
    named_here = set(imported_names(module, name, path.name == "__init__.py"))
    through = {one.rpartition(".")[2]: one for one in named_here if one in known}
    attributes = {
        f"{through[node.value.id]}.{node.attr}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in through
    }
    return {one for one in named_here | attributes if module_of(one, known) != name}


def functions(root: Path = ROOT) -> list[Function]:
    """Every function and method, also those inside others."""
    return [node for path in own_modules(root).values() for node in ast.walk(tree(path)) if isinstance(node, Function)]


def untyped_share(found: list[Function]) -> float:
    """Percentage of the parameters without a type; self and cls need none."""
    given = [one for function in found for one in parameters(function.args) if one.arg not in ("self", "cls")]
    return percentage(sum(one.annotation is None for one in given), len(given))


def parameters(given: ast.arguments) -> list[ast.arg]:
    """All parameters of a function, *args and **kwargs among them."""
    stars = [one for one in (given.vararg, given.kwarg) if one]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]


def undocumented_share(found: list[Function]) -> float:
    """Percentage of the functions without a docstring."""
    return percentage(sum(ast.get_docstring(function) is None for function in found), len(found))


def function_lengths(found: list[Function]) -> list[int]:
    return [(function.end_lineno or function.lineno) - function.lineno + 1 for function in found]


def line_count(path: Path) -> int:
    return len(path.read_text().splitlines())


def wide_template_lines(root: Path = ROOT) -> int:
    """Lines of templates over 160 characters."""
    lines = [line for path in named(".html", root=root) for line in path.read_text().splitlines()]
    return sum(len(line) > WIDEST_TEMPLATE_LINE for line in lines)


def format_skips(root: Path = ROOT) -> int:
    """How often the formatter is told to leave something as it is, tests included."""
    return sum(len(FORMAT_SKIP.findall(path.read_text())) for path in named(".py", root=root))


def tests_to_source(root: Path = ROOT) -> float:
    """Lines of tests for each line of source."""
    tests = [path for path in named(".py", root=root) if path.relative_to(root).parts[0] == "tests"]
    return sum(map(line_count, tests)) / sum(map(line_count, own_modules(root).values()))


def percentage(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def spread(lengths: list[int]) -> str:
    """Median / 90th percentile / longest."""
    ordered = sorted(lengths)
    return " / ".join(str(ordered[place]) for place in (len(ordered) // 2, len(ordered) * 9 // 10, -1))


def house_measures(root: Path = ROOT) -> dict[str, str]:
    """What is measured → its value in words, in the order of the table."""
    found, taken, written = definitions(root), imported_definitions(root), functions(root)
    rings = circles(import_graph(root))
    hard = [one for one in taken if one.one_word]
    searched = [one for one in taken if one.kind != "class"]
    return {
        "rooms of evaluations/": str(len(rooms(root))),
        "loose modules": str(len(loose_modules(root))),
        "circles of files (files in them)": f"{len(rings)} ({sum(map(len, rings))})",
        "definitions whose name another module has": f"{shared_share(found):.1f} %",
        "one-word imported functions, constants": f"{len(hard)} of {len(searched)}",
        "parameters without a type": f"{untyped_share(written):.1f} %",
        "functions without a docstring": f"{undocumented_share(written):.1f} %",
        "file lines, median / p90 / longest": spread([line_count(path) for path in own_modules(root).values()]),
        "function lines, median / p90 / longest": spread(function_lengths(written)),
        f"template lines over {WIDEST_TEMPLATE_LINE}": str(wide_template_lines(root)),
        "fmt: skip": str(format_skips(root)),
        "tests : source": f"{tests_to_source(root):.2f}",
    }
