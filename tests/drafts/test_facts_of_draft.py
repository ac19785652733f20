"""Rows and documents are the same thing twice."""

import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import load_facts, read_facts
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.texts import unknown_characters
from evaluations.models import BudgetLine, Explanation, SectionState
from evaluations.models.scheme import load_into_database, parsed_scheme
from tests.factories import (
    EXAMPLES,
    complete_facts,
    complete_figures,
    make_member,
    make_obligation,
    make_office,
    make_scheme,
)
from tests.patience import tries

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_office().evaluation()


def stored(draft, document: Facts, **given) -> dict:
    """What comes back after storing."""
    store_facts(draft, document, **given)
    return collect_facts(draft).to_json()


def expected(draft, document: Facts) -> dict:
    """The document with what the system itself knows: county, department, notice; blanks are not kept."""
    county = draft.department.county
    data = document.to_json() | {
        "county": county.name,
        "department": draft.department.name,
        "budget_code": draft.department.budget_code,
        "notice_reference": draft.cycle.notice_reference,
    }
    data["figures"] = {name: value for name, value in data["figures"].items() if value is not None}
    return data


def test_a_whole_report_comes_back_as_it_went_in(draft):
    document = complete_facts(
        stated=[{"name": "total", "value": "25.460", "where": "六（三）"}],
        explanations=[
            {"check": "13", "field": "project.budget", "text": "未逐项列出。", "person": "王会计", "audience": "public"}
        ],
        buildings=[{"name": "综合楼", "approved_area": "1200.5", "actual_area": "0", "approved_investment": None}],
    )
    assert stored(draft, document) == expected(draft, document)


def test_blank_zero_and_not_applicable_stay_three_things(draft):
    document = complete_figures(remitted__budget=None, remitted__actual="0", procurement__budget="n/a")
    figures = stored(draft, document)["figures"]
    assert "remitted.budget" not in figures
    assert (figures["remitted.actual"], figures["procurement.budget"]) == ("0", "n/a")


amounts = st.decimals(min_value=0, max_value=999_999_999, places=6).map(str)
printable = st.characters(exclude_categories=["C"], codec="utf-8").filter(
    lambda one: has_glyph(one) and not unknown_characters(one)
)
texts = st.text(printable, max_size=60)
names = texts.filter(str.strip)


@st.composite
def documents(draw):
    """Documents with every kind of row, of any length."""
    scheme = sorted(draw(st.sets(st.sampled_from(FIGURES), min_size=1)))
    project = st.fixed_dictionaries(
        {
            "name": names,
            "kind": st.sampled_from(["earmarked", "other"]),
            "budget": st.none() | amounts,
            "note": texts,
            "items": st.lists(st.fixed_dictionaries({"name": names, "amount": st.none() | amounts}), max_size=3),
        }
    )
    entry = st.fixed_dictionaries(
        {"reason": names},
        optional={
            "checked": st.lists(st.booleans(), max_size=5),
            "cases": st.integers(0, 999),
            "score": amounts,
            "self_score": amounts,
            "grade": st.just("好"),
            "not_applicable": st.booleans(),
        },
    )
    return read_facts(
        {
            "year": 2020,
            "scheme": "hunan-2013",
            "figures": {name: draw(amounts | st.just("n/a")) for name in scheme},
            "projects": draw(st.lists(project, max_size=4)),
            "buildings": draw(st.lists(st.fixed_dictionaries({"name": names, "actual_area": amounts}), max_size=2)),
            "achievements": draw(st.lists(st.fixed_dictionaries({"title": names, "body": texts}), max_size=3)),
            "entries": draw(st.dictionaries(st.sampled_from(["benefit", "disclosure", "satisfaction"]), entry)),
            "narratives": draw(st.dictionaries(st.sampled_from(["duties", "usage", "problems"]), texts)),
            "none_sections": sorted(draw(st.sets(st.sampled_from(["other", "state_capital"])))),
        }
    )


FIGURES = sorted(json.loads(json.dumps(list(complete_facts().figures))))


def test_any_document_comes_back_as_it_went_in(draft):
    @given(document=documents())
    @hypothesis_settings(max_examples=tries(12, 40))
    def comes_back(document):
        assert stored(draft, document) == expected(draft, document)

    comes_back()


def test_reading_takes_the_same_number_of_queries_for_any_report(draft, django_assert_num_queries):
    store_facts(draft, complete_facts(projects=[complete_project(number) for number in range(60)]))
    with django_assert_num_queries(16):
        collect_facts(draft)


def complete_project(number: int) -> dict:
    return {"name": f"项目{number}", "items": [{"name": f"明细{n}"} for n in range(5)]}


