"""What the bureau approved: which figures it can name, and a draft that begins with it."""

from decimal import Decimal

import pytest

from evaluations.drafts.approved_budget import (
    approvable_figures,
    figures_for,
    fill_in_approved,
    is_whole_budget,
    store_targets,
    targets_for,
)
from evaluations.facts.document import TargetFacts
from evaluations.models import ApprovedFigure, ApprovedTarget, BudgetLine, Evaluation, Project, Target
from evaluations.schemes.loading import load_scheme
from tests.factories import make_obligation

WHOLE = TargetFacts("output", "办件量", "数量指标", "le", "12", "件", "13", Decimal(5), "达成", Decimal(4), "多办了")


@pytest.fixture
def owed(db):
    return make_obligation()


@pytest.fixture
def draft(owed):
    return Evaluation.objects.create(obligation=owed)


@pytest.mark.parametrize("form", ["hunan-2013", "hunan-2023"])
def test_a_budget_names_money_of_this_year_that_is_typed_in(form):
    scheme = load_scheme(form)
    named = approvable_figures(scheme)
    for name, figure in named.items():
        assert figure is scheme.figures[name] and figure.unit == "万元"
        assert figure.column in ("budget", "begin") and not figure.signed
        assert not figure.computed or is_whole_budget(scheme, figure), (
            "of the sums only the whole is held against the approved"
        )
    left = {name: figure for name, figure in scheme.figures.items() if name not in named}
    assert all(
        (figure.computed and not is_whole_budget(scheme, figure))
        or figure.signed
        or figure.unit != "万元"
        or figure.column not in ("budget", "begin")
        for figure in left.values()
    )


def test_the_figures_of_either_form_that_a_county_approves():
    old, new = (approvable_figures(load_scheme(form)) for form in ("hunan-2013", "hunan-2023"))
    assert {"basic.budget", "personnel.budget", "project.budget", "budget_begin"} <= set(old)
    assert {"funds_general.begin", "basic.begin", "vehicle_operation.budget"} <= set(new)
    for left_out in ("basic.actual", "three_public.last_budget", "establishment_posts", "budget_added"):
        assert left_out not in old and left_out not in new
    assert new["funds.begin"].computed, "the whole is compared, and never filled in"
    assert "funds_general.full_year" not in new, "a budget changed in the year is not the approved one"


def test_each_department_has_its_own_amounts_and_targets(owed):
    neighbour = make_obligation(owed.cycle)
    for one, amount in ((owed, "1.5"), (neighbour, "2")):
        ApprovedFigure.objects.create(obligation=one, figure="basic.budget", amount=amount)
        for position in (2, 1):
            ApprovedTarget.objects.create(
                obligation=one, position=position, slot="output", level2="数量指标", name=f"{amount}-{position}",
                direction="eq", target="12", unit="件", weight=position,
            )  # fmt: skip
    assert figures_for(owed) == {"basic.budget": Decimal("1.5")}
    assert targets_for(owed) == [
        TargetFacts("output", f"1.5-{position}", "数量指标", "eq", "12", "件", weight=Decimal(position))
        for position in (1, 2)
    ]


def test_a_draft_begins_with_what_its_form_knows_and_the_log_is_told_how_much(owed, draft):
    scheme = load_scheme("hunan-2013")
    for figure in ("basic.budget", "project.budget", "gone.budget"):
        ApprovedFigure.objects.create(obligation=owed, figure=figure, amount=3)
    assert fill_in_approved(draft, scheme, [WHOLE]) == {"approved": {"figures": 2, "targets": 1}}
    lines = BudgetLine.objects.filter(evaluation=draft).values_list("figure", "amount", "not_applicable")
    assert set(lines) == {("basic.budget", 3, False), ("project.budget", 3, False)}
    assert Target.objects.get(evaluation=draft).name == "办件量"


@pytest.mark.parametrize("figures, targets", [(1, 0), (0, 1)])
def test_one_of_the_two_is_worth_telling(owed, draft, figures, targets):
    if figures:
        ApprovedFigure.objects.create(obligation=owed, figure="basic.budget", amount=0)
    told = fill_in_approved(draft, load_scheme("hunan-2013"), [WHOLE] * targets)
    assert told == {"approved": {"figures": figures, "targets": targets}}


def test_without_an_approval_nothing_is_stored_and_nothing_told(draft):
    assert fill_in_approved(draft, load_scheme("hunan-2013"), []) == {}
    assert not draft.budget_lines.exists() and not draft.targets.exists()


def test_targets_are_stored_whole_and_numbered_for_the_department_or_one_of_its_projects(draft):
    project = Project.objects.create(evaluation=draft, position=1, name="平台")
    store_targets(draft, [WHOLE, TargetFacts(name="二")])
    store_targets(draft, iter([WHOLE]), project)
    assert list(draft.targets.filter(project=None).values_list("position", "name")) == [(1, "办件量"), (2, "二")]
    (row,) = project.targets.values(*vars(WHOLE), "position", "evaluation")
    assert row == {**vars(WHOLE), "position": 1, "evaluation": draft.pk}
