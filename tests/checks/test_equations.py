"""Sums, equations, 其中 and items: at which precision they compare, what a blank means, and what a person is told."""

from dataclasses import replace

import pytest

from evaluations.facts.document import ExplanationFacts
from tests.checks.changed_reports import (
    NEW_FORM,
    OLD_FORM,
    SMALL_FORM,
    as_told,
    found_by,
    level_and_field,
    new_report,
    old_report,
    small_form,
    small_report,
)

EQUATION = 'equation = "basic.budget + project.budget == whole.budget"'
TABLE = "2020年度部门整体支出绩效评价基础数据表"


def equation(text, **keys):
    more = "".join(f"\n{key} = {value}" for key, value in keys.items())
    return small_form((EQUATION, f'equation = "{text}"{more}'))


def judged(text, figures, **keys):
    """What the equation says of the small report with these figures."""
    return [one.expected for one in found_by(equation(text, **keys), small_report(figures=figures), "6")]


def test_a_wrong_sum_names_its_parts_and_the_difference():
    (found,) = found_by(OLD_FORM, old_report(figures={"vehicle.actual": "2.3", "three_public.actual": "5.3"}), "3")
    assert as_told(found) == {
        "where": f"{TABLE} · 公务用车购置和维护经费（2020年决算数）",
        "read": "合计 2.30；公务用车购置（2020年决算数） 0.00 + 公务用车运行维护（2020年决算数） 2.20 = 2.20",
        "expected": "2.20；相差 0.10",
        "why": "合计应等于各分项之和",
        "remedy": "请核对合计和各分项，改正填错的一个",
    }


SECOND_RELATION = """
[[checks]]
number = 6
level = "warning"
equation = "whole.budget <= basic.budget"
place = "whole.budget"
why = "合计不超过基本支出"
remedy = "请核对"
"""


def test_relations_of_one_number_at_one_place_are_explained_each_for_itself():
    """Under one key the second could never be explained, and its report never be filed."""
    broken = (f'level = "error"\n{EQUATION}', 'level = "warning"\nequation = "basic.budget == project.budget"')
    (lone,) = found_by(small_form(broken), small_report(), "6")
    form = small_form(broken, ("[[chapters]]", f"{SECOND_RELATION}\n[[chapters]]"))
    first, second = found_by(form, small_report(), "6")
    given = ExplanationFacts(check="6", field=first.explained_field, text="已核实", found=first.digest)
    assert first.is_explained(given) and not second.is_explained(given) and first.key != second.key
    assert lone.key == "6:whole.budget"
    assert first.is_explained(replace(given, field=lone.explained_field)), "as it was kept before the second relation"


def test_a_sum_of_which_every_part_is_blank_is_only_incomplete():
    figures = {"whole.actual": "10", "basic.actual": None, "project.actual": None}
    assert {one.check for one in found_by(SMALL_FORM, small_report(figures=figures))} == {"required"}


@pytest.mark.parametrize(
    ("extra", "whole", "found"),
    [
        ("-2", "5", False),  # one more part may be negative, too: nothing is certain
        ("-2", "50", False),
        ("0", "5", True),  # 6 + 0 + something is never 5
        ("0", "6", False),
        ("0", "50", False),
        ("2", "7.99", True),
    ],
)
def test_a_part_left_out_of_the_file_leaves_open_what_it_may_be(extra, whole, found):
    row = '[[tables.rows]]\ncode = "extra"\nlabel = "调整"\nsigned = true\n\n[[tables.rows]]\ncode = "travel"'
    form = small_form(
        ('sum = ["basic", "project"]', 'sum = ["basic", "project", "extra"]'),
        ('[[tables.rows]]\ncode = "travel"', row),
    )
    figures = {"basic.actual": "6", "extra.actual": extra, "whole.actual": whole}
    assert bool(found_by(form, {"year": 2021, "figures": figures}, "2")) is found


def test_an_optional_part_left_out_counts_as_nothing():
    form = small_form(('code = "project"\nlabel = "项目支出"', 'code = "project"\nlabel = "项目支出"\noptional = true'))
    figures = {"basic.actual": "6", "whole.actual": "7"}
    (found,) = found_by(form, {"year": 2021, "figures": figures}, "2")
    assert found.read == "合计 7.00；基本支出（2021年决算数） 6.00 = 6.00"


def test_parts_marked_of_which_are_told_with_what_they_exceed():
    changed = new_report(figures={"operating_office.actual": "88"})
    (found,) = found_by(NEW_FORM, changed, "15")
    assert as_told(found) == {
        "where": "2023年度部门整体支出绩效自评基础数据表 · 公用经费（2023年决算数）",
        "read": "公用经费（2023年决算数） 88.50；其中 办公经费（2023年决算数） 88.00 + 水费、电费、差旅费（2023年决算数）"
        " 23.60 + 会议费、培训费（2023年决算数） 6.40 = 118.00",
        "expected": "不超过 88.50；多出 29.50",
        "why": "“其中”各项之和不能超过总数",
        "remedy": "请核对总数和“其中”各项",
    }


