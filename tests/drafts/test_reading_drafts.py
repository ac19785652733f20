"""A draft read as a document: in the order of its rows, with last year's texts and the budget beside it."""

from decimal import Decimal

import pytest
from django.utils import timezone

from evaluations.drafts.facts_of_draft import assess_evaluation, collect_facts, scheme_of
from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ItemFacts,
    PeopleFacts,
    ProjectFacts,
    StatedFacts,
)
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.models import (
    Achievement,
    ApprovedFigure,
    BasicInfo,
    BudgetLine,
    Building,
    Evaluation,
    Explanation,
    IndicatorEntry,
    Obligation,
    Project,
    ProjectItem,
    SectionState,
    StatedValue,
    Submission,
    Target,
)
from tests.factories import make_cycle, make_department, make_obligation, make_scheme, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return Evaluation.objects.create(obligation=make_obligation())


def file_report(department, cycle, texts, *, number=1, evaluation=None) -> Evaluation:
    """A report of that department that was handed in with these texts."""
    if evaluation is None:  # a bare row, of which no line of the review's list is kept
        owed = Obligation.objects.create(cycle=cycle, department=department)
        evaluation = Evaluation.objects.create(obligation=owed)
    person = make_user()
    Submission.objects.create(
        evaluation=evaluation,
        number=number,
        scheme=cycle.scheme,
        facts={"figures": {"staff_in_post": "1"}, "narratives": texts} if texts is not None else {},
        result={"findings": [], "indicators": [], "rates": [], "total": None},
        sha256="0" * 64,
        submitted_by=person,
        submitter_name=str(person),
        submitted_at=timezone.now(),
    )
    return evaluation


def test_an_empty_draft_tells_whose_it_is_and_nothing_else(draft):
    owed = draft.obligation
    facts = collect_facts(draft)
    assert (facts.scheme, facts.year, facts.county) == ("hunan-2013", 2020, owed.cycle.county.name)
    assert (facts.department, facts.budget_code) == (owed.department.name, owed.department.budget_code)
    assert facts.notice_reference == owed.cycle.notice_reference
    assert facts.to_json().keys() == {
        *("achievements", "budget_code", "buildings", "county", "department", "figures"),
        *("format", "notice_reference", "projects", "scheme", "year"),
    }
    assert (facts.people, facts.last_year, facts.approved, facts.explanations) == (PeopleFacts(), {}, {}, ())


def test_rows_are_read_by_their_numbers_however_they_were_stored(draft):
    second, first = (Project.objects.create(evaluation=draft, position=n, name=f"项目{n}") for n in (2, 1))
    for n in (2, 1):
        ProjectItem.objects.create(project=second, position=n, name=f"明细{n}", amount=n)
        Target.objects.create(evaluation=draft, project=first, position=n, name=f"项目的{n}")
        Target.objects.create(evaluation=draft, position=n, name=f"单位的{n}")
        Building.objects.create(evaluation=draft, position=n, name=f"楼{n}", actual_area=n)
        Achievement.objects.create(evaluation=draft, position=n, title=f"题{n}", body=f"文{n}")
        StatedValue.objects.create(evaluation=draft, position=n, name="total", value=f"{n}.0", place=f"第{n}页")
    facts = collect_facts(draft)
    assert [(one.name, [item.name for item in one.items]) for one in facts.projects] == [
        ("项目1", []),
        ("项目2", ["明细1", "明细2"]),
    ]
    assert [[target.name for target in one.targets] for one in facts.projects] == [["项目的1", "项目的2"], []]
    assert [one.name for one in facts.targets] == ["单位的1", "单位的2"]
    assert facts.buildings == tuple(BuildingFacts(f"楼{n}", actual_area=Decimal(n)) for n in (1, 2))
    assert facts.achievements == tuple(AchievementFacts(f"题{n}", f"文{n}") for n in (1, 2))
    assert facts.stated == tuple(StatedFacts("total", f"{n}.0", f"第{n}页") for n in (1, 2))


