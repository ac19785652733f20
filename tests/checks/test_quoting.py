"""A finding quotes from the beginning of a clause; what an explanation counts by stays as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.quoting import CLAUSE_SIGNS, quoted_clause
from evaluations.checks.registry import Finding, run_checks
from evaluations.checks.result_json import finding_as_json, finding_from_json
from evaluations.facts.document import ExplanationFacts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

SCHEME = load_scheme("hunan-2013")
LONG = "全年公用经费实际支出99.8万元并且各项支出都严格按照制度办理没有发生超范围超标准的情况，“三公经费”支出5.2万元大于预算数。"


def findings(text: str) -> list[Finding]:
    facts = complete_facts(narratives={**complete_facts().narratives, "management_note": text})
    found = run_checks(SCHEME, facts, assess_facts(SCHEME, facts))
    return [one for one in found if one.field == "management_note"]


def test_no_name_is_cut_in_two():
    (found,) = findings(LONG)
    assert found.read == f"5.2，“{LONG[: LONG.index('。')].replace('“', '‘').replace('”', '’')}”"
    assert found.counted and found.counted not in found.read


def test_explanations_of_before_still_count_and_so_do_those_of_a_frozen_result():
    (found,) = findings(LONG)
    before = Finding(**{**vars(found), "read": found.counted, "counted": ""})
    explanation = ExplanationFacts("28", before.explained_field, "数字已核对", "会计", before.digest)
    assert found.is_explained(explanation) and found.key == before.key
    again = finding_from_json(SCHEME, json.loads(json.dumps(finding_as_json(found))))
    assert again.key == found.key and again.is_explained(explanation)


def test_a_short_sentence_is_quoted_whole_and_counts_as_it_is_read():
    (found,) = findings("公务接待费支出3.52万元。")
    assert (found.read, found.counted) == ("“公务接待费支出3.52万元”", "")


@given(st.text("支出费。，；县3.5", max_size=40), st.integers(0, 40), st.integers(1, 12))
def test_a_quote_begins_behind_a_sign_or_with_the_text(text, start, length):
    quote = text[start : start + length]
    if quote.strip():
        shown = quoted_clause(text, quote, start + length)[1:-1]
        at = text.find(shown)
        assert shown.endswith(quote) and at >= 0
        assert at == 0 or text[at - 1] in CLAUSE_SIGNS or any(text[n - 1] in CLAUSE_SIGNS for n in range(1, at + 1))


def test_the_share_of_a_budget_that_was_saved_is_not_the_rate_of_the_whole():
    right = (
        "公用经费支出99.8万元，比预算节约1.46万元，占公用经费预算的1.4%。",
        "公用经费支出99.8万元，比年初预算节约1.46万元，占年初预算的1.4%。",
    )
    assert [findings(text) for text in right] == [[], []]
    assert [one.check for one in findings(right[0].replace("1.4%", "5.6%"))] == ["27"]
    assert findings("公用经费支出99.8万元，比预算节约1.46万元，占部门支出预算的0.2%。") == []
    assert [one.check for one in findings("公用经费支出99.8万元，占公用经费预算的88.6%。")] == ["27"]
    assert [one.check for one in findings("公用经费支出99.8万元，比预算节约1.46万元，完成预算的88.6%。")] == ["27"]