@pytest.mark.parametrize("parent", [None, "7"])
def test_of_which_asks_nothing_while_the_parent_is_blank_or_large_enough(parent):
    figures = {"basic.actual": parent, "travel.actual": "7"}
    assert found_by(SMALL_FORM, small_report(figures=figures), "15") == []


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("basic.budget <= project.budget", {}, ["前者不超过后者；现在相差 2.00"]),
        ("basic.budget <= project.budget", {"project.budget": "6"}, []),
        ("basic.budget <= project.budget", {"project.budget": "5.99"}, ["前者不超过后者；现在相差 0.01"]),
        ("project.budget >= basic.budget", {}, ["前者不低于后者；现在相差 2.00"]),
        ("project.budget >= basic.budget", {"project.budget": "6"}, []),
        ("basic.budget == project.budget", {"project.budget": "6.001"}, []),
        ("basic.budget == project.budget", {"project.budget": "6.005"}, ["两边相等；现在相差 0.005"]),
        ("basic.budget == project.budget", {"project.budget": "6.001", "basic.budget": "6.002"}, [
            "两边相等；现在相差 0.001"
        ]),
    ],
)  # fmt: skip
def test_the_two_sides_of_an_equation_compare_at_the_coarser_print(text, figures, expected):
    assert judged(text, figures) == expected


@pytest.mark.parametrize("value", ["n/a", None])
def test_what_is_optional_or_does_not_apply_counts_as_nothing(value):
    text, keys = "basic.budget + travel.budget == project.budget", {"optional": '["travel.budget"]'}
    assert judged(text, {"travel.budget": value}, **keys) == ["两边相等；现在相差 2.00"]
    assert judged(text, {"travel.budget": value, "project.budget": "6"}, **keys) == []


def test_an_equation_waits_for_a_figure_that_it_cannot_do_without():
    assert judged("basic.budget + travel.budget == project.budget", {"travel.budget": None}) == []
    assert judged("basic.budget + travel.budget == project.budget", {"travel.budget": "n/a"}) != []


def test_an_equation_over_nothing_says_nothing():
    text = "project.actual / travel.budget == 1"
    assert judged(text, {"travel.budget": "0"}) == [] and judged(text, {"travel.budget": "2"}) != []


def test_a_side_that_is_more_than_a_figure_shows_what_it_comes_to():
    (found,) = found_by(equation("basic.budget * 2 == project.budget"), small_report(), "6")
    assert found.read == "基本支出（2021年预算数） 6.00 × 2 = 12.00，项目支出（2021年预算数） 4.00"


def test_an_answer_of_not_applicable_is_shown_as_the_nothing_it_counts_for():
    form = equation("basic.budget + travel.budget == project.budget")
    (found,) = found_by(form, small_report(figures={"travel.budget": "n/a"}), "6")
    assert found.read.startswith("基本支出（2021年预算数） 6.00 + 差旅费（2021年预算数） 0.00 = 6.00，")


@pytest.mark.parametrize(
    ("left", "last", "hint"),
    [
        ("25.36", "25.36", "（25.36 恰好等于 基本支出（2020年决算数），可能填错了列）"),
        ("25.36", "25.37", ""),
        ("0", "0", ""),  # nothing equals nothing everywhere
    ],
)
def test_the_usual_slip_of_the_column_is_suspected_of_one_row_only(left, last, hint):
    form = equation("project.budget == basic.budget")
    figures = {"project.budget": left, "project.actual": left, "basic.budget": "30", "basic.last": last}
    (found,) = found_by(form, small_report(figures=figures), "6")
    assert found.why == f"基本支出加项目支出等于合计{hint}"


def test_an_equation_with_rows_on_its_right_suspects_no_column():
    form = equation("project.budget == projects.budget")
    report = small_report(projects=[{"name": "甲", "budget": "6"}])
    (found,) = found_by(form, report, "6")
    assert found.read == "项目支出（2021年预算数） 4.00，逐项填写的项目预算合计 6.00" and "恰好" not in found.why


def project(budget, *amounts):
    items = [{"name": f"明细{number}", "amount": amount} for number, amount in enumerate(amounts, 1)]
    return {"name": "机房", "budget": budget, "actual": "1", "items": items}


def items_found(budget, *amounts):
    return found_by(OLD_FORM, old_report(projects=[project("1"), project(budget, *amounts)]), "12")


def test_items_are_named_with_their_amounts_and_the_difference():
    (found,) = items_found("100", "60", "n/a", "39.5")
    assert as_told(found) == {
        "where": "项目“机房”",
        "read": "预算 100.00；明细1 60.00 + 明细3 39.50 = 99.50",
        "expected": "99.50；相差 0.50",
        "why": "项目明细之和应等于项目预算",
        "remedy": "请核对项目预算和各条明细",
    }
    assert level_and_field([found]) == [("12", "error", "projects.1.budget")]


@pytest.mark.parametrize(
    ("budget", "amounts"),
    [("100", []), ("100", ["60", None]), (None, ["60"]), ("n/a", ["60"]), ("100", ["60", "40.004"])],
)
def test_items_that_cannot_be_added_up_or_agree_as_printed_are_left_alone(budget, amounts):
    assert items_found(budget, *amounts) == []
