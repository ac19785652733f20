"""A file that is no TOML: every complaint of the parser comes out as a Chinese sentence with the place in the file."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.language.faults import shown_in_fault
from evaluations.language.toml_faults import TOML_ERROR_WORDS, chinese_signs, toml_fault, unit_behind_number

VALUE = "应为写在引号里的文字、数字、true 或 false"
QUOTES = '文字要用英文引号 " 括起来'
ONE_A_LINE = "应为一行只写一个 键 = 值。请看这一列之前的值是否写完整、引号是否成对。"
KEY_NAMES = "应为英文键名。键名只用小写字母、数字和下划线，不能空着。"
UNCLOSED_QUOTE = "应为引号成对的文字。请补上结尾的引号。"
BACKSLASH = "应为文字里没有单独的反斜杠 \\。请把 \\ 写成 \\\\。"
SENTENCES = {
    "a 1": "第 1 行第 3 列：读到 “a 1”，应为键名后面是等号 =。一行写成 键 = 值。",
    "a = 1 b = 2": f"第 1 行第 7 列：读到 “a = 1 b = 2”，{ONE_A_LINE}",
    "[[a]\n": "第 1 行第 4 列：读到 “[[a]”，应为两个右方括号 ]] 结尾的表名。[[…]] 的括号要成对。",
    "[a\n": "第 1 行第 3 列：读到 “[a”，应为右方括号 ] 结尾的表名。[…] 的括号要成对。",
    "a = [1 2]": "第 1 行第 8 列：读到 “a = [1 2]”，应为右方括号 ] 结尾的列表。列表 [ … ] 的括号和逗号要完整。",
    "a = { b = 1\n}": "第 1 行第 12 列：读到 “a = { b = 1”，应为右花括号 } 结尾的表。"
    "花括号里的内容要写在同一行，用逗号分开。",
    'a = """x': f'第 1 行第 9 列：读到 “a = """x”，{UNCLOSED_QUOTE}',
    "a = 'x": f"第 1 行第 7 列：读到 “a = 'x”，{UNCLOSED_QUOTE}",
    "a = '''x\n": f"第 1 行第 9 列：读到 “a = '''x”，{UNCLOSED_QUOTE}",
    'a = "x\ny"': '第 1 行第 7 列：读到 “a = "x”，应为写在同一行、引号成对的文字。请补上结尾的引号；文字里不能直接换行。',
    'a = "\\q"': f'第 1 行第 8 列：读到 “a = "\\q"”，{BACKSLASH}',
    'a = "\\u12"': f'第 1 行第 8 列：读到 “a = "\\u12"”，{BACKSLASH}',
    'a = "\\ud800"': '第 1 行第 12 列：读到 “a = "\\ud800"”，应为普通的文字。请删去反斜杠 \\ 开头的代码。',
    "[a.]": f"第 1 行第 4 列：读到 “[a.]”，{KEY_NAMES}",
    "a = 1\n\n= 2": "第 3 行第 1 列：读到 “= 2”，应为键 = 值，或 [表名]。说明文字前面要加 #。",
    "a = 甲": f"第 1 行第 5 列：读到 “a = 甲”，{VALUE}。{QUOTES}。",
    "a = 2021年度评价体系": f"第 1 行第 9 列：读到 “a = 2021年度评价体系”，{ONE_A_LINE}",
    "a = 2024-02-31": '第 1 行第 5 列：读到 “a = 2024-02-31”，应为写在引号里的文字。日期要用英文引号 " 括起来。',
    "# \x01": "第 1 行第 3 列：读到 “# \\u0001”，应为普通的字符。请删去看不见的控制字符。",
    "a = 1\na = 2": "第 2 行第 6 列：读到 “a = 2”，应为每个键只写一次。这个键前面已经写过，请删去一个。",
    "a = { b = 1, b = 2 }": "第 1 行第 19 列：读到 “a = { b = 1, b = 2 }”，应为每个键只写一次。"
    "花括号里同一个键写了两次，请删去一个。",
    "[a]\n[a]": "第 2 行第 3 列：读到 “[a]”，应为每个表只写一次。这个表前面已经写过；有多个的表写成 [[…]]。",
    "a = { b = 1 }\na.c = 2": "第 2 行第 8 列：读到 “a.c = 2”，应为没有写过的表或键。"
    "这个表前面已经写成花括号或列表，不能再添加。",
    "[a.b]\n[a]\nb.c = 1": "第 3 行第 8 列：读到 “b.c = 1”，应为没有写过的表或键。这个表前面已经写过。",
    "[a]\n[[a]]": "第 2 行第 4 列：读到 “[[a]]”，应为前后写法一致的表名。"
    "前面已用一对方括号 […] 写过同名的表，请都写成 [[…]]。",
    "标题 = 1": "第 1 行第 1 列：读到 “标题 = 1”，应为英文键名。键名只用小写字母、数字和下划线，如 title。",
    "a = [\n\n": f"第 2 行第 1 列：读到 文件末尾，{VALUE}。{QUOTES}。",
    "a = 1\n\x0b\nb = 2": "第 2 行第 1 列：读到 空行，应为键 = 值，或 [表名]。说明文字前面要加 #。",
}


def complaint(text: str) -> Exception:
    """What the parser itself says about a text."""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    return caught.value


@pytest.mark.parametrize(("text", "sentence"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_each_complaint_is_one_whole_sentence(text, sentence):
    assert str(toml_fault(text, complaint(text))) == sentence


def test_every_complaint_that_is_put_into_chinese_is_one_the_parser_makes():
    said = [str(complaint(text)) for text in SENTENCES]
    assert [start for start, *_ in TOML_ERROR_WORDS if not any(one.startswith(start) for one in said)] == []


def test_the_end_of_a_file_is_the_end_of_its_last_line():
    assert toml_fault("a = 1\nb = [2", complaint("a = 1\nb = [2")).where == "第 2 行第 7 列"
    assert toml_fault("a = 1\nb = [2\n", complaint("a = 1\nb = [2\n")).where == "第 2 行第 7 列"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\u2028\u2028"])
def test_line_separators_from_word_inside_a_text_do_not_move_the_line_that_is_shown(separator):
    text = f'a = "甲{separator}乙"\nb = x\n'
    fault = toml_fault(text, complaint(text))
    assert (fault.where, fault.read) == ("第 2 行第 5 列", "“b = x”")


def test_an_error_without_a_place_is_about_the_whole_file():
    told = str(toml_fault("a = 1", RecursionError("maximum recursion depth exceeded")))
    assert told == "文件：读到 嵌套过深的括号或过长的数字，应为普通的 TOML 文件。请检查文件是否损坏。"


def test_a_complaint_that_nobody_has_put_into_chinese_leads_to_the_examples():
    fault = toml_fault("a = 1", ValueError("Something new (at line 1, column 3)"))
    assert (fault.where, fault.read, fault.expected) == ("第 1 行第 3 列", "“a = 1”", "正确的 TOML 写法")
    assert fault.remedy == "请对照 evaluations/schemes/README.md 的例子"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("target = 95%", "数字后面不写 %：95% 写作 95"),
        ("target = 95.5％", "数字后面不写 %：95.5％ 写作 95.5"),
        ("weight = 5分", "数字后面不写 分：5分 写作 5"),
        ("full_marks = 100 分  # 满分 100 分", "数字后面不写 分：100 分 写作 100"),
        ("years = [2024年, 2030年]", "数字后面不写 年：2024年 写作 2024"),
        ("lose = 0.5分 }", "数字后面不写 分：0.5分 写作 0.5"),
        ("unit = ２０分", "数字后面不写 分：２０分 写作 20"),
        ('label = "2024年5分"', ""),
        ("title = “2024年度部门评价”", ""),
        ("title = “2024年”", ""),
        ('label = "2024年', ""),
        ("label = '2024年' 乙", ""),
        ("title = 2024年度部门整体支出", ""),
        ('name = "超过 95% 的" 3%', "数字后面不写 %：3% 写作 3"),
        ('name = "超过 95% 的"', ""),
        ("limit = 9 # 即 9%", ""),
        ("title = 2021年度评价体系", ""),
        ("title = “2021年度”", ""),
        ("labels = [“甲”, “2021年”]", ""),
        ('title = "2021年', ""),
        ("v1% = 2", ""),
        ("v.1% = 2", ""),
    ],
)
def test_a_unit_behind_a_number_is_found_outside_of_texts_and_remarks(line, told):
    assert unit_behind_number(line) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("title ＝ “甲”", '这一行用了中文标点，请把 “ 改为 "、” 改为 "、＝ 改为 ='),
        ("bands = ［［0，5］］", "这一行用了中文标点，请把 ， 改为 ,、［ 改为 [、］ 改为 ]"),
        ("rule = ｛ form：1 ｝", "这一行用了中文标点，请把 ｛ 改为 {、｝ 改为 }、： 改为 ="),
        ("bands = [[0、 5]、 [10, 4]]", "这一行用了中文标点，请把 、 改为 ,"),
        ('labels = ["甲"、"乙"]', "这一行用了中文标点，请把 、 改为 ,"),
        ("title = 甲、乙", ""),
        ("【scheme】", "这一行用了中文标点，请把 【 改为 [、】 改为 ]"),
        ('why = "基本支出，加项目支出：合计"  # 见【附件】', ""),
    ],
)
def test_chinese_punctuation_is_found_outside_of_texts_and_remarks(line, told):
    assert chinese_signs(line) == told


@given(st.text("ab=[]{}\"'\\,.#1 \n\u2028中，“”%", max_size=24))
def test_any_text_that_is_no_toml_gives_one_sentence_with_a_place_in_it(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = toml_fault(text, error)
        assert fault.where.startswith("第 ") and fault.expected != "正确的 TOML 写法" and fault.remedy
        line = text.split("\n")[int(fault.where.split()[1]) - 1].strip()
        assert fault.read == shown_in_fault(line) if line else fault.read in ("文件末尾", "空行")
