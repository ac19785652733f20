"""Two versions of a form: what is new, gone or worded otherwise, part by part, with both wordings beside each other."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.comparison.scheme_differences import (
    PART_ADDED,
    PART_CHANGED,
    PART_REMOVED,
    SchemeDifference,
    checks_in_words,
    compare_schemes,
    grades_in_words,
    head_in_words,
    part_differences,
    rates_in_words,
    rows_in_words,
    slots_in_words,
    texts_in_words,
    watches_in_words,
)
from evaluations.language.formulas import Formula
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.nouns import Cap
from evaluations.schemes.scheme import ScoringScheme
from tests.schemes.small import SMALL

DATA = Path(__file__).parents[1] / "data"
SCHEME = parse_scheme(SMALL, "small.toml")
ASPECTS = st.dictionaries(st.sampled_from(["名称", "分值", "规则"]), st.sampled_from(["", "甲", "乙"]), min_size=1)
PARTS = st.dictionaries(st.sampled_from("abcd"), ASPECTS)


def changed(*replacements: tuple[str, str]) -> ScoringScheme:
    """The small form with some of its words replaced."""
    text = SMALL
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_scheme(text, "small.toml")


def differences(new: ScoringScheme) -> dict[str, list[tuple[str, str, tuple[tuple[str, str, str], ...]]]]:
    """What the small form has become, by kind of part."""
    found = compare_schemes(SCHEME, new)
    return {title: [(one.word, one.label, one.aspects) for one in parts] for title, parts in found}


# --- laying two sets of parts side by side --------------------------------------------------------


def test_a_new_part_tells_what_it_says_and_a_gone_one_what_it_said():
    old = {"a": {"名称": "甲", "分值": "5分", "规则": ""}}
    new = {"b": {"名称": "乙", "分值": "6分", "规则": ""}}
    assert list(part_differences(old, new)) == [
        SchemeDifference(PART_ADDED, "乙", (("分值", "", "6分"),)),
        SchemeDifference(PART_REMOVED, "甲", (("分值", "5分", ""),)),
    ]


def test_of_a_changed_part_only_what_reads_otherwise_is_told_also_its_name():
    old = {"a": {"名称": "甲", "分值": "5分", "公式": "x", "旧": "有"}}
    new = {"a": {"名称": "乙", "分值": "5分", "公式": "y", "新": "有"}}
    (found,) = part_differences(old, new)
    assert (found.kind, found.word, found.label) == (PART_CHANGED, "修改", "乙")
    assert found.aspects == (("名称", "甲", "乙"), ("公式", "x", "y"), ("新", "", "有"), ("旧", "有", ""))


@given(PARTS, PARTS)
def test_what_differs_leads_from_the_one_set_to_the_other(old, new):
    kinds = [one.kind for one in part_differences(old, new)]
    assert kinds.count(PART_ADDED) == len(new.keys() - old.keys())
    assert kinds.count(PART_REMOVED) == len(old.keys() - new.keys())
    assert kinds.count(PART_CHANGED) == sum(old[key] != new[key] for key in old.keys() & new.keys())
    assert kinds[len(kinds) - kinds.count(PART_REMOVED) :] == [PART_REMOVED] * kinds.count(PART_REMOVED)


@given(PARTS, PARTS)
def test_looked_at_from_the_other_side_old_and_new_change_places(old, new):
    there = {(one.kind, frozenset(one.aspects)) for one in part_differences(old, new)}
    opposite = {PART_ADDED: PART_REMOVED, PART_REMOVED: PART_ADDED, PART_CHANGED: PART_CHANGED}
    back = {
        (opposite[one.kind], frozenset((aspect, after, before) for aspect, before, after in one.aspects))
        for one in part_differences(new, old)
    }
    assert there == back


# --- the parts of the small form ------------------------------------------------------------------


def test_the_head_in_words():
    assert head_in_words(SCHEME)["head"] == {
        "名称": "小方案",
        "依据": "",
        "适用年度": "2020—2022",
        "满分": "10分",
        "报告标题": "〔单位名称〕〔年份〕年度报告",
        "报告开头": "得〔总分〕分",
    }
    one_year = changed(("years = [2020, 2022]", "years = [2021, 2021]"))
    assert head_in_words(one_year)["head"]["适用年度"] == "2021"


def test_a_beginning_that_prints_figures_is_shown_with_the_names_people_use():
    lead = "[支出{whole.actual|positive}万元|没有支出{whole.actual|zero}]，执行率{project_rate}。"
    form = changed(('lead = "得{total}分"', f'lead = "{lead}"'))
    actual = "〔支出合计（本年决算数）〕"
    told = f"（支出{actual}万元／没有支出{actual}），执行率〔项目支出执行率〕。"
    assert head_in_words(form)["head"]["报告开头"] == told


def test_the_lines_of_a_table_in_words():
    rows = rows_in_words(SCHEME)
    assert list(rows) == ["whole", "basic", "project", "travel", "posts"]
    assert rows["whole"] == {
        "项目": "支出合计",
        "表": "本年基础数据",
        "单位": "万元",
        "列": "上年决算数、本年预算数、本年决算数",
        "合计": "基本支出 + 项目支出",
        "其中项，属于": "",
        "说明": "",
    }
    assert (rows["travel"]["其中项，属于"], rows["travel"]["说明"]) == ("基本支出", "选填")
    assert (rows["posts"]["单位"], rows["posts"]["列"]) == ("人", "本年决算数")


def test_what_may_be_left_out_and_may_be_negative_is_told_of_a_line():
    text = 'code = "travel"\nlabel = "差旅费"\nof_which = "basic"\noptional = true'
    assert rows_in_words(changed((text, f"{text}\nsigned = true")))["travel"]["说明"] == "选填、可以为负"


def test_an_equation_in_words():
    assert checks_in_words(SCHEME) == {
        "6:whole.budget": {
            "理由": "第6项：基本支出加项目支出等于合计",
            "等式": "基本支出（本年预算数） + 项目支出（本年预算数） = 支出合计（本年预算数）",
            "级别": "错误",
            "怎样改": "请核对",
        }
    }
    one = SCHEME.checks[0]
    thrice = replace(SCHEME, checks=(one, one, replace(one, place="posts"), one))
    assert list(checks_in_words(thrice)) == ["6:whole.budget", "6:whole.budget+", "6:posts", "6:whole.budget++"]


def test_rates_grades_ceilings_and_texts_in_words():
    assert rates_in_words(SCHEME)["project_rate"] == {
        "名称": "项目支出执行率",
        "公式": "项目支出（本年决算数） ÷ 项目支出（本年预算数） × 100",
    }
    capped = replace(SCHEME, caps=(Cap(Formula.parse("posts > 9"), Decimal("8.50"), "超编"),))
    assert grades_in_words(capped) == {
        "优": {"等级": "优", "起点": "9分（含）"},
        "差": {"等级": "差", "起点": "0分（含）"},
        "cap:posts > 9": {"封顶": "超编", "条件": "编制数 > 9", "最高": "8.5分"},
    }
    note = {"文字": "情况说明", "部分": "说明", "填写提示": "", "建议字数": "", "说明": ""}
    assert texts_in_words(SCHEME) == {"note": note}
    longer = 'label = "情况说明"\nprompt = "写明原因"\nsuggested = [100, 900]\noptional = true\ncarry = true'
    told = texts_in_words(changed(('label = "情况说明"', longer)))["note"]
    assert (told["填写提示"], told["建议字数"], told["说明"]) == ("写明原因", "100—900", "选填、带入下一年度")


def test_places_for_own_targets_and_the_formula_over_one_project_in_words():
    found = slots_in_words(load_scheme("hunan-2023"))
    assert {key.partition(":")[0] for key in found} == {"own", "project"}
    own = next(words for key, words in found.items() if key.startswith("own:"))
    assert own["名称"].startswith("单位自定绩效指标：") and own["分值"].startswith("合计")
    unscored = slots_in_words(parse_scheme((DATA / "unscored-plan.toml").read_text(), "unscored-plan"))
    assert unscored and {words["分值"] for words in unscored.values()} == {""}
    assert found["project"]["公式"] and not any(name in found["project"]["公式"] for name in ("actual", "full_year"))
    assert "本年" not in found["project"]["名称"].partition("：")[2] and slots_in_words(SCHEME) == {}


WATCH = """
[[watch]]
code = "growth"
level = "hint"
why = "增长较快"
remedy = "请核对"
table = "base"
column = "actual"
against = "last"
rows = ["basic", "travel"]
above = 130
least = 5
when = "posts > 9"
"""
LINES = "本年基础数据中的基本支出、差旅费：本年决算数 ÷ 上年决算数"


@pytest.mark.parametrize(
    ("own", "other", "lines", "told"),
    [
        ("", "", LINES, "高于130%，且其中较大的数不小于5万元，且编制数 > 9"),
        ('rows = ["basic", "travel"]\n', "", LINES.replace("基本支出、差旅费", "每一行"), None),
        ('least = 5\nwhen = "posts > 9"', "below = 60", LINES, "低于60%或高于130%"),
        (
            WATCH[WATCH.index("table") : WATCH.index("when")],
            'value = "project_rate"\nplace = "project.actual"\nbelow = 60\n',
            "项目支出执行率",
            None,
        ),
    ],
)
def test_what_is_watched_and_when_it_is_told_in_words(own, other, lines, told):
    found = watches_in_words(parse_scheme(SMALL + WATCH.replace(own, other), "small.toml"))["growth"]
    assert found["对象"] == lines and told in (found["何时提出"], None)


# --- the small form changed -----------------------------------------------------------------------

CHANGES: list[tuple[list[tuple[str, str]], str, tuple[str, str, tuple[tuple[str, str, str], ...]]]] = [
    (
        [('title = "小方案"', 'title = "新方案"'), ("years = [2020, 2022]", "years = [2020, 2023]")],
        "总则",
        ("修改", "新方案", (("名称", "小方案", "新方案"), ("适用年度", "2020—2022", "2020—2023"))),
    ),
    ([('unit = "人"', 'unit = "名"')], "表中的行", ("修改", "编制数", (("单位", "人", "名"),))),
    ([("from = 9", "from = 9.5")], "等级和封顶", ("修改", "优", (("起点", "9分（含）", "9.5分（含）"),))),
    ([('remedy = "请核对"', 'remedy = "请更正"')], "勾稽关系", None),
    ([('label = "情况说明"', 'label = "补充说明"')], "文字", None),
    (
        [("lose = 1 }", "lose = 2 }")],
        "指标",
        (
            "修改",
            "支出控制率",
            (("规则", "以100%为限，每超过1个百分点扣1分", "以100%为限，每超过1个百分点扣2分"),),
        ),
    ),
    ([('label = "项目支出执行率"', 'label = "项目执行率"')], "比率", None),
]


@pytest.mark.parametrize(("replacements", "title", "told"), CHANGES, ids=[title for _, title, _ in CHANGES])
def test_one_change_is_found_in_its_own_part_of_the_form_and_nowhere_else(replacements, title, told):
    found = differences(changed(*replacements))
    assert list(found) == [title] and len(found[title]) == 1
    assert told is None or found[title] == [told]


WORDERS: list[Callable[[ScoringScheme], dict[str, dict[str, str]]]] = [
    head_in_words,
    rows_in_words,
    checks_in_words,
    rates_in_words,
    grades_in_words,
    slots_in_words,
    texts_in_words,
]


@pytest.mark.parametrize("name", ["hunan-2013", "hunan-2023"])
def test_every_part_of_a_shipped_form_has_a_name_and_no_code_in_its_words(name):
    scheme = load_scheme(name)
    for words in WORDERS:
        for aspects in words(scheme).values():
            assert next(iter(aspects.values())) and "None" not in "".join(aspects.values())
            told = [text for aspect, text in aspects.items() if aspect in ("列", "合计", "等式", "公式", "条件")]
            assert not any(figure in " ".join(told).split() for figure in scheme.figures)
