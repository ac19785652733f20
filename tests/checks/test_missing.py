"""What is still missing is asked for once, where it is filled in, and only when the form needs it."""

import pytest

from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    as_told,
    found_by,
    level_and_field,
    new_report,
    old_report,
    small_form,
    small_report,
)


def missing(form, report):
    """Field (or section) → what is asked for."""
    return {one.field or one.section: one.expected for one in found_by(form, report, "required")}


def without(report, part, *names):
    report[part] = {name: value for name, value in report[part].items() if name not in names}
    return report


def test_a_blank_figure_says_what_to_write_where_there_is_nothing():
    (found,) = found_by(OLD_FORM, without(old_report(), "figures", "year_end_balance"), "required")
    assert as_told(found) == {
        "where": "2020年度部门收支情况 · 年末结转和结余",
        "read": "（未填）",
        "expected": "一个数",
        "why": "这是必填的数据",
        "remedy": "请补填；没有发生填 0，没有此项填“不适用”",
    }
    assert (found.level, found.field, found.section) == ("error", "year_end_balance", "general_budget")


def test_of_a_sum_only_the_blank_parts_are_asked_for():
    names = ("vehicle.actual", "vehicle_purchase.actual", "three_public.actual")
    assert set(missing(OLD_FORM, without(old_report(), "figures", *names))) == {"vehicle_purchase.actual"}
    assert missing(OLD_FORM, without(old_report(), "figures", "vehicle.actual", "three_public.actual")) == {}
    assert set(missing(OLD_FORM, without(old_report(), "figures", "three_public.last_budget"))) == {
        "three_public.last_budget"
    }


def test_a_rate_that_an_indicator_reads_is_traced_back_to_its_blank_figures():
    form = small_form(
        ('formula = "whole.actual / whole.budget * 100"', 'formula = "travel_rate"'),
        ("[[indicators]]\ncode = \"control\"", '[[rates]]\ncode = "travel_rate"\nlabel = "差旅费执行率"\n'
         'formula = "travel.actual / travel.budget * 100"\n\n[[indicators]]\ncode = "control"'),
    )  # fmt: skip
    assert set(missing(form, small_report(figures={"travel.actual": "1"}))) == {"travel.budget"}
    assert set(missing(form, small_report())) == {"travel.budget", "travel.actual"}
    assert missing(form, small_report(figures={"travel.actual": "1", "travel.budget": "1"})) == {}


def test_the_figure_of_an_indicator_that_does_not_apply_is_not_asked_for():
    form = small_form(
        ("not_applicable_flag = true", 'not_applicable_flag = true\nfigures = [{ name = "heads", label = "人次" }]'),
        ('formula = "(basic.budget - basic.last) / basic.last * 100"', 'formula = "heads"'),
    )
    waived = {"change": {"not_applicable": True, "reason": "本年度没有"}}
    assert set(missing(form, small_report())) == {"heads"}
    assert missing(form, small_report(entries=waived)) == {}


def test_a_section_ticked_as_having_nothing_asks_for_no_figures():
    form = small_form(('table = "base"', 'table = "base"\nnone_text = "无。"'))
    blank = small_report(figures={"posts": None})
    assert set(missing(form, blank)) == {"posts"}
    assert "posts" not in missing(form, blank | {"none_sections": ["base"]})


def test_a_text_is_asked_for_by_the_name_of_its_section():
    (found,) = found_by(OLD_FORM, old_report(narratives={"usage": " \n"}), "required")
    assert as_told(found) == {
        "where": "八、结果应用和公开 · 绩效自评结果拟应用和公开情况",
        "read": "（未填）",
        "expected": "一段文字",
        "why": "这是必填的文字",
        "remedy": "请补填",
    }
    assert found.section == "usage"


@pytest.mark.parametrize(
    ("actual", "needed"), [("101.26", False), ("101.27", True), (None, False)], ids=["equal", "over", "unknown"]
)
def test_a_text_that_a_condition_asks_for_is_needed_only_while_it_holds(actual, needed):
    report = old_report(figures={"operating.actual": actual})
    assert ("operating_note" in missing(OLD_FORM, report)) is needed
    assert "operating_note" not in missing(OLD_FORM, report | {"narratives": {"operating_note": "新增窗口"}})


@pytest.mark.parametrize(
    ("kept", "read"),
    [("已清理", "“已清理”"), ("字" * 20, f"“{'字' * 20}”"), ("字" * 21, f"“{'字' * 20}…”")],
)
def test_a_forgotten_text_under_a_tick_is_shown_by_its_beginning(kept, read):
    (found,) = found_by(OLD_FORM, old_report(narratives={"other": f" {kept}\n"}))
    assert level_and_field([found]) == [("none", "hint", "other")]
    assert as_told(found) == {
        "where": "九、其他说明 · 其他需要说明的情况",
        "read": read,
        "expected": "空白",
        "why": "这一部分已勾选“无此项”，这段文字不写进报告，也不核对",
        "remedy": "请删去文字，或取消勾选“无此项”",
    }


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("management_system", "清单（4项）的勾选"),
        ("fund_compliance", "违规问题的个数（没有填 0）"),
        ("benefit", "评定等次（好、一般、差）"),
        ("key_work_completion", "考核得分"),
    ],
)
def test_what_a_person_enters_for_an_indicator_is_asked_for_in_the_words_of_its_rule(code, asked):
    (found,) = found_by(OLD_FORM, without(old_report(), "entries", code), "required")
    assert (found.where, found.expected, found.why, found.remedy, found.field) == (
        f"指标“{OLD_FORM.indicator(code).label}”",
        asked,
        "计算得分需要",
        "请补填",
        code,
    )


