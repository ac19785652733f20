"""Rows and documents: what an evaluation holds as `Facts`, and a document stored as rows.

Between the two nothing is lost: `collect` after `store` gives the same document (tests/core/test_facts.py).
"""

from functools import lru_cache

from django.db.models import Prefetch

from departments.models import County, Department
from evaluations import approvals, models
from evaluations.checks import Finding, run_checks
from evaluations.indicators import document
from evaluations.indicators.amounts import NOT_APPLICABLE
from evaluations.indicators.document import Facts
from evaluations.indicators.scheme import Scheme, load_scheme, parse_scheme
from evaluations.indicators.scoring import Assessment, assess
from evaluations.storing import store

__all__ = ["assess_evaluation", "collect", "load_into_database", "parsed_scheme", "scheme_of", "store"]

ROWS = (
    "budget_lines",
    "projects__items",
    "projects__targets",
    "buildings",
    "indicator_entries",
    "achievements",
    "narratives",
    "section_states",
    "stated_values",
)


def load_into_database(name_or_path: str) -> models.Scheme:
    """The scheme as an unchangeable row, found by the hash of its text or made now; raises SchemeError."""
    scheme = load_scheme(name_or_path)
    row, _ = models.Scheme.objects.get_or_create(
        digest=scheme.digest, defaults={"code": scheme.code, "title": scheme.title, "source": scheme.source}
    )
    return row


@lru_cache(maxsize=16)
def _parsed(digest: str, source: str) -> Scheme:
    return parse_scheme(source, f"数据库中的指标体系 {digest[:12]}")


def parsed_scheme(row: models.Scheme) -> Scheme:
    """The stored text as a Scheme; parsed once for each content."""
    return _parsed(row.digest, row.source)


def scheme_of(evaluation: models.Evaluation) -> Scheme:
    """The scheme that this evaluation's yearly notice prescribes."""
    return parsed_scheme(evaluation.obligation.cycle.scheme)


def assess_evaluation(evaluation: models.Evaluation) -> tuple[Facts, Assessment, tuple[Finding, ...]]:
    """Collect, compute and cross-check the draft as it stands now."""
    facts, scheme = collect(evaluation), scheme_of(evaluation)
    assessment = assess(scheme, facts)
    return facts, assessment, run_checks(scheme, facts, assessment)


def collect(evaluation: models.Evaluation) -> Facts:
    """The document of an evaluation, read afresh with a number of queries that no row adds to.

    A figure without a row is 未填 and not mentioned; zero and 不适用 are.
    """
    row = (
        models.Evaluation.objects.select_related(
            "obligation__cycle__scheme", "obligation__cycle__county", "obligation__department", "basic_info"
        )
        .prefetch_related(
            *ROWS,
            Prefetch("targets", models.Target.objects.filter(project=None)),
            Prefetch("explanations", models.Explanation.objects.select_related("person").order_by("pk")),
        )
        .defer("obligation__cycle__scheme__source")  # a long text, of which only the name is told here
        .get(pk=evaluation.pk)
    )
    cycle = row.obligation.cycle
    return Facts(
        scheme=cycle.scheme.code,
        year=cycle.year,
        notice_reference=cycle.notice_reference,
        last_year=_last_year(row.obligation),
        approved=approvals.figures_for(row.obligation),
        **_place(cycle.county, row.obligation.department),
        **_rows(row),
    )


def _last_year(obligation: models.Obligation) -> dict[str, str]:
    """The texts of the department's latest report for the year before, to find what was left unchanged (26)."""
    before = models.Submission.objects.filter(
        evaluation__obligation__department=obligation.department_id,
        evaluation__obligation__cycle__year=obligation.cycle.year - 1,
    )
    return before.order_by("-number").values_list("facts__narratives", flat=True).first() or {}


def _place(county: County, department: Department) -> dict:
    return {"county": county.name, "department": department.name, "budget_code": department.budget_code}


def _rows(row: models.Evaluation) -> dict:
    """Everything a department fills in."""
    return {
        "figures": {
            line.figure: NOT_APPLICABLE if line.not_applicable else line.amount for line in row.budget_lines.all()
        },
        "projects": tuple(_project(one) for one in row.projects.all()),
        "buildings": tuple(_fields(document.Building, one) for one in row.buildings.all()),
        "targets": tuple(_fields(document.Target, one) for one in row.targets.all()),
        "achievements": tuple(_fields(document.Achievement, one) for one in row.achievements.all()),
        "entries": {one.indicator: _entry(one) for one in row.indicator_entries.all()},
        "narratives": {one.code: one.text for one in row.narratives.all()},
        "none_sections": tuple(sorted(one.section for one in row.section_states.all() if one.none)),
        "stated": tuple(document.Stated(one.name, one.value, one.place) for one in row.stated_values.all()),
        "explanations": tuple(_explanation(one) for one in row.explanations.all()),
        "people": _people(row),
    }


def _fields(kind, row, **given):
    """A frozen value of this kind from the columns of the same names."""
    names = [name for name in kind.__dataclass_fields__ if name not in given]
    return kind(**{name: getattr(row, name) for name in names}, **given)


def _project(row: models.Project) -> document.Project:
    return _fields(
        document.Project,
        row,
        items=tuple(document.Item(item.name, item.amount) for item in row.items.all()),
        targets=tuple(_fields(document.Target, one) for one in row.targets.all()),
    )


def _entry(row: models.IndicatorEntry) -> document.Entry:
    return _fields(document.Entry, row, checked=None if row.checked is None else tuple(row.checked))


def _explanation(row: models.Explanation) -> document.Explanation:
    return document.Explanation(row.check_number, row.field, row.text, row.person_name or str(row.person), row.found)


def _people(row: models.Evaluation) -> document.People:
    info = getattr(row, "basic_info", None)
    return _fields(document.People, info) if info else document.People()
