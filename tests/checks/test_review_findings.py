"""Contradictions in a reviewer's own score sheet: every loss has a reason, and the reason agrees with the points."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluations.checks.review_findings import SheetCase, review_findings
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.review_plan import standard_review_plan
from evaluations.scoring.assessing import assess_facts
from evaluations.scoring.review_sheet import ReviewMark, review_assessment

EXAMPLE = Path(__file__).parent.parent / "examples" / "complete-2023.json"
SCHEME = load_scheme("hunan-2023")
FACTS = read_facts(json.loads(EXAMPLE.read_text()))
VERIFIED, SATISFIED = "target:5", "target:9"


def found(marks, facts=FACTS, files=None):
    own = assess_facts(SCHEME, facts)
    sheet = review_assessment(SCHEME, facts, own, standard_review_plan(), marks)
    return [(code, one.level, one.read) for code, one in review_findings(SheetCase(SCHEME, facts, sheet, files or {}))]


@pytest.mark.parametrize(
    "mark, level, read",
    [
        (ReviewMark(score="9"), "error", "扣了 1 分，没有写原因"),
        (ReviewMark(score="7", criterion="unverifiable:60"), "error", "复核得分 7 分"),
        (ReviewMark(score="9", value="98.01"), "error", "复核得分 9 分"),
        (ReviewMark(score="9", reason="材料不全，扣30%"), "error", "备注写“扣30%”，复核得分 9 分"),
        (ReviewMark(score="9", reason="扣除2分"), "error", "备注写“扣2分”，复核得分 9 分"),
        (ReviewMark(score="9", reason="没有台账，不得分"), "error", "备注写“不得分”，复核得分 9 分"),
        (ReviewMark(criterion="no_survey:100"), "error", "选了“得0分：满意度没有调查”"),
        (ReviewMark(value="约百分之百"), "error", "复核完成值读到“约百分之百”"),
    ],
)
def test_a_contradiction_is_found(mark, level, read):
    assert found({VERIFIED: mark}) == [(VERIFIED, level, read)]


@pytest.mark.parametrize(
    "mark",
    [
        ReviewMark(score="9", reason="台账缺一个月"),
        ReviewMark(score="7", criterion="unverifiable:30"),
        ReviewMark(score="7", reason="材料不能核实，扣30%"),
        ReviewMark(score="8", reason="扣2分"),
        ReviewMark(criterion="no_evidence:100", reason="没有材料，不得分"),
        ReviewMark(value="95"),
        ReviewMark(criterion="over_target"),
    ],
)
def test_a_loss_with_its_reason_is_none(mark):
    assert not found({VERIFIED: mark})


def test_points_taken_for_lack_of_evidence_that_was_handed_in_are_a_warning():
    mark = {SATISFIED: ReviewMark(criterion="no_evidence:100")}
    assert not found(mark)
    assert [level for _, level, _ in found(mark, files={SATISFIED: 2})] == ["warning"]


def test_a_value_far_over_its_target_is_a_hint_until_something_is_said():
    targets = tuple(replace(one, attained="90000") if one.unit == "件" else one for one in FACTS.targets)
    facts = replace(FACTS, targets=targets)
    assert found({}, facts) == [("target:3", "hint", "完成值是指标值的 150%")]
    assert not found({"target:3": ReviewMark(criterion="over_target")}, facts)


def test_of_an_indicator_that_stands_twice_one_earns_nothing_not_both():
    twice = replace(
        FACTS,
        targets=tuple(replace(one, name="办结事项") if n in (2, 6) else one for n, one in enumerate(FACTS.targets)),
    )
    struck = ReviewMark(criterion="counted_twice:100")
    assert [level for _, level, _ in found({}, twice)] == ["hint"]
    assert not found({"target:7": struck}, twice)
    assert [level for _, level, _ in found({"target:7": struck, "target:3": struck}, twice)] == ["error"]
