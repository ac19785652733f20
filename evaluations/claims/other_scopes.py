"""Signs in a sentence that a number is said of less, of more or of another thing than the figure that bears its name.

剔除设备购置205.26万元后，项目支出为478.94万元; 审计发现多列支公务接待费0.35万元; 主要有办公费、公务接待费等，占52%.
"""

import re
from decimal import Decimal

from evaluations.claims.weighed_columns import WeighedMeaning
from evaluations.claims.weighed_meanings import WHOLE_SPENDING
from evaluations.claims.weighed_numbers import WeighedScene
from evaluations.claims.weighed_values import WHOLE_PERCENT, is_among
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

WITHOUT_SOME = re.compile(
    "剔除|扣除|除去|扣掉|刨去|刨除|抛开|撇开|不含|不包括|不包含|不计(?:算)?(?=[一-龥])|可比口径|同口径|还原|考虑[^，,。；;\\d]{1,12}因素"
)
BOOKED_WRONG = re.compile("审计(?:发现|查出|指出|认定)|[多少错误漏虚重][列计记报](?!支出?预算)|调账|应[列计]未[列计]|挤占|串[户用]|混[列用]")
# 公用经费已连续压减，93.83万元、85.30万元、80.12万元: year by year.
YEAR_BY_YEAR = re.compile("连[年续]?[一二三四五六七\\d]*年?[^，,。；;\\d]{0,6}[降减升增涨压]|逐年|年年(?![初末度底中终])|一年比一年|历年|[三四五六]年")
AMONG_OTHERS = re.compile("、[^。；;\\d]*(?P<end>等)[^、。；;\\d]{0,8}[，,]?[^、。；;\\d]{0,6}$")
PRINTED_QUOTIENT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:万元|亿元|元|人|名)?\)?[÷/][^，,。；;\d]{0,12}(\d[\d,]*(?:\.\d+)?)")
CAME_IN = re.compile("到位|到账|下达|拨入|拨来")
HALF_ENDS = "；;"


def is_of_other_scope(weighed: WeighedScene, order: int) -> bool:
    """Whether a number may be right as what it is said of is not what the figures count."""
    one = weighed.meanings[order]
    text, start = weighed.scene.text, one.at.number.start
    half = max(text.rfind(sign, 0, start) for sign in HALF_ENDS) + 1
    before = text[half:start]
    if says_outside_brackets(WITHOUT_SOME, before) or BOOKED_WRONG.search(before) or is_in_formula(weighed, one):
        return True
    near = text[one.at.lead : start]
    among = is_among_others(weighed, one)
    if one.at.number.unit == PERCENT_UNIT:
        return among or is_share_of_printed(weighed, one)
    if one.at.number.unit != MONEY_UNIT:
        return False
    nobodys = not one.own and one.subject == WHOLE_SPENDING
    return among or is_of_several_years(before, near) or (nobodys and CAME_IN.search(near) is not None)


def is_among_others(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """主要有办公费、公务接待费等，占52%: whether the name before it is one of several examples; no name behind 等."""
    listed = AMONG_OTHERS.search(weighed.scene.text, one.at.lead, one.at.number.start)
    if listed is None:
        return False
    scene, end = weighed.scene, listed.start("end")
    share = scene.text.find("占", end, one.at.number.start)
    behind = scene.named_between(end, one.at.number.start if share < 0 else share)
    return bool(scene.named_between(listed.start(), end)) and not behind


def says_outside_brackets(pattern: re.Pattern[str], words: str) -> bool:
    """Whether words stand somewhere and in no bracket that has been closed."""
    places = (found.start() for found in pattern.finditer(words))
    return any(words.count(")", place) <= words.count("(", place) for place in places)


def is_in_formula(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """控制率为96.35%（175.36万元÷182.00万元×100%）: whether it stands in a quotient that the sentence computes right, whatever of."""
    text = weighed.scene.text
    if "÷" not in text and "/" not in text:
        return False
    for found in PRINTED_QUOTIENT.finditer(text):
        part, whole = (Decimal(found[at].replace(",", "")) for at in (1, 2))
        value = part / whole * WHOLE_PERCENT if whole else None
        percents = [each.number for each in weighed.scene.numbers if each.number.unit == PERCENT_UNIT]
        if found.start() <= one.at.number.start < found.end() and value is not None:
            return any(is_among(each, [value]) for each in percents)
    return False


def is_of_several_years(before: str, near: str) -> bool:
    """Whether it is one of several amounts year by year."""
    return (near == "、" or YEAR_BY_YEAR.search(near) is not None) and YEAR_BY_YEAR.search(before) is not None


def is_share_of_printed(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """最多的一笔是3877.72万元的设备购置，占项目支出的35.00%: what an amount before it is of the whole that is named behind 占."""
    scene = weighed.scene
    share = scene.text.rfind("占", one.at.lead, one.at.number.start)
    if share < 0:
        return False
    wholes = [each.subject for each in scene.named_between(share, one.at.number.start)] or [WHOLE_SPENDING]
    bases = [each.value for whole in wholes for each in weighed.net.of(whole).numbers if each.value]
    amounts = [each.number for each in scene.numbers if each.number.until <= one.at.number.start]
    last = next((each for each in reversed(amounts) if each.unit == MONEY_UNIT), None)
    return last is not None and is_among(one.at.number, (abs(last.value) / base * WHOLE_PERCENT for base in bases))
