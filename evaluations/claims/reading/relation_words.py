"""Words that say which column is meant, and how a number stands to something else."""

import re
from collections.abc import Callable

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimYear, ColumnWord, ComparisonBasis, Relation, SubjectKind
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS
from evaluations.claims.reading.bare_directions import on_none, on_turn
from evaluations.claims.reading.named_before import COUNT_OF_ROWS, on_all_of
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.sentence_words import sentence_around
from evaluations.claims.reading.whole_words import whole_department

OF_AMOUNT = re.compile(r"为?[\d.,]+[万亿]?元的")  # 预算总额2871万元的项目资金
EACH_SHARE = re.compile("[^，,。；;\\d]{0,16}(?:分别|依次)")
GIVERS, ALL_YEARS = re.compile("财政(?!拨款)|上级|[省市县]级|国库"), re.compile(r"(?:累计|总)[^，,\d]{0,4}$")
COLUMN_WORDS = {str(one): one for one in ColumnWord}


def on_column(reading: ProseReading, found: re.Match[str]) -> None:
    if reading.state.relation == Relation.SHARE and found.lastgroup != "actual":
        reading.state.relation = Relation.OF_BUDGET
    if found[0] == "年初" and reading.state.subject.alone:  # 年末结余76.09万元（年初44.90万元）
        reading.state.residue.append(found.span())
        return
    if is_given(reading, found):
        reading.state.residue.append(found.span())
        return
    if words := tuple(word for word in ("支出", "收入") if word in found[0]):
        whole_department(reading, words)
    reading.state.column = COLUMN_WORDS[found.lastgroup or ""]
    reading.listing.say("column", reading.state.column)


def on_spend(reading: ProseReading, found: re.Match[str]) -> None:
    if reading.state.own_end == found.start() and reading.opens_own():
        reading.back_to_whole()  # 没有其他收入。…本园支出为1942.57万元
    whole_department(reading, ("支出",))
    reading.state.spent = True
    if reading.state.column == ColumnWord.BUDGET and found.string.endswith(
        "预算", 0, found.start()
    ):  # 预算支出: what was planned, or what was spent of it
        reading.state.column = ColumnWord.NO_COLUMN


def on_paid(reading: ProseReading, found: re.Match[str]) -> None:
    """What was spent; 财政拨付 is what came."""
    if is_given(reading, found):
        reading.state.residue.append(found.span())
    else:
        reading.state.spent = True


def is_given(reading: ProseReading, found: re.Match[str]) -> bool:
    """财政实际拨付300万元: what somebody else paid out to the department."""
    return "拨付" in found[0] and bool(
        GIVERS.search(found.string, reading.state.clause_near(found.start()), found.start())
    )


def on_invested(reading: ProseReading, found: re.Match[str]) -> None:
    """森林防火投入352.88万元: what was spent of a project named right before; 累计投入 may be that of several years."""
    many_years = ALL_YEARS.search(found.string, reading.state.clause_near(found.start()), found.start())
    if reading.state.subject.kind == SubjectKind.PROJECT and reading.state.named_in_clause and not many_years:
        reading.state.spent = True
    else:
        reading.state.residue.append(found.span())


def on_planned(reading: ProseReading, found: re.Match[str]) -> None:
    """政府采购…计划采购62万元: its budget; of anything else only what is planned."""
    if "采购" in reading.state.subject.words:
        reading.state.column = ColumnWord.BUDGET
    else:
        reading.state.residue.append(found.span())


def on_bought(reading: ProseReading, found: re.Match[str]) -> None:
    """采购金额 goes on about 政府采购; elsewhere it is a thing of its own."""
    if "采购" in reading.state.subject.words:
        reading.state.spent = True
    else:
        reading.state.residue.append(found.span())


def on_income(reading: ProseReading, found: re.Match[str]) -> None:
    whole_department(reading, ("收入",))


def on_both(reading: ProseReading, found: re.Match[str]) -> None:
    whole_department(reading, ("支出", "收入"))


