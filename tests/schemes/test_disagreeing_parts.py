"""Parts of a scheme file that are sound each by itself and do not agree: what the clerk is told, word by word."""

import pytest

from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.schemes.small import SMALL

CONTROL = 'formula = "whole.actual / whole.budget * 100"\nrule = { form = "points_over_limit", limit = 100, lose = 1 }'
POSTS = '[[tables.rows]]\ncode = "posts"'
BODY = 'sentence = "支'
TWICE = "应为不重复的代码。请给其中一个另起代码。"
KNOWN = "应为已有的数据、比率或指标。"
ONCE = "应为恰好在一个部分填写。"
TABLE = '[[tables]]\ncode = "base"\ntitle = "又一张"\n[[tables.columns]]\ncode = "a"\nlabel = "甲"\n\n[[rates]]'
GRADES = '[[grades]]\nlabel = "优"\nfrom = 9\n\n[[grades]]\nlabel = "差"\nfrom = 0'
INDICATORS = '[[sections]]\ncode = "indicators"\nlabel = "指标"\nannex = 1\ntable = "indicators"'


def level(more):
    return f'[[levels]]\nlevel1 = "过程"\n{more}\n\n[[rates]]'


def chain(length):
    """Rows that each add up the next one."""
    sums = "".join(f'[[tables.rows]]\ncode = "s{n}"\nlabel = "层{n}"\nsum = ["s{n + 1}"]\n\n' for n in range(length))
    return f'{sums}[[tables.rows]]\ncode = "s{length}"\nlabel = "底"\n\n{POSTS}'


