"""A part that is more than its whole: 编制4人，其中事业编制12人; 一般公共预算拨款 above all that ever came in or was spent.

No name of the part is needed for it: where the whole is the figure, what it holds cannot be more.
"""

import re
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimYear, SubjectKind
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.subject_names import budget_rows
from evaluations.claims.figures.weighed_names import WeighedName
from evaluations.claims.figures.weighed_values import net_of
from evaluations.claims.figures.whole_of_report import OF_GENERAL_FUNDS, WHOLE_INCOME, WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import year_said
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.last_stretch import last_stretch
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.claims.words.weighed_hints import unknown_signs
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

OPENS = re.compile("[，,;(]*(?:其中|包括)(?:[:,，]|[\\d一二三]+[.、]|[(][\\d一二三]+[)])*|[(]含")
LISTS = re.compile("其中|包括|含")  # one of them is in each
# Another time, another measure, a sum: what follows is no part of what was said before.
TURNS = quick_pattern(
    "[比较同与按]|上年|去年|往年|历年|年初|追加|调[整增减]|结[转余]|合计|(?<!公)共|总|累计|[人车户次]均|平均|另|全[县市区镇乡省]|"
    "增|减|升|降|超|节|多|少|差|应|计划|目标|标准|贷|债|投资|产值|[贷借]款|历史"
)
BUDGET_FUNDS = re.compile(
    "(?:一般)?公共(?:财政)?预算(?:财政)?(?:拨款|补助|资金)?(?:收入|支出)?(?:预算|决算)?(?:数|总额)?(?:为|是|共|:)*$"
)
# Who came or went, whom it was done for, pupils: no part of those who are there.
ROW_TURNS = re.compile(
    "[比较]|上年|去年|往年|历年|追加|累计|[人车户]均|平均|全[县市区镇乡省]|增|减|升|降|超|少|差|目标|标准|20\\d\\d年|曾|先后|培训|参[加与训]|慰问|体检|学[生员]|服务(?!人员|岗)|为|给|对|上级|部门下达|预计|拟|可|最多|不[足到得]"
)
OTHERS_TOO = re.compile("[及和与、](?!食堂|[一-龥]{1,6}等?\\d)")
# 县财政局, 乡镇卫生院: whose row it is.
OTHER_UNIT = re.compile("[局院校站所厂处镇乡村委办会队馆社库园]|中心|公司|单位|系统|成员|机构|街道")
OWN_KIND = re.compile(
    "[我本全该](?:县|市)?[一-龥]|(?<![一-龥])(?:中心|分局|街道|党校|[支大]队|[局院校站所馆])|学校|医院|编[委办]|委员会办公室"
)
HIRED, LONGEST_BETWEEN = re.compile("^编外"), 14
# Asked for their advice, or unpaid: nobody counts them at the end of the year.
NO_STAFF = re.compile("专家|律师|顾问|教[授练]|讲[师课]|授课|评[委审]|志愿|义务|监督员")
OTHER_YEAR = re.compile("20\\d\\d年")
ALL_BUT_LISTS = "，,;。(:"  # signs that end a list of names; 、 does not
LONGEST_PART, MOST_TIMES, FEW_PEOPLE = 40, 3, Decimal(20)


def is_above_whole(weighed: WeighedScene, order: int) -> bool:
    """Whether a number that is no figure of the report is more than what it is said to be a part of."""
    one = weighed.meanings[order]
    if one.away or one.at.number.unit == PERCENT_UNIT or "change" in one.kinds:
        return False
    whole = whole_of(weighed, order)
    above = (
        (whole is not None and is_more(weighed, order, whole))
        or is_above_all(weighed, order)
        or is_above_row(weighed, order)
    )
    return above and not weighed.is_explained(order)  # asked last: it looks at all numbers of the sentence


def is_more(weighed: WeighedScene, order: int, whole: int) -> bool:
    """Whether a number is more than an earlier one that is the figure its words say."""
    part, all_of = weighed.meanings[order].at.number, weighed.meanings[whole].at.number
    return part.unit == all_of.unit and part.value > all_of.value + all_of.step + part.step and is_sure(weighed, whole)


def is_sure(weighed: WeighedScene, order: int) -> bool:
    """Whether a number is the figure of what its words name."""
    one = weighed.meanings[order]
    return (
        one.own
        and (weighed.agrees(order) or weighed.is_anchor(order))
        and "change" not in one.kinds
        and "last" not in one.kinds[-1:]
    )


