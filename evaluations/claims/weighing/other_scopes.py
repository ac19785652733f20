"""Signs in a sentence that a number is said of less, of more or of another thing than the figure that bears its name.

剔除设备购置205.26万元后，项目支出为478.94万元; 审计发现多列支公务接待费0.35万元; 主要有办公费、公务接待费等，占52%.
"""

import re
from decimal import Decimal
from itertools import accumulate

from evaluations.claims.figures.asked_figures import is_share_of_any
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, is_among
from evaluations.claims.figures.whole_of_report import WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.list_words import TAKEN_OUT
from evaluations.claims.words.piece_words import OF_EACH
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

WITHOUT_SOME = re.compile(
    f"{TAKEN_OUT}|抛开|撇开|不含|不包括|不包含|不计(?:算)?(?=[一-龥])|可比口径|同口径|还原|考虑[^，,。；;\\d]{{1,12}}因素"
)
SUPPOSED = re.compile("如果|假如|假设|倘若|若[按不以扣]|(?<![相对供反响效])应(?:该)?(?:安排|为|是|支出|列支)")
# 按定额测算，公用经费为93.00万元: of what comes next alone.
BY_NORM = re.compile("测算|定额")
BOOKED_WRONG = re.compile(
    "(?<![减至最更许])[多少错误漏虚重][列计记报](?!支出?预算|划|刊|销)|调账|应[列计]未[列计]|挤占|串[户用]|混[列用]"
)
AUDITED = re.compile("审计(?:发现|查出|指出|认定)")  # of what comes next alone, as a norm
BRACKET_BEFORE = re.compile(f"\\([^()]*?(?:{WITHOUT_SOME.pattern})[^()]*\\)[^，,。;()\\d]{{0,6}}$")
# 公用经费已连续压减，93.83万元、85.30万元、80.12万元: year by year.
YEAR_BY_YEAR = re.compile(
    "连[年续]?[一二三四五六七\\d]*年?[^，,。;\\d]{0,6}[降减升增涨压]|逐年|年年(?![初末度底中终])|一年比一年|历年|[三四五六]年"
)
SAYS_CELL = re.compile("支出|决算|预算|执行|[今本]年|20\\d\\d年")
AMONG_OTHERS = re.compile("、[^。;\\d]*(?P<end>等)[^、。;\\d]{0,8}[，,]?[^、。;\\d]{0,6}$")
DESCRIBES = re.compile("[，,(;](?:主要|具体|其中)?(?:有|是|为|包括|包含|用于|集中在|体现在)")
PRINTED_QUOTIENT = re.compile(
    r"(\d[\d,]{0,24}(?:\.\d{1,12})?)(?:万元|亿元|元|人|名)?\)?[÷/][^，,。;\d]{0,12}(\d[\d,]{0,24}(?:\.\d{1,12})?)"
)
OF_PRINTED = re.compile("\\d[万亿]?元(?:之|当)?[中里](?!的)")  # 公务接待费3.47万元中，有1.21万元是招商接待
# 最大一项是车辆，18.92万元; not 最大限度, 第一季度
FOREMOST = re.compile(
    "最[大小多少高低](?!限|程|水平|[，,])|其次|再次|第[一二三](?![季批期次年时阶轮产章条步])|居[首次]|排[第在]"
)
SOME_PROJECTS = re.compile("其中(?:(?!其中)[^。;])*?(?:项目\\d{1,6}[个项]|\\d{1,6}[个项]项目)")
COUNTED_BY_RATE = re.compile("的(?:是|项目|指标|单位|部门|专项|企业|村|有|占|采购|资金)")  # 完成率100%的项目有4个
RATE_OF_LAST = re.compile("(?:[较比与同]|[低高]于)(?:上年|去年|上一年|20\\d\\d年)[^，,。;\\d]{0,12}率(?:的|为)?$")
SOME_PEOPLE = re.compile("的(?!比)[一-龥]{2}")  # 退休人员2人的一次性补贴
SAID_OF_EACH, OF_THAT = re.compile(OF_EACH), ("其中", "分别")
CHANGED_TO = re.compile("调整?[为至到]")
OF_SOME_FUNDS, IN_ALL = re.compile("财政拨款|一般公共"), re.compile("总[收支计]")
BALANCE_ROW = re.compile("^(?:上年|年初|年末)结")
GRAND_TOTAL, BROUGHT_FORWARD = re.compile("[入出支](?:[决预]算)?总计"), re.compile("结转|结余|事业基金")
CAME_IN = re.compile("到位|到账|下达|拨入|拨来")
LOOKED_AT, LONGEST_BRACKET = 120, 40  # characters before a number
MOST_LISTED = 6  # amounts that one share may be said of


