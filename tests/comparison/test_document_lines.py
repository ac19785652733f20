"""A report as lines of text: each value in the words of people, in the order of the form, and what of it differs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.document_lines import DocumentChange, DocumentLines, document_differences, document_lines
from evaluations.facts.document import (
    AchievementFacts,
    BuildingFacts,
    EntryFacts,
    ExplanationFacts,
    Facts,
    ItemFacts,
    ProjectFacts,
    TargetFacts,
)
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

SCHEME, OWN_TARGETS = load_scheme("hunan-2013"), load_scheme("hunan-2023")
TARGET = TargetFacts("", "办件量", "", "ge", "95", "%", "96.5", Decimal("10.0"))


def lines(facts: Facts, scheme=SCHEME) -> DocumentLines:
    """The report as lines, assessed as a submission is."""
    return document_lines(scheme, facts, assess_facts(scheme, facts))


def told(old: Facts, new: Facts, scheme=SCHEME) -> list[tuple[str, str, str, str]]:
    """What differs but for the scores: where, label, before, after."""
    found = document_differences(lines(old, scheme), lines(new, scheme))
    return [(one.where, one.label, one.old, one.new) for one in found if one.place.kind != PlaceKind.SCORE]


def fields_of(facts: Facts, kind: PlaceKind, row: str) -> dict[str, str]:
    """The lines of one row by their fields, blanks left out."""
    found = lines(facts).lines.items()
    return {place.field: text for place, text in found if (place.kind, place.row) == (kind, row) and text}


# --- values in words ------------------------------------------------------------------------------


def test_a_project_is_told_with_its_kind_its_items_and_its_targets():
    words = TargetFacts("", "满意度", "", "qualitative", "明显提高", "", "有所提高", Decimal(5))
    project = ProjectFacts(
        "机房",
        "earmarked",
        budget=Decimal("1002"),
        in_place=NOT_APPLICABLE,
        goal="平稳运行",
        items=(ItemFacts("网络租赁", Decimal("60.5")), ItemFacts("维护")),
        targets=(TARGET, words),
    )
    assert fields_of(replace(complete_facts(), projects=(project,)), PlaceKind.PROJECT, "机房") == {
        "": "有",
        "kind": "专项资金",
        "budget": "1002.00",
        "in_place": "不适用",
        "goal": "平稳运行",
        "items": "网络租赁 60.50、维护 ",
        "targets": "办件量 ≥95% 完成96.5% 10分、满意度 明显提高 完成有所提高 5分",
    }


def test_an_own_target_is_told_with_the_sign_of_its_direction():
    found = fields_of(replace(complete_facts(), targets=(TARGET,)), PlaceKind.TARGET, "办件量")
    assert (found["direction"], found["target"], found["attained"], found["weight"]) == ("≥", "95", "96.5", "10.00")
    worded = replace(TARGET, direction="qualitative")
    assert fields_of(replace(complete_facts(), targets=(worded,)), PlaceKind.TARGET, "办件量")["direction"] == "定性"
    slot = OWN_TARGETS.slots[0]
    read = lines(replace(complete_facts(), targets=(replace(TARGET, slot=slot.code),)), OWN_TARGETS).lines.values()
    assert slot.label in read and slot.code not in read, "in the words of the form"


def test_buildings_and_achievements_are_rows_by_their_names():
    facts = replace(
        complete_facts(),
        buildings=(BuildingFacts("办公楼", Decimal(2000), Decimal("2100.5")),),
        achievements=(AchievementFacts("少跑路", "综合窗口。"),),
    )
    assert fields_of(facts, PlaceKind.BUILDING, "办公楼") == {
        "": "有",
        "approved_area": "2000.00",
        "actual_area": "2100.50",
    }
    assert fields_of(facts, PlaceKind.ACHIEVEMENT, "少跑路") == {"": "有", "body": "综合窗口。"}


@pytest.mark.parametrize(
    ("entry", "field", "text"),
    [
        (EntryFacts(checked=(True, False, True)), "checked", "√、×、√"),
        (EntryFacts(checked=()), "checked", ""),
        (EntryFacts(cases=0), "cases", "0"),
        (EntryFacts(cases=12), "cases", "12"),
        (EntryFacts(not_applicable=True), "not_applicable", "是"),
        (EntryFacts(not_applicable=False), "not_applicable", ""),
        (EntryFacts(score=Decimal(96)), "score", "96.00"),
        (EntryFacts(maximum=NOT_APPLICABLE), "maximum", "不适用"),
        (EntryFacts(grade="好"), "grade", "好"),
        (EntryFacts(reason="other"), "reason", "other"),
    ],
)
def test_what_is_entered_beside_an_indicator_is_told_in_words(entry, field, text):
    facts = replace(complete_facts(), entries={"management_system": entry})
    found = lines(facts).lines
    assert found[ReportPlace("indicators", PlaceKind.ENTRY, "management_system", field)] == text
    assert {one.row for one in found if one.kind == PlaceKind.ENTRY} == {"management_system"}


def test_figures_bear_their_decimals_texts_their_words_and_ticks_a_yes():
    facts = replace(complete_facts(), none_sections=("government_funds",), narratives={"duties": "管理大厅。"})
    found = lines(facts).lines
    assert found[ReportPlace("base_data", PlaceKind.FIGURE, None, "retirees")] == "5"
    assert found[ReportPlace("base_data", PlaceKind.FIGURE, None, "operating.actual")] == "99.80"
    ticks = {place.section: text for place, text in found.items() if place.kind == PlaceKind.NONE}
    assert ticks["government_funds"] == "是" and ticks["state_capital"] == ""
    texts = {place.field: text for place, text in found.items() if place.kind == PlaceKind.TEXT}
    assert texts["duties"] == "管理大厅。" and texts["usage"] == "" and set(texts) == set(SCHEME.texts)


def test_a_sum_that_the_document_does_not_repeat_is_told_as_it_was_computed():
    facts = complete_facts()
    without = replace(facts, figures={name: one for name, one in facts.figures.items() if name != "vehicle.actual"})
    assert "vehicle.actual" in SCHEME.sums and told(facts, without) == []


def test_total_grade_and_scores_end_the_report_and_a_gap_is_blank():
    facts = complete_facts()
    assessment, found = assess_facts(SCHEME, facts), lines(facts).lines
    scores = {place.row or place.field: text for place, text in found.items() if place.kind == PlaceKind.SCORE}
    assert Decimal(scores["total"]) == assessment.total and scores["grade"] == assessment.grade
    assert list(scores)[-2:] == ["total", "grade"] == [place.field for place in found][-2:]
    gap = lines(replace(facts, entries={})).lines
    assert gap[ReportPlace("indicators", PlaceKind.SCORE, "benefit")] == "" != scores["benefit"]
    assert gap[ReportPlace(None, PlaceKind.SCORE, field="grade")] == ""


# --- what differs ---------------------------------------------------------------------------------


def test_an_explanation_is_known_by_its_check_and_its_field_whatever_was_found_there():
    one = ExplanationFacts("8", "operating.actual#3f", "年中追加。")
    old = replace(complete_facts(), explanations=(one,))
    assert told(old, replace(old, explanations=(replace(one, field="operating.actual#77"),))) == []
    new = replace(old, explanations=(replace(one, text="年底追加。"),))
    assert told(old, new) == [("勾稽说明", "公用经费（2020年决算数）（勾稽 8）", "年中追加。", "年底追加。")]


def test_what_comes_stands_in_the_order_of_the_form_and_what_went_last():
    facts = complete_facts()
    figures = {**facts.figures, "retirees": Decimal(7)}
    new = replace(
        facts, figures=figures, achievements=facts.achievements[1:], narratives={**facts.narratives, "usage": "改"}
    )
    found = told(facts, new)
    assert [(where, label) for where, label, _, _ in found][0][1] == "离退休人数"
    assert [(label, before) for _, label, before, _ in found][-2] == ("办事更方便", "有")
    assert [after for *_, after in found][1:] == ["改", "", ""]


def test_the_order_of_rows_is_no_difference():
    facts = complete_facts()
    assert told(facts, replace(facts, projects=facts.projects[::-1])) == []


def test_the_score_of_an_own_target_goes_with_its_name_when_rows_move():
    slot = OWN_TARGETS.slots[0].code
    first, second = (replace(TARGET, slot=slot, name=name, attained=got) for name, got in (("甲", "95"), ("乙", "19")))
    old = replace(complete_facts(), targets=(first, second))
    moved = replace(old, targets=(second, first))
    assert document_differences(lines(old, OWN_TARGETS), lines(moved, OWN_TARGETS)) == []
    scores = [one for one in lines(old, OWN_TARGETS).lines if one.kind == PlaceKind.SCORE]
    assert {"甲", "乙"} <= {one.row for one in scores}


PLACES = st.sampled_from([ReportPlace("base_data", PlaceKind.FIGURE, None, one) for one in list(SCHEME.figures)[:6]])


@given(st.dictionaries(PLACES, st.sampled_from(["", "1", "2"])), st.dictionaries(PLACES, st.sampled_from(["", "1"])))
def test_the_differences_turn_the_old_lines_into_the_new(old, new):
    def read(found: dict[ReportPlace, str]) -> DocumentLines:
        return DocumentLines(SCHEME, 2020, found)

    found: list[DocumentChange] = document_differences(read(old), read(new))
    patched = old | {one.place: one.new for one in found}
    assert {place: text for place, text in patched.items() if text} == {place: t for place, t in new.items() if t}
    assert all(one.old == old.get(one.place, "") != one.new for one in found)
