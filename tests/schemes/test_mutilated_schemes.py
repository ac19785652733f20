"""Forty slips of a county's IT clerk, each with the whole answer: place, key, what was read, what is expected, how to
mend it, and nothing else that only follows from the same slip."""

import pytest

from evaluations.schemes.hints import hints_on_scheme
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.schemes.small import SMALL

RULE = 'rule = { form = "points_over_limit", limit = 100, lose = 1 }'
FORMULA = 'formula = "whole.actual / whole.budget * 100"'
BOTH = f"{FORMULA}\n{RULE}"
CODE = "应为小写英文字母开头，只含小写字母、数字和下划线的代码，如 staff_rate"
YEARS = "应为起止年度的列表，前小后大，如 [2020, 2024]"
CONTROL = "indicators[control]"

SLIPS = [
    (
        'code = "posts"',
        'code = "Posts-Total"',
        f"tables[base].rows[Posts-Total] 的 code：读到 “Posts-Total”，{CODE}。是否应为“posts_total”。",
    ),
    (
        'code = "posts"',
        'code = "编制"',
        f"tables[base].rows[编制] 的 code：读到 “编制”，{CODE}。请另起代码，中文名称写在别处（label、title）。",
    ),
    (
        'cells = { actual = "posts" }',
        'cells = { actual = "if" }',
        "tables[base].rows[posts].cells 的 actual：读到 “if”，应为另一个代码。"
        "if 是公式和句子里的专用词，请换一个，如 if_amount。",
    ),
    (
        'code = "posts"',
        'code = "total"',
        "tables[base].rows[total] 的 code：读到 “total”，应为另一个代码。"
        "total 是公式和句子里的专用词，请换一个，如 total_amount。",
    ),
    (
        "limit = 100",
        "limit = 100%",
        '第 76 行第 49 列：读到 “rule = { form = "points_over_limit", lim…”，应为右花括号 } 结尾的表。'
        "数字后面不写 %：100% 写作 100。",
    ),
    (
        'code = "small"',
        'code = "Small 2024"',
        "scheme 的 code：读到 “Small 2024”，应为小写英文字母、数字、连字符组成的代码，如 hunan-2024。是否应为“small-2024”。",
    ),
    ("years = [2020, 2022]", "years = [2024, 2020]", f"scheme 的 years：读到 [2024, 2020]，{YEARS}。起止年度写反了。"),
    (
        "years = [2020, 2022]",
        "years = [2020, 2021, 2022]",
        f"scheme 的 years：读到 [2020, 2021, 2022]，{YEARS}。只写第一年和最后一年。",
    ),
    (
        "years = [2020, 2022]",
        'years = "2020"',
        "scheme 的 years：读到 “2020”，应为一个列表，写在方括号里。请用方括号 [ ] 括起来。",
    ),
    (
        FORMULA,
        'formula = "whole.actual / 0 * 100"',
        f"{CONTROL} 的 formula：读到 “whole.actual / 0 * 100”，应为公式。"
        "公式里除以了 0（whole.actual / 0），请改正除号后面的数。",
    ),
    (
        FORMULA,
        'formula = "whole.actual ÷ whole.budget * 100"',
        f"{CONTROL} 的 formula：读到 “whole.actual ÷ whole.budget * 100”，应为公式。"
        "请把 ÷ 改为 /；公式里只能有数据代码、数字、+ - * / ( ) 和比较符号，乘写 *，除写 /。",
    ),
    (
        FORMULA,
        'formula = "whole.actual / (whole.budget * 100"',
        f"{CONTROL} 的 formula：读到 “whole.actual / (whole.budget * 100”，应为公式。"
        "公式写法不完整或不正确，请检查括号和运算符。",
    ),
    (
        FORMULA,
        'formula = "whole.actual / whole.bugdet * 100"',
        f"{CONTROL} 的 formula：读到 “whole.bugdet”，应为已有的数据、比率或指标。是否应为“whole.budget”。",
    ),
    (FORMULA, "", f"{CONTROL} 的 formula：读到 （没有这一项），应为公式：这种规则按比率计分。"),
    (
        RULE,
        'rule = { form = "point_over_limit", limit = 100, lose = 1 }',
        f"{CONTROL}.rule 的 form：读到 “point_over_limit”，应为已有的规则形式。是否应为“points_over_limit”。",
    ),
    (RULE, 'rule = "points_over_limit"', f"{CONTROL} 的 rule：读到 “points_over_limit”，应为一个表，写在花括号里。"),
    (
        BOTH,
        'rule = { form = "graded", grades = [["好", 6], ["好", 3]] }',
        f"{CONTROL}.rule 的 grades：读到 “好”出现 2 次，应为每个等次只写一次。请改名或删去重复的一档。",
    ),
    (
        BOTH,
        'rule = { form = "graded_range", ranges = [["好", 6, 4], ["差", 4, 0]] }',
        f"{CONTROL}.rule 的 ranges：读到 好 最高 6，应为第一档的上限 100（各档写成分值的百分数）。否则谁也得不了满分。",
    ),
    (
        BOTH,
        'rule = { form = "graded_range", ranges = [] }',
        f'{CONTROL}.rule 的 ranges：读到 （空），应为至少一档，如 [["好", 100, 80]]。',
    ),
    (
        RULE,
        'rule = { form = "proportional", target = 0 }',
        f"{CONTROL}.rule 的 target：读到 0，应为大于 0 的目标。目标为 0 或负数时谁都达到，请改写目标或方向（direction）。",
    ),
    (
        RULE,
        'rule = { form = "proportional", target = 100, direction = "more" }',
        f"{CONTROL}.rule 的 direction：读到 “more”，应为ge（≥）、le（≤）、eq（=） 之一。请选其中一个，照原样写。",
    ),
    (
        RULE,
        'rule = { form = "bands_lower", bands = [[90, 6], [95, 3]] }',
        f"{CONTROL}.rule 的 bands：读到 95，应为小于前一档的界限 90。各档不能重叠，应按顺序排列。",
    ),
    (
        RULE,
        'rule = { form = "bands_lower" }',
        f"{CONTROL}.rule 的 bands：读到 （没有这一项），应为一个列表，每项为 [数字、数字]。请补上这一项。",
    ),
    (
        RULE,
        'rule = { form = "bands_lower", bands = [["90", 6]] }',
        f"{CONTROL}.rule 的 bands：读到 “90”，应为数字，不加引号。请写 90。",
    ),
    ("weight = 6", 'weight = "6分"', f"{CONTROL} 的 weight：读到 “6分”，应为数字，不加引号。请写 6。"),
    ("weight = 6", "weight = 0", f"{CONTROL} 的 weight：读到 0，应为大于 0 的数字。"),
    (
        "full_marks = 10",
        "full_marks = 100",
        "indicators 的 weight：读到 分值合计 10，应为等于满分（full_marks）100。请核对各指标的分值。",
    ),
    (
        "from = 9",
        'from = "9分以上"',
        'grades[优] 的 from：读到 “9分以上”，应为起点的分数（不加引号），或满分的百分数，如 "90%"。请写 9。',
    ),
    (
        'label = "差"',
        'label = "优"',
        "grades 的 label：读到 “优”出现 2 次，应为每个等级只写一次。请改名或删去重复的等级。",
    ),
    (
        'unit = "人"',
        'unit = "平方米2"',
        "tables[base].rows[posts] 的 unit：读到 “平方米2”，应为计量单位，最多 6 个字，不含数字和空格，如 万元、人、公里。"
        "平方米写作 ㎡。",
    ),
    (
        'sum = ["basic", "project"]',
        'sum = "basic"',
        "tables[base].rows[whole] 的 sum：读到 “basic”，应为一个列表，写在方括号里。请用方括号 [ ] 括起来。",
    ),
    (
        "not_applicable_flag = true",
        'not_applicable_flag = "是"',
        "indicators[change] 的 not_applicable_flag：读到 “是”，应为true 或 false，不加引号。请写 true。",
    ),
    (
        'level = "error"',
        'level = "错误"',
        'checks[6] 的 level：读到 “错误”，应为error、warning、hint 之一。请写 "error"。',
    ),
    (
        "== whole.budget",
        "",
        "checks[6] 的 equation：读到 “basic.budget + project.budget”，应为含有 ==、<= 或 >= 的等式，如 a + b == c。"
        "等于写 ==，不超过写 <=，不低于写 >=。",
    ),
    (
        "{whole.actual}",
        "{支出}",
        "sections[text].body 的 sentence：读到 “支出”，应为已有的数据、比率、指标或 year 等词。请核对代码。",
    ),
    (
        'title = "小方案"',
        "title = 小方案",
        '第 4 行第 9 列：读到 “title = 小方案”，应为写在引号里的文字、数字、true 或 false。文字要用英文引号 " 括起来。',
    ),
    (
        'title = "小方案"',
        "title = “小方案”",
        "第 4 行第 9 列：读到 “title = “小方案””，应为写在引号里的文字、数字、true 或 false。"
        '这一行用了中文标点，请把 “ 改为 "、” 改为 "。',
    ),
    (
        'title = "小方案"',
        'title = "小方案',
        '第 4 行第 13 列：读到 “title = "小方案”，应为写在同一行、引号成对的文字。请补上结尾的引号；文字里不能直接换行。',
    ),
    (
        'title = "小方案"',
        'title = "“小”方案',
        '第 4 行第 15 列：读到 “title = "“小”方案”，应为写在同一行、引号成对的文字。请补上结尾的引号；文字里不能直接换行。',
    ),
    (
        'title = "小方案"',
        'title ＝ "小方案"',
        '第 4 行第 7 列：读到 “title ＝ "小方案"”，应为键名后面是等号 =。这一行用了中文标点，请把 ＝ 改为 =。',
    ),
    (
        'title = "小方案"',
        'title = "小方案"\ntitle = "又一次"',
        '第 5 行第 14 列：读到 “title = "又一次"”，应为每个键只写一次。这个键前面已经写过，请删去一个。',
    ),
    (
        'title = "小方案"',
        '标题 = "小方案"',
        '第 4 行第 1 列：读到 “标题 = "小方案"”，应为英文键名。键名只用小写字母、数字和下划线，如 title。',
    ),
    (
        '[[grades]]\nlabel = "优"',
        '[grades]\nlabel = "优"',
        "第 14 行第 9 列：读到 “[[grades]]”，应为前后写法一致的表名。前面已用一对方括号 […] 写过同名的表，请都写成 [[…]]。",
    ),
    (
        "[10, 2]] }",
        "[10, 2] }",
        '第 85 行第 57 列：读到 “rule = { form = "bands_upper", bands = […”，应为右方括号 ] 结尾的列表。'
        "列表 [ … ] 的括号和逗号要完整。",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), SLIPS, ids=range(len(SLIPS)))
