"""What is read from a sound scheme file: every key has its value, every absent one its default."""

from decimal import Decimal

import pytest

from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, parse_scheme
from evaluations.schemes.scheme import Policies, SchemeError
from tests.schemes.small import SMALL

POSTS = '[[tables.rows]]\ncode = "posts"'
EACH = '[[tables.rows]]\neach = "earmarked"\nlabel = "专项资金"\nlevel = 1\ncells = { budget = "full_year" }\n\n'


def read(old="", new=""):
    assert old in SMALL
    return parse_scheme(SMALL.replace(old, new, 1), "small.toml")


def test_the_head_and_what_it_leaves_to_be_usual():
    scheme = read()
    assert (scheme.code, scheme.title, scheme.years, scheme.full_marks) == ("small", "小方案", (2020, 2022), 10)
    assert (scheme.notice, scheme.unit, scheme.lead, scheme.policies) == ("", "万元", "得{total}分", Policies())
    assert (scheme.levels, scheme.caps, scheme.slots) == ((), (), ())
    more = read("[[grades]]", 'notice = "某通知"\nunit = "元"\nrate_places = 0\nscore_places = 1\n\n[[grades]]')
    assert (more.notice, more.unit, more.rate_places, more.score_places) == ("某通知", "元", 0, 1)


def test_policies_of_the_form_hold_for_its_indicators_which_may_have_their_own():
    policies = (
        '[policies]\nsteps = "pro_rata"\nzero_to_some = "no_score"\nrates = "shown"\nscore_places = 0\n\n[[rates]]'
    )
    own = 'not_applicable_flag = true\npolicies = { steps = "started", nothing_planned = "no_score", rate_places = 3 }'
    scheme = parse_scheme(SMALL.replace("[[rates]]", policies).replace("not_applicable_flag = true", own), "small.toml")
    assert scheme.policies == Policies("pro_rata", "no_change", "no_score", "not_applicable", "shown", 2, 0)
    assert scheme.indicator("control").policies == scheme.policies
    assert scheme.indicator("change").policies == Policies(
        "started", "no_change", "no_score", "no_score", "shown", 3, 0
    )


@pytest.mark.parametrize("years", ["[2020]", "[2000, 2100]", "[2021, 2021]"])
def test_a_form_holds_for_one_year_or_from_one_to_another(years):
    scheme = read("[2020, 2022]", years)
    assert f"{list(scheme.years)}" == years


@pytest.mark.parametrize("years", ["[]", "[1999, 2020]", "[2020, 2101]", "[2020.5]", "[true]", '["2020"]'])
def test_years_that_are_none_are_refused(years):
    with pytest.raises(SchemeError) as caught:
        read("[2020, 2022]", years)
    assert str(caught.value) == "scheme 的 years：读到 一个列表，应为起止年度的列表，如 [2013, 2022]。"


@pytest.mark.parametrize("places", [7, 28])
def test_more_decimals_than_six_are_refused(places):
    with pytest.raises(SchemeError) as caught:
        read("full_marks = 10", f"full_marks = 10\nrate_places = {places}")
    assert str(caught.value) == f"scheme 的 rate_places：读到 {places}，应为0 到 6 的整数。"


def test_columns_keep_what_is_said_about_them():
    last, budget, actual = (
        read('aliases = ["预算"]', 'aliases = ["预算", "批复"]\nprinted = false').table("base").columns
    )
    assert (last.last_year, last.optional, last.printed, last.aliases) == (True, True, True, ())
    assert (budget.last_year, budget.optional, budget.printed, budget.aliases) == (
        False,
        False,
        False,
        ("预算", "批复"),
    )
    assert (actual.code, actual.label) == ("actual", "{year}年决算数")


def test_rows_keep_what_is_said_about_them():
    rows = {
        row.code: row
        for row in read(
            "optional = true\n\n[[tables.rows]]",
            "optional = true\nsigned = true\nlevel = 2\ncheck = 14\naliases = ['差旅']\n\n[[tables.rows]]",
        )
        .table("base")
        .rows
    }
    travel = rows["travel"]
    assert (travel.of_which, travel.optional, travel.signed, travel.level) == ("basic", True, True, 2)
    assert (travel.check, travel.aliases, travel.unit, rows["basic"].check) == ("14", ("差旅",), "万元", "2")
    assert [cell and cell.figure for cell in rows["posts"].cells] == [None, None, "posts"]
    assert rows[""].group == "支出" and rows[""].cells == (None, None, None)


