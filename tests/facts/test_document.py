"""The facts document: round trip, exact numbers, and every fault at once."""

import json
import pickle
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.facts.document import EntryFacts, FactsError
from evaluations.facts.reading import load_facts, read_facts
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.schemes.loading import parse_scheme
from evaluations.scoring.assessing import assess_facts
from tests.quickness import least_seconds
from tests.schemes.small import SMALL

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/facts.schema.json").read_text())
FULL = {
    "format": "jixiao-facts/1",
    "scheme": "hunan-2013",
    "year": 2020,
    "county": "永兴县",
    "department": "永兴县政务服务中心",
    "budget_code": "101001",
    "notice_reference": "永财绩函〔2021〕8号",
    "figures": {"three_public.actual": "1.369", "staff_in_post": "35", "procurement.budget": "n/a", "x.y": None},
    "projects": [
        {
            "name": "电子政务",
            "kind": "earmarked",
            "budget": "69.15",
            "in_place": "69.15",
            "actual": "50",
            "note": "说明",
            "items": [{"name": "租赁费", "amount": "32.8"}],
        }
    ],
    "buildings": [
        {
            "name": "办公楼",
            "approved_area": "2000",
            "actual_area": "2000",
            "approved_investment": "50",
            "actual_investment": "0",
        }
    ],
    "entries": {
        "management_system": {"checked": [True, False, True, True], "reason": "缺一项"},
        "benefit": {"grade": "好"},
        "fund_compliance": {"cases": 0},
        "key_work_completion": {"score": "95", "maximum": "100"},
        "procurement_execution_rate": {"not_applicable": True, "reason": "无采购", "self_score": "6"},
        "pair": {"choice": "甲"},
    },
    "achievements": [{"title": "标题", "body": "正文"}],
    "narratives": {"duties": "职能\n第二条"},
    "none_sections": ["state_capital"],
    "stated": [{"name": "total", "value": "91.0", "where": "首段"}],
    "explanations": [{"check": "13", "field": "project.budget", "text": "未列出", "person": "张三"}],
    "people": {"preparer": "甲", "head": "乙", "phone": "0735-1"},
}


def faults(document):
    with pytest.raises(FactsError) as caught:
        read_facts(document)
    return {(fault.where, fault.key) for fault in caught.value.faults}


def test_a_full_document_comes_back_unchanged():
    facts = read_facts(FULL)
    assert facts.to_json() == FULL
    assert read_facts(facts.to_json()) == facts == pickle.loads(pickle.dumps(facts))
    assert load_facts(json.dumps(FULL)) == facts
    jsonschema.validate(FULL, SCHEMA)


def test_the_canonical_form_is_sorted_and_spells_amounts_one_way():
    facts = load_facts('{"figures": {"b": 2.20, "a": "1,002.00", "c": 707}, "projects": []}')
    assert list(facts.to_json()) == ["figures", "format", "projects"]
    assert facts.to_json()["figures"] == {"a": "1002", "b": "2.2", "c": "707"}


def test_numbers_are_read_exactly_with_the_decimals_of_the_file():
    assert load_facts('{"figures": {"a": 0.1}}').figures["a"] == Decimal("0.1")
    assert read_facts({"figures": {"a": 1.369}}).figures["a"] == Decimal("1.369")
    assert load_facts('{"figures": {"a": 1}, "stated": [{"name": "r", "value": 62.20}]}').stated[0].value == "62.20"


def test_blank_zero_not_applicable_and_absent_are_four_things():
    figures = read_facts({"figures": {"a": None, "b": "0", "c": "n/a", "e": ""}}).figures
    assert (figures["a"], figures["b"], figures["c"], figures["e"], "d" in figures) == (
        None,
        0,
        NOT_APPLICABLE,
        None,
        False,
    )


def test_a_collection_left_out_is_unknown_and_not_empty():
    partial, none = read_facts({"figures": {"a": 1}}), read_facts({"figures": {"a": 1}, "buildings": []})
    assert "buildings" in partial.unmentioned and "buildings" not in none.unmentioned
    assert "buildings" not in partial.to_json() and none.to_json()["buildings"] == []


def test_zero_entries_survive():
    facts = read_facts({"figures": {"a": 1}, "entries": {"x": {"cases": 0, "score": "0"}}})
    assert facts.entries["x"] == EntryFacts(cases=0, score=Decimal(0))
    assert facts.to_json()["entries"] == {"x": {"cases": 0, "score": "0"}}


def test_every_fault_is_named_at_once():
    document = {
        "figurs": {},
        "year": "2020",
        "figures": {"a": "12万", "b": True, "c": "1.2345678", "坏": 1},
        "projects": [{"budgt": 1}],
        "entries": {"x": {"checked": [1], "cases": -1}},
        "people": {"tel": "1"},
        "stated": [{"name": "a"}],
    }
    assert faults(document) == {
        ("文件开头", "figurs"),
        ("文件", "year"),
        ("figures", "a"),
        ("figures", "b"),
        ("figures", "c"),
        ("figures", "坏"),
        ("projects[1]", "budgt"),
        ("entries.x", "checked"),
        ("entries.x", "cases"),
        ("people", "tel"),
        ("stated[a]", "value"),
    }


