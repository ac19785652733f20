"""两项合计, 共计: a number that sums up the amounts before it, and is not the last thing's."""

import re

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.figures.known_figures import is_all_projects
from evaluations.claims.reading.named_before import things_before
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.words.change_words import WordUse, change_words
from evaluations.claims.words.list_words import COUNT_WORDS

SUM_OF_LIST = re.compile(
    r"(?P<sign>[，,、；;]|(?<=[。\n])(?=以上|上述|前述|这|[两二三四五2-5]项|合计|共计|总计))?(?P<above>以上|上述|前述|这)?(?:(?P<count>[两二三四五2-5])(?:项|者|部分|个项目|类)(?:资金|费用|支出)?(?:合计|共计|相加|之和|总计|共)|(?:(?<=上述|以上|前述)(?:支出|费用|经费|资金))?(?:合计|共计|总计))"
    rf"(?:支出|安排|执行|完成|投入|使用|拨付|到位|{change_words(WordUse.READ | WordUse.HINT)})?"
    r"(?P<column>[，,:：]?(?:本年|全年|年初|调整后?|批复|实际)?(?:预算|决算|支出|执行|完成)(?:数|额|金额)?)?[为是:：]?$"
)
COUNTED = re.compile(r"\d(?:批次?|人次?|次)$")  # right before a sum of what was counted
SUM_SIGN = re.compile("计|共(?<!公共)|相加|之和")  # one of them is in each; found by its first sign
LONGEST_LEAD = 10  # signs of SUM_OF_LIST before one of these: ，上述三个项目资金合
SUM_REACH = 20


def is_named_since(reading: ProseReading) -> bool:
    """外事接待费0万元，国内公务接待196批次，共计支出8.74万元: whether a row was named since the last claim."""
    last, subject = reading.claims[-1:], reading.state.subject
    return subject.kind == SubjectKind.ROW and not any(one.subject == subject for one in last)


def close_list_with_sum(reading: ProseReading, number: PrintedNumber) -> int:
    """人员经费1万元，公用经费2万元，两项合计3万元: of how many it is the sum, −1 of all; then it is not the last thing's.

    A、B合计3万元 names things whose sum nobody has said yet: a thing of its own.
    """
    state = reading.state
    if state.per_unit:
        return 0  # 改造12户，每户补助3万元，合计36万元: so many times that
    text, begin = reading.prose.text, max(state.sentence_start - 1, number.start - SUM_REACH, 0)
    said = SUM_SIGN.search(text, begin, number.start)
    told = SUM_OF_LIST.search(text, max(begin, said.start() - LONGEST_LEAD), number.start) if said else None
    if told is None:
        return 0
    if is_all_projects(state.subject):
        return 0  # 三个项目预算合计179万元，全年执行合计178万元: of all of them again
    if COUNTED.search(text, begin, told.start()) and is_named_since(reading):
        return 0
    back = 1 if told and told["sign"] == "" else 0  # a sentence of its own
    here = any(claim.sentence >= state.sentence - back and claim.number for claim in reading.claims[-1:])
    several = state.mentions["name"] > 1
    if not told["sign"] and not several and state.subject.words.endswith(("合计", "总计")):
        return 0  # 本年收入合计: its own name
    signed = told["sign"] is not None
    if not (here or several) or (state.named_in_clause and signed and not several):
        return 0
    count = COUNT_WORDS.get(told["count"] or "", 0)
    parts = things_before(reading, count, state.sentence - (1 if told["above"] or count or told["sign"] == "" else 0))
    state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), "", parts=parts), True
    return 0 if several or not signed or told["column"] else COUNT_WORDS.get(told["count"] or "", -1)
