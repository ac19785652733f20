"""The seed's own text: what an expert found in it by hand, the program finds, and nothing else."""

import pytest

from evaluations.checks.finding import Finding
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.claims import both_readings
from tests.papers.reading import SEED, checked

SECTION = "基本支出情况"


@pytest.fixture(scope="module")
def result():
    return checked(SEED)


def only(result, check, words) -> Finding:
    """The one finding of a check whose sentences have these words."""
    found = [one for one in result.findings if one.check == check and words in f"{one.read}{one.expected}{one.why}"]
    assert len(found) == 1, result.findings
    return found[0]


def test_a_rate_of_what_was_not_spent(result):
    assert "0.00%" in only(result, "27", "25.46%").expected


def test_basic_expenditure_is_printed_twice_and_the_sum_tells_which_is_right(result):
    found = only(result, "14", "实际支出550.55万元")
    assert "499.98" in found.expected and "预算执行" in found.expected and SECTION in found.where


def test_the_listed_projects_are_less_than_their_budget(result):
    found = only(result, "13", "90.64")
    assert "167.74" in found.read and "77.10" in found.expected
    assert [one.name for one in result.reading.facts.projects] == ["电子政务项目运行维护费", "其他项目支出"]


def test_the_parts_of_what_was_spent_add_up_to_the_budget(result):
    found = only(result, "8", "539.26")
    assert "438.00 ＋ 101.26" in found.why and "恰好等于基本支出（2020年预算数）" in found.why


def test_operating_expenditure_is_printed_twice(result):
    found = only(result, "14", "137.26")
    assert "公用经费101.26万元" in found.read and "36.00万元" in found.why


def test_its_own_total_is_out_of_reach(result):
    found = only(result, "17", "在职人员控制率扣5分")
    assert (found.read, found.expected) == ("91", "最多 87") and "另处印出的数" not in found.remedy


def test_nothing_else_is_found(result):
    assert len(result.findings) == 6


def test_head_chapters_and_figures_are_recognised(result):
    head, facts = result.reading.head, result.reading.facts
    assert (head.department, head.year, head.notice) == ("永兴县政务服务中心", 2020, "永财绩函〔2021〕8号")
    assert result.reading.scheme.code == "hunan-2013" and result.reading.scheme_sure
    assert len(facts.figures) == 25 and facts.none_sections == ("government_funds", "state_capital", "social_insurance")


def test_what_the_text_does_not_print_is_said(result):
    assert any("公务用车购置（2020年预算数）" in line for line in result.unread)
    assert "没有读到指标得分表，各项得分没有核对" in result.unread


def test_a_year_without_its_errors_is_silent():
    right = SEED.decode()
    for wrong, mended in (
        ("控制率25.46%", "控制率0%"), ("实际支出550.55万元,其中:人员", "实际支出499.98万元,其中:人员"),
        ("人员经费438万元", "人员经费362.72万元"), ("公用经费101.26万元,主要", "公用经费137.26万元,主要"),
        ("自评综合得分91分", "自评综合得分82分"), ("项目支出预算167.74万元", "项目支出预算90.64万元"),
        ("707", "629.9"), ("预算执行率77.87%", "预算执行率87.40%"),
    ):  # fmt: skip
        assert wrong in right
        right = right.replace(wrong, mended)
    assert checked(right).findings == ()


def test_nothing_is_told_behind_the_place_from_which_a_text_was_not_checked(monkeypatch):
    monkeypatch.setattr(both_readings, "MOST_WRONG", 30)
    mark = "公务接待费预算1.62万元,实际支出1.369万元,控制率84.51%。"
    wrong = "".join(f"公务接待费实际支出9.{number}万元。" for number in range(10, 90))
    told = checked(SEED.decode().replace(mark, mark + wrong)).findings
    (rest,) = [one for one in told if one.title == TITLE_OF_REST]
    ends = [one.spot.start for one in told if one.spot and one.where == rest.where]
    assert 30 < len(ends) < 60 and int(rest.read.removeprefix("第").partition("个")[0]) > max(ends)
