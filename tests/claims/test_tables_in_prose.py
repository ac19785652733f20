"""The rows of a table in a text are read like sentences, however their cells are kept apart."""

import pytest

from evaluations.claims.words.plain_prose import plain_prose

ROWS = "项目{0}预算数（万元）{0}决算数{0}执行率\n接待费{0}3.25{0}4.10{0}97.5\n"


@pytest.mark.parametrize("sign", ["\t", "｜"])
def test_a_number_is_read_behind_the_head_of_its_column(sign):
    assert "接待费，预算数3.25万元，决算数4.10，执行率97.5\n" in plain_prose(ROWS.format(sign)).text


@pytest.mark.parametrize("sign", ["\t", "｜"])
def test_a_unit_that_is_said_of_the_whole_table_is_read_with_each_amount_but_no_rate(sign):
    text = f"单位：万元\n{ROWS.format(sign).replace('（万元）', '')}另支出2.50。"
    prose = plain_prose(text)
    assert "接待费，预算数3.25万元，决算数4.10万元，执行率97.5\n另支出2.50万元。" in prose.text
    at = prose.text.index("4.10")
    assert text[slice(*prose.written(at, at + 4))] == "4.10"
