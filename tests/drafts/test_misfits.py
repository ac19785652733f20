"""What a document holds and the rows cannot: every misfit is named with its place, in the words that a person reads."""

from decimal import Decimal

import pytest

from evaluations.drafts.document_to_rows import store_facts
from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ExplanationFacts,
    Facts,
    FactsError,
    ItemFacts,
    PeopleFacts,
    ProjectFacts,
    StatedFacts,
    TargetFacts,
)
from evaluations.language.amounts import AMOUNT_LIMIT, NOT_APPLICABLE
from evaluations.models import (
    Achievement,
    BudgetLine,
    Building,
    Evaluation,
    IndicatorEntry,
    Project,
    ProjectItem,
    SectionState,
    StatedValue,
    Target,
)
from tests.factories import make_cycle, make_member, make_obligation, make_scheme, make_user

pytestmark = pytest.mark.django_db
ONE = Decimal(1)


@pytest.fixture
def draft():
    """A draft of 2020, made without the workflow."""
    return Evaluation.objects.create(obligation=make_obligation())


def document(**parts) -> Facts:
    """A document of these parts alone; a file was judged before, a workbook and a program hand in what they like."""
    return Facts(**{"figures": {}, "scheme": "hunan-2013", "year": 2020, **parts})


def faults(draft: Evaluation, facts: Facts) -> list[str]:
    """One sentence for each misfit; nothing is stored."""
    with pytest.raises(FactsError) as refused:
        store_facts(draft, facts)
    assert not SectionState.objects.filter(evaluation=draft).exists()
    return str(refused.value).splitlines()


def test_all_misfits_of_figures_and_texts_are_told_at_once(draft):
    facts = document(
        figures={
            "budget_begin": Decimal("0.1234567"),
            "basic.budget": AMOUNT_LIMIT,
            "basic.actul": ONE,
            "project.budget": -AMOUNT_LIMIT,
        },
        narratives={"duties": "字" * 20_001, "xyz": "一段"},
        entries={"benefits": EntryFacts(cases=1)},
        none_sections=("basic_info",),
        people=PeopleFacts(phone="1" * 41),
    )
    known = "应为指标体系“hunan-2013”中已有的名称。"
    limit = f"应为小于 {AMOUNT_LIMIT} 的数。请核对单位是否为万元。"
    assert faults(draft, facts) == [
        f"figures 的 basic.actul：读到 “basic.actul”，{known}是否应为“basic.actual”。",
        f"entries 的 benefits：读到 “benefits”，{known}是否应为“benefit”。",
        f"narratives 的 xyz：读到 “xyz”，{known}请删去，或查对名称。",
        f"none_sections 的 basic_info：读到 “basic_info”，{known}请删去，或查对名称。",
        "figures.budget_begin 的 amount：读到 0.1234567，应为可以保存的值。确认小数不超过 6 位。",
        f"figures.basic.budget 的 amount：读到 {AMOUNT_LIMIT}，{limit}",
        f"figures.project.budget 的 amount：读到 -{AMOUNT_LIMIT}，{limit}",
        "narratives.duties 的 text：读到 20001 个字，应为不超过 20000 个字。请精简文字。",
        "people 的 phone：读到 41 个字，应为不超过 40 个字。请精简文字。",
    ]


def test_misfits_of_rows_are_named_by_their_row(draft):
    facts = document(
        projects=(ProjectFacts("机房", kind="secret", budget=-ONE, items=(ItemFacts("交换机", Decimal("-0.5")),)),),
        buildings=(BuildingFacts("楼"), BuildingFacts("名" * 121, actual_area=NOT_APPLICABLE)),
        achievements=(AchievementFacts("题" * 121),),
        stated=(StatedFacts("total", "1"), StatedFacts("total", "9" * 61)),
        entries={
            "benefit": EntryFacts(cases=32_768),
            "satisfaction": EntryFacts(not_applicable=True),
            "disclosure": EntryFacts(score=-ONE, reason="有"),
        },
    )
    assert faults(draft, facts) == [
        "entries.benefit 的 cases：读到 32768，应为不大于 32767 的整数。请核对。",
        "entries.satisfaction 的 reason：读到 （空），应为不适用的原因。请写明为什么不适用。",
        "entries.disclosure 的 score：读到 -1，应为不小于 0 的数。请去掉负号。",
        "projects[机房] 的 kind：读到 “secret”，应为earmarked、other。请改正。",
        "projects[机房] 的 budget：读到 -1，应为不小于 0 的数。请去掉负号。",
        "projects[机房].items[交换机] 的 amount：读到 -0.5，应为不小于 0 的数。请去掉负号。",
        "buildings[2] 的 name：读到 121 个字，应为不超过 120 个字。请精简文字。",
        "buildings[2] 的 actual_area：读到 n/a，应为数，或者空着。这里不能填“不适用”。",
        "achievements[1] 的 title：读到 121 个字，应为不超过 120 个字。请精简文字。",
        "stated[2] 的 value：读到 61 个字，应为不超过 60 个字。请精简文字。",
    ]


def test_more_rows_than_a_page_takes_are_counted(draft):
    full = ProjectFacts("机房", items=(ItemFacts("明细"),) * 51)
    assert faults(draft, document(projects=(full, *[ProjectFacts("项目")] * 200))) == [
        "projects：读到 201 条，应为不超过 200 条。请合并同类的小项。",
        "projects[机房].items：读到 51 条，应为不超过 50 条。请合并同类的小项。",
    ]


