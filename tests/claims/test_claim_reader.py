"""What a text says, word by word: subject, column, year and relation of every number."""

import pytest

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord, Relation, SubjectKind
from tests.claims.corpus import claims_of


def subjects(text):
    return [one.subject.codes or one.subject.words or str(one.subject.kind) for one in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("公务接待费支出决算3.25万元", ("reception",)),
        ("国内公务接待支出3.25万元", ("reception",)),
        ("因公出国（境）费用0万元", ("overseas_travel",)),
        ("因公出国(境)经费支出0万元", ("overseas_travel",)),
        ("公务用车购置及运行费21.82万元", ("vehicle",)),
        ("公务用车购置和维护经费21.82万元", ("vehicle",)),
        ("公务用车购置费及运行维护费21.82万元", ("vehicle",)),
        ("公务用车购置费17.98万元", ("vehicle_purchase",)),
        ("公车运行维护费3.84万元", ("vehicle_operation",)),
        ("“三公”经费财政拨款支出决算25.07万元", ("three_public",)),
        ("日常公用经费99.80万元", ("operating",)),
        ("本年支出合计701.73万元", ("expenditure",)),
        ("财政拨款收入706.25万元", ("fiscal_appropriation",)),
        ("核定编制42名", ("establishment_posts",)),
    ],
)
def test_official_synonyms_name_one_row(text, codes):
    (claim,) = claims_of(text)
    assert (claim.subject.kind, claim.subject.codes) == (SubjectKind.ROW, codes)


def test_a_subject_carries_on_until_another_opens():
    text = "公务接待费预算3.60万元，严格控制标准，决算3.25万元。比上年减少0.85万元；公用经费99.80万元。"
    assert subjects(text) == [("reception",)] * 3 + [("operating",)]


def test_brackets_give_the_subject_and_the_year_back():
    text = "支出合计701.73万元（其中：基本支出551.16万元、上年538.00万元），比年初预算减少5.27万元。"
    claims = claims_of(text)
    assert claims[-1].subject.codes == ("expenditure",) and claims[-1].year == ClaimYear.THIS


@pytest.mark.parametrize(
    "text",
    [
        "信息化项目支出15万元",
        "其他人员经费3万元",
        "专项公用经费5万元",
        "行政运行（项）年初预算为300万元",
        "一般公共预算财政拨款支出700.12万元",
        "会议费支出2万元",
    ],
)
def test_a_thing_that_the_form_does_not_have_is_unknown(text):
    assert {one.subject.kind for one in claims_of(text)} == {SubjectKind.UNKNOWN}


@pytest.mark.parametrize(
    "text",
    [
        "下属粮油质检站公务接待费0.60万元",
        "全县公务接待费2860万元",
        "邻县公务接待费5万元",
        "质检站公务接待费0.30万元，公用经费5万元",
    ],
)
def test_other_parties_are_kept_apart(text):
    assert claims_of(text)[-1].subject.kind == SubjectKind.OTHER_PARTY


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年公务接待费3.25万元", ClaimYear.THIS),
        ("2021年公务接待费4.10万元", ClaimYear.LAST),
        ("上年公务接待费4.10万元", ClaimYear.LAST),
        ("2020年公务接待费5万元", ClaimYear.OTHER),
        ("2023年公务接待费3万元", ClaimYear.OTHER),
        ("前三季度公务接待费2万元", ClaimYear.OTHER),
        ("1-6月公务接待费1万元", ClaimYear.OTHER),
        ("截至2022年12月31日公务接待费3.25万元", ClaimYear.THIS),
    ],
)
def test_the_year_of_a_number(text, year):
    assert claims_of(text)[-1].year == year


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("公务接待费年初预算3.60万元", ColumnWord.BEGIN),
        ("公务接待费调整预算数3.60万元", ColumnWord.ADJUSTED),
        ("公务接待费预算安排3.60万元", ColumnWord.BUDGET),
        ("公务接待费支出预算为3.60万元", ColumnWord.BUDGET),
        ("公务接待费支出决算为3.25万元", ColumnWord.ACTUAL),
        ("公务接待费全年执行数3.25万元", ColumnWord.ACTUAL),
        ("公务接待费到位资金3.25万元", ColumnWord.IN_PLACE),
        ("公务接待费3.25万元", ColumnWord.NO_COLUMN),
    ],
)
def test_the_column_of_a_number(text, column):
    (claim,) = claims_of(text)
    assert claim.column == column


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("公务接待费完成预算的90.28%", Relation.OF_BUDGET),
        ("公务接待费控制率90.28%", Relation.RATE),
        ("公务接待费占“三公”经费的12.96%", Relation.SHARE),
        ("公务接待费比上年减少0.85万元", Relation.CHANGE),
        ("公务接待费同比下降20.73%", Relation.CHANGE),
        ("公务接待费降到3.25万元", Relation.VALUE),
        ("公务接待费决算数小于预算数", Relation.DIRECTION),
        ("公务接待费与上年持平", Relation.DIRECTION),
        ("本年未发生公务接待费。", Relation.NONE),
        ("自评等级为优。", Relation.GRADE),
    ],
)
def test_the_relation_of_a_number_or_a_word(text, relation):
    assert claims_of(text)[-1].relation == relation


def test_the_place_is_that_of_the_digits_in_the_text_as_written():
    text = "我局“公务接待费” 支出 ３．２５ 万元。"
    (claim,) = claims_of(text)
    assert text[claim.start : claim.end] == "３．２５"


def test_a_text_that_did_not_change_is_not_read_again():
    assert claims_of("公务接待费支出3.25万元。") is claims_of("公务接待费支出3.25万元。")