def test_a_row_has_the_columns_that_are_named_or_all_of_them():
    rows = {
        row.code: row
        for row in read('label = "基本支出"', 'label = "基本支出"\ncolumns = ["actual", "budget", "last"]')
        .table("base")
        .rows
    }
    assert [cell.figure for cell in rows["basic"].cells] == ["basic.last", "basic.budget", "basic.actual"]
    with pytest.raises(SchemeError) as caught:
        read('label = "差旅费"', 'label = "差旅费"\ncolumns = ["acutal"]')
    assert (
        str(caught.value) == "tables[base].rows[travel] 的 columns：读到 “acutal”，应为本表的列：last、budget、actual。"
    )


def test_only_the_columns_that_every_part_has_are_computed():
    scheme = read('label = "项目支出"', 'label = "项目支出"\ncolumns = ["budget", "actual"]')
    computed = {name for name, figure in scheme.figures.items() if figure.computed}
    assert computed == {"whole.budget", "whole.actual"} and set(scheme.sums) == computed
    assert scheme.figures["whole.last"].computed is False


def test_a_line_for_each_project_is_printed_and_asks_for_nothing():
    scheme = read(POSTS, EACH + POSTS)
    line = next(row for row in scheme.table("base").rows if row.each)
    assert (line.each, line.label, line.level, line.unit) == ("earmarked", "专项资金", 1, "万元")
    assert (line.fields, line.cells, line.number) == (("", "full_year", ""), (None, None, None), 0)
    assert set(scheme.figures) == set(read().figures)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            '{ budget = "full_year" }',
            '{ budgets = "full_year" }',
            "tables[base].rows[6] 的 cells：读到 “budgets”，应为本表的列：last、budget、actual。",
        ),
        (
            '{ budget = "full_year" }',
            '{ budget = "whole_year" }',
            "tables[base].rows[6].cells 的 budget：读到 “whole_year”，应为budget、full_year、in_place、actual 之一。"
            "是否应为“full_year”。",
        ),
        (
            '"earmarked"',
            '"earmark"',
            "tables[base].rows[6] 的 each：读到 “earmark”，应为earmarked、other 之一。是否应为“earmarked”。",
        ),
    ],
)
def test_a_slip_in_the_line_for_each_project_is_told(old, new, sentence):
    with pytest.raises(SchemeError) as caught:
        read(POSTS, EACH.replace(old, new) + POSTS)
    assert str(caught.value) == sentence


def test_a_row_that_is_only_shown_has_the_label_and_unit_of_its_origin_and_asks_for_nothing():
    second = '[[tables]]\ncode = "more"\ntitle = "又一张"\n[[tables.columns]]\ncode = "actual"\nlabel = "决算数"\n'
    rows = '[[tables.rows]]\ncode = "posts"\nshown = true\nlabel = "{}"\ncells = {{ actual = "posts" }}\n\n[[rates]]'
    section = '[[sections]]\ncode = "more"\nlabel = "又一张"\nannex = 3\ntable = "more"\n'
    for written, label in (("", "编制数"), ("编制（人）", "编制（人）")):
        text = SMALL.replace("[[rates]]", second + rows.format(written), 1) + section
        scheme = parse_scheme(text, "small.toml")
        shown = scheme.table("more").rows[0]
        assert (shown.label, shown.unit, shown.shown, shown.cells[0].shown) == (label, "人", True, True)
        assert scheme.figures["posts"].table == "base" and scheme.section("more").figures == ()


def test_indicators_keep_what_is_said_about_them():
    more = (
        'not_applicable_flag = true\nlevel2 = "执行"\nstandard = "每超1点扣1分"\nevidence = "决算报表"\naliases = ["变动率"]\n'
        'check = "5a"\nnot_applicable_when = "basic.last == 0"\nnot_applicable_reason = "上年没有"\n'
        'figures = [{ name = "poll.result", label = "调查", unit = "%", signed = true, optional = true }, '
        '{ name = "poll.size", label = "人数" }]'
    )
    change = read("not_applicable_flag = true", more).indicator("change")
    assert (change.level2, change.standard, change.evidence) == ("执行", "每超1点扣1分", "决算报表")
    assert (change.aliases, change.check, change.not_applicable_flag) == (("变动率",), "5a", True)
    assert (change.not_applicable_when.text, change.not_applicable_reason) == ("basic.last == 0", "上年没有")
    poll, size = change.figures
    assert (poll.name, poll.label, poll.unit, poll.signed, poll.required) == ("poll.result", "调查", "%", True, False)
    assert (size.unit, size.signed, size.required, size.row_label) == ("万元", False, True, "人数")


def test_figures_beside_an_indicator_stand_in_its_section():
    scheme = read("not_applicable_flag = true", 'figures = [{ name = "poll", label = "调查" }]')
    assert scheme.figures["poll"].section == "indicators"
    assert [figure.name for figure in scheme.section("indicators").figures] == ["poll"]
    assert scheme.figures["poll"].table == "" and list(scheme.figures)[-1] == "poll"


