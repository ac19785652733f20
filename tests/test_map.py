"""Imports run one way, a status has one writer, and a broker is called from one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, imports, inside, modules, tree

STAGES = ("evaluations.cycles", "evaluations.filing", "evaluations.review", "evaluations.publication")
# From the ground up; a module imports from its own floor and from those below.
# What is not named here lives on the floor of facts and checks.
FLOORS = [
    ("evaluations.indicators",),
    ("evaluations.models", "departments"),
    (),
    ("evaluations.workflow.acting",),
    (*STAGES, "evaluations.management", "evaluations.demo", "evaluations.migrations", "evaluations.apps"),
    ("config",),
]
FACTS_FLOOR = FLOORS.index(())
FROZEN_MODELS = {"Submission", "Publication", "Job", "Event", "Cycle", "Obligation", "Scheme"}
WRITES = {"update", "create", "acreate", "get_or_create", "update_or_create", "bulk_create", "Evaluation"}

each_module = pytest.mark.parametrize("name", sorted(modules()))


def floor(name: str) -> int:
    """The floor on which a module of ours lives."""
    return next((i for i, packages in enumerate(FLOORS) if inside(name, *packages)), FACTS_FLOOR)


def ours(path: Path) -> list[str]:
    """What a module imports from the project itself."""
    return [name for name in imports(path) if inside(name, "config", "departments", "evaluations")]


@each_module
def test_imports_run_one_way(name):
    upward = [used for used in ours(modules()[name]) if floor(used) > floor(name)]
    assert not upward, f"{name} (floor {floor(name)}) imports from above: {upward}"


@each_module
def test_indicators_know_neither_django_nor_us(name):
    if inside(name, "evaluations.indicators"):
        path = modules()[name]
        assert not [used for used in imports(path) if inside(used, "django")]
        assert not [used for used in ours(path) if not inside(used, "evaluations.indicators")]


@each_module
def test_departments_do_not_know_evaluations(name):
    if inside(name, "departments"):
        assert not [used for used in ours(modules()[name]) if inside(used, "evaluations")]


@each_module
def test_stages_do_not_know_each_other(name):
    if own := [stage for stage in STAGES if inside(name, stage)]:
        others = [stage for stage in STAGES if stage not in own]
        assert not [used for used in ours(modules()[name]) if inside(used, *others)]


@each_module
def test_publication_reads_no_draft_tables(name):
    if inside(name, "evaluations.publication"):
        used = [used for used in ours(modules()[name]) if inside(used, "evaluations.models")]
        # `from evaluations.models import x` and `from evaluations.models.y import x` both end in x
        drafts = {model for model in (one.split(".")[-1] for one in used) if model not in FROZEN_MODELS}
        assert not drafts, f"{name} may import {sorted(FROZEN_MODELS)} only"


@each_module
def test_only_the_workflow_writes_a_status(name):
    if inside(name, "evaluations.workflow.acting", "evaluations.migrations") or not inside(name, "evaluations"):
        return
    lines = list(status_writes(tree(modules()[name])))
    assert not lines, f"{name} writes a status in lines {lines}; let workflow.py do it"


def status_writes(module: ast.Module) -> Iterator[int]:
    """Line numbers of `x.status = …`, `update(status=…)` and their like."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "status":
            yield node.lineno
        if isinstance(node, ast.Call):
            called = called_name(node)
            if called in WRITES and any(keyword.arg == "status" for keyword in node.keywords):
                yield node.lineno
            if called in ("setattr", "bulk_update") and "status" in constants(node):
                yield node.lineno


def called_name(call: ast.Call) -> str:
    """The last word of what is called: a.b.c() -> c"""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def constants(call: ast.Call) -> set[object]:
    """Constants anywhere among the arguments."""
    return {node.value for node in ast.walk(call) if isinstance(node, ast.Constant)}


@each_module
def test_only_jobs_call_the_broker(name):
    if name != "evaluations.jobs.job_rows":
        calls = [node for node in ast.walk(tree(modules()[name])) if isinstance(node, ast.Call)]
        assert not [call.lineno for call in calls if called_name(call) in ("delay", "apply_async", "send_task")]


@pytest.mark.parametrize(
    "source, lines",
    [
        ("a.status = 'x'", [1]),
        ("q.filter(status='x').update(version=2)", []),
        ("q.update(\n  status='x')", [1]),
        ("HttpResponse(status=409)", []),
        ("setattr(a, 'status', 1)", [1]),
        ("Evaluation(status='x')", [1]),
    ],
)
def test_the_judge_of_status_itself(source, lines):
    assert list(status_writes(ast.parse(source))) == lines


def test_the_map_is_not_empty():
    assert len(modules()) > 10 and (ROOT / "evaluations").is_dir()
