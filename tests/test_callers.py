"""A status has one writer, the broker one caller, and what is published comes from frozen rows alone."""

import ast
from collections.abc import Iterator

import pytest

from evaluations.models import Evaluation
from tests.sources import imports, inside, modules, tree

# Files of evaluations/models/ that publication may read: what is frozen, what was decided about it, and how a department
# is looked for.
FROZEN_MODELS = {
    "submission",
    "publication",
    "circular",
    "job",
    "event",
    "cycles",
    "scheme",
    "department_search",
    "frozen_assessment",
    "public_text",
    "reader_remark",
    "release_batch",
}
WRITES = {
    *("update", "aupdate", "create", "acreate", "get_or_create", "aget_or_create", "update_or_create"),
    *("aupdate_or_create", "bulk_create", "Evaluation"),
}
ASKS = {
    "all",
    "filter",
    "exclude",
    "get",
    "first",
    "last",
    "values",
    "values_list",
    "order_by",
    "exists",
    "count",
    "iterator",
}
SENDS = {"delay", "apply_async", "send_task"}


def test_publication_reads_no_draft_tables():
    read = {
        name: draft_tables(imports(modules()[name])) for name in modules() if inside(name, "evaluations.publication")
    }
    assert not {name: drafts for name, drafts in read.items() if drafts}


def draft_tables(used: list[str]) -> list[str]:
    """Which of the imported names are models of a draft, or what reads them."""
    homes = {one.rpartition(".")[2]: one for one in imports(modules()["evaluations.models"])}
    models = [one for one in used if inside(one, "evaluations.models")]
    whole = [homes.get(one.removeprefix("evaluations.models."), one) for one in models]
    frozen = [f"evaluations.models.{name}" for name in FROZEN_MODELS]
    return [one for one in whole if not inside(one, *frozen)] + [
        one for one in used if inside(one, "evaluations.drafts")
    ]


def test_publication_asks_no_draft_for_its_rows():
    asked = {
        name: asked_rows(tree(path)) for name, path in modules().items() if inside(name, "evaluations.publication")
    }
    assert not {name: lines for name, lines in asked.items() if lines}


def asked_rows(module: ast.Module) -> list[int]:
    """Line numbers of `….narratives.all()` and whatever else asks the rows of a draft through it."""
    found = Evaluation._meta.related_objects
    rows = {
        one.get_accessor_name() for one in found if one.related_model.__module__.split(".")[-1] not in FROZEN_MODELS
    }
    used = [node.value for node in ast.walk(module) if isinstance(node, ast.Attribute) and node.attr in ASKS]
    return [node.lineno for node in used if isinstance(node, ast.Attribute) and node.attr in rows]


def test_the_judge_of_asked_rows_itself():
    asked = ast.parse("e.narratives.all()\nfacts.projects\ne.submissions.all()\ne.projects.filter(name='x')")
    assert asked_rows(asked) == [1, 4]


@pytest.mark.parametrize(
    "used, drafts",
    [
        ("evaluations.models.Publication", False),
        ("evaluations.models.scheme.parsed_scheme", False),
        ("evaluations.models.Project", True),
        ("evaluations.models.project.Project", True),
        ("evaluations.models", True),
        ("evaluations.drafts.facts_of_draft.collect_facts", True),
    ],
)
def test_the_judge_of_draft_tables_itself(used, drafts):
    assert bool(draft_tables([used])) is drafts


def test_only_the_workflow_writes_a_status():
    others = {
        name: list(status_writes(tree(path)))
        for name, path in modules().items()
        if inside(name, "evaluations") and not inside(name, "evaluations.workflow.acting", "evaluations.migrations")
    }
    assert not {name: lines for name, lines in others.items() if lines}, "let workflow/acting.py do it"


def status_writes(module: ast.Module) -> Iterator[int]:
    """Line numbers of `x.status = …`, `update(status=…)`, `update(**{"status": …})`, `vars(x)["status"] = …` and their like."""
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and "status" in constants(node.slice):
            yield node.lineno
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "status":
            yield node.lineno
        if isinstance(node, ast.Call):
            called = called_name(node)
            if called in WRITES and any(keyword.arg == "status" for keyword in node.keywords):
                yield node.lineno
            handed = [word.value for word in node.keywords if word.arg in (None, "defaults", "create_defaults")]
            if called in WRITES and any("status" in constants(value) for value in handed):
                yield node.lineno
            if called in ("setattr", "bulk_update", "abulk_update") and "status" in constants(node):
                yield node.lineno


def called_name(call: ast.Call) -> str:
    """The last word of what is called: a.b.c() -> c"""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def constants(part: ast.AST) -> set[object]:
    """Constants anywhere in it, and the names given in calls within it."""
    found = {node.value for node in ast.walk(part) if isinstance(node, ast.Constant)}
    return found | {node.arg for node in ast.walk(part) if isinstance(node, ast.keyword)}


@pytest.mark.parametrize(
    "source, lines",
    [
        ("a.status = 'x'", [1]),
        ("q.filter(status='x').update(version=2)", []),
        ("q.update(\n  status='x')", [1]),
        ("HttpResponse(status=409)", []),
        ("setattr(a, 'status', 1)", [1]),
        ("Evaluation(status='x')", [1]),
        ("q.update(**{'status': 'x'})", [1]),
        ("q.update(**dict(status='x'))", [1]),
        ("q.update_or_create(pk=1, defaults={'status': 'x'})", [1]),
        ("vars(a)['status'] = 'x'", [1]),
        ("q.filter(**{'status': 'x'}).update(version=2)", []),
    ],
)
def test_the_judge_of_status_itself(source, lines):
    assert list(status_writes(ast.parse(source))) == lines


def test_only_jobs_call_the_broker():
    assert not [
        name for name, path in modules().items() if broker_calls(tree(path)) and not inside(name, "evaluations.jobs")
    ]


def broker_calls(module: ast.Module) -> list[int]:
    """Line numbers where a task is sent instead of called."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if called_name(call) in SENDS]


def test_the_judge_of_broker_calls_itself():
    calls = ast.parse("run_job(1)\nrun_job.delay(1)\napp.send_task('x')\ntask.apply_async((1,))\ndelay")
    assert broker_calls(calls) == [2, 3, 4]
    assert broker_calls(tree(modules()["evaluations.jobs.job_rows"]))
