"""A number that its own sentence takes apart from the figure whose name stands before it.

接待8批次67人次，支出0.96万元，其中接待省局2批次15人次，开支0.31万元: of fewer times than the whole.
执行数745.87万元（含上年结转140万元）占预算752万元的99.18%: a quotient of two amounts that the sentence prints.
"""

import re
from decimal import Decimal
from itertools import combinations

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord
from evaluations.claims.figures.income_and_spending import is_total
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, is_among, pairs_of
from evaluations.claims.figures.whole_of_report import OF_GENERAL_FUNDS, WHOLE_INCOME, WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.lists_apart import is_done_of_goal, is_in_row, is_of_listed_whole, is_of_so_many
from evaluations.claims.weighing.parts_bought import is_part_bought
from evaluations.claims.weighing.spoken_of_before import goes_on_before
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.weighed_hints import BALANCE_WORD
from evaluations.language.units import MONEY_UNIT

COUNTED = re.compile("(?<!\\d)(\\d{1,9})个?(批次?|人次|次)")
BOTH_TOGETHER = re.compile(
    "收支(?:结余|节余|差额)(?:资金)?(?:为|共)?$|收支(?:两|相)?抵[^，,。;\\d]{0,2}[，,]?[^，,。;\\d]{0,8}$"
)
LED_BASE = re.compile("(?:[对相]?比|比较|相较)[，,]")
OF_ONE_BUDGET = re.compile("(?:一般公共预算|政府性基金(?:预算)?|财政拨款)(?:财政拨款)?(?:本年)?收入(?:总计|合计)")
OF_ONE_VIEW = re.compile(
    "按[^，,。;\\d]{0,6}(?:财政拨款|一般公共预算|政府性基金)[^，,。;\\d]{0,4}口径|"
    "(?:财政拨款|一般公共预算|政府性基金(?:预算)?)(?:财政拨款)?本年支出"
)
MOST_IN_VIEW = 6  # of a row, of which any may be in a view
DAILY_RUNNING = re.compile("(?:正常运转|日常)[^，,。;\\d]{0,8}支出$|(?:专项|特定)[^，,。;\\d]{0,20}支出$")
NOTHING_SPENT = re.compile(
    "(?:未|没有|无)(?:实际)?(?:再)?(?:支出|发生|安排|使用|列支|产生|执行|购置|出国)|(?<![\\d.])0(?:\\.0+)?[万亿]?元"
)
SOME_TIME = re.compile("其中[^，,。;]{0,6}(?:期间|\\d月|季度|[上下]半年|前\\d|[春夏秋冬]季|汛期)[^，,。;]{0,12}$")
# What was spoken of, and no other thing: 代管资金单独核算 says nothing of the amount before it.
NOT_OURS = re.compile(
    "[，,(;](?:[也都均全但并系]|(?:上述|以上|[该此这])[^，,。;\\d]{0,6}|由[^，,。;\\d]{0,10}){0,2}"
    "(?:(?:不|未|并未)[在列纳计属][^，,。;]{0,10}(?:列支|决算|支出|核算|口径|经费|本[^，,。;]收支)|(?:单独|独立)(?:建账)?核算)"
)
BARE_SPENDING = ("年支出", "共支出", "，支出")
MOVES = re.compile("(?:新[进招录聘增]|调[入出]|招[录聘]|辞职)[^;。]{0,24}[，,、]退休$")
COUNTED_FIRST, LATER_COUNT = re.compile("[年期]初(?![^，,。;\\d]{0,4}编制)"), re.compile("[年期]末|现有|目前|月底")
TAKES_PART = re.compile("[名人](?:次)?(?:参加|参与|外出|赴|获评?|被评|取得|通过|出席|报名|晋升|考取)")


def is_apart(weighed: WeighedScene, order: int) -> bool:
    """Whether an amount is of less than its row, or computed with what the sentence prints."""
    one = weighed.meanings[order]
    of_source = is_of_one_budget(weighed, one) or is_of_one_view(weighed, one)
    daily = (
        not one.own
        and DAILY_RUNNING.search(weighed.scene.words_before(one.at)) is not None
        and weighed.net.is_cell(one.at.number)
    )
    return (
        of_source
        or daily
        or is_of_fewer_times(weighed, one)
        or is_left_of_both(weighed, one)
        or is_change_of_printed(weighed, order)
        or is_of_some_time(weighed, order)
        or is_said_not_ours(weighed, one)
        or is_part_bought(weighed, one)
        or goes_on_before(weighed, order)
        or is_within_row(weighed, one)
        or is_of_so_many(weighed, one)
        or is_in_row(weighed, order)
    )


def is_money(one: WeighedMeaning) -> bool:
    """Whether it is an amount."""
    return one.at.number.unit == MONEY_UNIT