def test_one_slip_is_answered_with_one_whole_sentence(right, wrong, sentence):
    assert right in SMALL
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL.replace(right, wrong, 1), "small.toml")
    assert str(caught.value) == sentence


def test_all_slips_that_do_not_hide_each_other_come_at_once():
    text = SMALL.replace('unit = "人"', 'unit = "3人"').replace("years = [2020, 2022]", "years = [2024, 2020]")
    text = text.replace(RULE, 'rule = { form = "linear", full_at = -1 }').replace('label = "差"', 'label = "优"')
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "small.toml")
    assert {fault.key for fault in caught.value.faults} == {"unit", "years", "full_at", "label"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 1\n[b\n", "第 2 行第 3 列"),
        ('a = "x', "第 1 行第 7 列"),
        ("a = [1", "右方括号"),
        ("a = 2024年", "一行只写一个 键 = 值"),
        ("= 1", "应为键 = 值"),
        ('a = "\\q"', "反斜杠"),
        ("a = " + "[" * 5000, "嵌套过深"),
        ("a = " + "9" * 5000, "过长的数字"),
        ("a = { b = 1\n}", "花括号"),
        ("\x00", "键 = 值"),
        ("[a]\n[a]", "前面已经写过"),
        ("a = 1\na.b = 2", "读到 “a.b = 2”"),
        ("", "[scheme] 表"),
    ],
)
def test_what_is_no_toml_is_answered_in_chinese_with_its_place(text, words):
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "broken.toml")
    assert words in str(caught.value) and " at " not in str(caught.value)


