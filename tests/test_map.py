"""Every room has its floor, and imports run one way: downwards, without circles, in the open."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.sources import (
    OURS,
    ROOT,
    circles,
    import_graph,
    imported_names,
    imports,
    inside,
    module_of,
    modules,
    statements,
    tree,
)

Floors = tuple[tuple[str, ...], ...]
STAGES = ("administration", "cycles", "desk", "filing", "review", "publication", "precheck", "sign_in")
PURE = (
    "language",
    "facts",
    "final_accounts",
    "schemes",
    "scoring",
    "claims",
    "checks",
    "comparison",
    "report",
    "papers",
)
# From the ground up. A room imports from the floors below, never from above; rooms that share a floor know nothing of
# each other. Rooms are the folders and modules right under evaluations/, and the packages beside it.
FLOORS: Floors = (
    ("language", "departments"),
    ("facts", "final_accounts"),
    ("schemes",),
    ("scoring", "claims"),
    ("checks", "comparison", "report"),
    ("papers",),
    ("models",),
    ("audit", "drafts", "foreign_files", "fonts"),
    ("jobs", "forms"),
    ("evidence", "notices"),
    ("submissions",),
    ("proof",),
    ("workflow",),
    ("comments",),
    STAGES,
    ("demo", "manual"),
    # Django and Celery look for these by name; nobody imports them.
    ("apps", "tasks", "management", "migrations", "templatetags"),
    ("config",),
)
# The same inside filing. A feature may stand on both sides of the desk: what every page of a report shows of it lies
# below, its own pages lie above.
FILING_FLOORS: Floors = (
    ("section.fields", "section.word_swap"),
    ("section.last_year", "desk.draft_results"),
    ("desk.draft_desk",),
    ("section.parts", "section.place_address", "checking.posted_explanations"),
    (
        "section.panel",
        "checking.changed_since",
        "checking.explaining",
        "checking.warning_lines",
        "comments.comment_list",
    ),
    ("tasks.task_list",),
    ("desk",),
    ("section",),
    (
        "comments",
        "checking",
        "evidence",
        "nothing",
        "pasting",
        "reading",
        "rectification",
        "tasks",
        "units",
        "workbook",
    ),
    ("accounts",),
    ("paper",),
    ("urls",),
)
# The same inside claims: words, what a report's figures say, the first reading and what it solves, the second reading.
CLAIMS_FLOORS: Floors = (
    ("claim_nouns",),
    ("words",),
    ("figures",),
    ("contradictions",),
    ("reading",),
    ("solving",),
    ("scenes",),
    ("bonds",),
    ("weighing", "text_bounds"),
    ("both_readings",),
    ("report_reading",),
)
# Imports that do not stand at the top, and why they can not.
LATE_IMPORTS = {
    "evaluations.apps": "no model can be imported before Django has loaded every application",
    "config.shared_counts": "the library decides when it is imported whether it counts in files",
    "departments.pinyin_initials": "a third of what a command pays before it begins, and few commands need it",
    "evaluations.language.chinese_numbers": "the same",
}
# Names of modules above in a text, and why they are not imported.
NAMED_ABOVE = {
    "evaluations.jobs.job_rows": "Celery knows a task by its name; the module that holds it calls the jobs",
    "evaluations.foreign_files.child_tasks": "the limited child finds its tasks by name, and loads only the one asked for",
}
DOTTED = re.compile(r"(?:config|departments|evaluations)(?:\.\w+)+")


def room(name: str) -> str:
    """evaluations.models.job -> models, config.urls -> config; "" for evaluations itself, which holds nothing."""
    package, _, rest = name.partition(".")
    return rest.split(".")[0] if package == "evaluations" else package


def filing_feature(name: str) -> str:
    """evaluations.filing.section.parts.base -> section.parts; "" for what lies outside of filing."""
    if not inside(name, "evaluations.filing"):
        return ""
    features = {feature for floor in FILING_FLOORS for feature in floor}
    return module_of(name.removeprefix("evaluations.filing."), dict.fromkeys(features))


def claims_feature(name: str) -> str:
    """evaluations.claims.words.bond_words -> words; "" for what lies outside of claims."""
    return name.split(".")[2] if name.startswith("evaluations.claims.") else ""


def upward(own: str, used: set[str], floors: Floors) -> list[str]:
    """Which of the used rooms do not lie below one's own; its own files a room may always use."""
    number = {name: n for n, names in enumerate(floors) for name in names}
    return sorted(name for name in used - {own, ""} if own and number[name] >= number[own])


