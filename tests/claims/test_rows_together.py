"""Tables whose tabs became blanks on their way into a text, and what several rows are together."""

import pytest

from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.test_sentences import told

TABLE = """支出类别 年初预算 决算数 执行率
人员经费 468.30万元 481.22万元 102.76%
公用经费 58.60万元 52.94万元 90.34%
项目支出 200.00万元 189.36万元 94.68%
合计 726.90万元 723.52万元 99.54%"""
TOGETHER = "公用经费、项目支出合计年初预算258.60万元，决算数242.30万元，执行率93.70%。"


@pytest.mark.parametrize("sign", [" ", "\t"])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("481.22", "418.22"),
        ("52.94", "59.24"),
        ("90.34%", "93.04%"),
        ("726.90", "762.90"),
        ("723.52", "732.52"),
        ("99.54%", "95.94%"),
    ],
)
def test_a_wrong_cell_is_told_with_the_right_number(sign: str, right: str, wrong: str) -> None:
    text = TABLE.replace(right, wrong).replace(" ", sign)
    [found] = told("unseen nm_audit", text)
    assert found.spot and text[found.spot.start : found.spot.end] == wrong.rstrip("%") and right in found.expected


@pytest.mark.parametrize("text", [TABLE, TABLE.replace(" ", "\t"), TOGETHER])
def test_a_true_table_is_silent(text: str) -> None:
    assert told("unseen nm_audit", text) == []


@pytest.mark.parametrize(
    ("right", "wrong"), [("258.60", "285.60"), ("242.30", "224.30"), ("93.70%", "97.30%"), ("93.70%", "94.68%")]
)
def test_what_several_rows_are_together_is_not_the_last_of_them(right: str, wrong: str) -> None:
    found = told("unseen nm_audit", TOGETHER.replace(right, wrong))
    assert len(found) == 1 and right in found[0].expected


@pytest.mark.parametrize(
    "text",
    [
        "完成 道路养护\n投入 60.00万元 57.00万元",  # fewer heads than cells
        "预算执行 情况 如下\n本年 支出60.00万元 结余3.00万元",  # words in a cell
        "2023年 收入 支出\n2022年 60.00万元 57.00万元",  # a row begins with a name
    ],
)
def test_words_between_blanks_are_no_table(text: str) -> None:
    assert plain_prose(text).text == text.replace(" ", "")


def test_a_sum_of_a_long_table_is_read_without_its_names() -> None:
    rows = [f"某某项目{number} 6.00万元 5.00万元" for number in range(12)]
    assert plain_prose("\n".join(["项目 预算 支出", *rows, "合计 72.00万元 60.00万元"])).text.endswith(
        "\n合计，预算72.00万元，支出60.00万元"
    )