def whole_of(weighed: WeighedScene, order: int) -> int | None:
    """The number right before 其中 that opens the list in which a number stands; None if it stands in none."""
    text, meanings = weighed.scene.text, weighed.meanings
    first = order if LISTS.search(text) else 0
    for place in range(first, 0, -1):
        before = meanings[place - 1].at.number
        gap = text[before.until : meanings[place].at.number.start]
        opened = OPENS.match(gap)
        rest = gap[opened.end() :] if opened else gap
        if len(rest) > LONGEST_PART or TURNS.search(rest) or OTHER_YEAR.search(rest) or (")" in gap and not opened):
            return None
        if opened:
            return place - 1
    return None


def is_above_all(weighed: WeighedScene, order: int) -> bool:
    """一般公共预算拨款131万元 where no more than 95.36万元 came in or was spent: what is of these funds is a part of it."""
    one = weighed.meanings[order]
    words = weighed.scene.own_words(one.at)
    funds = BUDGET_FUNDS.search(words)
    if one.at.number.unit != MONEY_UNIT or not funds or TURNS.search(words) or unknown_signs(words[: funds.start()]):
        return False
    if year_said(one, weighed.scene.year) != ClaimYear.THIS:
        return False
    most = weighed.net.figures.ask(greatest_whole, None)
    return most + one.at.number.step < one.at.number.value < most * MOST_TIMES


def greatest_whole(figures: KnownFigures, _: None) -> Decimal:
    """The greatest amount that the department took in or spent, planned or done, this year or last; 0 where none is known."""
    net = net_of(figures)

    def found() -> Decimal:
        budgets = {code for codes in budget_rows(figures.scheme).values() for code in codes}
        rows = (one for one in net.everything if {*one.codes} & budgets)
        wholes = (WHOLE_INCOME, WHOLE_SPENDING, *rows)
        return max((each.value for whole in wholes for each in net.of(whole).numbers), default=Decimal(0))

    return figures.once("greatest whole", found)


def is_above_row(weighed: WeighedScene, order: int) -> bool:
    """聘用制书记员89名 of 63 who are hired, 事业编制40名 of 25 posts, 采血车等车辆的运行维护费45万元 of 29.2.

    More than all of that row in any column and year, however its name is narrowed.
    """
    one, scene = weighed.meanings[order], weighed.scene
    people = one.at.number.unit == PERSON_UNIT
    # 聘用值守、巡坝人员15人
    begin = last_stretch(scene.text, one.at.lead, one.at.number.start, ALL_BUT_LISTS) if people else one.at.own
    named = scene.named_between(begin, one.at.number.start)
    if people:
        named = [each for each in named if is_of_unit(weighed, each, PERSON_UNIT)]
    if len(named) != 1:
        return False
    row, words = named[0].subject, scene.text[begin : one.at.number.start]
    between = scene.text[named[0].end : one.at.number.start]
    of_row = people or (OF_GENERAL_FUNDS.search(row.words) and is_of_unit(weighed, named[0], MONEY_UNIT))
    others = OTHER_UNIT.search(OWN_KIND.sub("", scene.without_own_name(words)))
    hired = HIRED.search(row.words) is not None  # 聘用书记员, 外聘保安、保洁
    if (
        not of_row
        or others
        or ROW_TURNS.search(words)
        or (hired and NO_STAFF.search(words))
        or unknown_signs(between) > (LONGEST_BETWEEN if hired else 0)
        or (OTHERS_TOO.search(between) and not hired)
    ):
        return False
    known = [each.value for each in weighed.net.of(row).numbers]
    most = max(known, default=Decimal(0))
    far = max(most * MOST_TIMES, FEW_PEOPLE) if people else most * MOST_TIMES
    return most + one.at.number.step < one.at.number.value < far


def is_of_unit(weighed: WeighedScene, named: WeighedName, unit: str) -> bool:
    """Whether the figures of a row have that unit."""
    return named.subject.kind == SubjectKind.ROW and weighed.net.figures.has_unit(named.subject.codes, unit)


def follows_strange_people(weighed: WeighedScene, order: int) -> bool:
    """甲站编制86名，年底在编83人: whether people stand right before it who are none of the department's."""
    before = order - 1
    people = order > 0 and weighed.meanings[before].at.number.unit == PERSON_UNIT
    return people and weighed.meanings[order].at.number.unit == PERSON_UNIT and not weighed.is_explained(before)
