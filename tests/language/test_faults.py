"""How a fault of a file is told: place, what was read, what is expected, how to mend it, and what was probably meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.faults import (
    MOST_COMPARED,
    FaultsError,
    FileFault,
    did_you_mean,
    quoted_label,
    right_spelling,
    shown_in_fault,
    suggested_code,
)
from tests.quickness import least_seconds


def test_a_fault_is_one_sentence_with_as_much_as_is_known():
    bare = FileFault(where="文件", read="“甲”", expected="一个表")
    whole = FileFault(where="scheme", key="title", read="5", expected="文字", remedy="请加引号")
    assert str(bare) == "文件：读到 “甲”，应为一个表。"
    assert str(whole) == "scheme 的 title：读到 5，应为文字。请加引号。"
    assert whole.table == "scheme"


def test_an_error_carries_all_its_faults_a_line_each():
    faults = [FileFault(where=where, read="1", expected="2") for where in ("甲", "乙")]
    error = FaultsError(faults, "small.toml")
    assert str(error) == "甲：读到 1，应为2。\n乙：读到 1，应为2。"
    assert (error.faults, error.origin, FaultsError(faults).origin) == (faults, "small.toml", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", "“”"),
        ("长" * 40, f"“{'长' * 40}”"),
        ("长" * 41, f"“{'长' * 40}…”"),
        ("左\u202e右\n", "“左\\u202e右\\u000a”"),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        ({"a": 1}, "一个表"),
        ([1], "一个列表"),
        ((), "一个列表"),
        (-12, "-12"),
        (Decimal("2.50"), "2.50"),
        (10**40 - 1, "9" * 40),
        (-(10**40), "一个过长的数字"),
        (16**5000, "一个过长的数字"),
        (Decimal("0." + "1" * 60), "0." + "1" * 38),
    ],
    ids=range(16),
)
def test_what_was_read_is_shown_as_a_file_spells_it_and_in_short(value, shown):
    assert shown_in_fault(value) == shown


@given(st.text(max_size=200))
def test_what_is_shown_can_be_printed_and_is_short(text):
    shown = shown_in_fault(text)
    assert shown.isprintable() and len(shown) <= 43 and (shown[0], shown[-1]) == ("“", "”")


def test_a_near_word_is_suggested_and_a_far_one_is_not():
    assert did_you_mean("weigth", ["label", "weight"]) == "是否应为“weight”"
    assert did_you_mean("xyz", ["label", "weight"]) == did_you_mean("weight", []) == ""
    assert did_you_mean("公务接侍费", {"公务接待费": 1, "公务用车": 2}) == "是否应为“公务接待费”"


def test_among_very_many_words_nothing_is_searched_for():
    words = [f"figure_{number}" for number in range(MOST_COMPARED)]
    assert did_you_mean("figure_99x", iter(words)) == "是否应为“figure_99”"
    assert did_you_mean("figure_99x", [*words, "one_more"]) == ""
    assert least_seconds(lambda: [did_you_mean("figure_99x", [*words, "one_more"]) for _ in range(100)], 0.5) < 0.5


RENAME = "请另起代码，中文名称写在别处（label、title）"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Staff-Rate", "是否应为“staff_rate”"),
        (" three  public.Actual ", "是否应为“three_public.actual”"),
        ("编制数", RENAME),
        ("2020年", RENAME),
        ("2_rate", RENAME),
        ("staff_rate", RENAME),
        ("a+b", RENAME),
    ],
)
def test_a_code_is_guessed_from_latin_letters_only(written, told):
    assert suggested_code(written) == told


def test_marks_within_quotation_marks_become_single_ones():
    assert quoted_label("推进“一件事”改革") == "“推进‘一件事’改革”"


@pytest.mark.parametrize(
    ("value", "kinds", "remedy"),
    [
        ("40分", (int, Decimal), "请写 40"),
        ("１２．５％", (int, Decimal), "请写 12.5"),
        ("12.5", (int,), "请写阿拉伯数字"),
        ("四十", (int, Decimal), "请写阿拉伯数字"),
        ("60-80", (int, Decimal), "请写阿拉伯数字"),
        ("否", (bool,), "请写 false"),
        (" TRUE", (bool,), "请写 true"),
        ("可以", (bool,), "是写 true，否写 false"),
        (2022, (str,), ""),
        (10**50, (str,), ""),
        (True, (str,), ""),
        ("甲", (list,), "请用方括号 [ ] 括起来"),
        ("甲", (dict,), ""),
    ],
)
def test_a_value_of_the_wrong_kind_is_shown_as_it_is_written_right(value, kinds, remedy):
    assert right_spelling(value, kinds) == remedy