CODES = [
    (
        "[[chapters]]",
        '[[chapters]]\ncode = "main"\nheading = "又一章"\n\n[[chapters]]',
        f"chapters 的 code：读到 main 出现 2 次，{TWICE}",
    ),
    ("[[rates]]", TABLE, f"tables 的 code：读到 base 出现 2 次，{TWICE}"),
    ('code = "indicators"', 'code = "base"', f"sections 的 code：读到 base 出现 2 次，{TWICE}"),
    (
        'code = "note"\n',
        'code = "note"\nlabel = "一"\n[[sections.texts]]\ncode = "note"\n',
        f"sections.texts 的 code：读到 note 出现 2 次，{TWICE}",
    ),
    (
        'cells = { actual = "posts" }',
        'cells = { actual = "travel.actual" }',
        f"数据（rows、figures） 的 code：读到 travel.actual 出现 2 次，{TWICE}",
    ),
    (
        "not_applicable_flag = true",
        'figures = [{ name = "posts", label = "编制" }]',
        f"数据（rows、figures） 的 code：读到 posts 出现 2 次，{TWICE}",
    ),
    (
        'cells = { actual = "posts" }',
        'cells = { actual = "change" }',
        "rates、indicators 的 code：读到 change，应为与数据代码不同的代码。",
    ),
    (
        POSTS,
        f'[[tables.rows]]\ncode = "postss"\nshown = true\n\n{POSTS}',
        "tables[base].rows[postss] 的 code：读到 “postss”，应为在别的表中填写的行。是否应为“posts”。",
    ),
    (
        'sum = ["basic", "project"]',
        'sum = ["whole", "project"]',
        "tables[base].rows[whole] 的 sum：读到 whole，应为别的行。一行不能是自己的分项。",
    ),
    (
        'sum = ["basic", "project"]',
        'sum = ["basic", "支出"]',
        "tables[base].rows[whole] 的 sum：读到 “支出”，应为已有的行。请核对代码。",
    ),
    (
        'of_which = "basic"',
        'of_which = "basics"',
        "tables[base].rows[travel] 的 of_which：读到 “basics”，应为已有的行。是否应为“basic”。",
    ),
]
POINTS = [
    (
        "weight = 6",
        "weight = 6.50",
        "indicators 的 weight：读到 分值合计 10.5，应为等于满分（full_marks）10。请核对各指标的分值。",
    ),
    (
        "from = 9",
        "from = 10.5",
        "grades 的 from：读到 10.5，应为不超过满分（full_marks）10。等级的起点是分数，否则没有单位能评上。",
    ),
    (
        "from = 9",
        "from = -1",
        "grades 的 from：读到 -1、0，应为由高到低、互不相同的起点。各等级不能重叠。",
    ),
    ("from = 0", "from = 0.5", "grades 的 from：读到 0.5，应为最低一级从 0 起。否则低分没有等级。"),
    (GRADES, "", "grades：读到 （没有等级），应为至少一个等级（[[grades]]）。"),
    (
        "[[rates]]",
        level("weight = 9"),
        "levels[过程] 的 weight：读到 9，应为等于所属指标分值的合计 10。请核对该级的分值。",
    ),
    (
        "[[rates]]",
        level('level2 = "执行"\nweight = 6'),
        "levels[过程/执行] 的 weight：读到 6，应为等于所属指标分值的合计 0。请核对该级的分值。",
    ),
    (
        "[[0, 4], [10, 2]]",
        "[[0, 3.50], [10, 2]]",
        "indicators[change] 的 rule：读到 最高 3.50 分，应为最高分等于分值（weight）4 分。请改正规则的分数或分值。",
    ),
]
NAMES = [
    (
        'formula = "project.actual / project.budget * 100"',
        'formula = "project.acual / project.budget * 100"',
        f"rates[project_rate] 的 formula：读到 “project.acual”，{KNOWN}是否应为“project.actual”。",
    ),
    (
        "[[rates]]",
        '[[caps]]\nwhen = "exec < 80"\nat_most = 8\nreason = "低"\n\n[[rates]]',
        f"caps 的 when：读到 “exec”，{KNOWN}请核对代码。",
    ),
    (
        'label = "情况说明"',
        'label = "情况说明"\nrequired_when = "projects.number > 0"',
        f"sections[text].texts[note] 的 required_when：读到 “projects.number”，{KNOWN}是否应为“projects.budget”。",
    ),
    (
        BODY,
        f'when = "change1 > 0"\n{BODY}',
        f"sections[text].body 的 when：读到 “change1”，{KNOWN}是否应为“change”。",
    ),
    (
        "not_applicable_flag = true",
        'not_applicable_when = "basic.lst == 0"',
        f"indicators[change] 的 not_applicable_when：读到 “basic.lst”，{KNOWN}是否应为“basic.last”。",
    ),
    (
        CONTROL,
        'rule = { form = "decision_table", cases = [["无", "baic.actual == 0", 6]] }',
        f"indicators[control] 的 rule：读到 “baic.actual”，{KNOWN}是否应为“basic.actual”。",
    ),
    (
        'place = "whole.budget"',
        'place = "whole.budget"\noptional = ["basic.budgt"]',
        "checks[6] 的 optional：读到 “basic.budgt”，应为已有的数据。是否应为“basic.budget”。",
    ),
    (
        'place = "whole.budget"',
        'place = "whole"',
        "checks[6] 的 place：读到 “whole”，应为已有的数据。是否应为“whole.last”。",
    ),
    (
        'place = "whole.budget"',
        'place = "whole.budget"\nsection = "bases"',
        "checks[6] 的 section：读到 “bases”，应为已有的填报部分。是否应为“base”。",
    ),
    (
        'chapter = "main"',
        'chapter = "mian"',
        "sections[text] 的 chapter：读到 “mian”，应为已有的章。是否应为“main”。",
    ),
    (
        BODY,
        f'table = "achievement"\n[[sections.body]]\n{BODY}',
        "sections[text] 的 table：读到 “achievement”，应为已有的表。是否应为“achievements”。",
    ),
    (
        BODY,
        f'text = "notes"\n[[sections.body]]\n{BODY}',
        "sections[text].body 的 text：读到 “notes”，应为本部分的文字（texts）。是否应为“note”。",
    ),
    (
        'label = "说明"',
        'label = "说明"\ntable = "base"',
        f"sections 的 table：读到 表 base 用了 2 次，{ONCE}",
    ),
    (INDICATORS, "", f"sections 的 table：读到 表 indicators 用了 0 次，{ONCE}"),
    (
        "{department}",
        "{departement}",
        "scheme 的 report_title：读到 “departement”，应为已有的数据、比率、指标或 year 等词。是否应为“department”。",
    ),
    (
        'title = "{year}年基',
        'title = "{text:note}年基',
        "tables[base] 的 title：读到 “note”，应为已有的文字（texts）。请核对代码。",
    ),
    ("得{total}分", "得[{total}分", "scheme 的 lead：读到 “[{total}分”，应为成对的 [ ]，中间不再有 [ ]。"),
    (
        "得{total}分",
        "得{total|changes}分",
        "scheme 的 lead：读到 “changes”，应为change、movement、negative、positive、zero。是否应为“change”。",
    ),
    ("得{total}分", "得{text:note}分", "scheme 的 lead：读到 “note”，应为已有的文字（texts）。请核对代码。"),
]
ENDLESS = [
    (
        'formula = "project.actual / project.budget * 100"',
        'formula = "control + project_rate"',
        "project_rate 的 sum、formula：读到 project_rate → project_rate，应为不互相循环的合计和公式。请去掉循环引用。",
    ),
    (
        CONTROL,
        'rule = { form = "decision_table", cases = [["无", "control == 0", 6]] }',
        "control 的 sum、formula：读到 control → control，应为不互相循环的合计和公式。请去掉循环引用。",
    ),
    (
        POSTS,
        chain(13),
        "s0.last 的 sum、formula：读到 一个套一个，超过 12 层，应为最多套 12 层的合计和公式。请直接写最下层的分项或数据。",
    ),
]
ALL = [*CODES, *POINTS, *NAMES, *ENDLESS]


