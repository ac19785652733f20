"""Numbers of one sentence that bind each other: who they are of need not be known to see that they disagree."""

from dataclasses import replace

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.text_readings import text_readings
from evaluations.language.severities import ERROR_LEVEL
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report, told_of

BOUND = "同一句里的数互不相符"
# Nothing of this is in any form: what is written, the right and the wrong number in it; of suspects what is told of.
SURE = [
    ("会议费支出{}万元，比上年15.00万元减少3.00万元，下降20.00%。", "12.00", "13.70"),
    ("下属学校差旅费12.00万元，比上年{}万元减少3.00万元，下降20.00%。", "15.00", "18.00"),
    ("培训费支出12.00万元，较2021年的15.00万元减少{}万元，下降20.00%。", "3.00", "4.10"),
    ("印刷费12.00万元，与上年10.00万元相比，增加2.00万元，增长{}%。", "20.00", "33.00"),
    ("邮电费由15.00万元降到{}万元，减少3.00万元，下降20.00%。", "12.00", "10.50"),
    ("幼儿园编制{}名，在编20名，空编5名，控制率80.00%。", "25", "35"),
]
SUSPECTS = [
    ("会议费支出12.00万元，比上年减少{}万元，下降20.00%。", "3.00", "5.20", "12.00万元，比上年减少5.20万元，下降20.00"),
    (
        "印刷费预算15.00万元，支出12.00万元，完成预算的{}%。",
        "80.00",
        "91.00",
        "15.00万元，支出12.00万元，完成预算的91.00",
    ),
    (
        "差旅费8.00万元，占预算10.00万元的80.00%，比上年减少2.00万元（{}%）。",
        "20.00",
        "27.00",
        "8.00万元，占预算10.00万元的80.00%，比上年减少2.00万元（27.00",
    ),
    (
        "培训费支出12.00万元，较2021年决算15.00万元下降{}%。",
        "20.00",
        "31.00",
        "12.00万元，较2021年决算15.00万元下降31.00",
    ),
    (
        "印刷费按上年预算20.00万元计算，节余5.00万元，节余率{}%。",
        "25.00",
        "33.00",
        "20.00万元计算，节余5.00万元，节余率33.00",
    ),
]
# True, or of things that the words do not bind.
NOT_BOUND = [
    "会议费支出12.00万元，比预算少3.00万元，差旅费下降31.00%。",
    "印刷费支出12.34万元，比上年减少0.05万元，下降0.41%。",
    "培训费预算15.00万元，其中外聘教师3.00万元，比上年减少2.00万元，下降40.00%。",
    "会议费12.00万元，完成预算15.00万元的80.00%，比上年减少3.00万元，下降20.00%。",
    "差旅费支出20.34万元，年初预算为21.50万元，差值为1.16万元，较上年19.87万元增加0.47万元，增长2.37%。",
    "宣传费14.44万元，比预算17.50万元少支出3.06万元，比上年19.85万元减少5.41万元，下降27.25%。",
    "食堂补助1.2万元，较上年的1.3万元减少0.1万元，下降7.7%。",
    "下属幼儿园编制25名，在编20名，空编5名，控制率80.00%，退休3名。",
    "印刷费由8.00万元增加到10.00万元，增长25.00%。",
    "水费支出3.00万元，比上年减少1.00万元，用水量下降31.00%。",
]


@pytest.mark.parametrize("text, right, wrong", SURE)
def test_the_one_number_that_all_others_contradict_is_told(text, right, wrong):
    assert not told_of(text.format(right))
    written = text.format(wrong)
    found = [(one.level, one.title, written[one.spot.start : one.spot.end]) for one in told_of(written) if one.spot]
    assert found == [(ERROR_LEVEL, BOUND, wrong)]


@pytest.mark.parametrize("text, right, wrong, suspects", SUSPECTS)
def test_of_three_numbers_all_that_no_figure_confirms_are_told_at_once(text, right, wrong, suspects):
    assert not told_of(text.format(right))
    written = text.format(wrong)
    found = [(one.title, written[one.spot.start : one.spot.end]) for one in told_of(written) if one.spot]
    assert found == [(BOUND, suspects)]


def readings(text):
    """The printed numbers of a text with how they stand and what belongs there."""
    facts = replace(corpus_report()[0], narratives={"management_note": text})
    (found,) = text_readings(CheckCase(SCHEME, facts, assess_facts(SCHEME, facts)))
    return [(text[one.start : one.end], one.standing.word, one.expected) for one in found.numbers]


def test_the_page_marks_all_numbers_that_may_be_wrong_and_suggests_none_of_another_unit():
    found = readings("会议费支出12.00万元，比上年减少5.20万元，下降20.00%。")
    assert found == [(number, "不一致", "") for number in ("12.00", "5.20", "20.00")]


def test_the_page_shows_what_the_one_wrong_number_should_be():
    found = readings("会议费支出13.70万元，比上年15.00万元减少3.00万元，下降20.00%。")
    assert found[0] == ("13.70", "不一致", "12.00万元（按同一段文字里的数）")
    assert "不一致" not in [word for _, word, _ in found[1:]]


def test_before_a_number_that_the_figures_confirm_no_number_of_its_unit_is_suggested():
    (found,) = [one for one in told_of("会议费支出12.00万元，比上年减少5.20万元，下降89.76%。") if one.title == BOUND]
    assert (found.expected, found.spot.suggestion) == ("能与同一句里另外的数同时成立的数", "")


@pytest.mark.parametrize("text", NOT_BOUND)
def test_numbers_that_agree_or_are_of_other_things_are_silent(text):
    assert not told_of(text)


@pytest.mark.parametrize("wrong", ["", "3"])
def test_a_rough_number_may_be_said_exactly_behind_it(wrong):
    text = f"公用经费比上年减少约21万元（20.70万元），公务接待费支出约3万元（{wrong}3.25万元）。"
    assert [text[one.spot.start : one.spot.end] for one in told_of(text) if one.spot] == ["33.25"] * bool(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费预算3.60万元，与2021年预算持平。持平原因是接待标准没有变。",
        "公务用车运行维护及购置费预算23.00万元，支出21.82万元。",
        "2022年收支总预算707.00万元，收入预算707.00万元。",
        "三公经费预算26.60万元，决算25.07万元。其中：公务接待费3.25万元。",
        "局机关和17家二级单位2022年三公经费支出25.07万元。",
    ],
)
def test_words_of_published_papers_are_silent_where_they_are_right(text):
    assert not told_of(text)


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("公务用车运行维护及购置费预算28.00万元，支出21.82万元。", "28.00"),
        ("公务用车运行维护费和购置费决算23.82万元。", "23.82"),
        ("县直文化系统局本级和17家二级单位三公经费支出29.07万元。", "29.07"),
        ("三公经费决算25.07万元，与上年相比增加16.77万元。其中：公务接待费3.25万元，下降31.73%。", "31.73"),
        ("2022年收入预算797.00万元。", "797.00"),
    ],
)
def test_words_of_published_papers_are_read(text, wrong):
    assert [text[one.spot.start : one.spot.end] for one in told_of(text) if one.spot] == [wrong]


def test_rooms_of_the_department_that_a_clause_has_a_number_of_are_another_party():
    assert [word for _, word, _ in readings("各股室公务接待费支出1.20万元。")] == ["说的是别的"]
    assert told_of("各股室严格执行制度，公务接待费支出9.99万元。")
