"""What is wrong with a facts document is told with its place, what was read, what is expected and a remedy."""

import json
from decimal import Decimal

import pytest

from evaluations.facts.document import FactsError
from evaluations.facts.facts_json import LARGEST_FACTS
from evaluations.facts.reading import json_number_text, load_facts, read_facts

ONE = {"figures": {"a": "1"}}
MANUAL = "请参照 docs/data-format.md"


def sentences(document):
    """The sentences a person reads; [] for a document that can be used."""
    try:
        load_facts(document) if isinstance(document, (str, bytes)) else read_facts(document)
    except FactsError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe{}", "文件：读到 不是 UTF-8 编码的内容，应为UTF-8 编码的 JSON 文件。请另存为 UTF-8 编码。"),
        (
            '{"figures": {\n"a" 1}}',
            "文件：读到 不是 JSON（第2行第5列附近出错），应为JSON 文件。请检查引号、逗号和括号。",
        ),
        ("[" * 200_000, "文件：读到 括号嵌套过深，应为普通的 JSON 文件。请检查文件是否损坏。"),
        ('{"figures": {"a": NaN}}', '文件：读到 NaN，应为普通的数字。没有数据的填 null，不适用的填 "n/a"。'),
        (
            '{"figures": {"a": -Infinity}}',
            '文件：读到 -Infinity，应为普通的数字。没有数据的填 null，不适用的填 "n/a"。',
        ),
        ('{"figures": {"a": 1, "a": 2}}', "文件：读到 “a”写了两次，应为每个键只写一次。请删去多余的一个。"),
        (f'{{"figures": {{"a": {"9" * 5000}}}}}', "文件：读到 位数过多的数字，应为普通的数字。请核对数字。"),
        ("[1]", f"文件：读到 一个列表，应为一个 JSON 对象（花括号）。{MANUAL}。"),
        ("{}", f"文件 的 figures：读到 （空），应为至少一个数据（figures、entries 或 targets）。{MANUAL} 填写。"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_in_one_sentence(content, sentence):
    assert sentences(content) == [sentence]


def test_a_file_of_the_largest_size_is_read_and_one_character_more_is_not():
    text = json.dumps(ONE)
    assert sentences(text + " " * (LARGEST_FACTS - len(text))) == []
    (sentence,) = sentences(text + " " * (LARGEST_FACTS - len(text) + 1))
    assert sentence == "文件：读到 5000001 个字符，应为不超过 5000000 个字符。请只保留一个部门一个年度的数据。"


@pytest.mark.parametrize("year", [2000, 2023, 2100, None])
def test_a_year_of_four_digits_is_welcome(year):
    facts = read_facts(ONE if year is None else ONE | {"year": year})
    assert facts.year == year


@pytest.mark.parametrize(
    ("year", "read"),
    [(1999, "1999"), (2101, "2101"), (20, "20"), (True, "true"), (2020.5, "2020.5")],
)
def test_any_other_year_is_refused(year, read):
    assert sentences(ONE | {"year": year}) == [f"文件 的 year：读到 {read}，应为四位数的年度，如 2020。"]


def test_a_year_in_quotation_marks_is_refused_with_the_right_spelling():
    assert sentences(ONE | {"year": "2020"}) == ["文件 的 year：读到 “2020”，应为四位数的年度，如 2020。请写 2020。"]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"format": "jixiao-facts/2"}, "文件 的 format：读到 “jixiao-facts/2”，应为“jixiao-facts/1”。"),
        ({"figures": {"坏": "1"}}, "figures 的 坏：读到 “坏”，应为由小写字母、数字、下划线和点组成的代码。"),
        ({"figures": {"a b": "1"}}, "figures 的 a b：读到 “a b”，应为由小写字母、数字、下划线和点组成的代码。"),
        ({"figures": {"a": True}}, 'figures 的 a：读到 true，应为数字，如 "1.369"。'),
        ({"figures": {"a": [1]}}, 'figures 的 a：读到 一个列表，应为数字，如 "1.369"。'),
        ({"projects": [{"name": "甲", "kind": "big"}]}, None),
        ({"buildings": [{"name": "楼", "actual_area": "-1"}]},
         "buildings[楼] 的 actual_area：读到 “-1”，应为不小于 0 的数。此处不能为负，请核对正负号。"),
        ({"entries": {"x": {"checked": [True, 1]}}},
         "entries.x 的 checked：读到 一个列表，应为由 true、false 组成的列表。"),
        ({"entries": {"x": {"cases": -1}}}, "entries.x 的 cases：读到 -1，应为不小于 0 的整数。最小写 0。"),
        ({"entries": {"x": {"not_applicable": "yes"}}}, None),
        ({"none_sections": [1, "other"]}, "文件 的 none_sections：读到 1，应为只含文字的列表。"),
        ({"stated": [{"name": "total"}]}, 'stated[total] 的 value：读到 （没有这一项），应为印在别处的数，如 "25.46"。'),
        ({"stated": [{"name": "total", "value": "%"}]},
         'stated[total] 的 value：读到 “%”，应为印在别处的数，如 "25.46"，最多 60 个字符。没有印数的，请删去这一条。'),
        ({"targets": [{"name": "甲", "target": [1]}]}, 'targets[甲] 的 target：读到 一个列表，应为数字或文字，如 "95"。'),
        ({"people": {"fax": "1"}}, None),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_place(document, sentence):
    (found,) = sentences(ONE | document)
    assert found == sentence if sentence else found.endswith("。")


