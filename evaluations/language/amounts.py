"""Reading and showing money, counts and rates: one parser for typed, pasted and Excel text."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from evaluations.language.amount_remedies import AMOUNT_PATTERN, amount_remedy, number_in_words, surroundings_remedy
from evaluations.language.character_table import (
    LINE_BREAKS,
    TYPESET_BLANKS,
    mended_characters,
    narrowed_characters,
    without_invisible,
)
from evaluations.language.rounding import half_up, plain_number
from evaluations.language.units import AREA_UNIT, COUNT_UNIT, MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT, YUAN_UNIT
from evaluations.language.words import NOT_APPLICABLE_LABEL, NOTHING_LABEL


class NotApplicable:
    """The answer 不适用: neither blank nor zero."""

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"

    def __reduce__(self) -> str:
        return "NOT_APPLICABLE"  # stays the one and only when copied or pickled


NOT_APPLICABLE: Final = NotApplicable()
Amount = Decimal | None | NotApplicable

# What is counted: no half of it can exist. 公里, 亩, 吨, 天 … may have decimals.
WHOLE_UNITS = frozenset(
    """
    人 名 个 辆 户 台 次 项 处 套 件 批 家 场 期 起 份 座 所 间 栋 艘 条 宗 例 篇 册 本 张 株 棵 头 只 匹 村 组 队 类 门 盏 部
    支 把 口 眼 人次 人份 户次 批次 场次 台次 台套 班次 车次 架次 件次 例次 家次 单位
