"""汇总通报: each sentence says what the numbers say, whatever they are."""

from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.report.blocks import Heading, Paragraph, TableBlock
from evaluations.report.circular import compose_circular, movement, within_budget
from evaluations.report.county_statistics import (
    FindingCount,
    LevelMean,
    MoneyTotal,
    NamedCount,
    ReviewerMean,
    ScoredDepartment,
    YearStatistics,
)
from evaluations.report.statistics_tables import ranking_table, share, statistics_tables

NOTHING: dict[str, Any] = {
    "county": "测试县",
    "bureau": "测试县财政局",
    "year": 2025,
    "passed_only": True,
    "owed": 12,
    "exempted": 0,
    "filed": 0,
    "passed": 0,
    "counted": 0,
    "mean": None,
    "highest": None,
    "lowest": None,
    "full_marks": D(100),
    "execution_mean": None,
    "reviewed": 0,
    "own_mean": None,
    "review_mean": None,
    "rectifications": 0,
    "rectified": 0,
}
RANKED = tuple(ScoredDepartment(f"单位{n}", D(95 - n), None, D(95 - n), "优") for n in range(7))
FULL: dict[str, Any] = NOTHING | {
    "exempted": 1,
    "filed": 10,
    "passed": 7,
    "counted": 7,
    "mean": D("92.005"),
    "highest": D(95),
    "lowest": D(89),
    "execution_mean": D("93.5"),
    "reviewed": 1,
    "own_mean": D(95),
    "review_mean": D("91.5"),
    "rectifications": 3,
    "rectified": 1,
    "grades": (NamedCount("优", 6), NamedCount("良", 1), NamedCount("差", 0)),
    "bands": (NamedCount("不足60%", 0), NamedCount("90%至不足100%", 7)),
    "levels": (LevelMean("投入", D(9), D(10)), LevelMean("过程", D(33), D(50))),
    "against_last_year": (MoneyTotal("three_public", "“三公经费”合计", D("90.5"), D(100), 7),),
    "against_budget": (MoneyTotal("three_public", "“三公经费”合计", D("90.5"), D(95), 7),),
    "findings": (FindingCount("扣分要说明原因", 4, 9), FindingCount("高于预算", 1, 1)),
    "reviewers": (ReviewerMean("陈审核", 1, D(95), D("91.5")),),
    "differences": (ScoredDepartment("单位0", D(95), D("91.5"), D("91.5"), "优"),),
    "ranking": RANKED,
}


def words(**changes) -> str:
    """All words of the paper outside tables."""
    report = compose_circular(YearStatistics(**(NOTHING | changes)))
    return "\n".join(
        one.text if isinstance(one, Heading) else one.lead + one.text
        for one in report.blocks
        if isinstance(one, Heading | Paragraph)
    )


def test_a_year_with_everything_is_told_whole():
    text = words(**FULL)
    assert "应开展部门整体支出绩效自评的单位12个，已报送10个，尚未报送2个，审核通过7个；另有1个单位经批准免报。" in text
    assert "要求整改的问题3个，已整改1个，正在整改2个。" in text
    assert "报告7份，平均得分92.01分，最高95.00分，最低89.00分。按等级分：“优”6个，“良”1个。" in text
    assert "平均得分率为：投入90%，过程66%。" in text
    assert (
        "“三公”经费决算数合计90.50万元，比上年减少9.50万元，下降9.5%；预算数合计95.00万元，控制在预算以内，结余4.50万元。"
        in text
    )
    assert "复核平均得分91.50分，自评平均得分95.00分，复核比自评低3.50分。" in text
    assert "一是扣分要说明原因，涉及4个单位9处。\n二是高于预算，涉及1个单位。\n三是过程平均得分率低于70%。" in text


def test_the_only_annex_has_no_number():
    with_findings, without = (
        compose_circular(YearStatistics(**NOTHING | FULL | more)) for more in ({}, {"findings": ()})
    )
    assert [one.heading for one in with_findings.annexes] == ["附件1", "附件2"]
    assert [one.heading for one in without.annexes] == ["附件"]


def test_a_year_in_which_nothing_passed_says_so_and_no_more():
    text = words()
    assert "已报送0个，尚未报送12个。" in text
    assert "平均" not in text and "复核" not in text and "问题" not in text
    assert [line[0] for line in text.splitlines() if line[1:2] == "、"] == ["一", "二"]


def test_a_year_that_is_done_says_all_and_asks_nobody_to_hurry():
    text = words(**FULL | {"filed": 12, "passed": 12, "rectified": 3})
    assert "全部报送，全部审核通过；" in text and "已全部整改到位" in text and "抓紧" not in text


@pytest.mark.parametrize(
    "now, base, told",
    [
        ("5", "5", "与上年持平"),
        ("6", "5", "比上年增加1.00万元，增长20%"),
        ("0", "5", "比上年减少5.00万元，下降100%"),
        ("5", "0", "上年为0，增加5.00万元"),
        ("90.5126", "90", "比上年增加0.51万元，增长0.57%"),
    ],
)
def test_a_movement_has_its_words(now, base, told):
    assert movement(MoneyTotal("three_public", "", D(now), D(base), 1)) == told


def test_more_than_the_budget_is_said():
    assert within_budget(MoneyTotal("", "", D(6), D(5), 1)) == "超出预算1.00万元"


def test_a_ranking_gives_equal_scores_one_place_and_goes_on_after_them():
    ranked = [ScoredDepartment(str(n), D(1), None, D(total), "") for n, total in enumerate((9, 8, 8, 7))]
    table = ranking_table(YearStatistics(**NOTHING | {"ranking": tuple(ranked), "first_place": 51}))
    assert [row[0] for row in table.rows] == [51, 52, 52, 54]


counts = st.integers(0, 99)
money = st.decimals(-(10**6), 10**6, places=6, allow_nan=False)


@given(counts, counts, counts, money, money, st.integers(1, 99))
def test_whatever_the_numbers_are_the_paper_is_whole(owed, filed, passed, now, base, departments):
    total = (MoneyTotal("three_public", "合计", now, base, departments),)
    changes = {"owed": owed + filed + passed, "filed": filed + passed, "passed": passed, "counted": departments}
    year = YearStatistics(**FULL | changes | {"against_last_year": total, "against_budget": total})
    report = compose_circular(year)
    text = report.lead + "".join(one.text for one in report.blocks if isinstance(one, Paragraph))
    assert (
        "None" not in text
        and "--" not in text
        and "。。" not in text
        and "E+" not in text
        and "-" not in movement(total[0])
    )
    for block in (table.block for table in statistics_tables(year)):
        assert isinstance(block, TableBlock)
        assert {sum(cell.columns for cell in row.cells) for group in block.groups for row in group} == {
            len(block.columns)
        }


@given(counts, st.integers(1, 99))
def test_a_share_lies_where_it_must(count, whole):
    found = share(min(count, whole), whole)
    assert found is not None and 0 <= found <= 100
