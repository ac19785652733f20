"""What to do about a text that is no amount: one sentence for each way in which people write numbers.

Where a remedy says “填 3.5”, that is read: tests/language/test_remedies_are_read.py.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from evaluations.language.character_table import looks_like_number, number_seen
from evaluations.language.chinese_numbers import chinese_number
from evaluations.language.rounding import decimals_used, plain_number

AMOUNT_PATTERN: Final = re.compile(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?", re.ASCII)
WORDS_OF_NUMBERS: Final = re.compile("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点]+")
LARGE_WORDS: Final = re.compile("[万亿]")
POINTS: Final = "。•·‧∙⋅・"
# What people write before a number below zero; to take it off would make an addition of a cut.
LIKE_MINUS: Final = re.compile("[–—―△▲(]+|负|减少?")
DECIMAL_PLACES: Final = 6
ENCLOSING_KEYCAP: Final = "\u20e3"
COMMA_ADVICE: Final = "千分位逗号应每三位一个"
ADVICE: Final = "请只填一个数；没有发生填 0，没有此项填“不适用”"
RANGE: Final = re.compile(rf"{AMOUNT_PATTERN.pattern}\s*[-~—–至到]\s*{AMOUNT_PATTERN.pattern}", re.ASCII)
APOSTROPHES: Final = str.maketrans("", "", "'’")
# Letters that keyboards and scanned papers put for digits.
LIKE_DIGITS: Final = str.maketrans("OoIl", "0011")


def amount_remedy(body: str) -> str:
    """The first remedy that fits the text, which comes narrowed and without its unit."""
    advice = COMMA_ADVICE if "," in body else ADVICE
    return next(filter(None, (remedy(body) for remedy in REMEDIES)), advice)


def number_in_words(text: str) -> Decimal | None:
    """三 is 3, 两万 is 20000; None for what is no number in Chinese words."""
    if not WORDS_OF_NUMBERS.fullmatch(text):
        return None
    return chinese_number(text)


def surroundings_remedy(body: str, unit_word: str = "") -> str:
    """About words before or behind a number: 约60, 5左右; `unit_word` is one that stood behind and must go as well."""
    found = re.fullmatch(rf"([^0-9.,+-]*)({AMOUNT_PATTERN.pattern})([^0-9.,]*)", body)
    if not found or not (found[1] or found[6].strip()):
        return ""
    if LIKE_MINUS.fullmatch(found[1].strip()) and found[6].strip() in ("", ")"):
        return f"负数请在前面写“-”，不带其他字：填 -{found[2]}"
    words = [word.strip() for word in (found[1], found[6], unit_word) if word.strip()]
    many = len(words) > 1 or found[1]
    return f"请只填数字，去掉{'和'.join(f'“{word}”' for word in words)}{f'，填 {found[2]}' if many else ''}"


def _not_digits(body: str) -> str:
    """①, ² and ½ beside a number or alone."""
    signs = "".join(dict.fromkeys(one for one in body if looks_like_number(one)))
    if ENCLOSING_KEYCAP in body:
        return "请不要用带框的数字，改用普通的数字"
    if not signs:
        return ""
    rest = "".join(one for one in body if one not in signs).strip()
    if len(signs) == 1 and body.endswith(signs):
        value = number_seen(signs)
        meant = Decimal(str(value)) if value is not None else Decimal(0)
        if meant % 1 or not rest:
            return _as_decimal(signs, meant + Decimal(rest or 0) if not rest or rest.isdecimal() else None)
    if AMOUNT_PATTERN.fullmatch(rest):
        return f"“{signs}”不是这个数的一部分（像是注释号或上标），请删去，填 {rest}"
    return f"“{signs}”不是普通的数字，请改用 0 至 9"


def _as_decimal(sign: str, meant: Decimal | None) -> str:
    if meant is None or decimals_used(meant) > DECIMAL_PLACES:
        return f"“{sign}”不是普通的数字，请写成小数"
    return f"“{sign}”不是普通的数字，请写成 0 至 9 的数字：填 {plain_number(meant)}"


def _in_words(body: str) -> str:
    written = number_in_words(body)
    if written is None:
        return ""
    if LARGE_WORDS.search(body):
        return "请写成阿拉伯数字，并注意本栏的单位"
    return f"请写成阿拉伯数字：填 {plain_number(written)}"


def _other_point(body: str) -> str:
    """3。5 and 3·5."""
    if not re.fullmatch(rf"[0-9]+[{POINTS}][0-9]+", body, re.ASCII):
        return ""
    return f"小数点请用“.”：填 {re.sub(f'[{POINTS}]', '.', body)}"


def _point_at_an_end(body: str) -> str:
    """.5, ·5 and 5."""
    if re.fullmatch(rf"[{POINTS}][0-9]+", body, re.ASCII):
        return f"小数点请用“.”，前面补 0：填 0.{body[1:]}"
    if re.fullmatch(r"-?\.[0-9]+", body, re.ASCII):
        return f"小数点前请补 0：填 {body.replace('.', '0.', 1)}"
    if body.endswith(".") and AMOUNT_PATTERN.fullmatch(body[:-1]) and "." not in body[:-1]:
        return f"请去掉末尾的小数点：填 {body[:-1]}"
    return ""


def _plus(body: str) -> str:
    number = body.removeprefix("+").strip()
    return f"请去掉“+”：填 {number}" if number != body and AMOUNT_PATTERN.fullmatch(number) else ""


def _blanks(body: str) -> str:
    number = "".join(body.split())
    return f"请去掉数字中间的空格：填 {number}" if number != body and AMOUNT_PATTERN.fullmatch(number) else ""


def _comma_as_point(body: str) -> str:
    """1.369,5 as on the continent of Europe, and 3,5 or 1,2345, where nobody knows."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", body, re.ASCII):
        return f"小数点请用“.”，千分位用“,”或不写：填 {body.replace('.', '').replace(',', '.')}"
    if not re.fullmatch(r"[0-9]+,[0-9]+", body, re.ASCII):
        return ""
    point, none = body.replace(",", "."), body.replace(",", "").lstrip("0") or "0"
    return f"逗号只用来分千位，每三位一个：有小数的填 {point}，没有小数的填 {none}"


