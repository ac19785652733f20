"""One report from facts, scheme and scores: numbered, complete, and of one mind with its tables."""

import pytest

from evaluations.facts.reading import read_facts
from evaluations.report import compose_report
from evaluations.report.blocks import BLANK_CELL_TEXT, MISSING_TEXT, Heading, TableBlock
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import composed, document


def texts(report) -> str:
    return "\n".join(getattr(block, "lead", "") + block.text for block in report.blocks)


def figures(**changes) -> dict:
    return document()["figures"] | {name.replace("__", "."): value for name, value in changes.items()}


def rows(report, annex: int, table: str) -> list[list[str]]:
    found = [b for b in report.annexes[annex - 1].blocks if isinstance(b, TableBlock) and b.code == table]
    return [[cell.text for cell in row.cells] for group in found[0].groups for row in group]


def line(report, label: str) -> list[str]:
    return next(row for row in rows(report, 2, "base_data") if row[0] == label and len(row) > 1)


def test_chapters_are_numbered_and_headings_begin_anew_in_each():
    headings = [block for block in composed().blocks if isinstance(block, Heading)]
    chapters = [heading.text[:2] for heading in headings if heading.level == 1]
    assert chapters == ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、"]
    inner = [heading.text[:3] for heading in headings if heading.anchor.startswith("chapter-6-")]
    assert inner == ["（一）", "（二）", "（三）", "（四）"]


def test_anchors_are_unique():
    anchors = [block.anchor for block in composed().blocks if isinstance(block, Heading)]
    assert len(anchors) == len(set(anchors))


def test_the_title_breaks_after_the_department():
    assert composed().title_lines == ("测试县政务服务中心", "2020年度部门整体支出绩效评价报告")


def test_sections_without_content_say_so():
    report = composed(none_sections=["government_funds", "state_capital", "social_insurance", "other"])
    assert texts(report).count("\n无。") == 4


def test_numbered_lines_lose_the_number_that_was_typed():
    typed = "⑴管理大厅。\n2、组织进驻。\n（3）维护平台。\n四、1.5亿元资金的监管。\n5.其他。"
    report = composed(narratives=document()["narratives"] | {"duties": typed})
    expected = ["1. 管理大厅。", "2. 组织进驻。", "3. 维护平台。", "4. 1.5亿元资金的监管。", "5. 其他。"]
    assert [text for text in expected if text not in texts(report)] == []


def test_achievements_become_first_second_third():
    achievements = [{"title": f"成果{n}", "body": f"第{n}项。\n续行。"} for n in range(1, 13)]
    text = texts(composed(achievements=achievements))
    assert "一是成果1。第1项。" in text and "十二是成果12。第12项。" in text


def test_text_and_table_show_the_same_number():
    report = composed(figures=figures(three_public__actual="1.369", three_public__budget="2.2"))
    assert "实际支出1.37万元，控制率62.23%" in texts(report)
    assert line(report, "“三公经费”合计")[-1] == "1.37"
    assert "62.23%" in str(rows(report, 1, "indicators"))


def test_blank_zero_and_not_applicable_stay_three_things():
    changed = figures(operating_office__budget=None, reception__actual="0", procurement__budget="n/a")
    report = composed(figures=changed)
    assert line(report, "办公经费")[2] == BLANK_CELL_TEXT
    assert line(report, "公务接待费")[-1] == "0.00"
    assert line(report, "政府采购金额")[2] == "不适用"
    assert line(report, "编制数（人）")[1] == ""  # the form has no such place


def test_what_does_not_apply_is_a_sentence_of_its_own():
    report = composed(
        figures=figures(procurement__budget="n/a", procurement__actual="n/a"),
        entries={"procurement_execution_rate": {"not_applicable": True, "reason": "全年没有采购"}},
    )
    assert "2020年度无政府采购事项。" in texts(report)


def test_thousands_are_for_tables_only():
    report = composed(figures=figures(operating__last_actual="12345.6"))
    assert line(report, "公用经费")[1] == "12,345.60"


@pytest.mark.parametrize("budget, words", [("6", "比上年减少25.00%"), ("8", "与上年持平"), ("10", "比上年增加25.00%")])
def test_changes_have_a_direction(budget, words):
    assert words in texts(composed(figures=figures(three_public__budget=budget)))


def test_what_is_missing_is_said_in_place():
    facts = read_facts(
        {"format": "jixiao-facts/1", "year": 2020, "department": "甲局", "figures": {"revenue.budget": None}}
    )
    scheme = load_scheme("hunan-2013")
    report = compose_report(facts, scheme, assess_facts(scheme, facts))
    assert MISSING_TEXT in report.lead and f"基本支出预算{MISSING_TEXT}，" in texts(report)
    assert rows(report, 1, "indicators")[-1][-1] == BLANK_CELL_TEXT
    assert "暂不评定等级" in str(rows(report, 1, "indicators")[-1])


def test_optional_texts_leave_no_trace_and_needed_ones_do():
    kept = {code: text for code, text in document()["narratives"].items() if code != "organisation"}
    assert texts(composed(narratives=kept)).count(MISSING_TEXT) == 1
    crowded = composed(figures=figures(staff_in_post="30"))  # now staff_note is needed
    assert texts(crowded).count(MISSING_TEXT) == 1


def test_lost_points_show_their_reason_once():
    entries = document()["entries"] | {"staff_control_rate": {"reason": "机构合并。"}}
    report = composed(entries=entries, figures=figures(staff_in_post="35"))
    cell = rows(report, 1, "indicators")[0][5]
    assert "35 ÷" in cell and cell.endswith("扣分原因：机构合并。")


def test_annex_one_adds_up():
    report = composed()
    *lines, total = rows(report, 1, "indicators")
    assert sum(float(row[-1]) for row in lines) == pytest.approx(float(total[-1]))
    assert total[1] == "100" and total[2].startswith("等级：")


def test_joined_cells_never_leave_their_group():
    table = composed().annexes[0].blocks[0]
    assert isinstance(table, TableBlock)
    for group in table.groups[:-1]:
        for place, row in enumerate(group):
            assert all(place + cell.rows <= len(group) for cell in row.cells)
        assert group[0].cells[0].rows == len(group)


def test_explanations_are_an_annex_without_names():
    explained = [{"check": "13", "field": "project.budget", "text": "部分项目未分解。", "person": "王某某"}]
    report = composed(explanations=explained)
    assert rows(report, 3, "explanations") == [["1", "项目支出合计（2020年预算数）", "部分项目未分解。"]]
    assert "王某某" not in repr(report)


def test_people_never_enter_the_report():
    people = {"preparer": "王某某", "head": "李某某", "phone": "0735-5550123"}
    report = repr(composed(people=people))
    assert not [value for value in people.values() if value in report]


def test_buildings_get_their_table():
    building = {
        "name": "业务用房",
        "approved_area": "1000",
        "actual_area": "1100",
        "approved_investment": "300",
        "actual_investment": "310.5",
    }
    report = composed(buildings=[building])
    assert rows(report, 2, "buildings") == [["业务用房", "1,000", "1,100", "300.00", "310.50"]]
    assert "面积控制率110.00%" in texts(report)


def test_the_same_three_give_the_same_report():
    assert composed() == composed()


def test_charts_carry_the_numbers_of_their_tables():
    for chart in composed().charts:
        shown = [cell.text for group in chart.table.groups for row in group for cell in row.cells[1:]]
        assert [bar.value for bar in chart.bars] == shown
        assert max(bar.width for bar in chart.bars) <= 180