def test_a_near_miss_is_suggested():
    with pytest.raises(FactsError, match="是否应为“narratives”"):
        read_facts({"figures": {"a": 1}, "narrativs": {}})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b'"x"',
        b"null",
        b"{}",
        b'{"figures": {}}',
        b'{"figures": {"a": NaN}}',
        b'{"figures": {"a": 1e999}}',
        b'{"figures": {"a": Infinity}}',
        b'{"figures": {"a": 1, "a": 2}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe{}",
        b'{"figures": {"a": "1\\u0000"}}',
        b'{"figures": {"a": 1}, "county": "\\u0000"}',
        b'{"figures": {"\\ud800": 1}}',
        b'{"figures": {"a": 1}, "county": "\\ud800"}',
        b'{"figures": {"a": ' + b"9" * 5000 + b"}}",
        b'{"figures": [1]}',
        b'{"figures": {"a": 1}, "format": "jixiao-facts/2"}',
        b'{"figures": {"a": 1e99999999}}',
        b'{"figures": {"a": -1e-400}}',
        b'{"figures": {"a": {"b": 1}}}',
        b'{"figures": {"a": 1}, "projects": {"name": 1}}',
        b'{"figures": {"a": 1}, "year": 1e3}',
        b'{"figures": {"a": 1}, "entries": {"x": []}}',
        b'{"figures": {"a": 1}, "none_sections": [1]}',
    ],
    ids=range(29),
)
def test_unusable_files_are_refused_with_a_sentence(content):
    with pytest.raises(FactsError) as caught:
        load_facts(content)
    for line in str(caught.value).splitlines():
        assert line.endswith("。") and "应为" in line
        line.encode()


def test_a_byte_order_mark_is_no_fault():
    assert load_facts(b'\xef\xbb\xbf{"figures": {"a": 1}}').figures["a"] == 1


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FULL, "name", "items", "x"]), inner, max_size=4)
    ),
    max_leaves=15,
)


@given(anything)
def test_any_json_value_is_facts_or_faults(document):
    try:
        facts = read_facts(document)
    except FactsError as error:
        assert error.faults
    else:
        assert read_facts(facts.to_json()) == facts


@pytest.mark.parametrize("value", ["", "%", " % ", "１" * 61])
def test_a_stated_value_without_a_number_is_a_fault_not_a_time_bomb(value):
    with pytest.raises(FactsError) as caught:
        read_facts({"figures": {"a": "1"}, "stated": [{"name": "total", "value": value}]})
    assert [(fault.where, fault.key) for fault in caught.value.faults] == [("stated[total]", "value")]


def test_what_was_explained_goes_round():
    given = {"check": "27", "field": "note#0123abcd", "text": "x", "found": "0123abcd" * 8}
    facts = read_facts({"figures": {"a": "1"}, "explanations": [given]})
    assert facts.to_json()["explanations"] == [given] and read_facts(facts.to_json()).explanations == facts.explanations


def test_texts_too_long_for_a_report_are_refused_unread():
    def read():
        with pytest.raises(FactsError, match="不超过 40000 个字符"):
            read_facts({"figures": {"a": "1"}, "narratives": {"note": "a" + "\u0301\u0316" * 60_000}})

    assert least_seconds(read, 3) < 3  # to read them takes ten seconds


JUDGED = SMALL.replace(
    'formula = "whole.actual / whole.budget * 100"\nrule = { form = "points_over_limit", limit = 100, lose = 1 }',
    'rule = { form = "judged" }',
)


@pytest.mark.parametrize(
    "document",
    [
        {"entries": {"control": {"score": "6"}}},
        {"figures": {}, "entries": {"control": {"score": "6"}}},
        {"targets": [{"name": "甲"}]},
    ],
)
def test_a_document_of_entries_or_targets_alone_is_welcome(document):
    jsonschema.validate(document, SCHEMA)
    facts = read_facts(document)
    assert read_facts(facts.to_json()) == facts
    if "entries" in document:
        assert assess_facts(parse_scheme(JUDGED, "small.toml"), facts).results["control"].score == 6


@pytest.mark.parametrize("document", [{}, {"figures": {}}, {"entries": {}}, {"figures": {}, "targets": []}])
def test_a_document_of_nothing_is_refused(document):
    with pytest.raises(FactsError, match="至少一个数据"):
        read_facts(document)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_a_draft_without_names_goes_out_and_comes_back():
    rows = {
        "projects": [{"budget": "1", "items": [{"amount": "1"}], "targets": [{"target": "1"}]}],
        "buildings": [{"actual_area": "5"}],
        "achievements": [{"body": "正文先写。"}],
        "targets": [{"slot": "output"}],
    }
    facts = read_facts({"figures": {"a": "1"}, **rows})
    assert facts.achievements[0].title == "" and read_facts(facts.to_json()) == facts