DOUBTFUL = [
    (
        "limit = 100",
        "limit = 1",
        "indicators[control].rule 的 limit：读到 1，应为百分数，如 100。"
        "比率以 % 计，100% 写 100，不写 1；确实是这么小的百分数的，不用改。",
    ),
    (RULE, 'rule = { form = "bands_lower", bands = [[0.9, 6], [0.8, 3]] }', "读到 0.9，应为百分数，如 90。"),
    (
        "whole.budget * 100",
        "whole.budget",
        "indicators[control] 的 formula：读到 “whole.actual / whole.budget”，应为以 * 100 结尾的公式。",
    ),
    (
        BOTH,
        'rule = { form = "graded_range", ranges = [["好", 100, 80], ["差", 60, 20]] }',
        "最低一档到 20，应为最低一档到 0",
    ),
    (RULE, 'rule = { form = "proportional", target = 0, direction = "le" }', "目标为 0 或负数时只分达到和没有达到"),
    (BOTH, 'rule = { form = "decision_table", cases = [["总是", "1", 6]] }', "这个条件与数据无关"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), DOUBTFUL, ids=range(len(DOUBTFUL)))
def test_what_looks_like_a_slip_is_a_hint_and_no_fault(right, wrong, words):
    assert right in SMALL and not hints_on_scheme(parse_scheme(SMALL, "small.toml"))
    assert words in "".join(map(str, hints_on_scheme(parse_scheme(SMALL.replace(right, wrong, 1), "small.toml"))))