def is_of_other_scope(weighed: WeighedScene, order: int) -> bool:
    """Whether a number may be right as what it is said of is not what the figures count."""
    one = weighed.meanings[order]
    text, start = weighed.scene.text, one.at.number.start
    half = max(start - LOOKED_AT, weighed.scene.half_of(start))
    before = text[half:start]
    if says_outside_brackets(WITHOUT_SOME, before) or BOOKED_WRONG.search(before) or is_in_formula(weighed, one):
        return True
    near = text[max(one.at.lead, start - LOOKED_AT) : start]
    if one.at.number.unit == PERSON_UNIT:
        return SOME_PEOPLE.match(text, one.at.number.until) is not None
    if (
        SUPPOSED.search(before)
        or BY_NORM.search(near)
        or AUDITED.search(near)
        or BRACKET_BEFORE.search(before[-LONGEST_BRACKET:])
        or is_of_named_behind(weighed, one)
    ):
        return True
    among = is_among_others(weighed, one)
    if one.at.number.unit == PERCENT_UNIT:
        counted = COUNTED_BY_RATE.match(text, one.at.number.until) or RATE_OF_LAST.search(near)
        return counted is not None or among or is_share_of_printed(weighed, one)
    if (
        is_portion_of_figure(weighed, one)
        or is_part_of_printed(weighed, one, half)
        or is_ranked(weighed, one)
        or is_per_unit(text, half)
    ):
        return True
    if GRAND_TOTAL.search(near) and BROUGHT_FORWARD.search(text):
        return True  # 收入总计955.22万元，其中…年初结转16.50万元
    if IN_ALL.search(near) and is_with_balance(weighed, one):
        return True
    nobodys = not one.own and one.subject == WHOLE_SPENDING
    return among or is_of_several_years(text, one, before, near) or (nobodys and CAME_IN.search(near) is not None)


