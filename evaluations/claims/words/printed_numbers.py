"""Numbers as people print them: half and full width, Chinese, 万元 / 元 / 亿元 / % / 人, exact or about."""

import re
from decimal import Decimal
from functools import lru_cache

from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.words.piece_words import BY_PIECE
from evaluations.language.chinese_numbers import chinese_number
from evaluations.language.units import COUNT_UNIT, MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT, POINT_UNIT, YUAN_UNIT

MONEY_KIND, PERCENT_KIND, PERCENT_POINTS, PEOPLE_KIND, POINTS_KIND, THINGS_KIND = (
    MONEY_UNIT,
    PERCENT_UNIT,
    "百分点",
    PERSON_UNIT,
    POINT_UNIT,
    COUNT_UNIT,
)
MONEY_SCALES = {
    YUAN_UNIT: Decimal("0.0001"), "千元": Decimal("0.1"), MONEY_UNIT: Decimal(1), "百万元": Decimal(100),
    "千万元": Decimal(1000), "亿元": Decimal(10_000), "万": Decimal(1), "亿": Decimal(10_000),
}  # fmt: skip
OTHER_SCALES = {"‰": Decimal("0.1")}  # in %
CHINESE_FIRST = "零一二两三四五六七八九十"
CHINESE = "零〇一二两三四五六七八九十百千万"
ABOUT_WORDS = "大约|约|将近|近|不足|不到|超过|逾|超"
ABOUT_BEFORE = ABOUT_WORDS.replace("|约|", "|(?<!节)约|")  # 节约 is no 约
ABOUT_SIGNS = "".join(word[0] for word in ABOUT_WORDS.split("|"))
ABOUT_AFTER = r"左右|上下|余(?!额)|多(?![支收于出了用花\d])"
BOUND_BEFORE = re.compile(
    r"(?:不超过|不高于|不低于|不少于|不大于|不小于|控制在|达不到|低于|高于|至少|最多|最高|≤|≥|<|>|×|\*)$"
)
WITHIN_BUDGET = re.compile("预算(?:数|安排数|安排|指标)?$")  # 控制在预算236.80万元以内: the budget itself
WITHIN_THE_BUDGET = re.compile(
    r"的?[^，,。；;\d]{0,6}预算(?:控制)?(?:数|额|安排数|指标|额度|范围|总额)?(?:以|之)?内"
)  # 控制在34.50万元的预算之内
QUOTIENT = re.compile(
    rf"\)?(?:÷|(?!{BY_PIECE})/)|[×*]100%"
)  # 决算支出9290.98万元÷调整预算7558.50万元×100%: the figures themselves
BOUND_AFTER = re.compile(
    r"(?:以上|以下|以内|之内|以外)|的(?:目标|要求|比例要求|标准|规定|任务|幅度要求)|[-~至到](?=\d)|\)?(?=[×÷/*])"
)
# With one of them ends, or begins, each of the bounds, "" at the rim of a text.
BOUND_ENDS = frozenset("过于在到少多高≤≥<>×*不")
BOUND_BEGINS = frozenset("以之的-~至到)×÷/*")
UNIT = (
    r"(?:百万|千万|万|亿|千)?元|个百分点|百分点|[%‰]|人(?!次|均|员|数|民|才|口|大|工|月|天)|名|"
    r"分(?!之|别|钟|制|值|期|项|局|管|类|析|成)|批次|人次|辆|[个项家处件台](?!工作日|月)"
)
NUMBER_PATTERN = (
    rf"(?=[\d{CHINESE_FIRST}百{ABOUT_SIGNS}-])"
    rf"(?P<about>{ABOUT_BEFORE})?(?P<minus>-)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d{1,8})?(?!\d)|\d{1,15}(?:\.\d{1,8})?)(?P<ten>万|亿)?"
    rf"|百分之(?P<hundredths>[{CHINESE}]{{1,12}}(?:点[{CHINESE}]{{1,6}})?)"
    rf"|(?<![{CHINESE}])(?P<chinese>[{CHINESE_FIRST}][{CHINESE}]{{0,11}}+(?:点[{CHINESE}]{{1,6}}+)?)(?=[余多万亿]?(?:{UNIT})))"
    rf"(?P<more>余|多)?(?P<unit>{UNIT})?(?P<around>{ABOUT_AFTER})?"
)
DIGITS_GROUP = "digits"
SAID_GROUPS = (DIGITS_GROUP, "hundredths", "chinese", "ten", "unit", "minus", "about", "more", "around")
KEPT_SCALES = 256
KEPT_NUMBERS = 4096  # those of some reports
NEAR, FAR = Decimal("0.9"), Decimal("1.5")


def printed_number(found: re.Match[str], text: str) -> PrintedNumber | None:
    """The number of a match of NUMBER_PATTERN; None where it is only a bound, a range, a date or has no unit."""
    words = found.group(*SAID_GROUPS)
    said = _said(words)
    if said is None or is_limit(found, text):
        return None
    start, end = found.span(DIGITS_GROUP) if words[0] else number_span(found)
    return PrintedNumber._make((*said[:2], start, end, found.end(), *said[5:]))


