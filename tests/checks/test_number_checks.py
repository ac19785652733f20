"""The checks of which a draft keeps what they found while texts are written: no text makes a difference to them."""

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.registry import case_findings, number_findings
from evaluations.scoring.assessing import assess_facts
from tests.checks.changed_reports import NEW_FORM, OLD_FORM
from tests.factories import complete_facts

TEXT = {next(iter(OLD_FORM.texts)): "公用经费 12 万元，三公经费 99999 万元，得 3 分。"}
PRINTED = {"entries": {OLD_FORM.indicators[0].code: {"self_score": "3"}}}
NOTHING: dict[str, object] = {name: [] for name in ("projects", "buildings", "achievements", "targets")} | {
    "figures": {}
}
REPORTS = {
    "whole": {},
    "other texts": {"narratives": TEXT, "achievements": [{"title": "办件 99999 件", "body": "支出 99999 万元。"}]},
    "no figures": NOTHING,
    "amounts in 元": {"figures": {"reception.actual": "31400", "basic.actual": "5000000", "basic.budget": "500"}},
    "printed scores alone": NOTHING | PRINTED | {"narratives": {}},
    "printed scores and a text": NOTHING | PRINTED | {"narratives": TEXT},
    "printed scores and an achievement": NOTHING
    | PRINTED
    | {"narratives": {}, "achievements": [{"title": "一", "body": ""}]},
}


@pytest.mark.parametrize("form", [OLD_FORM, NEW_FORM], ids=["2013", "2023"])
@pytest.mark.parametrize("changes", REPORTS.values(), ids=REPORTS.keys())
def test_what_is_found_without_the_texts_is_what_is_found(form, changes):
    facts = complete_facts(**changes)
    case = CheckCase(form, facts, assess_facts(form, facts))
    bare = CheckCase(form, facts.without_texts, assess_facts(form, facts.without_texts))
    assert bare.assessment == case.assessment
    known = number_findings(bare)
    assert known == number_findings(case) and case_findings(case, known) == case_findings(case)