def test_an_indicator_that_reads_blank_figures_asks_for_these_and_for_nothing_else():
    assert set(missing(OLD_FORM, without(old_report(), "figures", "operating.budget"))) == {"operating.budget"}


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ({"not_applicable": True}, ["不适用的理由"]),
        ({"not_applicable": True, "reason": " "}, ["不适用的理由"]),
        ({"not_applicable": True, "reason": "没有采购"}, []),
    ],
)
def test_whoever_declares_an_indicator_void_must_say_why(entry, asked):
    report = old_report(entries={"procurement_execution_rate": entry})
    found = found_by(OLD_FORM, report, "required")
    assert [(one.expected, one.why, one.where) for one in found] == [
        (words, "声明不适用要写明理由", "指标“政府采购执行率”") for words in asked
    ]


def test_a_figure_answered_not_applicable_leads_to_the_declaration_not_to_itself():
    report = old_report(figures={"procurement.budget": "n/a"})
    assert [(one.field, one.expected) for one in found_by(OLD_FORM, report, "required")] == [
        ("procurement_execution_rate", "不适用的理由")
    ]


def test_a_list_that_may_not_be_empty_and_one_that_nobody_mentions():
    report = old_report(achievements=[])
    (found,) = found_by(OLD_FORM, report, "required")
    assert (found.where, found.expected, found.why, found.field) == (
        "六（四）预算支出绩效",
        "至少1条",
        "这一部分不能空着",
        "achievements",
    )
    report = old_report()
    del report["buildings"]
    (found,) = found_by(OLD_FORM, report, "required")
    assert (found.where, found.expected, found.why, found.field) == (
        "六（二）预算执行",
        "逐项填写；一项也没有的，填空列表",
        "计算得分需要",
        "buildings",
    )
    assert found_by(OLD_FORM, old_report(buildings=[])) == []


def test_a_list_that_no_indicator_needs_may_be_left_out():
    report = new_report()
    del report["buildings"]
    assert found_by(NEW_FORM, report) == []


@pytest.mark.parametrize(
    ("form", "report", "blank"),
    [(OLD_FORM, old_report, {"budget": "预算数", "actual": "实际支出"}),
     (NEW_FORM, new_report, {"budget": "年初预算数", "full_year": "全年预算数", "actual": "全年执行数"})],
    ids=["hunan-2013", "hunan-2023"],
)  # fmt: skip
def test_the_amounts_of_a_project_are_asked_for_as_the_form_calls_them(form, report, blank):
    document = report()
    document["projects"][1] = {"name": "窗口“一门”服务", "targets": document["projects"][1].get("targets", [])}
    asked = {one.field: (one.where, one.expected) for one in found_by(form, document, "required")}
    label = form.section(form.section_of_table("projects")).label
    assert {field: told for field, told in asked.items() if field in {f"projects.1.{name}" for name in blank}} == {
        f"projects.1.{name}": (f"{label} · “窗口‘一门’服务”", words) for name, words in blank.items()
    }
    assert not {field for field in asked if field.startswith("projects.0")}


def test_the_sizes_of_a_building_are_all_asked_for():
    building = {"name": "新大楼", "approved_area": "100", "actual_investment": "0"}
    asked = missing(OLD_FORM, old_report(buildings=[building]))
    assert asked == {"buildings.0.actual_area": "实际规模", "buildings.0.approved_investment": "预算投资"}


def test_a_section_that_cannot_be_ticked_still_asks_for_its_texts():
    report = old_report(none_sections=["government_funds", "other", "social_insurance", "state_capital", "usage"])
    report["narratives"]["usage"] = ""
    assert level_and_field(found_by(OLD_FORM, report)) == [
        ("names", "error", "usage"),
        ("required", "error", "usage"),
    ]
    report["narratives"]["usage"] = "自评结果在网上公开。"
    assert {one.check for one in found_by(OLD_FORM, report)} == {"names"}


SECTION = '[[sections]]\ncode = "text"'


def with_rows(collection):
    """The small scheme with a section where this list is filled in."""
    rows = f'[[sections]]\ncode = "rows"\nlabel = "逐项填写"\nchapter = "main"\ntable = "{collection}"'
    return SECTION, f"{rows}\n\n{SECTION}"


def test_a_building_is_asked_for_its_sizes_even_where_no_indicator_reads_them():
    form = small_form(with_rows("buildings"))
    assert missing(form, small_report(buildings=[{"name": "楼", "approved_area": "1", "actual_area": "1"}])) == {
        "buildings.0.approved_investment": "预算投资",
        "buildings.0.actual_investment": "实际投资",
    }


def test_an_amount_of_a_project_that_is_usually_optional_is_needed_once_an_indicator_reads_it():
    project = {"name": "机房", "budget": "6", "actual": "6"}
    form = small_form(with_rows("projects"))
    assert missing(form, small_report(projects=[project])) == {}
    reading = small_form(
        with_rows("projects"),
        ('formula = "whole.actual / whole.budget * 100"', 'formula = "projects.in_place / projects.budget * 100"'),
    )
    assert missing(reading, small_report(projects=[project])) == {"projects.0.in_place": "到位资金"}
    assert missing(reading, small_report(projects=[project | {"in_place": "6"}])) == {}