@pytest.mark.parametrize(("right", "wrong", "sentence"), ALL, ids=range(len(ALL)))
def test_parts_that_do_not_agree_are_told_in_one_sentence(right, wrong, sentence):
    assert right in SMALL
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL.replace(right, wrong, 1), "small.toml")
    assert str(caught.value) == sentence


AGREEING = [
    ("from = 9", "from = 10"),
    ("[[rates]]", level("weight = 10")),
    (
        'level1 = "过程"\nweight = 6',
        'level1 = "过程"\nlevel2 = "执行"\nweight = 6',
    ),
    (BODY, f'table = "projects"\n[[sections.body]]\n{BODY}'),
    ("得{total}分", "得{projects.count|change}{grade}{county}{notice_reference}{last_year}分"),
    ('formula = "project.actual / project.budget * 100"', 'formula = "control + change + projects.count"'),
    ('place = "whole.budget"', 'place = "control"\noptional = ["projects.budget", "travel.actual"]\nsection = "base"'),
    (POSTS, f'[[tables.rows]]\ncode = "basic"\nshown = true\n\n{POSTS}'),
    (POSTS, chain(12)),
]


@pytest.mark.parametrize(("right", "other"), AGREEING, ids=range(len(AGREEING)))
def test_what_only_looks_as_if_it_disagreed_is_sound(right, other):
    assert right in SMALL
    assert parse_scheme(SMALL.replace(right, other, 1), "small.toml").code == "small"


def test_every_circle_of_sums_is_told_once_for_each_column():
    text = SMALL.replace('code = "basic"\nlabel', 'code = "basic"\nsum = ["whole"]\nlabel', 1)
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "small.toml")
    circles = [fault.read for fault in caught.value.faults]
    assert circles == [f"whole.{one} → basic.{one} → whole.{one}" for one in ("last", "budget", "actual")]


def test_a_file_without_indicators_is_told_so_and_not_that_its_weights_do_not_add_up():
    start, end = SMALL.index("[[indicators]]"), SMALL.index("[[checks]]")
    text = (SMALL[:start] + SMALL[end:]).replace("，{change|change}", "")
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "small.toml")
    assert str(caught.value) == "indicators：读到 （没有指标），应为至少一个指标（[[indicators]]）。"