def test_every_column_of_a_row_comes_into_its_own_field(draft):
    project = Project.objects.create(
        evaluation=draft,
        position=1,
        name="机房",
        kind="earmarked",
        budget=1,
        full_year=2,
        in_place=3,
        actual=4,
        goal="建成",
        note="按期",
    )
    ProjectItem.objects.create(project=project, position=1, name="交换机", amount=5)
    IndicatorEntry.objects.create(
        evaluation=draft,
        indicator="benefit",
        checked=[True, False],
        cases=1,
        grade="好",
        score=2,
        maximum=3,
        choice="甲",
        self_score=4,
        not_applicable=True,
        reason="因",
    )
    IndicatorEntry.objects.create(evaluation=draft, indicator="disclosure")
    BasicInfo.objects.create(evaluation=draft, preparer="王", head="李", phone="123")
    facts = collect_facts(draft)
    one, two, three, four, five = (Decimal(n) for n in range(1, 6))
    assert facts.projects == (
        ProjectFacts("机房", "earmarked", one, two, three, four, "建成", "按期", (ItemFacts("交换机", five),)),
    )
    assert facts.entries == {
        "benefit": EntryFacts((True, False), 1, "好", two, three, "甲", True, "因", four),
        "disclosure": EntryFacts(),
    }
    assert facts.people == PeopleFacts("王", "李", "123")


def test_zero_and_not_applicable_are_read_and_what_has_no_row_is_not_mentioned(draft):
    BudgetLine.objects.create(evaluation=draft, figure="basic.actual", amount=0)
    BudgetLine.objects.create(evaluation=draft, figure="basic.budget", not_applicable=True)
    assert collect_facts(draft).figures == {"basic.actual": Decimal(0), "basic.budget": NOT_APPLICABLE}


def test_only_ticked_sections_have_nothing_to_report(draft):
    for section, none in (("state_capital", True), ("government_funds", True), ("other", False)):
        SectionState.objects.create(evaluation=draft, section=section, none=none)
    assert collect_facts(draft).none_sections == ("government_funds", "state_capital")


def test_an_explanation_bears_the_name_of_that_day_or_else_the_present_one(draft):
    person = make_user("王会计")
    for field, name in (("b", "王小明"), ("a", "")):
        Explanation.objects.create(
            evaluation=draft, check_number="13", field=field, text="因", person=person, person_name=name, found="f"
        )
    read = [(one.check, one.field, one.text, one.person, one.found) for one in collect_facts(draft).explanations]
    assert read == [("13", "b", "因", "王小明", "f"), ("13", "a", "因", "王会计", "f")]


def test_the_texts_of_the_latest_report_of_the_year_before_stand_beside_a_draft(draft):
    owed = draft.obligation
    before, longer_ago = (make_cycle(owed.cycle.county, year, scheme=owed.cycle.scheme) for year in (2019, 2018))
    file_report(owed.department, longer_ago, {"duties": "2018"}, number=9)
    file_report(make_department(owed.cycle.county), before, {"duties": "邻居"}, number=9)
    file_report(owed.department, owed.cycle, {"duties": "今年"}, evaluation=draft)
    assert collect_facts(draft).last_year == {}
    own = file_report(owed.department, before, {"duties": "第二次"}, number=2)
    file_report(owed.department, before, {"duties": "第一次"}, evaluation=own)
    assert collect_facts(draft).last_year == {"duties": "第二次"}


def test_a_report_of_the_year_before_without_texts_leaves_nothing_to_compare(draft):
    owed = draft.obligation
    file_report(owed.department, make_cycle(owed.cycle.county, 2019, scheme=owed.cycle.scheme), None)
    assert collect_facts(draft).last_year == {}


def test_the_approved_budget_stands_beside_a_draft_and_is_no_part_of_its_document(draft):
    neighbour = make_obligation(draft.obligation.cycle)
    for owed, amount in ((draft.obligation, 1), (neighbour, 2)):
        ApprovedFigure.objects.create(obligation=owed, figure="basic.budget", amount=amount)
    facts = collect_facts(draft)
    assert facts.approved == {"basic.budget": Decimal(1)} and "approved" not in facts.to_json()


def test_a_draft_is_computed_by_the_form_of_its_own_notice():
    cycles = [make_cycle(year=year, scheme=make_scheme(f"hunan-{form}")) for year, form in ((2020, 2013), (2023, 2023))]
    drafts = [Evaluation.objects.create(obligation=make_obligation(cycle)) for cycle in cycles]
    BudgetLine.objects.create(evaluation=drafts[0], figure="basic.actual", amount=7)
    for draft, cycle in zip(drafts, cycles, strict=True):
        assessed = assess_evaluation(draft)
        assert scheme_of(draft).code == assessed.facts.scheme == cycle.scheme.code
        codes = {one.code for one in scheme_of(draft).indicators}
        assert {one.code for one in assessed.assessment.indicators} >= codes
        assert assessed.facts == collect_facts(draft)
        assert any(one.check == "required" for one in assessed.findings)
    assert assess_evaluation(drafts[0]).facts.figures == {"basic.actual": Decimal(7)}
