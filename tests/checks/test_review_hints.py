"""What a reviewer is pointed to: with its numbers, only where it is so, in words that accuse nobody."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.checks.review_hints.file_hints import same_file
from evaluations.checks.review_hints.hint import HINT_TITLES, EvidenceFile, HintCase, ReviewHint
from evaluations.checks.review_hints.money_hints import far_change, far_from_last_year, round_numbers
from evaluations.checks.review_hints.own_hints import own_hints
from evaluations.checks.review_hints.rate_hints import every_rate_full, far_from_county, full_marks_little_spent
from evaluations.checks.review_hints.target_hints import attained_over, attained_share, no_survey, same_target
from evaluations.checks.review_hints.text_hints import copied_from_last_year, same_as_others
from evaluations.checks.review_hints.text_prints import plain_sentences, shared_lengths, text_prints
from evaluations.facts.document import ProjectFacts, TargetFacts
from evaluations.language.amounts import Amount
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.factories import complete_facts

SCHEME = load_scheme("hunan-2013")
FACTS = complete_facts()
ASSESSMENT = assess_facts(SCHEME, FACTS)
CASE = HintCase(SCHEME, FACTS, ASSESSMENT)
LONG = (
    "本年度完成乡镇道路养护三十公里，群众出行条件明显改善。全年组织业务培训四次，参训人员覆盖全部股室。"
    "开展专项检查两轮，发现的问题全部整改到位。项目资金按进度拨付，没有结转；绩效目标按季度跟踪，偏差及时纠正。"
    "年初制定工作计划，年中对照检查，年末逐项考核并公布结果。群众来信来访件件登记，按期答复，没有积压。"
)
ACCUSING = ("造假", "虚假", "作弊", "抄袭", "违规", "违纪", "弄虚")


def with_rates(**values: str) -> HintCase:
    """The case with the values of its rates, in %; all others gone."""
    rates = tuple(
        replace(one, value=Decimal(values[one.code]) if one.code in values else None) for one in ASSESSMENT.rates
    )
    kept = tuple(
        replace(one, value=Decimal(values[one.code]) if one.code in values else None) for one in ASSESSMENT.indicators
    )
    return replace(CASE, assessment=replace(ASSESSMENT, rates=rates, indicators=kept))


def with_targets(*targets: TargetFacts) -> HintCase:
    return replace(CASE, facts=replace(FACTS, targets=targets))


def texts(hints) -> list[str]:
    return [one.text for one in hints]


def test_rates_that_are_all_full_are_told_and_one_other_ends_it():
    names = list(CASE.computed_rates())[:4]
    full = dict.fromkeys(names, "100")
    assert len(texts(every_rate_full(with_rates(**full)))) == 1
    assert not texts(every_rate_full(with_rates(**full | {names[0]: "99.99"})))
    assert not texts(every_rate_full(with_rates(**dict.fromkeys(names[:2], "100"))))


def test_a_rate_far_from_the_county_is_told_with_both_numbers():
    code = next(iter(CASE.computed_rates()))
    case = with_rates(**{code: "60"})
    (hint,) = far_from_county(case, {code: Decimal("95.5")})
    assert "60.00%，全县中位数 95.50%，相差 35.5 个百分点" in hint.text and hint.path == code
    assert not list(far_from_county(case, {code: Decimal(90)}))


def test_full_marks_beside_little_money_are_told():
    results = tuple(replace(one, score=one.weight) for one in ASSESSMENT.indicators)
    rates = tuple(replace(one, value=Decimal(55)) if one.code == "execution_rate" else one for one in ASSESSMENT.rates)
    case = replace(CASE, assessment=replace(ASSESSMENT, indicators=results, rates=rates))
    if "execution_rate" not in case.computed_rates():
        pytest.fail("the form of 2013 has an execution rate")
    assert "55.00%" in texts(full_marks_little_spent(case))[0]


def test_amounts_that_moved_far_are_told_the_largest_first():
    spent = {
        name: value
        for name, value in FACTS.figures.items()
        if name.endswith(".actual") and isinstance(value, Decimal) and value > 20
    }
    first, second = list(spent)[:2]
    last: dict[str, Amount] = {first: spent[first] / 4, second: spent[second] / 2}
    found = list(far_from_last_year(replace(CASE, last_amounts=last)))
    assert (
        [one.path for one in found] == [first, second] and "增加 300%" in found[0].text and "增加 100%" in found[1].text
    )


@given(st.decimals("-99999", "99999", places=2), st.decimals("-99999", "99999", places=2))
def test_a_far_change_is_far_and_large(now, last):
    found = far_change(now, last)
    if found is not None:
        assert abs(now - last) >= 10 and abs(now - last) * 2 > abs(last) * Decimal("0.99")


def test_round_amounts_are_told_where_nearly_all_are():
    whole = {name: Decimal(7) for name in SCHEME.figures if name.endswith(".actual")}
    assert "整万元" in texts(round_numbers(replace(CASE, facts=replace(FACTS, figures=whole))))[0]
    odd = {name: Decimal("7.1") for name in whole}
    assert not texts(round_numbers(replace(CASE, facts=replace(FACTS, figures=odd))))


def test_a_target_twice_is_one_hint_whatever_signs_stand_in_it():
    case = with_targets(TargetFacts(name="培训人次"), TargetFacts(name="培训 人次。"), TargetFacts(name="检查次数"))
    assert texts(same_target(case)) == ["指标“培训人次”出现 2 次。"]


def test_a_target_passed_by_far_is_told_and_no_more_than_that():
    case = with_targets(
        TargetFacts(name="甲", target="10", attained="13.1", unit="场"),
        TargetFacts(name="乙", target="10", attained="13", unit="场"),
        TargetFacts(name="丙", direction="le", target="10", attained="1", unit="天"),
        TargetFacts(name="丁", direction="qualitative", target="好", attained="很好"),
    )
    assert texts(attained_over(case)) == ["指标“甲”指标值 10场，完成值 13.1场，为指标值的 131.00%。"]


words = st.text(st.sampled_from("0123456789.%场-好 "), max_size=8)


@given(words, words, st.sampled_from(["ge", "le", "eq", "qualitative"]))
def test_what_is_no_number_has_no_share(target, attained, direction):
    found = attained_share(TargetFacts(target=target, attained=attained, direction=direction, unit="场"))
    assert found is None or found >= 0


def test_satisfaction_wants_a_survey_and_is_content_with_one():
    case = with_rates(satisfaction="95")
    assert "95.00%" in texts(no_survey(case))[0]
    assert not texts(no_survey(replace(case, files=(EvidenceFile("问卷汇总.pdf", "section.x", "1"),))))
    assert not texts(no_survey(replace(case, files=(EvidenceFile("a.pdf", "indicator.satisfaction", "1"),))))


def test_one_file_for_two_things_is_told():
    files = (EvidenceFile("甲.pdf", "a", "1"), EvidenceFile("乙.pdf", "b", "1"), EvidenceFile("丙.pdf", "a", "2"))
    assert texts(same_file(replace(CASE, files=files))) == ["“甲.pdf”、“乙.pdf”内容完全相同，共 2 份，用于 2 处。"]


def test_a_text_of_last_year_is_known_with_other_numbers():
    code = next(code for code, text in SCHEME.texts.items() if not text.carry)
    case = replace(CASE, facts=replace(FACTS, narratives={code: LONG.replace("三十", "30") + "共12次。"}))
    before = replace(case, last_texts={code: LONG.replace("三十", "28")})
    assert "与上年报告相同" in texts(copied_from_last_year(before))[0]
    assert not texts(copied_from_last_year(replace(case, last_texts={code: "完全不同的一段话，" * 9})))


def test_another_departments_text_is_known_without_the_names():
    code = next(iter(SCHEME.texts))
    own = text_prints({code: f"测试局{LONG}"}, "测试局")
    others = {"某某局": {one.digest for one in text_prints({code: f"某某局{LONG}"}, "某某局")}, "另一局": set()}
    (hint,) = same_as_others(SCHEME, 2020, own, others)
    assert "与某某局的报告相同" in hint.text and hint.path == code


@given(st.text(max_size=300), st.text(max_size=300))
def test_prints_are_of_the_words_alone(one, two):
    same = text_prints({"a": one}), text_prints({"a": "  ".join(one)} if one.isalpha() else {"a": one})
    assert [p.length for p in same[0]] == [p.length for p in same[1]] or not one.isalpha()
    shared = shared_lengths(text_prints({"a": one}), {p.digest for p in text_prints({"b": two})})
    assert all(0 <= part <= whole for part, whole in shared.values())
    assert all(len(sentence) >= 10 for sentence in plain_sentences(one))


def test_a_whole_report_gives_hints_that_name_their_numbers_and_accuse_nobody():
    project = ProjectFacts("机房", budget=Decimal(10), actual=Decimal(1))
    busy = replace(with_targets(TargetFacts(name="甲"), TargetFacts(name="甲")), last_texts=dict(FACTS.narratives))
    found = own_hints(replace(busy, facts=replace(busy.facts, projects=(project,))))
    assert found and all(one.kind in HINT_TITLES and any(map(str.isdigit, one.text)) for one in found)
    assert not [word for word in ACCUSING for one in found if word in one.text + one.title]
    assert [ReviewHint(**one.to_json()) for one in found] == found