""".split()
)
# A short stroke says nothing: Excel shows 0 so, and people mean “not known yet”.
BLANK_AMOUNTS = {"", "-", "--"}
# No such item, in words and as papers print it.
NOT_APPLICABLE_WORDS = {NOT_APPLICABLE_LABEL, "无", "没有", NOTHING_LABEL, "/", "n/a", "—", "——", "–", "――", "―"}
# What may stand behind a number in a unit of the form.
SQUARE_METRES = ("㎡", "m2", "m²", "平方米")
UNIT_WORDS = {
    MONEY_UNIT: (MONEY_UNIT,),
    YUAN_UNIT: (YUAN_UNIT,),
    PERSON_UNIT: (PERSON_UNIT, "名"),
    PERCENT_UNIT: (PERCENT_UNIT,),
    AREA_UNIT: SQUARE_METRES,
    "平方米": SQUARE_METRES,
    COUNT_UNIT: (COUNT_UNIT,),
    "": (),
}
# 15 significant digits, so that SQLite (which keeps decimals as 8-byte reals) is as exact as PostgreSQL.
AMOUNT_LIMIT = Decimal("1000000000")
PRINTED_PLACES = 2  # of money in 万元 on paper; pages of work and data have all that was filled in
LONGEST_AMOUNT = 60  # characters without the invisible ones; longer texts are not even normalised
MOST_LOOKED_AT, SHOWN_OF_AMOUNT = 1000, 40
MOST_READ = (
    16_384  # texts, each of the length above at most: a page that saves itself sends the same ones again and again
)
# 1 369.5 as typesetters write it, with a blank that no keyboard types.
SPACED_THOUSANDS = re.compile(
    rf"(?<![0-9.,{TYPESET_BLANKS}])[0-9]{{1,3}}(?:[{TYPESET_BLANKS}][0-9]{{3}})+(?![0-9{TYPESET_BLANKS}])"
)
OTHER_MINUS = str.maketrans("\u2212\u2010", "--")
ASCII_DIGITS = tuple("0123456789")
IN_YUAN = {
    YUAN_UNIT: Decimal(1),
    "元整": Decimal(1),
    "千": Decimal(1_000),
    "千元": Decimal(1_000),
    "万": Decimal(10_000),
    MONEY_UNIT: Decimal(10_000),
    "万元整": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "百万元": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "千万元": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
# 5千元 is 5 × 1000 元, but 三万五千元 and 3万5千元 are numbers in words and 元.
BEHIND_DIGITS = re.compile("[^百千万亿]*[0-9] *[百千]万?元?")
# A percentage is of something: it cannot be converted without what it is of.
BRACKETED_UNIT = re.compile(r"(.*[0-9] *)\(([^()0-9]{1,4})\)")  # 35.2（元）
FOREIGN_MONEY = ("美", "欧", "港", "日", "英", "澳")
PERCENT_WORDS = (PERCENT_UNIT, "‰")
COUNTED_AS = {MONEY_UNIT: "金额", YUAN_UNIT: "金额", PERSON_UNIT: "人数", AREA_UNIT: "面积", COUNT_UNIT: "个数"}
OTHER_UNITS = {"‰", *IN_YUAN, *(word for words in UNIT_WORDS.values() for word in words)}


class AmountError(ValueError):
    """A text that is no amount; `read`, `expected` and `remedy` are Chinese."""

    def __init__(self, read: str, expected: str, remedy: str) -> None:
        self.read, self.expected, self.remedy = read, expected, remedy
        super().__init__(f"读到“{read}”，应为{expected}。{remedy}。")


@lru_cache(maxsize=MOST_READ)
def parse_amount(text: str, *, unit: str = MONEY_UNIT, places: int = 6, signed: bool = False) -> Amount:
    """Read an amount. Blank or a hyphen is None; 不适用, / and N/A are NOT_APPLICABLE.

    无, 没有 and the long dashes of papers are NOT_APPLICABLE, too. Accepts full-width characters, thousands in
    correct positions, ￥, a trailing unit equal to `unit`, and (3.42) for a negative.
    The result is in `unit` ("": a document, whose money is in 万元) and below
    AMOUNT_LIMIT. Raises AmountError with a Chinese sentence.
    """
    hopeless = len(text.strip()) > MOST_LOOKED_AT  # refused as it is: what is cut off would be read as another number
    text = without_invisible(text.strip()[:MOST_LOOKED_AT]).strip()
    read = mended_characters(text[:SHOWN_OF_AMOUNT])
    if hopeless or len(text) > LONGEST_AMOUNT:
        raise AmountError(read + "…", f"一个数，最多{LONGEST_AMOUNT}个字符", "请只填数字")
    body = amount_spelling(text)
    if body in BLANK_AMOUNTS:
        return None
    if body.lower() in NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    value = _number(_bare(body, unit, read), read)
    _fits(value, 0 if unit in WHOLE_UNITS else 2 if unit == YUAN_UNIT else places, signed, read)
    return value


def amount_spelling(text: str) -> str:
    """The text as the number is read in it: characters mended and narrowed, thousands of typesetters joined.

    Nothing becomes a digit that was none: ①, ² and ½ stay, and no amount has them.
    """
    narrow = narrowed_characters(without_invisible(LINE_BREAKS.sub("\n", text)))
    joined = SPACED_THOUSANDS.sub(lambda found: re.sub(f"[{TYPESET_BLANKS}]", "", found[0]), narrow)
    return mended_characters(joined).strip().translate(OTHER_MINUS)


def _bare(body: str, unit: str, read: str) -> str:
    """Without currency sign, unit and the brackets of a negative number."""
    if body.startswith("(") and body.endswith(")"):
        body = "-" + body[1:-1].strip()
    if unit in (MONEY_UNIT, YUAN_UNIT, ""):
        body = body.replace("¥", "", 1).strip() if body.lstrip("-").startswith("¥") else body
    own = UNIT_WORDS.get(unit, (unit,))
    if (found := BRACKETED_UNIT.fullmatch(body)) and found[2] in _units(unit):
        body = found[1] + found[2]
    if body[-1:] in ASCII_DIGITS and not body.endswith("m2"):
        return body
    for word in _units(unit):
        if word and body.endswith(word) and (word[0] not in "百千" or BEHIND_DIGITS.fullmatch(body)):
            if word in own:
                return body.removesuffix(word).rstrip()
            expected = f"以“{unit}”为单位的数" if unit else "不带单位的数（金额以万元为单位）"
            raise AmountError(read, expected, _conversion(body, word, unit))
    return body


@lru_cache(maxsize=256)
def _units(unit: str) -> tuple[str, ...]:
    """What may stand behind a number, the longest first: 万元 goes before 元."""
    return tuple(sorted({*OTHER_UNITS, *UNIT_WORDS.get(unit, (unit,))}, key=len, reverse=True))


def _conversion(body: str, word: str, unit: str) -> str:
    """What to do about a foreign unit; taking 元 off an amount in 万元 would make it 10,000 times as large."""
    wanted, number = unit or MONEY_UNIT, body.removesuffix(word).strip()
    if word == YUAN_UNIT and number.endswith(FOREIGN_MONEY):
        return f"请按记账的汇率折算成人民币，以“{wanted}”为单位填写"
    if word in PERCENT_WORDS and unit in COUNTED_AS:
        return f"本格填{COUNTED_AS[unit]}，不填百分比：请按它的基数算出{COUNTED_AS[unit]}再填，百分比可以写在文字说明里"
    if word not in IN_YUAN or wanted not in IN_YUAN:
        return f"请换算成{unit}后再填，只写数字" if unit else f"请去掉“{word}”"
    if written := number_in_words(number):
        result = plain_number(written * IN_YUAN[word] / IN_YUAN[wanted])
        return f"请写阿拉伯数字：{body}是 {result} {wanted}，填 {result}"
    factor = IN_YUAN[word] / IN_YUAN[wanted]
    if factor == 1 and number.endswith(tuple(IN_YUAN)):
        return f"请换算成{wanted}后再填，只写数字"
    if factor == 1:
        return surroundings_remedy(number, word) or f"请去掉“{word}”"
    sign, by = ("×", factor) if factor > 1 else ("÷", 1 / factor)
    if not AMOUNT_PATTERN.fullmatch(number):
        return f"请{sign}{plain_number(by)}换算成{wanted}后再填，只写数字"
    result = plain_number(Decimal(number.replace(",", "")) * factor)
    return f"请换算成{wanted}：{number}{word} {sign} {plain_number(by)} = {result} {wanted}，填 {result}"


def _number(body: str, read: str) -> Decimal:
    match = AMOUNT_PATTERN.fullmatch(body)
    if not match:
        raise AmountError(read, "阿拉伯数字，如 1369.5 或 1,369.5", amount_remedy(body))
    sign, whole, fraction = match.groups()
    return Decimal(f"{sign}{whole.replace(',', '')}.{fraction or '0'}").normalize() + 0


def _fits(value: Decimal, places: int, signed: bool, read: str) -> None:
    if value < 0 and not signed:
        raise AmountError(read, "不小于 0 的数", "此处不能为负，请核对正负号")
    if abs(value) >= AMOUNT_LIMIT:
        raise AmountError(read, "小于 10 亿（1000000000）的数", "请核对单位（是否把元填成了万元）")
    if value != half_up(value, places):
        expected = f"最多{places}位小数的数" if places else "整数"
        raise AmountError(read, expected, "请按要求的位数四舍五入后再填")


def show_amount(value: Amount, unit: str = MONEY_UNIT) -> str:
    """For running text, without thousands: 550.55, 707.00, 1.369; persons as integers; blank is ""."""
    return _shown(value, unit, ",").replace(",", "")


def show_cell_amount(value: Amount, unit: str = MONEY_UNIT) -> str:
    """For table cells, with thousands: 1,002.00."""
    return _shown(value, unit, ",")


def printed_amount(value: Amount, unit: str = MONEY_UNIT, places: int = PRINTED_PLACES) -> str:
    """The same as show_amount in a report: money with two decimals, or those of its rate."""
    return show_amount(printed_value(value, unit, places), unit)


def printed_cell_amount(value: Amount, unit: str = MONEY_UNIT, places: int = PRINTED_PLACES) -> str:
    """The same for the tables of a report."""
    return show_cell_amount(printed_value(value, unit, places), unit)


def printed_value(value: Amount, unit: str = MONEY_UNIT, places: int = PRINTED_PLACES) -> Amount:
    """What a report prints of a value: money is rounded to two decimals at least; what would read as nothing is left as it is."""
    if unit != MONEY_UNIT or not isinstance(value, Decimal):
        return value
    return half_up(value, max(places, PRINTED_PLACES)) or value


def _shown(value: Amount, unit: str, comma: str) -> str:
    if value is None:
        return ""
    if isinstance(value, NotApplicable):
        return NOT_APPLICABLE_LABEL
    text = plain_number(value)
    least = 2 if unit == MONEY_UNIT else 0
    fraction = max(least, len(text.partition(".")[2]))
    return format(half_up(value, fraction), f"{comma}.{fraction}f")


def show_percent(value: Decimal, places: int = 2) -> str:
    """140 -> "140.00%"; a negative has the ASCII sign: "-68.93%"."""
    return f"{half_up(value, places)}%"
