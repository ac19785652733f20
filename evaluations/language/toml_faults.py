"""A file that is no TOML: where it stops being understood, what stands there, and what is usually the matter."""

import re

from evaluations.language.character_table import narrowed_characters
from evaluations.language.faults import FileFault, shown_in_fault

TOML_ERROR_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
# The parser's own words, by their beginning: what is expected and how to mend it.
TOML_ERROR_WORDS = (
    ("Expected '=' after a key", "键名后面是等号 =", "一行写成 键 = 值"),
    ("Expected newline or end of document", "一行只写一个 键 = 值", "请看这一列之前的值是否写完整、引号是否成对"),
    ("Expected ']]'", "两个右方括号 ]] 结尾的表名", "[[…]] 的括号要成对"),
    ("Expected ']'", "右方括号 ] 结尾的表名", "[…] 的括号要成对"),
    ("Unclosed array", "右方括号 ] 结尾的列表", "列表 [ … ] 的括号和逗号要完整"),
    ("Unclosed inline table", "右花括号 } 结尾的表", "花括号里的内容要写在同一行，用逗号分开"),
    ("Unterminated string", "引号成对的文字", "请补上结尾的引号"),
    ("Expected \"'", "引号成对的文字", "请补上结尾的引号"),
    ("Illegal character", "写在同一行、引号成对的文字", "请补上结尾的引号；文字里不能直接换行"),
    ("Unescaped", "文字里没有单独的反斜杠 \\", "请把 \\ 写成 \\\\"),
    ("Invalid hex value", "文字里没有单独的反斜杠 \\", "请把 \\ 写成 \\\\"),
    ("Escaped character", "普通的文字", "请删去反斜杠 \\ 开头的代码"),
    ("Invalid initial character for a key part", "英文键名", "键名只用小写字母、数字和下划线，不能空着"),
    ("Invalid statement", "键 = 值，或 [表名]", "说明文字前面要加 #"),
    ("Invalid value", "写在引号里的文字、数字、true 或 false", '文字要用英文引号 " 括起来'),
    ("Invalid date", "写在引号里的文字", '日期要用英文引号 " 括起来'),
    ("Found invalid character", "普通的字符", "请删去看不见的控制字符"),
    ("Cannot overwrite a value", "每个键只写一次", "这个键前面已经写过，请删去一个"),
    ("Duplicate inline table key", "每个键只写一次", "花括号里同一个键写了两次，请删去一个"),
    ("Cannot declare", "每个表只写一次", "这个表前面已经写过；有多个的表写成 [[…]]"),
    ("Cannot mutate", "没有写过的表或键", "这个表前面已经写成花括号或列表，不能再添加"),
    ("Cannot redefine", "没有写过的表或键", "这个表前面已经写过"),
)
CHINESE_PUNCTUATION = {
    "“": '"',
    "”": '"',
    "＝": "=",
    "，": ",",
    "、": ",",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "【": "[",
    "】": "]",
    "：": "=",
}
FOREIGN_KEY = re.compile(r"[^\x00-\x7f“”]+[^=]*=")  # 标题 = "…"
# target = 95%, weight = 5分 }; no words that begin with a number: 2021年度评价体系.
NUMBER_WITH_UNIT = re.compile(r"(?<![\w.-])(\d+(?:\.\d+)?)\s*([%％]|[一-龥㎡]{1,3})(?=\s*(?:[,，\]}]|$))")
OPEN_QUOTE = re.compile("[\"'“”‘’]")
WIDE_NUMBER = re.compile(r"[０-９]+(?:[.．][０-９]+)?")
# bands = [[0、5]、[10、4]], labels = ["甲"、"乙"]; no words that lack their quotes: 甲、乙
LISTED = re.compile(r"[\[\]\d]\s*、")
IN_QUOTES = re.compile(r'"[^"]*"|#.*')


def toml_fault(text: str, error: Exception) -> FileFault:
    """One fault: the parser stops at the first."""
    found = TOML_ERROR_PLACE.search(str(error))
    if found is None:
        return FileFault(
            where="文件", read="嵌套过深的括号或过长的数字", expected="普通的 TOML 文件", remedy="请检查文件是否损坏"
        )
    # As the parser counts: Word's own line separators may stand within a text.
    lines = text.removesuffix("\n").split("\n")
    last = len(lines), len(lines[-1]) + 1
    line, column = (int(found[1]), int(found[2])) if found[1] else last
    written = lines[line - 1].strip()
    expected, remedy = next(
        ((expected, remedy) for start, expected, remedy in TOML_ERROR_WORDS if str(error).startswith(start)),
        ("正确的 TOML 写法", "请对照 evaluations/schemes/README.md 的例子"),
    )
    if FOREIGN_KEY.match(written):
        expected, remedy = "英文键名", "键名只用小写字母、数字和下划线，如 title"
    elif written.startswith("[[") and str(error).startswith("Cannot"):
        expected, remedy = "前后写法一致的表名", "前面已用一对方括号 […] 写过同名的表，请都写成 [[…]]"
    read = shown_in_fault(written) if written else "文件末尾" if line >= last[0] else "空行"
    return FileFault(
        where=f"第 {line} 行第 {column} 列",
        read=read,
        expected=expected,
        remedy=unit_behind_number(written) or chinese_signs(written) or wide_digits(written) or remedy,
    )


def unit_behind_number(line: str) -> str:
    """A number with its sign or unit, as the notice prints it."""
    found = NUMBER_WITH_UNIT.search(OPEN_QUOTE.split(IN_QUOTES.sub("", line))[0])
    bare = narrowed_characters(found[1]) if found else ""
    return f"数字后面不写 {found[2].replace('％', '%')}：{found[0]} 写作 {bare}" if found else ""


def wide_digits(line: str) -> str:
    """Digits typed with the Chinese keyboard: １３."""
    found = WIDE_NUMBER.search(IN_QUOTES.sub("", line))
    return f"数字要用半角：{found[0]} 写作 {narrowed_characters(found[0])}" if found else ""


def chinese_signs(line: str) -> str:
    """The usual slip: quotation marks and commas typed with the Chinese keyboard."""
    outside = IN_QUOTES.sub("", line)
    if outside.count('"') == 1:  # label = "“三公经费”合计: the end is missing, and its own signs may stay
        outside = outside.partition('"')[0]
    wrong = [sign for sign in CHINESE_PUNCTUATION if sign in outside and (sign != "、" or LISTED.search(outside))]
    pairs = "、".join(f"{sign} 改为 {CHINESE_PUNCTUATION[sign]}" for sign in wrong)
    return f"这一行用了中文标点，请把 {pairs}" if wrong else ""
