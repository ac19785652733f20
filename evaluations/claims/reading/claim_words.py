"""Words that make a claim: numbers, grades, comparisons; and the ends of clauses, which close what was open."""

import re
from collections.abc import Callable

from evaluations.claims.claim_nouns import (
    UNKNOWN_THING,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS
from evaluations.claims.reading.comparison_words import COMPARISON_WORDS
from evaluations.claims.reading.exact_behind import says_exactly
from evaluations.claims.reading.named_behind import turn_to_named_behind
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.prose_words import FORBIDDEN_BEFORE_NUMBER
from evaluations.claims.reading.sentence_state import CHANGE_RELATION, VALUE_RELATION
from evaluations.claims.reading.sentence_words import leave_average
from evaluations.claims.reading.sums_of_lists import close_list_with_sum
from evaluations.claims.words.change_words import TURNED_TO, WordUse, change_words
from evaluations.claims.words.printed_numbers import MONEY_KIND, PEOPLE_KIND, PERCENT_KIND, POINTS_KIND, printed_number
from evaluations.claims.words.purpose_words import NOT_SPENT, SPENT_ON, spends_on_purpose
from evaluations.language.units import COUNT_UNIT

READ_UNITS = (MONEY_KIND, PERCENT_KIND, PEOPLE_KIND, POINTS_KIND, COUNT_UNIT)
MONEY_NOUN = re.compile(r"费|经费|支出|资金|项目|采购|收入|工程|专项|补助|补贴|款|奖|工资|投资|成本|税|债")
SOME_PROJECTS = re.compile("项目|工程|专项")
HEADING, MARKER = range(4, 17), 4  # characters of a heading such as 行政运行, and of its 1. or （一）
NO_HEADING = re.compile(
    r"^(?:按|根据|为|因|由于|通过|严格|认真|进一步|坚持|贯彻|落实|截至|总体)|"
    r"(?:健全|完善|规范|良好|完成|提升|提高|加强|有力|到位|落实|有效|明显|增强|优化|如下|合理|及时|准确|顺利|较好)$"
)
TITLE_ENDS = ("说明", "情况", "概况")
BRACKETS, HALF_SENTENCE_END, SENTENCE_END = "()（）", ";；", "。!?！？\n"
TO_VALUE = re.compile(f"{TURNED_TO}|[到至](?=\\d)")
# 年中核减60万元，调整预算…; 差异118万元；支出预算…: of the department again
ADJUSTED_BY = re.compile(
    "(?:预算)?(?:调整(?:数|额|金额|率|幅度)?为?)?(?:执行中|年中|中)?(?:[核调追压][增减](?:预算|指标|支出)?)+|(?:预算)?调整(?:数|额|金额|率|幅度)|差异|差额|偏差|相差"
)
COMPARED_NOUN, COMPARED_ROW = 8, 16  # characters from 较上年 to the number
TURN_FOLLOWS = re.compile(change_words(WordUse.BIND))
CHANGE_FOLLOWS = re.compile(f"(?:相比|比较|相较)?[，,]?(?:{TURN_FOLLOWS.pattern})")


def on_grade(reading: ProseReading, found: re.Match[str]) -> None:
    """评价等级为优: a grade, and not a figure."""
    if not reading.state.residue and not reading.state.other_party:
        start = found.start("grade_word")
        reading.state.subject = ClaimSubject(SubjectKind.SCORE, (), found[0], alone=True)
        reading.add(Relation.GRADE, start, found.end(), word=found["grade_word"])


def on_number(reading: ProseReading, found: re.Match[str]) -> None:
    """What a number says of what is open; one that cannot be read, or is of no figure's unit, is an unknown word."""
    number, state, (start, end) = None, reading.state, found.span()
    if found.string[start - 1 : start] not in FORBIDDEN_BEFORE_NUMBER:
        number = printed_number(found, found.string)
    reading.listing.give(state, found.string, start)
    reading.listing.given(end)
    if state.rate and found["unit"] == PERCENT_KIND and (number is None or state.norm):
        state.aimed_rate = state.rate
    if number is None or number.unit not in READ_UNITS:
        state.counting = state.counting or bool(state.residue)
        state.residue.append((start, end))
        return
    if says_exactly(reading, number):
        return
    if number.unit in (MONEY_KIND, PEOPLE_KIND) and _names_what_is_compared(reading, start, number):
        return
    _claim_number(reading, number)
    people = number.unit in (PEOPLE_KIND, COUNT_UNIT)
    counted = [*state.residue] if people else []
    foreign = bool(state.residue) and state.relation == CHANGE_RELATION  # 采购节约47.7万元，节约率4.97%
    state.counting = foreign or (number.unit != MONEY_KIND and (state.counting or bool(counted)))
    state.after_number()
    state.residue += counted  # 招录24人增加148万元: what was added is still that of 招录


def _names_what_is_compared(reading: ProseReading, start: int, number: PrintedNumber) -> bool:
    """比上年的7.08万元减少, 占基本支出499.98万元的: a value in the middle of a comparison, which goes on behind it."""
    state = reading.state
    if number.unit == PEOPLE_KIND and (state.relation != Relation.SHARE or state.residue):
        return False
    if state.relation == Relation.SHARE and (state.whole or state.sharing):
        reading.add_value(state.whole or UNKNOWN_THING, ColumnWord.NO_COLUMN, ClaimYear.THIS, number)
        return True
    if state.relation == Relation.OF_BUDGET and not state.residue:
        whose = not state.sharing or state.own_budget  # 占总预算707万元的: whose budget is not said
        row = state.subject.kind == SubjectKind.ROW and not state.subject.alone
        either = state.subject._replace(or_whole=("支出",)) if row else UNKNOWN_THING
        subject = state.subject if whose else either
        reading.add_value(subject, state.column, state.year, number)
        return True
    named = start == state.against_end or _is_compared(reading, number)
    if state.relation == VALUE_RELATION and named:
        if state.residue:  # 全口径支出较上年的4298.35万元减少
            state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), reading.residue_words()), True
        turn_to_named_behind(reading, number)
        column = state.against or (ColumnWord.BUDGET if state.column == ColumnWord.BUDGET else ColumnWord.NO_COLUMN)
        year = ClaimYear.LAST if state.against_year and state.year != ClaimYear.OTHER else state.year
        reading.add_value(state.subject, column, year, number)
        return True
    return False