def _other_thousands(body: str) -> str:
    """1'234.5, as in Switzerland."""
    if not re.fullmatch(r"[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]+)?", body, re.ASCII):
        return ""
    return f"千分位用“,”或不写：填 {body.translate(APOSTROPHES)}"


def _scientific(body: str) -> str:
    """1E+05, as Excel shows what is wider than its column."""
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?e[+-]?[0-9]{1,2}", body, re.ASCII | re.IGNORECASE):
        return ""
    meant = Decimal(body)
    written = f"：填 {plain_number(meant)}" if decimals_used(meant) <= DECIMAL_PLACES else ""
    return f"这是科学计数法，请核对原数，写成普通的数字{written}"


def _range(body: str) -> str:
    """3.5-4 and 3至4."""
    return "请填一个数，不填范围" if RANGE.fullmatch(body) else ""


def _formula(body: str) -> str:
    """=3+4."""
    return "请填算好的数，不填算式" if re.fullmatch(r"=?[0-9.]+(?:[+*/×÷=-][0-9.]+)+|=.*", body, re.ASCII) else ""


def _letters(body: str) -> str:
    """O.5 and l2: to take the letter off would make another number of it."""
    number = body.translate(LIKE_DIGITS)
    if number == body or not AMOUNT_PATTERN.fullmatch(number) or not re.search("[0-9]", body):
        return ""
    letters = "".join(dict.fromkeys(one for one in body if one in "OoIl"))
    return f"“{letters}”是字母，请改成数字：填 {number}"


Remedy = Callable[[str], str]
REMEDIES: Final[tuple[Remedy, ...]] = (
    _not_digits,
    _in_words,
    _other_point,
    _point_at_an_end,
    _plus,
    _blanks,
    _comma_as_point,
    _other_thousands,
    _scientific,
    _range,
    _formula,
    _letters,
    surroundings_remedy,
)


def offered_numbers(remedy: str) -> Iterator[str]:
    """The numbers that a remedy asks to fill in."""
    yield from re.findall(r"填 (-?[0-9][0-9.,]*[0-9]|[0-9])", remedy)
