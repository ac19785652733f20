"""One table of a file read key by key: what is taken, what is refused in a whole sentence, and that all faults come."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.faults import FileFault
from evaluations.language.table_reader import LONGEST_FILE_TEXT, TableReader

ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def reader(where: str = "rows[甲]", **data: object) -> TableReader:
    """A reader of one table with these keys."""
    return TableReader(data, where, [])


def sentences(table: TableReader) -> list[str]:
    """What has been found wrong so far."""
    return [str(fault) for fault in table.faults]


# --- presence and kind ----------------------------------------------------------------------------


def test_a_key_that_must_be_there_is_asked_for():
    table = reader()
    assert (table.text("label"), table.integer("number"), table.number("weight")) == ("", 0, 0)
    assert sentences(table) == [
        "rows[甲] 的 label：读到 （没有这一项），应为一段文字，写在引号里。请补上这一项。",
        "rows[甲] 的 number：读到 （没有这一项），应为整数，不加引号。请补上这一项。",
        "rows[甲] 的 weight：读到 （没有这一项），应为数字，不加引号。请补上这一项。",
    ]


def test_a_key_that_may_be_left_out_has_its_default_and_no_fault():
    table = reader()
    assert (table.text("label", "甲"), table.integer("number", 3), table.number("weight", Decimal(2))) == ("甲", 3, 2)
    assert (table.flag("optional"), table.flag("carry", True), table.words("names")) == (False, True, ())
    assert table.formula("formula") is None and table.tables("columns") == [] and not table.faults


@pytest.mark.parametrize(
    ("take", "value", "sentence"),
    [
        (lambda table: table.text("k"), 5, "x 的 k：读到 5，应为一段文字，写在引号里。"),
        (lambda table: table.integer("k"), "5", "x 的 k：读到 “5”，应为整数，不加引号。请写 5。"),
        (lambda table: table.integer("k"), True, "x 的 k：读到 true，应为整数，不加引号。"),
        (lambda table: table.number("k"), "5", "x 的 k：读到 “5”，应为数字，不加引号。请写 5。"),
        (lambda table: table.number("k"), False, "x 的 k：读到 false，应为数字，不加引号。"),
        (lambda table: table.flag("k"), 1, "x 的 k：读到 1，应为true 或 false，不加引号。是写 true，否写 false。"),
        (lambda table: table.items("k"), {}, "x 的 k：读到 一个表，应为一个列表，写在方括号里。"),
        (
            lambda table: table.words("k"),
            "甲",
            "x 的 k：读到 “甲”，应为一个列表，写在方括号里。请用方括号 [ ] 括起来。",
        ),
        (lambda table: table.table("k"), [], "x 的 k：读到 一个列表，应为一个表，写在花括号里。"),
    ],
)
def test_another_kind_of_value_is_named_once(take, value, sentence):
    table = reader("x", k=value)
    take(table)
    assert sentences(table) == [sentence]


def test_what_is_no_table_at_all_has_no_keys():
    faults: list[FileFault] = []
    table = TableReader([1, 2], "rows[3]", faults)
    assert not table.has("code") and [str(one) for one in faults] == ["rows[3]：读到 一个列表，应为一个表（键和值）。"]


# --- texts, codes, units, choices -----------------------------------------------------------------


def test_a_text_is_cleaned_as_a_typed_one_and_refused_with_its_reason():
    assert reader(label="\u3000甲\r\n乙\u200b ").text("label") == "甲\n乙"
    table = reader(label="甲\ue000", title=" \n")
    assert (table.text("label"), table.text("title")) == ("", "")
    assert sentences(table) == [
        "rows[甲] 的 label：读到 “甲\\ue000”，应为正常的文字。"
        "文字中有印不出来的字符：U+E000（在“甲”之后），可能是造字或表情符号，请删去或改用通用的字后重新保存。",
        "rows[甲] 的 title：读到 “ \\u000a”，应为一段文字，不能空着。",
    ]
    assert reader(title="").text("title", "默认") == ""


def test_a_text_of_more_than_a_report_takes_is_refused_by_its_length():
    table = reader(prompt="长" * LONGEST_FILE_TEXT, lead="长" * (LONGEST_FILE_TEXT + 1))
    assert len(table.text("prompt")) == LONGEST_FILE_TEXT and table.text("lead") == ""
    assert sentences(table) == ["rows[甲] 的 lead：读到 40001 个字符，应为不超过 40000 个字符的文字。请精简文字。"]


CODE = "应为小写英文字母开头，只含小写字母、数字和下划线的代码，如 staff_rate"


@pytest.mark.parametrize(
    ("written", "dots", "said"),
    [
        ("staff_rate2", False, ""),
        ("three_public.actual", True, ""),
        ("a" * 60, False, ""),
        ("a" * 61, False, f"{CODE}。"),
        ("2020_rate", False, f"{CODE}。"),
        ("a__b", False, f"{CODE}。"),
        ("three_public.actual", False, f"{CODE}。"),
        ("three public.actual", True, f"{CODE}，各段之间可用点。是否应为“three_public.actual”。"),
        ("a..b", True, f"{CODE}，各段之间可用点。"),
        ("max", False, "应为另一个代码。max 是公式和句子里的专用词，请换一个，如 max_amount。"),
        ("last_year", True, "应为另一个代码。last_year 是公式和句子里的专用词，请换一个，如 last_year_amount。"),
    ],
)
def test_a_code_is_one_that_formulas_and_sentences_can_name(written, dots, said):
    table = reader("x", code=written)
    assert table.code(dots=dots) == written
    assert [
        one.partition("”，")[2].replace("请另起代码，中文名称写在别处（label、title）。", "")
        for one in sentences(table)
    ] == ([said] if said else [])


def test_of_a_code_that_is_not_there_only_that_is_said():
    table = reader("x", code="")
    assert table.code() == "" and sentences(table) == ["x 的 code：读到 “”，应为一段文字，不能空着。"]


@pytest.mark.parametrize(
    ("written", "unit", "remedy"),
    [
        ("公里", "公里", None),
        ("％", "%", None),
        ("万元/平方米", "万元/平方米", None),
        ("万元每平方米", "万元每平方米", None),
        ("万元每平方公里", "人", ""),
        ("m²", "人", "平方米写作 ㎡"),
        ("m2", "人", "平方米写作 ㎡"),
        ("m³", "人", ""),
        ("3人", "人", ""),
        ("人 次", "人", ""),
    ],
)
def test_a_unit_is_a_short_word_without_numbers(written, unit, remedy):
    table = reader("x", unit=written)
    assert table.unit("unit", "人") == unit
    assert [one.remedy for one in table.faults] == ([] if remedy is None else [remedy])
    assert all("计量单位，最多 6 个字，不含数字和空格" in one.expected for one in table.faults)


def test_a_choice_is_one_of_its_words_or_another_spelling_of_one():
    table = reader("x", level="error", pick="better", form="ge", kind="≥", none="")
    levels = ("error", "warning")
    assert table.choice("level", levels) == "error" and table.choice("left_out", levels, "warning") == "warning"
    assert table.choice("kind", ("ge", "le"), also={"≥": "ge"}) == "ge" and not table.faults
    assert table.choice("pick", ("best", "chosen"), "chosen") == "chosen"
    assert table.choice("form", ("linear", "graded"), expected="规则形式") == ""
    assert sentences(table) == [
        "x 的 pick：读到 “better”，应为best、chosen 之一。是否应为“best”。",
        "x 的 form：读到 “ge”，应为规则形式 之一。请选其中一个，照原样写。",
    ]


# --- numbers --------------------------------------------------------------------------------------


def test_an_integer_is_not_below_its_least_unless_that_is_the_default():
    table = reader("x", number=0, places=-1, kept=4)
    assert (table.integer("number", least=1), table.integer("kept", least=4)) == (1, 4)
    assert table.integer("places", -1) == -1
    assert sentences(table) == ["x 的 number：读到 0，应为不小于 1 的整数。最小写 1。"]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity"), 1_000_000, -1_000_000])
def test_a_number_that_no_form_can_mean_is_refused(value):
    table = reader("x", weight=value, step=value)
    assert (table.number("weight"), table.number("step", positive=True)) == (0, 1)
    assert [one.expected for one in table.faults] == ["普通的数字", "大于 0 的数字"]


def test_a_number_of_thousands_of_digits_is_refused_without_being_written_out():
    """TOML takes one as 0xFFF…, which Python reads and cannot print."""
    table = reader("x", weight=16**5000, step=-(16**5000), annex=16**5000, rows=[{"code": 16**5000}])
    assert (table.number("weight"), table.number("step", positive=True), table.integer("annex")) == (0, 1, 0)
    assert sentences(table) == [
        "x 的 weight：读到 一个过长的数字，应为普通的数字。",
        "x 的 step：读到 一个过长的数字，应为大于 0 的数字。",
        "x 的 annex：读到 一个过长的数字，应为小于 1000000 的整数。",
    ]
    assert [one.where for one in table.tables("rows")] == ["x.rows[一个过长的数字]"]


@given(st.decimals(-999_999, 999_999, places=4))
def test_every_other_number_is_taken_as_it_is_written(value):
    table = reader("x", weight=value, step=value)
    assert table.number("weight") == value and not table.faults
    assert table.number("step", positive=True) == (value if value > 0 else 1)
    assert len(table.faults) == (value <= 0)


# --- lists and tables within ----------------------------------------------------------------------


def test_of_a_list_the_wrong_items_are_named_and_the_others_taken():
    table = reader("x", names=["甲", 3, "乙"], bands=[["好", 6], ["中"], [4, 4], "差", ["劣", "0"]])
    assert table.words("names") == ("甲", "乙")
    assert table.tuples("bands", str, Decimal) == [("好", 6)]
    listed = "应为由[文字、数字]组成的列表。"
    assert sentences(table) == [
        "x 的 names：读到 3，应为只含文字的列表。",
        f"x 的 bands：读到 一个列表，{listed}",
        f"x 的 bands：读到 一个列表，{listed}",
        f"x 的 bands：读到 “差”，{listed}",
        "x 的 bands：读到 “0”，应为数字，不加引号。请写 0。",
    ]


def test_a_formula_is_refused_with_what_its_own_reader_says():
    table = reader("x", formula="a / b", when="a =", blank="")
    found = table.formula("formula")
    assert found and found.names == {"a", "b"}
    assert table.formula("when") is None and table.formula("blank") is None
    assert sentences(table) == ["x 的 when：读到 “a =”，应为公式。公式写法不完整或不正确，请检查括号和运算符。"]


def test_tables_within_are_placed_by_code_by_number_or_by_their_order():
    rows = [{"code": "甲"}, {"code": 7}, {"code": ""}, {"code": True}, "?", {"code": "长" * 50}]
    table = TableReader({"rows": rows, "head": {"label": 1}}, "", [])
    places = [one.where for one in table.tables("rows")]
    assert places == ["rows[甲]", "rows[7]", "rows[3]", "rows[4]", "rows[5]", f"rows[{'长' * 40}…]"]
    table.table("head").text("label")
    inner = TableReader({"rows": [{"name": "乙"}]}, "tables[丙]", table.faults)
    assert [one.where for one in inner.tables("rows", "name")] == ["tables[丙].rows[乙]"]
    inner.table("cells").text("actual")
    assert [(one.where, one.key) for one in table.faults] == [
        ("rows[5]", ""),
        ("head", "label"),
        ("tables[丙].cells", "actual"),
    ]


def test_keys_that_nobody_asked_for_are_reported_with_the_nearest_known_one():
    table = TableReader({"label": "甲", "lable": "乙", "\u202e坏": 1}, "", [])
    table.text("label")
    table.has("lable")
    table.close()
    assert sentences(table) == [
        "文件开头 的 lable：读到 不认识的键，应为已有的键之一。是否应为“label”。",
        "文件开头 的 \\u202e坏：读到 不认识的键，应为已有的键之一。请删去，或查对键名。",
    ]


@given(ANY_VALUE)
def test_whatever_stands_at_a_key_is_taken_or_answered_and_never_a_crash(value):
    table = reader("x", k=value)
    for take in (table.text, table.code, table.flag, table.integer, table.number, table.words, table.formula):
        take("k")
    table.choice("k", ("a", "b"))
    table.unit("k", "人")
    table.tuples("k", str, Decimal)
    for one in (table.table("k"), *table.tables("k")):
        one.close()
    assert table.faults and all(fault.where and fault.read and fault.expected for fault in table.faults)