def _is_compared(reading: ProseReading, number: PrintedNumber) -> bool:
    """较上年采购额120.50万元增加: with a noun between."""
    begin, text = reading.state.against_end, reading.prose.text
    if begin < reading.state.clause_start or not 0 < number.start - begin <= COMPARED_ROW:
        return False
    far = number.start - begin > COMPARED_NOUN  # 较上年度部门决算公开“三公”经费合计27.75万元增加
    return bool((TURN_FOLLOWS if far else CHANGE_FOLLOWS).match(text, number.until))


def _goes_on_to_another(reading: ProseReading, number: PrintedNumber) -> bool:
    """由95万元增加到99.8万元: the first is of a time that nobody names."""
    text = reading.prose.text
    return text[number.start - 1 : number.start] in ("由", "从") and bool(TO_VALUE.match(text, number.until))


def _claim_number(reading: ProseReading, number: PrintedNumber) -> None:
    state = reading.state
    if _goes_on_to_another(reading, number):
        reading.add_earlier(number)
        return
    sum_of = close_list_with_sum(reading, number)
    relation = _relation(reading, number)
    if state.residue and number.unit == MONEY_KIND and _spends_on_purpose(reading, number):
        state.residue.clear()
    if state.subject.parts and sum_of:
        state.residue.clear()  # 两项合计: the words of the sum itself
    if state.residue and number.unit in (MONEY_KIND, PERCENT_KIND) and relation != CHANGE_RELATION:
        words = reading.residue_words()
        state.subject = ClaimSubject(SubjectKind.UNKNOWN, (), words, alone=bool(ADJUSTED_BY.fullmatch(words)))
        state.named_here = True
    elif state.residue and relation == CHANGE_RELATION and _changes_an_expense(reading, number):
        state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), reading.residue_words()), True
    if state.cause and not state.named_since_cause and relation == VALUE_RELATION:
        state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), ""), True
    if _is_claimed(reading, number):
        told = {"number": number, "sign": state.sign or 0, "against": state.against, "sum_of": sum_of}
        reading.add(relation, number.start, number.end, **told)