def is_among_others(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """主要有办公费、公务接待费等，占52%: whether the name before it is one of several examples; no name behind 等."""
    begin = max(one.at.lead, one.at.number.start - LOOKED_AT)
    listed = AMONG_OTHERS.search(weighed.scene.text, begin, one.at.number.start)
    if listed is None:
        return False
    scene, end = weighed.scene, listed.start("end")
    share = scene.text.find("占", end, one.at.number.start)
    behind = scene.named_between(end, one.at.number.start if share < 0 else share)
    if share >= 0 and is_share_of_described(weighed, one, listed.start(), share):
        return False
    return bool(scene.named_between(listed.start(), end)) and not behind


def is_share_of_described(weighed: WeighedScene, one: WeighedMeaning, listed: int, share: int) -> bool:
    """公用经费99.80万元，主要有办公费、公务接待费等，占基本支出的18.11%: whether examples describe an amount that stands right
    before them, and what that is of another row is what 占 says."""
    wholes = weighed.scene.named_between(share, one.at.number.start)
    before = [each for each in weighed.meanings if each.own and each.at.number.until == one.at.lead <= listed]
    described = any(
        each.at.number.unit == MONEY_UNIT and each.subject != wholes[-1].subject for each in before if wholes
    )
    return described and DESCRIBES.match(weighed.scene.text, one.at.lead) is not None


def says_outside_brackets(pattern: re.Pattern[str], words: str) -> bool:
    """Whether words stand somewhere and in no bracket that has been closed."""
    places = (found.start() for found in pattern.finditer(words))
    return any(words.count(")", place) <= words.count("(", place) for place in places)


def is_of_named_behind(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """节约的2.61万元“三公”经费: whether it is a number of what is named right behind it."""
    until = one.at.number.until
    behind = [each.subject for each in weighed.scene.mentions if until <= each.start <= until + 1]
    return any(is_among(one.at.number, map(abs, weighed.net.of(each).amounts)) for each in behind)


def is_portion_of_figure(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """98.5%的采购通过电子卖场完成，金额103.09万元: whether a percentage before it is what it is of the figure that it is held
    against."""
    before = weighed.scene.numbers_before(one.at)
    percents = [abs(each.value) for each in before if each.unit == PERCENT_UNIT and 0 < each.value < WHOLE_PERCENT]
    cells = [abs(each.value) for each in weighed.net.of(one.subject).numbers] if percents else []
    return is_among(one.at.number, (cell * percent / WHOLE_PERCENT for cell in cells for percent in percents))


def is_part_of_printed(weighed: WeighedScene, one: WeighedMeaning, half: int) -> bool:
    """Whether it is a part of the amount before it, or of some projects, without a name of its own since."""
    scene, start = weighed.scene, one.at.number.start
    parts = [*OF_PRINTED.finditer(scene.text, half, start), *SOME_PROJECTS.finditer(scene.text, half, start)]
    if parts and not scene.named_between(parts[-1].end(), start):
        return True
    added = one.subject.alone and "追加" in one.subject.words
    return added and CHANGED_TO.search(scene.text, one.at.lead, start) is not None


def is_ranked(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """“三公”经费中最大一项是车辆，18.92万元: whether it is of the foremost thing, whose name no form has."""
    text, start = weighed.scene.text, one.at.number.start
    ranked = FOREMOST.search(text, one.at.lead, start)
    return ranked is not None and not weighed.scene.named_between(ranked.end(), start)


def is_per_unit(text: str, half: int) -> bool:
    """人均180.30万元；其中人员19.52万元: whether its half-sentence goes on with parts of what one person costs."""
    return text.startswith(OF_THAT, half) and SAID_OF_EACH.search(text, 0, half) is not None


def is_in_formula(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """控制率为96.35%（175.36万元÷182.00万元×100%）: whether it stands in a quotient that the sentence computes right, or right
    behind its =."""
    text, start = weighed.scene.text, one.at.number.start
    if "÷" not in text and "/" not in text:
        return False
    percents = [each.number for each in weighed.scene.numbers if each.number.unit == PERCENT_UNIT]
    for found in PRINTED_QUOTIENT.finditer(text):
        part, whole = (Decimal(found[at].replace(",", "")) for at in (1, 2))
        values = [part / whole * WHOLE_PERCENT] if whole else []
        if found.start() <= start < found.end() and values:
            return any(is_among(each, values) for each in percents)
        if found.end() <= start and text.endswith("=", 0, start) and is_among(one.at.number, values):
            return True
    return False


def is_of_several_years(text: str, one: WeighedMeaning, before: str, near: str) -> bool:
    """Whether it is one of several amounts year by year, and not what 逐年下降，支出3.25万元 says of this year."""
    if near == "、":
        return YEAR_BY_YEAR.search(before) is not None
    ends = [found.end() for found in YEAR_BY_YEAR.finditer(near)]
    listed = text.startswith("、", one.at.number.until)
    return bool(ends) and (listed or SAYS_CELL.search(near, ends[-1]) is None)


def is_share_of_printed(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """最多的一笔是3877.72万元的设备购置，占项目支出的35.00%: what the amount before it, or the last of them together, are of the
    whole that is named behind 占."""
    scene = weighed.scene
    share = scene.text.rfind("占", one.at.lead, one.at.number.start)
    if share < 0:
        return False
    amounts = [abs(each.value) for each in reversed(scene.numbers_before(one.at)) if each.unit == MONEY_UNIT]
    if not amounts:
        return False  # of most texts nobody asks for the whole, so that they stand when it changes
    if OF_SOME_FUNDS.search(scene.text, share, one.at.number.start):
        return weighed.net.figures.ask(is_share_of_any, (amounts[0], one.at.number))
    wholes = [each.subject for each in scene.named_between(share, one.at.number.start)] or [WHOLE_SPENDING]
    bases = [each.value for whole in wholes for each in weighed.net.of(whole).numbers if each.value]
    parts = list(accumulate(amounts[:MOST_LISTED]))
    return is_among(one.at.number, (part / base * WHOLE_PERCENT for base in bases for part in parts))


def is_with_balance(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """总收入581.44万元, where 390.55万元 came in and 190.89万元 was brought forward: what came in and a balance."""
    rows = dict.fromkeys(row for row in weighed.scene.names.subjects.values() if BALANCE_ROW.search(row.words))
    balances = [each.value for row in rows for each in weighed.net.of(row).numbers]
    return is_among(one.at.number, (abs(right.value) + left for right in one.expected for left in balances))
