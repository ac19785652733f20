"""Own targets on their way into the next year: what the new form can hold, as it was set and not as it was met."""

from dataclasses import replace
from decimal import Decimal

from evaluations.drafts.approved_budget import level2_in, targets_as_begun
from evaluations.facts.document import Facts, ProjectFacts, TargetFacts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.target_nouns import TargetSlot
from evaluations.submissions.carry_forward import hand_on

SLOTS = (
    TargetSlot("output", "产出指标", "产出指标", ("数量指标", "质量指标"), Decimal(40), ("ge", "qualitative")),
    TargetSlot("satisfaction", "满意度指标", "满意度指标", ("满意度指标",), Decimal(10), ("ge",)),
)


def met(**given) -> TargetFacts:
    whole = TargetFacts(
        slot="output",
        name="办件",
        target="12",
        unit="件",
        attained="13",
        weight=Decimal(5),
        grade="达成",
        score=Decimal(5),
        deviation_reason="多办了",
    )
    return replace(whole, **given)


def test_what_was_set_goes_on_and_what_was_met_stays_behind():
    assert targets_as_begun([met(level2="数量指标")], SLOTS) == (
        TargetFacts(slot="output", level2="数量指标", name="办件", target="12", unit="件", weight=Decimal(5)),
    )


def test_a_slot_or_a_direction_that_the_new_form_lacks_is_left_behind():
    gone = [met(slot="cost"), met(direction="le"), met(slot="satisfaction", direction="qualitative")]
    assert targets_as_begun(gone, SLOTS) == ()


def test_a_second_level_that_the_new_form_lacks_is_to_be_chosen_again():
    assert level2_in(SLOTS[0], "时效指标") == "" and level2_in(SLOTS[1], "满意度指标") == ""
    assert targets_as_begun([met(level2="时效指标")], SLOTS)[0].level2 == ""


def test_a_form_without_own_targets_takes_names_of_projects_only():
    facts = Facts(figures={}, targets=(met(),), projects=(ProjectFacts("平台运行", goal="办得快", targets=(met(),)),))
    carried = hand_on(load_scheme("hunan-2023"), facts, load_scheme("hunan-2013"), {})
    assert carried.targets == () and carried.projects == (ProjectFacts("平台运行"),)


def test_a_form_with_own_targets_takes_goals_and_targets_of_projects():
    form = load_scheme("hunan-2023")
    last = ProjectFacts("平台运行", goal="办得快", targets=(met(),), actual=Decimal(1))
    facts = Facts(figures={}, projects=(last,))
    (project,) = hand_on(form, facts, form, {}).projects
    assert project.goal == "办得快" and project.actual is None and project.targets[0].attained == ""