@pytest.mark.parametrize(
    "change, place",
    [
        ({"figures": {"three_publik.actual": "1"}}, "是否应为“three_public.actual”"),
        ({"figures": {"project.budget": "2000000000"}}, "请核对单位"),
        ({"narratives": {"no_such_text": "一段"}}, "narratives 的 no_such_text"),
        ({"none_sections": ["projects"]}, "none_sections 的 projects"),
        ({"entries": {"satisfaction": {"cases": 99999}}}, "entries.satisfaction 的 cases"),
        ({"entries": {"satisfaction": {"not_applicable": True}}}, "不适用的原因"),
        ({"projects": [{"name": "名" * 121}]}, "不超过 120 个字"),
        ({"projects": [{"name": "甲", "budget": "n/a"}]}, "这里不能填“不适用”"),
        ({"buildings": [{"name": "楼", "actual_area": "-1"}]}, "不小于 0"),
        ({"narratives": {"usage": "字" * 20_001}}, "20001 个字"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_stored(draft, change, place):
    before = collect_facts(draft)
    with pytest.raises(FactsError) as refused:
        store_facts(draft, complete_facts(**change))
    assert place in str(refused.value)
    assert collect_facts(draft) == before


def test_a_failure_in_the_middle_leaves_the_old_rows(draft, monkeypatch):
    before = collect_facts(draft)
    monkeypatch.setattr(SectionState.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store_facts(draft, complete_figures(satisfaction_rate="1"))
    assert collect_facts(draft) == before


def test_the_same_explanation_twice_is_refused(draft):
    twice = [{"check": "13", "field": "project.budget", "text": text} for text in ("甲", "乙")]
    with pytest.raises(FactsError, match="每处只说明一次"):
        store_facts(draft, complete_facts(explanations=twice))


def test_somebody_answers_for_explanations():
    bare = make_office(None)
    other = make_obligation(make_office().cycle)
    document = complete_facts(explanations=[{"check": "13", "field": "project.budget", "text": "有原因。"}])
    draft = bare.evaluation()
    store_facts(draft, document)
    assert Explanation.objects.get(evaluation=draft).person == bare.preparer
    alone = type(draft).objects.create(obligation=other)
    with pytest.raises(FactsError, match="请先为本单位设经办人"):
        store_facts(alone, document)
    clerk = make_member("preparer", other.department)
    store_facts(alone, document, person=clerk)
    assert collect_facts(alone).explanations[0].person == str(clerk)


def test_storing_makes_open_pages_stale(draft):
    before = dict(SectionState.objects.filter(evaluation=draft).values_list("section", "version"))
    store_facts(draft, complete_facts())
    after = dict(SectionState.objects.filter(evaluation=draft).values_list("section", "version"))
    assert before.keys() == after.keys() and all(after[code] > before[code] for code in before)


def test_a_scheme_is_loaded_once_by_its_content():
    first, again = load_into_database("hunan-2013"), load_into_database("hunan-2013")
    assert first.pk == again.pk
    assert parsed_scheme(first) is parsed_scheme(again)


def test_figures_of_another_evaluation_are_not_read(draft):
    other = make_office().evaluation(document=complete_figures(satisfaction_rate="71"))
    assert collect_facts(draft).figures["satisfaction_rate"] != collect_facts(other).figures["satisfaction_rate"]
    assert BudgetLine.objects.filter(figure="satisfaction_rate").count() == 2


def test_own_targets_and_those_of_projects_come_back_as_they_went_in():
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    document = load_facts((EXAMPLES / "complete-2023.json").read_bytes())
    back = collect_facts(office.evaluation("draft", document))
    assert back.targets == document.targets and back.projects == document.projects


def test_targets_have_no_place_in_a_form_without_slots(draft):
    with pytest.raises(FactsError, match="没有单位自定的绩效指标"):
        store_facts(draft, complete_facts(targets=[{"slot": "output", "name": "办件量"}]))


def test_what_was_explained_is_stored_with_the_explanation(draft):
    given = {
        "check": "27",
        "field": "note#0123abcd",
        "text": "指另一事项。",
        "person": "王会计",
        "found": "0123abcd" * 8,
    }
    store_facts(draft, complete_facts(explanations=[given]))
    # A document that does not say who reads it is not made public.
    assert collect_facts(draft).to_json()["explanations"] == [given | {"audience": "bureau"}]


def test_an_import_clears_what_was_typed_and_marked_before(draft):
    states = SectionState.objects.filter(evaluation=draft)
    states.update(raw={"basic.actual": "31,4x"}, done=True, none=True)
    before = dict(states.values_list("section", "version"))
    store_facts(draft, complete_facts())
    assert all((row.raw, row.done, row.version) == ({}, False, before[row.section] + 1) for row in states)
    assert {row.section for row in states if row.none} == set(complete_facts().none_sections)
