"""The texts in which checks look, and what people call them."""

from evaluations.checks.passages import aside_passages, narrative_passages
from evaluations.facts.reading import read_facts
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, SMALL_FORM, new_report, old_report, small_report


def where(passages):
    return [(one.where, one.place.path) for one in passages]


def test_narratives_are_called_as_the_pages_call_them():
    facts = read_facts(old_report(narratives={"other": "保留的文字", "unknown": "方案里没有"}))
    found = dict(where(narrative_passages(OLD_FORM, facts)))
    assert found["七、问题和改进措施 · 下一步改进措施"] == "measures" and found["unknown"] == "unknown"
    assert "九、其他说明 · 其他需要说明的情况" not in found  # ticked 无此项
    assert list(found)[-2:] == ["六（四）预算支出绩效 · 第1条", "六（四）预算支出绩效 · 第2条"]


def test_an_achievement_is_read_with_its_title_unless_there_are_none():
    facts = read_facts(old_report())
    first = [one for one in narrative_passages(OLD_FORM, facts) if one.place.path == "achievements"][0]
    assert first.text == "办事更方便。进驻部门全部开设综合窗口，群众少跑路。" and first.place.row == 0
    none = read_facts(old_report(none_sections=["results"]))
    assert not [one for one in narrative_passages(OLD_FORM, none) if one.place.path == "achievements"]


def test_achievements_that_the_form_has_no_place_for_are_still_read():
    facts = read_facts(small_report(achievements=[{"title": "甲", "body": "乙"}]))
    assert where(narrative_passages(SMALL_FORM, facts))[-1] == ("绩效成果 · 第1条", "achievements")


def test_the_texts_in_tables_are_called_after_their_rows():
    report = new_report(entries={"execution_rate": {"reason": "质保金"}})
    report["projects"][0]["note"] = "说明"
    found = {one.place.path: (one.where, one.text) for one in aside_passages(NEW_FORM, read_facts(report))}
    project = "项目“一体化政务平台运行维护”"
    assert found["projects.0.note"] == (project, "说明") and found["projects.0.goal"][0] == project
    assert found["projects.0.targets.3.deviation_reason"][0] == f"{project} · “故障4小时内修复率”"
    assert found["targets.3.deviation_reason"][0] == "“新增‘一件事一次办’主题”"
    assert found["execution_rate"] == ("指标“年度预算执行率”", "质保金")