def is_of_fewer_times(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """其中 with fewer 批次 or 人次 than before it: a part of the amount before it, and no more than that; 其中接待省局2批次，
    车辆2.84万元 names another row."""
    text, start = weighed.scene.text, one.at.number.start
    opened = text.rfind("其中", weighed.scene.half_of(start), start)
    wholes = (each for each in weighed.meanings if is_money(each) and each.at.number.until <= opened)
    whole = max(wholes, key=lambda each: each.at.number.start, default=None)
    if whole is None or one.at.number.value > whole.at.number.value or (one.own and one.subject != whole.subject):
        return False
    times = {found[2]: int(found[1]) for found in COUNTED.finditer(text, 0, opened)}
    return any(int(found[1]) < times.get(found[2], 0) for found in COUNTED.finditer(text, opened, start))


def is_left_of_both(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """收支两抵，多出33.48万元: what came in without what was spent."""
    if not BOTH_TOGETHER.search(weighed.scene.words_before(one.at)):
        return False
    pairs = pairs_of(weighed.net.of(WHOLE_INCOME), weighed.net.of(WHOLE_SPENDING))
    return is_among(one.at.number, (abs(income.value - spent.value) for income, spent in pairs))


def is_change_of_printed(weighed: WeighedScene, order: int) -> bool:
    """与上年支出281.05万元相比，增加30.15万元: the difference of a cell from the amount that was printed right before it."""
    one, before = weighed.meanings[order], weighed.meanings[order - 1] if order else None
    led = before is not None and "change" in one.kinds and LED_BASE.match(weighed.scene.words_before(one.at))
    if before is None or not led or before.at.number.unit != MONEY_UNIT:
        return False
    cells = (*weighed.net.of(one.subject).numbers, *weighed.net.of(WHOLE_SPENDING).numbers)
    return is_among(one.at.number, (abs(each.value - before.at.number.value) for each in cells))


def is_of_some_time(weighed: WeighedScene, order: int) -> bool:
    """公务接待费1.20万元，…其中疫情期间仅支出0.15万元: of some months, and no more than the amount printed before
    them."""
    one = weighed.meanings[order]
    some = SOME_TIME.search(weighed.scene.text, 0, one.at.number.start) if order else None
    before = [each for each in weighed.scene.numbers_before(one.at) if some and each.until <= some.start()]
    return any(each.unit == MONEY_UNIT and one.at.number.value <= each.value for each in before)


def is_said_not_ours(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """医药费由医保局管理，全年支出386.20万元，人均8.40万元，不在我局列支: an amount without a row of its own, of which
    the sentence goes on to say that it is in no figure here."""
    text, start = weighed.scene.text, one.at.number.start
    behind = NOT_OURS.search(text, one.at.number.until)
    bare = not one.own or (is_total(one.subject) and text.endswith(BARE_SPENDING, 0, start))
    if behind is None or not bare:
        return False
    between = text[one.at.number.until : behind.start()]
    return (
        ";" not in between
        and "原因" not in between
        and not weighed.scene.named_between(one.at.number.until, behind.start())
    )


def is_of_one_budget(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """一般公共预算收入总计1085.31万元，…年末结转和结余30.65万元: of the budget that its sentence begins with, whose income is
    less than all: what comes in, is spent or is left in all, and no more than the figure."""
    head = weighed.meanings[0]
    named = OF_ONE_BUDGET.search(weighed.scene.text, 0, head.at.number.start)
    if one.own and not (is_total(one.subject) or BALANCE_WORD.search(one.subject.words)):
        return False
    income = [each.value for each in weighed.net.of(WHOLE_INCOME).cells[ColumnWord.ACTUAL, ClaimYear.THIS]]
    if named is None or head is one or not income or head.at.number.value >= max(income):
        return False
    return is_below_figure(one)


def is_of_one_view(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """按财政拨款口径，“三公”经费支出为0万元: of one source, and no more than the figure of all; where another amount behind
    these words is the figure of all, they leave nothing out. 三公经费 is paid for of one source, so that no more than whole
    parts of it are in another."""
    begin = weighed.scene.half_of(one.at.number.start)
    view = OF_ONE_VIEW.search(weighed.scene.text, begin, one.at.number.start)
    if view is None or any(is_all_of(weighed, at) for at in places_between(weighed, view.end(), one)):
        return False
    if one.own and OF_GENERAL_FUNDS.search(one.subject.words) and not is_sum_of_parts(weighed, one):
        return False
    return is_below_figure(one)


def is_sum_of_parts(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """按财政拨款口径，“三公”经费支出21.82万元: whether an amount is nothing, or what some of the parts of its row make."""
    rows = dict.fromkeys(weighed.scene.names.subjects.values())
    under = [row for row in rows if {*one.subject.codes} & {*ancestor_rows(weighed.net.figures.scheme, row.codes)}]
    place = one.cell or (ColumnWord.ACTUAL, ClaimYear.THIS)
    values = [known[0].value for row in under if (known := weighed.net.of(row).cells[place])][:MOST_IN_VIEW]
    some = (each for count in range(len(values) + 1) for each in combinations(values, count))
    return is_among(one.at.number, (sum(each, Decimal(0)) for each in some))


def is_below_figure(one: WeighedMeaning) -> bool:
    """Whether a number is less than what the figures give for it."""
    return bool(one.expected) and one.at.number.value < max(abs(each.value) for each in one.expected)


def is_within_row(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """公用经费2131.33万元，公用经费中药品及材料费1624.08万元: of a thing within the row that its own words begin with, and no
    more than the figure of that."""
    scene, number = weighed.scene, one.at.number
    named = scene.named_between(one.at.lead, number.start)
    if len(named) != 1 or not scene.text.startswith("中", named[0].end) or named[0].end + 1 == number.start:
        return False
    subject = named[0].subject
    if is_total(subject) or not weighed.net.total_codes.isdisjoint(subject.codes):
        return False  # 总支出中，用于人员的2421.08万元: what all is spent on is a row
    return any(number.value <= each.value for each in weighed.net.of(subject).numbers)


def places_between(weighed: WeighedScene, begin: int, one: WeighedMeaning) -> list[int]:
    """The numbers between a place and a number."""
    end = one.at.number.start
    return [at for at, each in enumerate(weighed.meanings) if begin <= each.at.number.start < end]


def is_all_of(weighed: WeighedScene, order: int) -> bool:
    """Whether an amount is what the figures give for the row that its own words name."""
    one = weighed.meanings[order]
    return bool(one.own and is_money(one) and one.at.number.value and weighed.agrees(order))


def is_percent_apart(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """The same of a percentage."""
    return (
        is_percent_of_printed(weighed, one)
        or is_behind_unknown(weighed, one)
        or is_of_listed_whole(weighed, one)
        or is_done_of_goal(weighed, one)
    )


def is_behind_unknown(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """质量监管支出86.45万元（年初预算60万元，年中追加30万元，完成调整后预算的96.1%）: of a thing that no form has, in the
    bracket behind its amount."""
    text, start = weighed.scene.text, one.at.number.start
    opened = text.rfind("(", 0, start)
    if opened < 0 or ")" in text[opened:start]:
        return False
    return any(
        each.foreign and not each.own and each.at.number.until == opened and each.at.number.unit == MONEY_UNIT
        for each in weighed.meanings
    )


def is_percent_of_printed(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """A（含B）占C的99.18%: whether it is what an earlier amount is of the last one, with 占 between them; or the 100 % by which
    something falls that was spent on nothing."""
    text, number = weighed.scene.text, one.at.number
    if number.value == WHOLE_PERCENT and "change" in one.kinds:
        spent = [each for each in weighed.meanings if is_money(each) and not {"change", "begin"} & {*each.kinds}]
        ends = (each.at.number.end for each in spent if each.at.number.value and each.at.number.end <= number.start)
        begin = max(0, weighed.scene.half_of(number.start), *ends)
        return NOTHING_SPENT.search(text, begin, number.start) is not None
    amounts = [each for each in weighed.scene.numbers_before(one.at) if each.unit == MONEY_UNIT]
    whole = amounts[-1] if amounts and text.startswith("的", amounts[-1].until) else None
    share = text.rfind("占", 0, whole.start) if whole else -1
    if whole is None or share < 0 or not whole.value:
        return False
    parts = [each.value for each in amounts[:-1] if each.until <= share]
    if not parts and text.endswith("项目", 0, share):  # 该项目占全镇项目支出412.36万元的18.64%
        known = (each.actual for each in weighed.net.figures.projects)
        parts = [value for value in known if isinstance(value, Decimal) and value]
    return is_among(number, (part / whole.value * WHOLE_PERCENT for part in parts))


def are_people_apart(weighed: WeighedScene, order: int) -> bool:
    """西部计划补助68.40万元（在岗19人，每人每月3000元）: of a thing that no form has, in the bracket behind its amount; or of
    those who took part in something, as many as there are at most; or of those who came and went (新进41人，退休12人), or of
    those who were there before these (年初640人，年末612人)."""
    one = weighed.meanings[order]
    if COUNTED_FIRST.search(weighed.scene.text, one.at.own, one.at.number.start):
        return LATER_COUNT.search(weighed.scene.text, one.at.number.until) is not None
    if MOVES.search(weighed.scene.text, 0, one.at.number.start) and one.expected:
        return is_below_figure(one)
    if taking := TAKES_PART.match(weighed.scene.text, one.at.number.until - 1):
        all_of_them = max((each.value for each in one.expected), default=one.at.number.value)
        return "次" in taking[0] or one.at.number.value <= all_of_them
    return is_behind_unknown(weighed, one)
