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


def test_heads_of_several_lines_are_one_and_titles_are_none():
    table = "支出情况表｜｜｜\n项目｜2019年｜2020年｜\n｜决算数｜预算数｜决算数\n一、基本支出｜｜｜\n人员经费｜1.50｜2.50｜3.50\n"
    assert "人员经费，2019年决算数1.50，2020年预算数2.50，2020年决算数3.50\n" in plain_prose(table).text


def test_rows_under_a_merged_name_are_called_by_their_own_and_summed_by_it():
    heads = "类别｜项目｜金额（万元）｜\n｜｜年初预算｜决算数\n"
    table = f"{heads}基本支出｜人员经费｜1.10｜1.20\n｜公用经费｜2.20｜2.30\n合计｜｜3.30｜3.50\n"
    told = "\n公用经费，年初预算2.20万元，决算数2.30万元\n人员经费、公用经费合计，年初预算3.30万元，决算数3.50万元\n"
    assert told in plain_prose(table).text


def test_in_a_form_no_value_heads_a_number():
    form = "项目负责人｜张三｜联系电话｜无\n项目名称｜校舍维修｜年初预算｜20.00\n"
    assert plain_prose(form).text == form.replace("｜", "|")
