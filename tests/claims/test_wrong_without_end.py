"""A text is held against the figures until so much of it is wrong that nobody would mend it by a longer list."""

import re
from dataclasses import replace

import pytest

from evaluations.checks import prose_claims
from evaluations.checks.case import CheckCase
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.text_readings import ReadingStanding, text_readings
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.claims import both_readings, text_bounds
from evaluations.claims.both_readings import BothReadings
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.report_reading import report_both
from evaluations.claims.solving import said_twice
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report

MOST_WRONG, STRETCH, LONGEST_STRETCH = 30, 10, 60  # instead of hundreds
WRONG, RIGHT = "公务接待费支出9.99万元。", "公务接待费支出3.25万元。"
TEXTS = {
    "sentences": WRONG * (MOST_WRONG + STRETCH + 100),
    "one sentence": WRONG.replace("。", "，") * (LONGEST_STRETCH + 100),
    "comparisons without numbers": "“三公”经费决算数大于预算数。" * (MOST_WRONG + STRETCH + 100),
    "sums": "培训班1.11万元，印刷2.22万元，两项合计9.99万元。" * (MOST_WRONG + STRETCH),
    "numbers that bind each other": "会议费支出12.00万元，比上年减少5.20万元，下降20.00%。" * (MOST_WRONG + STRETCH),
    "right ones between": (WRONG + RIGHT * 3) * (MOST_WRONG + STRETCH),
}


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    monkeypatch.setattr(both_readings, "MOST_WRONG", MOST_WRONG)
    monkeypatch.setattr(text_bounds, "STRETCH", STRETCH)
    monkeypatch.setattr(text_bounds, "LONGEST_STRETCH", LONGEST_STRETCH)


def both_of(text: str) -> BothReadings:
    facts, assessment = corpus_report()
    return report_both(SCHEME, facts, text, KnownFigures(SCHEME, assessment.lookup, facts.projects))


def case_of(text: str) -> CheckCase:
    facts = replace(corpus_report()[0], narratives={"management_note": text})
    return CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_told_is_the_beginning_of_all_that_is_wrong(text, monkeypatch):
    told = both_of(text)
    assert told.until is not None
    assert MOST_WRONG <= len(told.wrong) < MOST_WRONG + LONGEST_STRETCH
    monkeypatch.setattr(both_readings, "MOST_WRONG", len(text))
    everything = both_of(text)
    assert everything.until is None
    assert [one for one in everything.wrong if one.claim.start < told.until] == list(told.wrong)
    assert {at: one for at, one in everything.agreed.items() if at < told.until} == told.agreed


def test_a_few_faults_leave_no_number_of_a_long_text_out():
    assert both_of((RIGHT * 9 + WRONG) * (MOST_WRONG - 1)).until is None


def test_the_page_says_from_where_on_nothing_was_checked_and_calls_none_of_it_right():
    case = case_of(TEXTS["sentences"] + RIGHT * 5)
    rest = [one for one in check_prose_claims(case) if one.title == TITLE_OF_REST]
    numbers = [number for one in text_readings(case) for number in one.numbers]
    assert [one.read for one in rest] == [f"第{MOST_WRONG * len(WRONG) + len('公务接待费支出') + 1}个字以后"]
    assert f"已指出{MOST_WRONG}处" in rest[0].why
    assert {one.standing for one in numbers} == {ReadingStanding.CONTRADICTS, ReadingStanding.NOT_REACHED}
    assert numbers[-1].standing == ReadingStanding.NOT_REACHED


def test_when_they_are_mended_the_rest_is_checked():
    text = WRONG * (MOST_WRONG + STRETCH)
    mended = text.replace(WRONG, RIGHT, MOST_WRONG)
    found = list(check_prose_claims(case_of(mended)))
    assert TITLE_OF_REST in {one.title for one in check_prose_claims(case_of(text))}
    assert [one.title == TITLE_OF_REST for one in found] == [False] * STRETCH


def test_the_same_thing_said_with_ever_other_numbers_is_told_so_often_and_no_more(monkeypatch):
    for module in (said_twice, prose_claims):
        monkeypatch.setattr(module, "MOST_TWICE", MOST_WRONG)
    found = list(
        check_prose_claims(case_of("".join(f"印刷费支出决算{order}.5万元。" for order in range(1, MOST_WRONG + 20))))
    )
    assert len(found) == MOST_WRONG + 1
    assert found[-1].title == TITLE_OF_REST


@pytest.mark.parametrize("words", ["印刷", "年年", "会议"])
@pytest.mark.parametrize("before", ["", "本年度", "年", "我局", "，", "大", "年年", "1"])
@pytest.mark.parametrize("behind", ["", "费", "费支出3", "得", "项目经费决算"])
def test_a_name_is_found_in_its_quote_as_one_pattern_would(words, before, behind):
    tails = "(?:经费|费用|费|支出|资金|收入|款|税|项目|工程|补助|补贴)*"
    for quote in (f"{before}{words}{behind}", f"小{words}费，{before}{words}{behind}"):
        found = re.search(rf"(?:^|[^一-龥]|本?年度?|[我本]局)({words}{tails})", quote)
        assert said_twice.name_in_quote(quote, words) == (found and found.span(1))