def _spends_on_purpose(reading: ProseReading, number: PrintedNumber) -> bool:
    """2.项目支出情况。用于粮食储备等专项工作的经费支出150.57万元: of the row that the heading names."""
    state = reading.state
    described = spends_on_purpose(reading.prose.text, state.sentence_start, number.start)
    return described and state.subject.kind == SubjectKind.ROW and not state.named_here


def _changes_an_expense(reading: ProseReading, number: PrintedNumber) -> bool:
    """接待费少支0.6万元: an expense that the form does not have, where nothing was named before; not the department's."""
    state = reading.state
    nobody = state.subject.kind == SubjectKind.DEPARTMENT and not state.subject.codes and not state.named_in_clause
    return nobody and bool(MONEY_NOUN.search(reading.prose.text[state.residue[0][0] : number.start]))


def _between(reading: ProseReading, claim: Claim, number: PrintedNumber) -> str:
    """The words from the number of a claim to a later number."""
    return reading.prose.text[claim.number.until : number.start] if claim.number else ""


def _share_of_change(reading: ProseReading, number: PrintedNumber) -> Claim | None:
    """超预算支出36万元，占公用经费预算的35.6%: the change whose share of the budget this is; None for any other percentage."""
    if reading.state.relation != Relation.OF_BUDGET or number.unit != PERCENT_KIND or not reading.claims:
        return None
    last = reading.claims[-1]
    of_change = last.relation == CHANGE_RELATION and last.against in BUDGET_COLUMNS
    here = last.sentence == reading.state.sentence and "占" in _between(reading, last, number)
    return last if of_change and here else None


def _relation(reading: ProseReading, number: PrintedNumber) -> Relation:
    """What is open; a percentage behind the name of a rate is that rate, a part of a change is a change."""
    state = reading.state
    if change := _share_of_change(reading, number):
        state.sign, state.against, state.column = change.sign, change.against, change.column
        return CHANGE_RELATION
    if number.unit == PERCENT_KIND and state.relation == VALUE_RELATION:
        aimed = None if state.residue or state.named_in_clause else state.aimed_rate
        state.rate, state.aimed_rate = state.rate or aimed, None
    if number.unit == PERCENT_KIND and state.relation == VALUE_RELATION and state.rate:
        return Relation.RATE
    if state.relation == Relation.RATE and number.unit != PERCENT_KIND and state.named_in_clause:
        return VALUE_RELATION  # 公用经费控制率：实际支出64.32万元
    if state.relation == VALUE_RELATION and number.unit == MONEY_KIND and reading.is_part_of_change(number):
        state.sign = reading.claims[state.change_of or 0].sign
        return CHANGE_RELATION
    return state.relation


def _is_claimed(reading: ProseReading, number: PrintedNumber) -> bool:
    """Whether a number says something of what is open: not points of money, nor what was not, or only partly, spent."""
    state, text = reading.state, reading.prose.text
    if (number.unit == POINTS_KIND) != (state.subject.kind == SubjectKind.SCORE) or NOT_SPENT.match(text, number.until):
        return False
    if state.subject.kind == SubjectKind.DEPARTMENT and SPENT_ON.match(text, number.until):
        return False  # 支出30万元用于…: some of it
    if number.unit in (PEOPLE_KIND, COUNT_UNIT):
        return state.named_in_clause and not state.residue
    return not state.residue or number.unit in (MONEY_KIND, PERCENT_KIND)


