"""Percentages that nothing can reach: 满意度123.6%, 占总支出的130%. No figure is needed to know that they are wrong."""

import re
from collections.abc import Iterable, Iterator

from evaluations.claims.claim_nouns import Claim, ClaimSubject, PrintedNumber, Relation, SubjectKind
from evaluations.claims.contradictions import Contradiction, ContradictionKind
from evaluations.claims.reading.prose_reading import QUOTE_WINDOW
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.language.units import PERCENT_UNIT

ALL_OF_THEM = 100
# Rates that count some of all there are: none of them may be above 100%, as 执行率, 床位使用率 and 毛入学率 may.
PART_OF_ALL = (
    "满意[度率]|合格率|优良率|优秀率|达标率|覆盖率|整改率|办结率|及时率|准确率|知晓率|普及率|回收率|公开率|完整率|签约率|结案率|破案率|建档率|"
    "(?:规范|健康)管理率|处理率|绿化率|成活率|好评率|参保率|治愈率|安全感|[结毕]业率|查处率|(?<![土用]地)(?<!指标)(?<!资产)处置率|(?<!债务)化解率|成功率|通过率|受理率|响应率|兑现率|"
    "完好率|出勤率|到岗率|验收率|执结率|(?<!资金)(?<!经费)(?<!投资)(?<!配套)落实率"
)
BOUND = "(?:[≥>=为:]|[不大][低小少]?于)*"
REACHED = "[^，,。;%比较增升降提减少多高超\\d]{0,8}(?:提高到|上升到|达到|增加到)?"
GOAL = "(?:离|距|低于|未达到?|没有达到|超过|高于|符合|达到)?[^，,。;%\\d]{0,6}"
OF_ALL = re.compile(f"(?:{PART_OF_ALL}){REACHED}(?<!的)$")  # 满意度达到目标值的105%
GOAL_OF_ALL = re.compile(f"(?:{PART_OF_ALL}){REACHED}\\d[\\d.]*%[，,]{GOAL}$")
# 满意度指标≥90%，实际完成值96%; 满意率，年初目标值≥90%，实际完成值96%
DONE_OF_ALL = re.compile(
    f"(?:{PART_OF_ALL}){REACHED}(?:[，,]?(?:年初|年度)?(?:目标|指标)值?)?{BOUND}\\d[\\d.]*%[，,](?:实际|完成|实现)+值[为是达到:]*$"
)
SHARE_OF = re.compile(
    "占(?:到|比|了)?(?:(?:一般公共|政府性基金)?预算)?(?:[^，,。;\\d增减预计任目指定限标编控上去]{0,10}(?:支出|收入|经费|总投资|总[数额量]|人数)(?:[合总]计|总[数额])?)?的?(?:比[例重])?[为达]?$"
)
LOOKED_BACK, GOAL_SIGNS = 40, 6


def impossible_rates(prose: PlainProse, scenes: Iterable[ProseScene], settled: set[int]) -> Iterator[Contradiction]:
    """The percentages above 100 of what is a part of something; not where something else was found (`settled`)."""
    for scene in scenes:
        if not any(map(may_be_high, scene.printed)):
            continue
        for one in scene.numbers:
            number, begin = one.number, prose.origins[scene.start + one.number.start]
            high = number.unit == PERCENT_UNIT and number.value > ALL_OF_THEM
            if high and begin not in settled and is_of_all(scene, number):
                yield Contradiction(claim_of_rate(prose, scene, number), ContradictionKind.ABOVE_ALL, None)


def may_be_high(found: re.Match[str]) -> bool:
    """Whether what looks like a number may be a percentage above 100: told by its digits, before it is read."""
    if found["unit"] not in ("%", "‰"):
        return False
    digits = found["digits"]
    return not digits or found["ten"] is not None or float(digits.replace(",", "")) > ALL_OF_THEM


def is_of_all(scene: ProseScene, number: PrintedNumber) -> bool:
    """Whether the words before a percentage name such a rate, its goal, or a share."""
    before = scene.text[max(0, number.start - LOOKED_BACK) : number.start]
    goal = "目标" in scene.text[max(0, number.start - GOAL_SIGNS) : number.until + GOAL_SIGNS] and GOAL_OF_ALL.search(
        before
    )
    return bool(OF_ALL.search(before) or SHARE_OF.search(before) or DONE_OF_ALL.search(before) or goal)


def claim_of_rate(prose: PlainProse, scene: ProseScene, number: PrintedNumber) -> Claim:
    """The percentage as a claim, in the text as written."""
    begin, end, quote = prose.quoted(scene.start, number.start, number.end, number.until, QUOTE_WINDOW)
    return Claim(ClaimSubject(SubjectKind.UNKNOWN), Relation.RATE, begin, end, quote, number=number)