def on_budget(reading: ProseReading, found: re.Match[str]) -> None:
    """预算总额, 收支预算: a budget, of the whole department where the words say so."""
    if "收支" in found[0]:
        whole_department(reading, ("支出", "收入"))
    elif found[0] == "控制数" and "预算" in sentence_around(reading, found):
        reading.state.residue.append(found.span())  # 三公经费控制数31万元，预算28万元: the limit, not the budget
        return
    elif (
        found[0].endswith("预算总额")
        and not reading.state.named_here
        and behind_shares(reading)
        and not OF_AMOUNT.match(found.string, found.end())
    ):  # 基本支出、项目支出各占…。预算总额…
        reading.state.led = True
        whole_department(reading, ("支出",))
    elif found.string.endswith("部门", 0, found.start()):  # 财政批复部门预算707万元
        whole_department(reading, ("支出",))
    on_column(reading, found)


def behind_shares(reading: ProseReading) -> bool:
    """Whether the sentence before ended with shares: 培训12期。预算总额15万元 is the budget of 培训."""
    last = reading.claims[-1] if reading.claims else None
    return last is not None and last.relation == Relation.SHARE and last.sentence == reading.state.sentence - 1


def on_against_year(reading: ProseReading, found: re.Match[str]) -> None:
    """比上年, 较2020年预算: what follows is held against another year, or against this year's budget."""
    state, words = reading.state, re.sub(r"^(?:相?比|相?较|与|同|较之)", "", found[0])
    far = reading.year_of(words) if words[:2] == "20" else ClaimYear.OTHER if "初" in words else ClaimYear.LAST
    if far == ClaimYear.THIS and "预算" in words:  # 较2020年预算减少, in the report of 2020
        reading.compares(budget_word(words), False, found)
        return
    of_same = state.named_in_sentence and words.endswith("数")  # ；较上年支出数减少: what the same thing was
    if not (state.named_here or of_same) and (total := re.search("支出|收入", words)):
        state.led = True
        whole_department(reading, (total[0],))
    reading.compares(ColumnWord.NO_COLUMN, True, found)
    if far != ClaimYear.LAST:
        state.against_year, state.year = False, ClaimYear.OTHER
    if "预算" in words and state.column == ColumnWord.NO_COLUMN:
        state.column = ColumnWord.BUDGET


def back_to_bought(reading: ProseReading, words: str) -> bool:
    """较采购预算640万元节约, 占采购预算的…: of 政府采购, where the list or the sentence is about it."""
    state = reading.state
    if "采购" not in words:
        return False
    if state.listed_whole and "采购" in state.listed_whole.words:
        state.subject = state.listed_whole
    return "采购" in state.subject.words


def on_against_budget(reading: ProseReading, found: re.Match[str]) -> None:
    back_to_bought(reading, found[0])
    reading.compares(budget_word(found[0]), False, found)


def budget_word(words: str) -> ColumnWord:
    """Which budget words speak of: 年初预算, 调整预算 or 全年预算, or just 预算."""
    if "年初" in words:
        return ColumnWord.BEGIN
    return ColumnWord.ADJUSTED if re.search("调整|全年", words) else ColumnWord.BUDGET


def on_of_which(reading: ProseReading, found: re.Match[str]) -> None:
    state = reading.state
    if state.basis == ComparisonBasis.SAID:
        state.basis = ComparisonBasis.LED
    state.after_list = False
    reading.listing.parts_at = len(reading.listing.numbered)
    last = None if reading.last_value is None else reading.claims[reading.last_value]
    before = last is None or last.sentence != state.sentence
    if found[0].startswith("构成") and state.named_here and before:
        state.group = state.subject  # 本年支出的具体构成为: of what this sentence names
    elif reading.last_value is not None and not state.residue:
        # 三公经费预算…，其中A…、B…；实际8.75万元，其中…: of the whole again
        opened = reading.claims[reading.last_value]
        state.part_of, state.listed_whole = reading.last_value, opened.or_subject or opened.subject
    if reading.last_change is not None and reading.last_change == len(reading.claims) - 1:
        state.change_of, state.listed_whole = reading.last_change, reading.claims[reading.last_change].subject