def test_a_cross_check_is_split_at_its_sign():
    for sign in ("==", "<=", ">="):
        check = read("== whole.budget", f"{sign} whole.budget").checks[0]
        assert (check.left.text, check.operator, check.right.text) == (
            "basic.budget + project.budget",
            sign,
            "whole.budget",
        )
    assert (check.number, check.level, check.place, check.section, check.optional) == (
        "6",
        "error",
        "whole.budget",
        "",
        (),
    )


def test_sections_and_texts_keep_what_is_said_about_them():
    text = (
        'label = "情况说明"\nprompt = "如实写"\nstyle = "numbered"\nsuggested = [50, 800]\noptional = true\n'
        'carry = true\nrequired_when = "whole.actual > 0"'
    )
    scheme = read('label = "情况说明"', text)
    note = scheme.texts["note"]
    assert (note.prompt, note.style, note.suggested, note.section) == ("如实写", "numbered", (50, 800), "text")
    assert (note.optional, note.carry, note.required_when.text) == (True, True, "whole.actual > 0")
    usual = read().texts["note"]
    assert (usual.prompt, usual.style, usual.suggested, usual.optional) == ("", "paragraphs", (0, 0), False)
    assert (usual.carry, usual.required_when) == (False, None)
    section = read('none_text = "无。"', 'none_text = "没有。"\ngroup = "再写"\nminimum = 2\nfirst = true').section(
        "text"
    )
    assert (section.none_text, section.group, section.minimum, section.first) == ("没有。", "再写", 2, True)
    assert (section.chapter, section.annex, section.table) == ("main", 0, "")


@pytest.mark.parametrize("size", ["[50]", "[-1, 80]", "[1, 2, 3]", '["50", 80]', "[50, 80.5]", "[true, 80]"])
def test_a_suggested_length_is_two_whole_numbers(size):
    with pytest.raises(SchemeError) as caught:
        read('label = "情况说明"', f'label = "情况说明"\nsuggested = {size}')
    assert str(caught.value) == (
        "sections[text].texts[note] 的 suggested：读到 一个列表，应为建议字数 [最少, 最多]，如 [50, 800]。"
    )


def test_ceilings_and_printed_levels_are_read():
    cap = '[[caps]]\nwhen = "project_rate < 80"\nat_most = 8.9\nreason = "执行率低"\n\n'
    parts = f'{cap}[[levels]]\nlevel1 = "过程"\nweight = 10\n\n[[rates]]'
    scheme = read("[[rates]]", parts)
    assert [(cap.when.text, cap.at_most, cap.reason) for cap in scheme.caps] == [
        ("project_rate < 80", Decimal("8.9"), "执行率低")
    ]
    assert [(level.level1, level.level2, level.weight) for level in scheme.levels] == [("过程", "", 10)]


def test_a_form_is_loaded_by_its_name_or_by_its_path(tmp_path):
    shipped = load_scheme("hunan-2023")
    assert shipped == load_scheme(SCHEMES_DIRECTORY / "hunan-2023.toml") and shipped.code == "hunan-2023"
    path = tmp_path / "某县.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())  # as Notepad saves it
    assert load_scheme(path) == load_scheme(str(path)) == read()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "# ok\ntitle = '指标体系'".encode("gbk"),
            " 第 2 行：读到 不是 UTF-8 编码的文字，应为UTF-8 编码的 TOML 文件。"
            "请用记事本或 WPS 打开，另存为 UTF-8 编码后重新选择。",
        ),
        (b" \n", "：读到 空文件，应为写好的指标体系（.toml）。请确认选对了文件。"),
        *[
            (
                start + b"\x00\x01",
                "：读到 Word、Excel、PDF 或压缩文件，应为用记事本写的文字文件（.toml）。请确认选对了文件。",
            )
            for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7", b"{\\rtf1")
        ],
    ],
)
def test_a_file_of_another_kind_is_told_in_one_sentence(tmp_path, content, told):
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(SchemeError) as caught:
        load_scheme(path)
    assert str(caught.value) == f"own.toml{told}"


def test_the_faults_of_a_file_come_with_its_name():
    with pytest.raises(SchemeError) as caught:
        read("weight = 6", "weight = 5")
    assert caught.value.origin == "small.toml" and len(caught.value.faults) == 1


def test_a_form_that_is_not_there_is_told():
    with pytest.raises(SchemeError) as caught:
        load_scheme("没有/这个.toml")
    assert str(caught.value) == "方案：读到 “没有/这个.toml”，应为能够打开的 .toml 文件。请核对路径。"
    with pytest.raises(SchemeError) as caught:
        load_scheme("beijing")
    assert str(caught.value) == (
        "方案：读到 “beijing”，应为已有方案的名称。"
        "已有的方案：hunan-2013、hunan-2023、mof-project-2020、sichuan-2017；也可以写 .toml 文件的路径。"
    )
