"""Schemes in words: their list, one of them, its file, two of them compared, and the rehearsal's page."""

from dataclasses import replace

import pytest
from django.urls import reverse

from evaluations.comparison.scheme_differences import compare_schemes
from evaluations.comparison.scheme_words import RULE_WORDINGS, rule_words
from evaluations.models import Scheme, Status
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.rules.registry import RULE_FORMS
from evaluations.schemes.rules.steps import PointsOverLimit
from tests.cycles.years import REVISED, revised
from tests.factories import make_office, make_scheme
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
SHIPPED = sorted(path.stem for path in (ROOT / "evaluations" / "schemes" / "shipped").glob("*.toml"))


def text_of(client, name, *args, **query):
    answer = client.get(reverse(f"cycles:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def by_title():
    groups = compare_schemes(load_scheme("hunan-2013"), load_scheme(REVISED))
    return {title: {one.label: one for one in found} for title, found in groups}


# --- list, view, file ---------------------------------------------------------------------------------


def test_the_list_names_every_version_and_its_use(client, office):
    new = revised()
    page = text_of(client, "schemes")
    assert page.count("<tr>") == 3 and new.digest[:8] in page and "2013—2026" in page
    assert [scheme.used for scheme, _ in client.get(reverse("cycles:schemes")).context["schemes"]] == [0, 1]


def test_an_empty_list_says_so(client, office):
    office.cycle.delete()
    Scheme.objects.all().delete()
    page = text_of(client, "schemes")
    assert "还没有载入指标体系" in page and "对比两个版本" not in page
    assert "还没有可以试算的年度" in text_of(client, "rehearse")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scheme_is_shown_whole_and_in_words(client, name):
    row, scheme = make_scheme(name), load_scheme(name)
    page = text_of(client, "scheme", row.pk)
    for one in scheme.indicators:
        assert one.label in page
    for check in scheme.checks:
        assert check.why in page
    for table in scheme.tables:
        assert all(scheme.label(line.label, None) in page for line in table.rows if line.label)
    assert all(text.label in page for text in scheme.texts.values())


def test_other_versions_are_one_press_away(client):
    old, new = make_scheme(), revised()
    assert f"?old={old.pk}&amp;new={new.pk}" in text_of(client, "scheme", new.pk)


def test_the_file_comes_back_as_it_was_loaded(client):
    answer = client.get(reverse("cycles:source", args=[revised().pk]))
    assert answer.content.decode() == REVISED.read_text()
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="hunan-2013-')


def test_a_scheme_that_does_not_exist(client):
    assert client.get(reverse("cycles:scheme", args=[0])).status_code == 404
    assert client.get(reverse("cycles:source", args=[0])).status_code == 404


# --- words --------------------------------------------------------------------------------------------


def test_every_form_of_rule_has_words():
    assert set(RULE_FORMS) - set(RULE_WORDINGS) <= {"satisfaction"}  # its words are those of the form inside it


def test_words_carry_the_numbers_of_the_rule():
    scheme = load_scheme("hunan-2013")
    words = {one.code: rule_words(one.rule, scheme, one.unit) for one in scheme.indicators}
    assert words["staff_control_rate"] == "以100%为限，每超过1个百分点扣0.5分"
    assert words["procurement_execution_rate"] == "以100%为目标，每高于或低于5个百分点扣2分"
    assert words["budget_control_rate"].startswith("不超过0% 5分；不超过10% 4分") and words["satisfaction"].endswith(
        "低于70% 0分"
    )
    assert words["disclosure"].startswith("逐项勾选：按规定内容公开预决算信息 2分；")


def test_a_form_without_words_still_shows_its_numbers():
    scheme = load_scheme("hunan-2013")
    rule = scheme.indicator("staff_control_rate").rule

    assert isinstance(rule, PointsOverLimit)

    class Unknown(PointsOverLimit):
        form = "unheard_of"

    assert "lose = 0.5" in rule_words(Unknown(rule.limit, rule.lose), scheme)


# --- comparing ----------------------------------------------------------------------------------------


def test_nothing_differs_from_itself():
    scheme = load_scheme("hunan-2013")
    assert compare_schemes(scheme, scheme) == []
    commented = parse_scheme(scheme.source + "\n# a remark\n", "x")
    assert commented.digest != scheme.digest and compare_schemes(scheme, commented) == []


def test_indicators_added_removed_and_changed():
    found = by_title()["指标"]
    kinds = {label: one.kind for label, one in found.items()}
    assert kinds == {
        "在职人员控制率": "changed",
        "公用经费控制率": "changed",
        "政府采购执行率": "changed",
        "能源费用控制率": "added",
        "行政效能": "removed",
    }
    aspects = {aspect: (old, new) for aspect, old, new in found["在职人员控制率"].aspects}
    assert aspects["分值"] == ("5分", "8分")
    assert aspects["规则"] == ("以100%为限，每超过1个百分点扣0.5分", "以100%为限，每超过1个百分点扣0.8分")
    either, linear = "以100%为目标，每高于或低于5个百分点扣2分", "达到100%得满分，不足的按比例计分"
    assert ("规则", either, linear) in found["政府采购执行率"].aspects


def test_rows_and_checks_and_the_head():
    found = by_title()
    assert {label: one.kind for label, one in found["表中的行"].items()} == {
        "能源费用": "added",
        "会议费、培训费": "removed",
    }
    assert [(one.kind, one.label[:4]) for one in found["勾稽关系"].values()] == [
        ("added", "第24项"),
        ("removed", "第14项"),
        ("removed", "第5项："),
    ]
    assert ("适用年度", "2013—2022", "2013—2026") in found["总则"][
        "部门整体支出绩效评价指标体系（2013年版，修订稿）"
    ].aspects


def test_a_check_bears_the_word_of_its_level():
    text = load_scheme("hunan-2013").source.replace('level = "error"', 'level = "warning"', 1)
    text = text.replace('level = "error"', 'level = "hint"', 1)
    (found,) = (found for title, found in compare_schemes(load_scheme("hunan-2013"), parse_scheme(text, "x")))
    assert [one.aspects for one in found] == [(("级别", "错误", "警告"),), (("级别", "错误", "提示"),)]


def test_what_helps_the_writer_is_no_finding():
    text = load_scheme("hunan-2023").source.replace('prompt = "照抄', 'prompt = "照写', 1)
    ((_, (found,)),) = compare_schemes(load_scheme("hunan-2023"), parse_scheme(text, "x"))
    assert [aspect for aspect, *_ in found.aspects] == ["填写提示"]


def test_a_formula_a_grade_and_a_text_that_changed_are_seen():
    old = load_scheme("hunan-2013")
    text = old.source.replace(
        'formula = "operating.actual / operating.budget * 100"',
        'formula = "operating.actual / max(operating.budget, 1) * 100"',
    )
    text = text.replace("from = 90", "from = 95").replace("suggested = [100, 1500]", "suggested = [100, 900]")
    groups = {title: found for title, found in compare_schemes(old, parse_scheme(text, "x"))}
    assert set(groups) == {"指标", "等级和封顶", "文字"}
    assert [aspect for aspect, *_ in groups["指标"][0].aspects] == ["公式"]


def test_places_for_own_targets_are_compared_and_shown(client):
    old = load_scheme("hunan-2023")
    wider = old.source.replace('kinds = ["ge"]', 'kinds = ["ge", "qualitative"]', 1)
    groups = dict(compare_schemes(old, parse_scheme(wider, "x")))
    (one,) = groups["自定指标"]
    assert (one.label, one.aspects) == ("单位自定绩效指标：满意度指标", (("写法", "≥", "≥、定性"),))
    page = text_of(client, "scheme", make_scheme("hunan-2023").pk)
    assert "单位自定绩效指标：满意度指标" in page and "（每个专项资金项目一行）" in page
    assert (
        "全年预算数" in page and "full_year" not in page and "{year}" not in page.split("报告开头")[1].split("指标")[2]
    )


def test_several_checks_of_one_number_are_told_apart():
    old = load_scheme("hunan-2013")
    less = replace(old, source="", checks=old.checks[1:])
    ((title, found),) = compare_schemes(old, less)
    assert title == "勾稽关系" and [one.kind for one in found] == ["removed"]


def test_the_page_compares(client):
    old, new = make_scheme(), revised()
    page = text_of(client, "compare", old=old.pk, new=new.pk)
    assert "<del>5分</del>" in page and "<ins>8分</ins>" in page and "新增" in page and "删除" in page
    assert "这是同一个版本" in text_of(client, "compare", old=old.pk, new=old.pk)
    assert "改为" not in text_of(client, "compare")


def test_the_page_says_what_is_not_there(client):
    answer = client.get(reverse("cycles:compare"), {"old": "99999", "new": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and '<a href="#id_old">没有这套指标体系' in page and "请选择新版。" in page


# --- the rehearsal's page -----------------------------------------------------------------------------


def test_the_page_rehearses(client, office):
    submission = office.evaluation(Status.SUBMITTED).submissions.get()
    page = text_of(client, "rehearse", cycle=office.cycle.pk, scheme=revised().pk)
    assert office.department.name in page and reverse("review:detail", args=[submission.pk]) in page
    assert "在职人员控制率 +3" in page and "行政效能 -6" in page and "另有 6 分未算" in page and "能源费用" in page


def test_the_page_asks_first_and_keeps_what_was_chosen_elsewhere(client, office):
    row = revised()
    assert f'value="{row.pk}" selected' in text_of(client, "rehearse", scheme=row.pk)
    assert f'value="{office.cycle.pk}" selected' in text_of(client, "rehearse", cycle=office.cycle.pk)


def test_a_cycle_of_another_county_cannot_be_rehearsed(client):
    other = make_office()
    answer = client.get(reverse("cycles:rehearse"), {"cycle": other.cycle.pk, "scheme": make_scheme().pk})
    assert answer.status_code == 422 and "没有这个年度任务" in answer.content.decode()


def test_a_year_without_reports_says_so(client, office):
    page = text_of(client, "rehearse", cycle=office.cycle.pk, scheme=make_scheme().pk)
    assert "0 份报告" in page and "等级都不变" in page