def test_the_same_explanation_twice_and_targets_without_a_slot_are_told(draft):
    twice = tuple(ExplanationFacts("13", field, "因") for field in ("a", "b", "a"))
    with pytest.raises(FactsError, match="^explanations 的 person：读到 （无人），应为本单位的经办人。"):
        store_facts(draft, document(explanations=twice))
    make_member("preparer", draft.department)
    targets = (TargetFacts("output", "办件量"), TargetFacts("output", "满意率"))
    assert faults(draft, document(explanations=twice, targets=targets)) == [
        "targets：读到 2 个绩效指标，应为没有绩效指标。指标体系“hunan-2013”没有单位自定的绩效指标。",
        "explanations[3] 的 check：读到 “13”，应为每处只说明一次。请合并为一条说明。",
    ]


def test_targets_are_named_with_the_project_that_they_belong_to():
    scheme = make_scheme("hunan-2023")
    draft = Evaluation.objects.create(obligation=make_obligation(make_cycle(year=2023, scheme=scheme)))
    wrong = (TargetFacts("output", "办件", weight=-ONE), TargetFacts("output", "满意", direction="gt"))
    facts = document(year=2023, targets=wrong, projects=(ProjectFacts("平台", targets=wrong[:1]),))
    assert faults(draft, facts) == [
        "projects[平台].targets[办件] 的 weight：读到 -1，应为不小于 0 的数。请去掉负号。",
        "targets[办件] 的 weight：读到 -1，应为不小于 0 的数。请去掉负号。",
        "targets[满意] 的 direction：读到 “gt”，应为ge、le、eq、qualitative。请改正。",
    ]


def test_what_stands_just_within_the_limits_is_stored(draft):
    largest = AMOUNT_LIMIT - Decimal("0.000001")
    full = ProjectFacts("名" * 120, items=(ItemFacts("明细", Decimal(0)),) * 50)
    facts = document(
        figures={"basic.budget": largest, "budget_added": -largest},
        entries={"benefit": EntryFacts(cases=32_767, not_applicable=True, reason="没有项目")},
        projects=(full, *[ProjectFacts("项目")] * 199),
        narratives={"duties": "字" * 20_000},
    )
    store_facts(draft, facts)
    assert dict(BudgetLine.objects.values_list("figure", "amount")) == facts.figures
    assert IndicatorEntry.objects.get().cases == 32_767
    assert (Project.objects.count(), ProjectItem.objects.count()) == (200, 50)


def test_rows_are_numbered_from_one_in_the_order_of_the_document(draft):
    facts = document(
        projects=tuple(ProjectFacts(name, items=tuple(ItemFacts(f"{name}{n}") for n in "12")) for name in "乙甲"),
        buildings=(BuildingFacts("新楼"), BuildingFacts("旧楼")),
        achievements=(AchievementFacts("二"), AchievementFacts("一")),
        stated=(StatedFacts("total", "2", "封面"), StatedFacts("total", "1")),
    )
    for _ in range(2):  # the second time in the place of the first
        store_facts(draft, facts)
    assert list(Project.objects.values_list("position", "name")) == [(1, "乙"), (2, "甲")]
    items = ProjectItem.objects.order_by("pk").values_list("project__name", "position", "name")
    assert list(items) == [("乙", 1, "乙1"), ("乙", 2, "乙2"), ("甲", 1, "甲1"), ("甲", 2, "甲2")]
    assert list(Building.objects.values_list("position", "name")) == [(1, "新楼"), (2, "旧楼")]
    assert list(Achievement.objects.values_list("position", "title")) == [(1, "二"), (2, "一")]
    assert list(StatedValue.objects.values_list("position", "value", "place")) == [(1, "2", "封面"), (2, "1", "")]
    assert not Target.objects.exists()


def test_the_sections_of_the_form_are_new_to_every_open_page(draft):
    store_facts(draft, document(none_sections=("other",)))
    states = SectionState.objects.filter(evaluation=draft)
    scheme = draft.obligation.cycle.scheme
    assert {state.version for state in states} == {1} and scheme.code == "hunan-2013"
    assert [state.section for state in states if state.none] == ["other"]
    states.filter(section="funds").delete()
    states.update(carried_year=2019)
    store_facts(draft, document())
    assert set(states.values_list("version", "none", "carried_year")) == {(2, False, None)}


def test_targets_are_numbered_for_the_department_and_for_each_of_its_projects():
    draft = Evaluation.objects.create(
        obligation=make_obligation(make_cycle(year=2023, scheme=make_scheme("hunan-2023")))
    )
    two = (TargetFacts("output", "办件"), TargetFacts("output", "满意"))
    store_facts(draft, document(year=2023, targets=two, projects=(ProjectFacts("平台", targets=two[::-1]),)))
    listed = Target.objects.order_by("pk").values_list("project__name", "position", "name")
    assert list(listed) == [("平台", 1, "满意"), ("平台", 2, "办件"), (None, 1, "办件"), (None, 2, "满意")]


def test_who_imports_a_report_answers_for_its_explanations_before_any_preparer(draft):
    preparer, importer = make_member("preparer", draft.department), make_user("陈审核")
    facts = document(explanations=(ExplanationFacts("13", "a", "因"),))
    for given, answering in ((importer, importer), (None, preparer)):
        store_facts(draft, facts, person=given)
        assert draft.explanations.get().person == answering