def number_span(found: re.Match[str]) -> tuple[int, int]:
    """Where the digits or words of a match of NUMBER_PATTERN stand."""
    return found.span("digits" if found["digits"] else "chinese" if found["chinese"] else 0)


@lru_cache(maxsize=KEPT_NUMBERS)
def _said(words: tuple[str | None, ...]) -> PrintedNumber | None:
    """A number by its words (SAID_GROUPS), wherever it stands; None without a value or unit."""
    digits, hundredths, chinese, ten, unit, minus, about, more, around = words
    unit = unit or (PERCENT_KIND if hundredths else "")
    value, places = _value(digits, hundredths or chinese or "")
    if value is None or not unit or (chinese and unit == POINTS_KIND):  # 十分重要
        return None
    scale, kind = _scale(ten or "", unit)
    step, half = _last_place(scale, places)
    value = value if scale == 1 else value * scale
    low, high = _limits(value, half, about or "", more or around or "")
    exact = not (about or more or around)
    if minus:
        value, low, high = -value, -high, -low
    return PrintedNumber(value, kind, 0, 0, 0, places, scale, low, high, exact, bool(minus), step)


@lru_cache(maxsize=KEPT_SCALES)
def _scale(ten: str, unit: str) -> tuple[Decimal, str]:
    """How many of its base unit a printed unit is, behind 万 or 亿, and that base unit."""
    scale = MONEY_SCALES.get(ten + unit, MONEY_SCALES.get(unit, OTHER_SCALES.get(unit, Decimal(1))))
    if ten and unit not in MONEY_SCALES:
        scale *= 10_000 if ten == "万" else 100_000_000
    return scale, base_unit(unit)


@lru_cache(maxsize=KEPT_SCALES)
def _last_place(scale: Decimal, places: int) -> tuple[Decimal, Decimal]:
    """One unit of the last printed place, and half of it."""
    step = scale.scaleb(-places)
    return step, step / 2


def is_limit(found: re.Match[str], text: str) -> bool:
    """Whether a number only bounds another (不超过, 以内), ends a range (75%-80%) or is a factor (×100%)."""
    begin, end = found.span()
    if text[begin - 1 : begin] not in BOUND_ENDS and text[end : end + 1] not in BOUND_BEGINS and not found["minus"]:
        return False
    before = text[max(0, begin - 4) : begin]
    not_over = before.endswith("不") and (found["about"] or "").startswith("超")
    of_range = bool(found["minus"]) and before.endswith((PERCENT_UNIT, YUAN_UNIT, PERSON_UNIT))
    bound = BOUND_BEFORE.search(text, max(0, begin - 4), begin) or BOUND_AFTER.match(text, end)
    return not_over or of_range or bool(bound and not _is_the_figure(bound, found, text))


def _is_the_figure(bound: re.Match[str], found: re.Match[str], text: str) -> bool:
    """Whether what looks like a bound or a factor is the budget itself, or an amount that a quotient is made of."""
    begin, end = found.start(), found.end()
    within = bound[0] in ("以内", "之内") and WITHIN_BUDGET.search(text, max(0, begin - 6), begin)
    budget = bound[0] == "控制在" and WITHIN_THE_BUDGET.match(text, end)
    operand = base_unit(found["unit"] or "") in (MONEY_KIND, PEOPLE_KIND) and QUOTIENT.match(text, end)
    led = (
        bound[0] in ("到", "至") and begin > 0 and text[begin - 1] in "由从" and found["unit"]
    )  # 由118.90万元到106.22万元
    return bool(within or budget or operand or led)


def _value(digits: str | None, words: str) -> tuple[Decimal | None, int]:
    if digits:
        digits = digits.replace(",", "")
        return Decimal(digits), len(digits.partition(".")[2])
    value = chinese_number(words)
    return value, len(words.partition("点")[2]) if value is not None else 0


def _limits(value: Decimal, half: Decimal, about: str, more: str) -> tuple[Decimal, Decimal]:
    """Half a unit of the last place; 约 a tenth to both sides, 近 a tenth below, 超过 and 余 up to half as much again."""
    if about in ("近", "将近", "不足", "不到"):
        return value * NEAR - half, value + half
    if about in ("超过", "逾", "超") or more in ("余", "多"):
        return value - half, value * FAR + half
    if about or more:
        return value * NEAR - half, value * (2 - NEAR) + half
    return value - half, value + half


def base_unit(unit: str) -> str:
    """The unit in which numbers of a kind are compared."""
    if unit in MONEY_SCALES:
        return MONEY_KIND
    if unit.endswith("百分点"):
        return PERCENT_POINTS
    return {"名": PEOPLE_KIND, "‰": PERCENT_KIND}.get(unit, unit)