def test_every_room_has_a_floor():
    assert {room(name) for name in modules()} - {""} == {name for names in FLOORS for name in names}


def test_every_feature_of_filing_has_a_floor():
    features = {filing_feature(name) for name in modules() if name.startswith("evaluations.filing.")}
    assert features == {name for names in FILING_FLOORS for name in names}


def test_every_feature_of_claims_has_a_floor():
    assert set(map(claims_feature, modules())) - {""} == {name for names in CLAIMS_FLOORS for name in names}


def climbing(place: Callable[[str], str], floors: Floors) -> dict[str, list[str]]:
    """Module → what it imports from above; `place` tells the room of a module."""
    found = {name: upward(place(name), set(map(place, used)), floors) for name, used in import_graph().items()}
    return {name: above for name, above in found.items() if above}


def test_imports_run_downwards():
    assert not climbing(room, FLOORS)


def test_inside_filing_imports_run_downwards_too():
    assert not climbing(filing_feature, FILING_FLOORS)


def test_inside_claims_imports_run_downwards_too():
    assert not climbing(claims_feature, CLAIMS_FLOORS)


@pytest.mark.parametrize(
    "own, used, refused",
    [
        ("workflow", {"jobs", "models", "workflow", ""}, []),
        ("review", {"filing", "workflow"}, ["filing"]),
        ("departments", {"evidence"}, ["evidence"]),
        ("departments", {"language"}, ["language"]),
        ("report", {"models", "schemes"}, ["models"]),
    ],
)
def test_the_judge_of_floors_itself(own, used, refused):
    assert upward(own, used, FLOORS) == refused


def test_no_circle_of_files():
    assert not circles(import_graph())


def test_the_judge_of_circles_itself():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d", "f"}, "f": set[str]()}
    assert circles(graph) == [["a", "b", "c"], ["d", "e"]]
    late = ast.parse("def f():\n  from b import c\nif TYPE_CHECKING:\n  import d")
    assert imported_names(late) == ["b.c", "d"]


def test_imports_stand_at_the_top():
    assert {name for name, path in modules().items() if late_imports(tree(path))} == set(LATE_IMPORTS)


def late_imports(module: ast.Module) -> list[int]:
    """Lines of imports that do not stand at the top, in the open."""
    found = [node for node in statements(module) if isinstance(node, ast.Import | ast.ImportFrom)]
    return [node.lineno for node in found if node not in module.body]


def test_no_module_above_is_called_by_its_name():
    assert {name for name, path in modules().items() if named_above(name, tree(path))} == set(NAMED_ABOVE)


def named_above(name: str, module: ast.Module) -> list[str]:
    """Texts of a module that are the dotted name of something in a room above."""
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    rooms = {text: room(module_of(text, modules())) for text in texts if DOTTED.fullmatch(text)}
    return [text for text, used in rooms.items() if upward(room(name), {used}, FLOORS)]


def test_the_judges_of_hidden_imports_themselves():
    assert late_imports(ast.parse("import a\nif b:\n  import c\ndef d():\n  from e import f")) == [3, 5]
    module = ast.parse("run('evaluations.tasks.sweep', 'evaluations.models.Job', 'evaluations')")
    assert named_above("evaluations.jobs.job_rows", module) == ["evaluations.tasks.sweep"]


def test_pure_rooms_import_neither_django_nor_rooms_with_tables():
    used = {(name, one) for name, path in modules().items() if room(name) in PURE for one in imports(path)}
    assert not [(name, one) for name, one in used if inside(one, "django", "celery")]
    assert not [(name, one) for name, one in used if inside(one, *OURS) and room(one) not in PURE]


def test_pure_rooms_load_without_django():
    """Nor do the libraries load it that they use."""
    names = sorted(name for name in modules() if room(name) in PURE)
    program = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