def on_among(reading: ProseReading, found: re.Match[str]) -> None:
    """三公经费支出决算中，: what follows are parts of it."""
    if reading.state.named_here and not reading.state.residue:
        reading.state.group = reading.state.subject


def on_share(reading: ProseReading, found: re.Match[str]) -> None:
    """占…; 较上年占比51.87%下降: what it was last year, of which nobody knows whose share that was."""
    counted = reading.state.has_little_residue and COUNT_OF_ROWS.fullmatch(reading.residue_words())
    if reading.state.against_end == found.start():
        reading.state.residue.append(found.span())
    elif counted and EACH_SHARE.match(found.string, found.end()):
        reading.state.residue.clear()  # 三项占总支出的比例依次为: no other whole
    reading.state.relation, reading.state.sharing = Relation.SHARE, True


def on_of_budget(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.relation, reading.state.sharing = Relation.OF_BUDGET, False
    reading.state.own_budget = back_to_bought(reading, found[0])
    reading.state.column = budget_word(found[0])


def said_of_budget(reading: ProseReading) -> ColumnWord | None:
    """The budget column of one of the last amounts of this sentence; None where they have none."""
    near = (one.column for one in reading.claims[-2:] if one.sentence == reading.state.sentence)
    return next((column for column in near if column in BUDGET_COLUMNS), None)


def on_done(reading: ProseReading, found: re.Match[str]) -> None:
    """预算7.5万元，支出6.3万元，完成84%: of the budget, when one was just said; else of a task."""
    state = reading.state
    column = said_of_budget(reading)
    if column and not state.residue and state.relation == Relation.VALUE:
        state.relation, state.column = Relation.OF_BUDGET, column


def on_rise(reading: ProseReading, found: re.Match[str]) -> None:
    on_turn(reading, found, 1)


def on_overspent(reading: ProseReading, found: re.Match[str]) -> None:
    reading.changes(1, saved=True)


def on_fall(reading: ProseReading, found: re.Match[str]) -> None:
    on_turn(reading, found, -1)


def on_either(reading: ProseReading, found: re.Match[str]) -> None:
    reading.changes(0)


def on_saved(reading: ProseReading, found: re.Match[str]) -> None:
    """节约, 结余, 未支付: what is left of the budget of a row or project; of the department it is another thing."""
    subject = reading.state.subject
    sure = not subject.alone and reading.other_subject() != reading.about
    kept = subject.kind in NAMED_KINDS and sure
    kept = kept or (subject.kind == SubjectKind.UNKNOWN and said_of_budget(reading) is not None)
    if kept or found[0].removeprefix("资金").startswith(("节约", "节省", "节支", "少支")):
        reading.changes(-1, saved=True)
    else:
        reading.state.residue.append(found.span())


def on_to_value(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.relation = Relation.VALUE
    if reading.state.year == ClaimYear.LAST:
        reading.state.year = ClaimYear.THIS


RELATION_WORDS: dict[str, Callable[[ProseReading, re.Match[str]], None]] = {
    "against_year": on_against_year,
    "against_budget": on_against_budget,
    "of_which": on_of_which,
    "among": on_among,
    "all_of": on_all_of,
    "share": on_share,
    "of_budget": on_of_budget,
    "done": on_done,
    "to_value": on_to_value,
    "rise": on_rise,
    "fall": on_fall,
    "either": on_either,
    "overspent": on_overspent,
    "saved": on_saved,
    "none": on_none,
    "begin": on_column,
    "adjusted": on_column,
    "actual": on_column,
    "in_place": on_column,
    "budget": on_budget,
    "both": on_both,
    "spend": on_spend,
    "paid": on_paid,
    "invested": on_invested,
    "planned": on_planned,
    "bought": on_bought,
    "income": on_income,
}