@pytest.mark.parametrize(
    ("document", "remedy"),
    [
        ({"figurs": {}}, "是否应为“figures”"),
        ({"projects": [{"name": "甲", "budgt": "1"}]}, "是否应为“budget”"),
        ({"projects": [{"name": "甲", "items": [{"name": "乙", "amout": "1"}]}]}, "是否应为“amount”"),
        ({"projects": [{"name": "甲", "targets": [{"name": "乙", "atained": "1"}]}]}, "是否应为“attained”"),
        ({"buildings": [{"name": "甲", "actual_aria": "1"}]}, "是否应为“actual_area”"),
        ({"achievements": [{"title": "甲", "boddy": "1"}]}, "是否应为“body”"),
        ({"entries": {"x": {"reson": "1"}}}, "是否应为“reason”"),
        ({"stated": [{"name": "total", "value": "1", "wher": "1"}]}, "是否应为“where”"),
        ({"explanations": [{"check": "1", "text": "1", "persn": "1"}]}, "是否应为“person”"),
        ({"people": {"phon": "1"}}, "是否应为“phone”"),
        ({"targets": [{"name": "甲", "directon": "ge"}]}, "是否应为“direction”"),
    ],
)
def test_no_table_swallows_a_key_it_does_not_know(document, remedy):
    (found,) = sentences(ONE | document)
    assert "不认识的键" in found and remedy in found


@pytest.mark.parametrize(
    ("sign", "direction"),
    [
        ("≥", "ge"),
        ("≤", "le"),
        ("=", "eq"),
        ("＝", "eq"),
        ("定性", "qualitative"),
        ("不低于", "ge"),
        ("le", "le"),
        (None, "ge"),
    ],
)
def test_a_direction_may_be_written_as_papers_print_it(sign, direction):
    target = {"name": "甲"} | ({} if sign is None else {"direction": sign})
    assert read_facts({"targets": [target]}).targets[0].direction == direction


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"target": "≤3天"}, ("le", "3天")),
        ({"target": ">=95%", "direction": "≥"}, ("ge", "95%")),
        ({"target": "≤3", "direction": "ge"}, ("ge", "≤3")),  # check 25 asks
        ({"target": "≥95%", "direction": "定性"}, ("qualitative", "≥95%")),
    ],
)
def test_a_sign_beside_the_number_belongs_to_the_direction(given, found):
    (read,) = read_facts({"targets": [{"name": "甲", **given}]}).targets
    assert (read.direction, read.target) == found


@pytest.mark.parametrize(
    ("written", "kept"),
    [("95%", "95%"), (" 95 ", "95"), (95, "95"), (9.50, "9.5"), (None, ""), ("", ""), ("全部办结", "全部办结")],
)
def test_a_target_is_kept_as_it_is_written(written, kept):
    (target,) = read_facts({"targets": [{"name": "甲", "target": written, "attained": written}]}).targets
    assert (target.target, target.attained) == (kept, kept)


@pytest.mark.parametrize(
    ("value", "kept"),
    [("25.46", "25.46"), ("25.46%", "25.46"), (" 25.460 % ", "25.460"), (25, "25"), ("优", "优"), ("9" * 60, "9" * 60)],
)
def test_a_stated_value_keeps_its_decimals_and_loses_its_percent_sign(value, kept):
    assert read_facts(ONE | {"stated": [{"name": "total", "value": value}]}).stated[0].value == kept


def test_a_stated_value_has_no_more_than_sixty_characters():
    assert len(sentences(ONE | {"stated": [{"name": "total", "value": "9" * 61}]})) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.50", "1.50"), (7, "7"), (0.1, "0.1"), (1e-7, "0.0000001"), (1e22, "1" + "0" * 22), (1e59, "1" + "0" * 59)],
)
def test_a_number_of_json_is_read_in_plain_digits(value, text):
    assert json_number_text(value) == text


@pytest.mark.parametrize("value", [1e60, 1e300, float("inf")])
def test_a_monstrous_number_is_not_written_out(value):
    assert len(json_number_text(value)) < 12 and len(sentences({"figures": {"a": value}})) == 1


def test_a_figure_may_be_negative_but_no_amount_in_a_row():
    assert read_facts({"figures": {"a": "-1.5"}}).figures["a"] == Decimal("-1.5")
    for row in ("budget", "full_year", "in_place", "actual"):
        assert len(sentences(ONE | {"projects": [{"name": "甲", row: "-1"}]})) == 1
    for field in ("score", "maximum", "self_score"):
        assert len(sentences(ONE | {"entries": {"x": {field: "-1"}}})) == 1


def test_no_cases_and_zero_cases_are_two_things():
    entries = read_facts(ONE | {"entries": {"x": {"cases": 0}, "y": {"cases": None}, "z": {}}}).entries
    assert [entries[code].cases for code in "xyz"] == [0, None, None]


def test_an_empty_list_of_ticks_is_not_an_unanswered_one():
    entries = read_facts(ONE | {"entries": {"x": {"checked": []}, "y": {}}}).entries
    assert entries["x"].checked == () and entries["y"].checked is None


def test_a_code_has_at_most_a_hundred_letters():
    assert sentences({"figures": {"a" * 100: "1"}}) == [] and len(sentences({"figures": {"a" * 101: "1"}})) == 1
