"""The scheme file: what is read from a sound one, and every fault of a broken one at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.quickness import least_seconds
from tests.schemes.small import SMALL


def faults(text):
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "small.toml")
    return [(fault.table, fault.key, fault.read) for fault in caught.value.faults]


def changed(old, new):
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def test_a_sound_scheme_is_read():
    scheme = parse_scheme(SMALL, "small.toml")
    assert scheme.sums["whole.actual"] == ("basic.actual", "project.actual")
    assert scheme.parents["basic.actual"] == ("travel.actual",)
    assert scheme.figures["posts"].unit == "人" and scheme.figures["posts"].label == "编制数"
    assert scheme.label(scheme.figures["basic.last"].label, 2021) == "基本支出（2020年决算数）"
    assert scheme.label("{year}年度与{last_year}年", None) == "本年度与上年"
    assert not scheme.figures["whole.actual"].required and not scheme.figures["basic.last"].required
    assert [row.number for row in scheme.table("base").rows] == [0, 1, 2, 3, 4, 5]
    assert len(scheme.section("base").figures) == 13 and scheme.texts["note"].section == "text"
    assert scheme.grade(Decimal(9)) == "优" and scheme.grade(Decimal(0)) == "差"


def test_equal_files_are_equal_schemes():
    one, other = parse_scheme(SMALL, "a"), parse_scheme(SMALL.replace("\n", "\r\n"), "b")
    assert one == other and hash(one) == hash(other) and one.digest == other.digest != load_scheme("hunan-2013").digest


BROKEN = [
    ("whole.actual / whole.budget", "whole.actal / whole.budget", ("indicators[control]", "formula", "“whole.actal”")),
    (
        "whole.actual / whole.budget",
        "whole.actual // whole.budget",
        ("indicators[control]", "formula", "“whole.actual // whole.budget * 100”"),
    ),
    ("weight = 6", "weight = 5", ("indicators", "weight", "分值合计 9")),
    ("weight = 6", 'weight = "6"', ("indicators[control]", "weight", "“6”")),
    ("[[0, 4], [10, 2]]", "[[0, 3], [10, 2]]", ("indicators[change]", "rule", "最高 3 分")),
    ("[[0, 4], [10, 2]]", "[[10, 4], [0, 2]]", ("indicators[change].rule", "bands", "0")),
    ("[[0, 4], [10, 2]]", "[[0, 4], [0, 2]]", ("indicators[change].rule", "bands", "0")),
    ("[[0, 4], [10, 2]]", "[[0, 4], [10]]", ("indicators[change].rule", "bands", "一个列表")),
    ("points_over_limit", "points_over_limits", ("indicators[control].rule", "form", "“points_over_limits”")),
    ("limit = 100, ", "", ("indicators[control].rule", "limit", "（没有这一项）")),
    ("lose = 1", "lose = 0", ("indicators[control].rule", "lose", "0")),
    ("lose = 1", "lose = 1, loose = 2", ("indicators[control].rule", "loose", "不认识的键")),
    ('code = "change"', 'code = "control"', ("rates、indicators", "code", "control 出现 2 次")),
    ('code = "travel"', 'code = "project"', ("tables.rows", "code", "project 出现 2 次")),
    ('sum = ["basic", "project"]', 'sum = ["basic", "projects"]', ("tables[base].rows[whole]", "sum", "“projects”")),
    ('of_which = "basic"', 'of_which = "basics"', ("tables[base].rows[travel]", "of_which", "“basics”")),
    ("weight = 6", "weigth = 6", ("indicators[control]", "weigth", "不认识的键")),
    ("full_marks = 10", "full_mark = 10", ("scheme", "full_marks", "（没有这一项）")),
    ("years = [2020, 2022]", "years = 2020", ("scheme", "years", "2020")),
    ('table = "base"', 'table = "bases"', ("sections[base]", "table", "“bases”")),
    ('chapter = "main"', 'chapter = "mian"', ("sections[text]", "chapter", "“mian”")),
    ("{text:note}", "{text:notes}", ("sections[text].body", "sentence", "“notes”")),
    ("{whole.actual}", "{whole.actul}", ("sections[text].body", "sentence", "“whole.actul”")),
    ("{change|change}", "{change|chnge}", ("sections[text].body", "sentence", "“chnge”")),
    ("得{total}分", "得{totl}分", ("scheme", "lead", "“totl”")),
    ('equation = "basic.budget +', 'equation = "basics.budget +', ("checks[6]", "equation", "“basics.budget”")),
    ('== whole.budget"', '= whole.budget"', ("checks[6]", "equation", "“basic.budget + project.budget = whole.bu…”")),
    ('place = "whole.budget"', 'place = "whole"', ("checks[6]", "place", "“whole”")),
    ('level = "error"', 'level = "eror"', ("checks[6]", "level", "“eror”")),
    ('formula = "project.actual / project.budget * 100"', 'formula = "control"', None),
    (
        'formula = "project.actual / project.budget * 100"',
        'formula = "project_rate + 1"',
        ("project_rate", "sum、formula", "project_rate → project_rate"),
    ),
    ("from = 9", "from = 0", ("grades", "from", "0、0")),
    ("from = 0", "from = 5", ("grades", "from", "5")),
    ('unit = "人"', 'unit = "3人"', ("tables[base].rows[posts]", "unit", "“3人”")),
    ('unit = "人"', 'unit = "平方公里以上的"', ("tables[base].rows[posts]", "unit", "“平方公里以上的”")),
    ('unit = "人"', 'unit = "台次"', None),
    ('actual = "posts"', 'actul = "posts"', ("tables[base].rows[posts]", "cells", "“actul”")),
    ("not_applicable_flag = true", "not_applicable_flag = 1", ("indicators[change]", "not_applicable_flag", "1")),
    (
        "optional = true\n\n[[tables.columns]]",
        'optional = "ja"\n\n[[tables.columns]]',
        ("tables[base].columns[last]", "optional", "“ja”"),
    ),
    ("annex = 2", 'annex = 2\nchapter = "main"', ("sections[base]", "chapter", "“main”")),
    ("sentence = ", 'heading = "x"\nsentence = ', ("sections[text].body[x]", "heading、sentence", "2 种内容")),
    ("[scheme]", "[sheme]", ("文件开头", "sheme", "不认识的键")),
    ("[scheme]", "[scheme", ("第 2 行第 8 列", "", "“[scheme”")),
    ('title = "小方案"', 'title = ""', ("scheme", "title", "“”")),
    ('title = "小方案"', 'title = "\\u0000"', ("scheme", "title", "“\\u0000”")),
]


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN, ids=range(len(BROKEN)))
def test_a_fault_is_named_with_table_key_and_what_was_read(old, new, fault):
    if fault is None:
        assert parse_scheme(changed(old, new), "small.toml")
        return
    found = faults(changed(old, new))
    assert fault[:2] in [place[:2] for place in found]
    assert fault[2] is None or fault in found


def test_all_faults_come_at_once_with_expectation_and_near_miss():
    text = changed("weight = 6", "weigth = 6").replace('form = "bands_upper"', 'form = "bands_uper"')
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text.replace("from = 9", "frm = 9"), "small.toml")
    message = str(caught.value)
    assert {"weigth", "weight", "form", "frm", "from"} <= {fault.key for fault in caught.value.faults}
    assert "是否应为“bands_upper”" in message and "是否应为“weight”" in message and "应为" in message


def test_a_circle_of_sums_is_named():
    text = changed('code = "basic"\nlabel', 'code = "basic"\nsum = ["whole"]\nlabel')
    assert any(key == "sum、formula" and "whole.budget" in read for _, key, read in faults(text))


@pytest.mark.parametrize("name", ["hunan-2031", "../settings", "", "/etc/passwd", "x" * 300, "nope.toml", "a\x00b"])
def test_an_unknown_scheme_is_a_sentence(name):
    with pytest.raises(SchemeError, match="应为"):
        load_scheme(name)


def test_a_near_name_is_suggested():
    with pytest.raises(SchemeError, match="hunan-2013"):
        load_scheme("hunan-20133")


LINES = SMALL.splitlines()


@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
def test_a_scheme_with_a_line_lost_or_moved_is_sound_or_refused(one, other):
    for lines in (LINES[:one] + LINES[one + 1 :], [*LINES[:one], LINES[other], *LINES[one + 1 :]]):
        try:
            parse_scheme("\n".join(lines), "small.toml")
        except SchemeError as error:
            assert error.faults and all(fault.expected for fault in error.faults)


def test_loading_is_quick():
    assert least_seconds(lambda: load_scheme("hunan-2013"), 1) < 1