def on_stop(reading: ProseReading, found: re.Match[str]) -> None:
    """Signs; a colon behind a name or a rate belongs to it."""
    if found[0] in ":：" and not reading.state.residue:
        return
    on_stop_text(reading, found[0], found.end())


def on_stop_text(reading: ProseReading, sign: str, end: int) -> None:
    """A clause, a half-sentence or a sentence ends; what stood in it without a number may open another subject."""
    state = reading.state
    if sign in BRACKETS:
        _on_bracket(reading, sign, end)
    else:
        _close_clause(reading, sign, end)
    if state.subject.alone and sign != "(":
        state.subject = state.broad
    if sign in "，,":
        leave_average(reading, end)
        state.relation, state.sign, state.rate, state.sharing = VALUE_RELATION, None, None, False
    state.absent, state.named_in_clause, state.clause_start, state.mark = False, False, end, sign
    if sign in HALF_SENTENCE_END and state.outside is None:  # （其中：柴油31万元；保险费9万元） goes on
        reading.end_half_sentence(within=True)
    elif sign in SENTENCE_END:
        reading.end_half_sentence(within=False)
        _leave_title(reading, end - len(sign))
        state.end_sentence(end)
        reading.enter_scope(end)
        if sign == "\n":
            reading.end_paragraph()


def _leave_title(reading: ProseReading, end: int) -> None:
    """第三部分 部门预算及“三公”经费预算说明。: a title names no thing of its own that the next sentences go on about."""
    state, text = reading.state, reading.prose.text
    numbered = bool(reading.claims) and reading.claims[-1].sentence == state.sentence
    if (
        state.subject.kind == SubjectKind.UNKNOWN
        and not numbered
        and text.endswith(TITLE_ENDS, state.sentence_start, end)
    ):
        state.subject = state.broad = reading.about
        state.listed_whole = None


def _on_bracket(reading: ProseReading, sign: str, end: int) -> None:
    """事业收入（学费）402.6万元: what stands before a bracket is the thing that goes on behind it."""
    state, text = reading.state, reading.prose.text
    opening = sign in "(（"
    if opening and state.residue and not state.named_in_clause:
        words = text[state.residue[0][0] : end - len(sign)]
        if MONEY_NOUN.search(words):
            state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), words), True
    other = opening and bool(state.residue) and state.subject.alone  # 追加70万元用于平台升级（55万元）
    _close_clause(reading, sign, end)
    state.open_bracket(text, end, reading.last_value) if opening else state.close_bracket(text, end - len(sign))
    state.subject = UNKNOWN_THING if other else state.subject


def _close_clause(reading: ProseReading, sign: str, end: int) -> None:
    """无公务接待费 is said by a whole clause; a clause without a number may name what the next ones are about."""
    state = reading.state
    if state.absent and not state.residue and state.named_here and sign not in "(：:、":
        reading.add(Relation.NONE, state.clause_start, end - 1 if sign != "\n" else end)
    if state.residue and not state.named_here and _opens_unknown(reading, end - len(sign)):
        state.subject = ClaimSubject(SubjectKind.UNKNOWN, (), reading.residue_words())
        state.named_here = bool(SOME_PROJECTS.search(state.subject.words))  # 项目执行偏低，全年支出…: that of projects
    state.residue.clear()


def _opens_unknown(reading: ProseReading, end: int) -> bool:
    """Whether words without a number name what the next clauses are about: an expense, or a heading on its own."""
    words, state = reading.residue_words(), reading.state
    if MONEY_NOUN.search(words):
        return True
    begin = state.residue[0][0]
    first = begin - state.sentence_start <= MARKER  # behind 1. or （一） at most
    alone = first and len(words) in HEADING and end - begin == len(words)
    return alone and not NO_HEADING.search(words)


CLAIM_WORDS: dict[str, Callable[[ProseReading, re.Match[str]], None]] = {
    **COMPARISON_WORDS,
    "grade": on_grade,
    "number": on_number,
    "stop": on_stop,
}
