"""Words that say whose number it is, and of which year: names, periods, parties."""

import re
from collections.abc import Callable
from functools import lru_cache

from evaluations.claims.claim_nouns import OTHER_PARTY, WHOLE_DEPARTMENT, ClaimSubject, ClaimYear, Relation, SubjectKind
from evaluations.claims.figures.subject_names import RECEPTION_NEARBY
from evaluations.claims.reading.all_projects import (
    SUMS_OF_PROJECTS,
    is_behind_all_projects,
    on_all_projects,
    on_overall,
)
from evaluations.claims.reading.listed_examples import is_example
from evaluations.claims.reading.names_of_some import is_of_scope, is_of_some
from evaluations.claims.reading.project_words import is_of_project, on_this_project, open_project
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.whole_words import whole_department
from evaluations.claims.words.list_words import is_all_of_it
from evaluations.claims.words.what_we_are import says_what_we_are

SATISFIED_NUMBER = re.compile("满意[度率][^，,。；;\\d]{0,8}\\d")
OF_CASES = re.compile(
    "投诉|信访|案件|办件|工单|诉求|来[信访电]|热线"
)  # 投诉7件，办结7件，回访满意率96%: of those who complained
PEOPLE = (
    "居民|村民|市民|观众|读者|游客|农户|农民|林农|牧民|企业|商户|用户|业主|当事人|患者|病人|就诊者|老人|家长|家属|师生|学生|学员|"
    "对象|群众|百姓|公众|服务主体|市场主体|经营主体|纳税人|办事人员|被调查者"
)
# 窗口群众, 目标群众: of one thing among several, or what was aimed at.
NOT_ALL_PEOPLE = "(?!目标|窗口|办事|项目|培训|问题|整改|自评)"
SATISFIED = re.compile(
    f"(?:{NOT_ALL_PEOPLE}[一-龥]){{0,6}}(?:{PEOPLE})(?:[及和、与](?:{PEOPLE}))?(?:的?(?:总体|综合|平均|出行))?满意[度率]|"
    "(?:经|根据|据)?(?:电话|第三方|随机|抽样|网络|入户)?(?:问卷|抽样|回访|测评|调查|走访)+(?:显示|结果)?满意[度率]"
)
OWN_OFFICE = (
    "(?:(?:[镇乡](?:党委)?|本)政府|[我本](?:县|市|区|镇|乡|街道|局|办|委|院|校|中心|单位|部门|馆|会|站)|学校|医院|街道)"
)
SATISFIED_WITH = re.compile(
    f"(?:{NOT_ALL_PEOPLE}[一-龥]){{0,6}}(?:{PEOPLE})(?:[及和、与](?:{PEOPLE}))?对"
    f"(?:{OWN_OFFICE}(?:机关)?(?:各项|整体|总体|全面)?的?(?:工作|服务)?|[一-龥]{{2,8}}工作)的?满意[度率]"
)  # 村民对镇政府工作的满意度, and not 群众对不动产登记服务的满意度, which is one of several
SUMS_OF_ROW = ("总支出", *SUMS_OF_PROJECTS)
KEPT_TEXTS = 8
PROCUREMENT, REACH = "政府采购", 120  # characters that are looked at for what was spoken of


def on_rest(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.residue.append(found.span())


def on_neutral(reading: ProseReading, found: re.Match[str]) -> None:
    """Words that change nothing."""


def on_row(reading: ProseReading, found: re.Match[str]) -> None:
    name = reading.lexer.name_at(found.string, found.start(), rate=False)
    if name.within is not None and not goes_on_with(reading, name.within, found):
        return
    if is_of_some(reading, found) or is_example(reading, found) or (name.alone and is_of_scope(reading, found)):
        on_rest(reading, found)
        return
    if says_all_of_it(reading, found):
        return
    if is_of_project(reading):
        open_project(reading, found)
        return
    if found[0] in SUMS_OF_ROW and stands_behind_row(reading, found):
        reading.state.spent = True
        return
    if found[0] in SUMS_OF_PROJECTS and is_behind_all_projects(reading):
        reading.state.spent = True
        return
    reading.named(ClaimSubject(SubjectKind.ROW, name.codes, found[0], name.alone))
    reading.state.spent = reading.state.spent or found["spent"] is not None


def says_all_of_it(reading: ProseReading, found: re.Match[str]) -> bool:
    """全部为公务接待费: whether a name only says what all of an amount before it is."""
    return bool(reading.claims) and is_all_of_it(found.string, *found.span())


def stands_behind_row(reading: ProseReading, found: re.Match[str]) -> bool:
    """“三公”经费总支出: what that row spent, and not the department."""
    subject = reading.state.subject
    named = subject.kind == SubjectKind.ROW and reading.state.named_in_clause and not reading.state.residue
    return named and found.string.endswith(subject.words, 0, found.start())


def goes_on_with(reading: ProseReading, within: str, found: re.Match[str]) -> bool:
    """Whether what is left of a name means its row. 项目预算120万元 behind the name of a project is that project's, and
    运行费 is the car's only where the sentence has spoken of one; of procurement the sentence before may have spoken."""
    state = reading.state
    if not within:
        return state.subject.kind in (SubjectKind.ROW, SubjectKind.DEPARTMENT) and reading.about == WHOLE_DEPARTMENT
    begin, end = max(state.sentence_start, found.start() - REACH), found.start()
    if found.string.startswith("其中", state.sentence_start):
        begin = max(0, found.start() - REACH)  # 公务用车购置及运行费32万元…。其中运行费…
    if within == RECEPTION_NEARBY:
        begin, end = max(0, found.start() - REACH), found.end() + REACH
    if within == PROCUREMENT:
        begin, end = max(0, found.start() - REACH), found.end() + REACH // 2
    if re.search(within, found.string[begin:end]):
        return True
    on_rest(reading, found)
    return False


def on_project(reading: ProseReading, found: re.Match[str]) -> None:
    if is_example(reading, found):
        on_rest(reading, found)
        return
    if says_all_of_it(reading, found):
        return
    name = re.sub(r"(?:项目|专项)?(?:资金|经费|支出|成本)?$", "", found[0])
    reading.named(ClaimSubject(SubjectKind.PROJECT, (found[0], name), name))


def on_rate_name(reading: ProseReading, found: re.Match[str]) -> None:
    name = reading.lexer.name_at(found.string, found.start(), rate=True)
    heads = found.string.startswith(":", found.end())  # 公用经费控制率：实际支出64.32万元
    if row := reading.lexer.frame.rows.at(found.string, found.start()) if heads else None:
        of_row = reading.lexer.name_at(found.string, found.start(), rate=False)
        reading.named(ClaimSubject(SubjectKind.ROW, of_row.codes, row[0], of_row.alone))
    said_once = satisfactions(found.string) == 1
    numbered = re.search(r"\d[^年]", found.string[reading.state.sentence_near(found.start()) : found.start()])
    of_ours = bool(reading.claims) and reading.claims[-1].subject.kind not in (
        SubjectKind.UNKNOWN,
        SubjectKind.OTHER_PARTY,
    )
    if name.first and numbered and not (said_once and of_ours):
        on_rate_kind(reading, found)
        return
    whose = (reading.residue_words() if reading.state.has_little_residue else "") + found[0]
    of_cases = OF_CASES.search(found.string, reading.state.sentence_near(found.start()), found.start())
    only = (
        said_once
        and not of_cases
        and reading.state.has_little_residue
        and bool(SATISFIED.fullmatch(whose) or SATISFIED_WITH.fullmatch(whose))
    )
    if only:
        reading.state.residue.clear()  # 游客满意度: the only one of the text
    reading.state.rate = ClaimSubject(SubjectKind.RATE, name.codes, whose if only else found[0])
    reading.state.relation = Relation.RATE


@lru_cache(maxsize=KEPT_TEXTS)
def satisfactions(text: str) -> int:
    """How often a text prints a satisfaction."""
    return len(SATISFIED_NUMBER.findall(text))


def on_rate_kind(reading: ProseReading, found: re.Match[str]) -> None:
    words = tuple(word for word in ("支出", "收入") if found[0].startswith(word))
    if words:
        whole_department(reading, words)
    last = reading.claims[-1] if reading.claims and not reading.state.named_in_clause else None
    if last and found[0] == "控制率" and last.subject.alone and last.sentence == reading.state.sentence:
        reading.state.subject = last.subject  # 编制42人，在职40人，控制率95.24%
    reading.state.rate = ClaimSubject(SubjectKind.RATE, (), found[0])
    reading.state.relation = Relation.RATE


def on_back(reading: ProseReading, found: re.Match[str]) -> None:
    """预算调整情况：年初1787.80万元，调增…: what is headed so is about the whole department, whatever came before."""
    reading.back_to_whole()
    if reading.about == WHOLE_DEPARTMENT:
        reading.state.subject = reading.state.broad = WHOLE_DEPARTMENT
        reading.state.listed_whole = None


def on_norm(reading: ProseReading, found: re.Match[str]) -> None:
    """按照…要求, 计划: what is asked for, and no grammar."""
    reading.state.norm = True
    reading.state.residue.append(found.span())


def on_scope(reading: ProseReading, found: re.Match[str]) -> None:
    reading.named(ClaimSubject(SubjectKind.UNKNOWN, (), found[0]))
    reading.state.spent = found[0].endswith("支出")


def on_item(reading: ProseReading, found: re.Match[str]) -> None:
    """行政运行（项）: an item of the functional classification, which no form of a report has."""
    words = reading.prose.text[reading.state.clause_near(found.start()) : found.start()]
    reading.opens(ClaimSubject(SubjectKind.UNKNOWN, (), words))
    reading.state.residue.clear()


def on_score(reading: ProseReading, found: re.Match[str]) -> None:
    reading.named(ClaimSubject(SubjectKind.SCORE, (), found[0], alone=True))


def on_year(reading: ProseReading, found: re.Match[str]) -> None:
    year = reading.year_of(found[0], is_date=found.string[found.end() : found.end() + 1].isdigit())
    reading.state.year = ClaimYear.OTHER if reading.state.per_unit else year  # 人均2.50万元，上年2.90万元
    reading.state.year_claims = len(reading.claims)
    reading.listing.say("year", year)
    reading.state.led = reading.state.led or not reading.state.named_here


def on_year_end(reading: ProseReading, found: re.Match[str]) -> None:
    """截至12月31日: the whole year again, behind 截至9月底."""
    named = re.search(r"20\d\d年", found[0])
    reading.state.year = reading.year_of(named[0]) if named else ClaimYear.THIS
    reading.state.led = reading.state.led or not reading.state.named_here


def on_other_time(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.year = ClaimYear.OTHER


def on_cause(reading: ProseReading, found: re.Match[str]) -> None:
    """增加的原因是更新执法用车一辆，支出17.26万元: of the car, whatever the sentence is about."""
    state = reading.state
    caused = state.broad if state.subject.alone else state.subject
    state.before_cause = state.before_cause or (caused, state.listed_whole)
    state.cause, state.named_since_cause = True, False


def on_per_unit(reading: ProseReading, found: re.Match[str]) -> None:
    """人均公用经费2.01万元: no figure of the form, nor what the next clauses compare it with."""
    if reading.state.year != ClaimYear.OTHER:
        reading.state.per_unit, reading.state.year = True, ClaimYear.OTHER


def on_led(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.led = reading.state.led or not reading.state.named_here
    if found[0].startswith("本年") and reading.state.year == ClaimYear.LAST:
        reading.state.year = ClaimYear.THIS  # 上年支出5.39万元，本年支出5.82万元


def on_own(reading: ProseReading, found: re.Match[str]) -> None:
    state, last = reading.state, reading.claims[-1] if reading.claims else None
    if last and last.subject == OTHER_PARTY and last.sentence < state.sentence and state.subject != reading.about:
        # 全县收入3120万元。我局年初预算…; 公务接待费3万元，全县平均4万元。我局比上年减少…
        state.listed_whole = state.subject if state.subject.kind == SubjectKind.ROW else state.listed_whole
        state.subject = reading.about
    state.other_party, state.led, state.own_end = False, True, found.end()


def on_party(reading: ProseReading, found: re.Match[str]) -> None:
    """Of whom else is spoken; 我校为县委直属事业单位 only says what we are."""
    own_end = reading.state.own_end
    ours = reading.state.clause_near(found.start()) <= own_end and says_what_we_are(
        found.string, own_end, found.start()
    )
    reading.state.other_party = reading.state.other_party or not ours


SUBJECT_WORDS: dict[str, Callable[[ProseReading, re.Match[str]], None]] = {
    "rest": on_rest,
    "own_name": on_own,
    "own": on_own,
    "hush": on_neutral,
    "led": on_led,
    "cause": on_cause,
    "back": on_back,
    "per_unit": on_per_unit,
    "item": on_item,
    "overall": on_overall,
    "all_projects": on_all_projects,
    "norm": on_norm,
    "score": on_score,
    "party": on_party,
    "project": on_project,
    "this_project": on_this_project,
    "row": on_row,
    "rate_name": on_rate_name,
    "rate_kind": on_rate_kind,
    "scope": on_scope,
    "part_year": on_other_time,
    "other_time": on_other_time,
    "year_end": on_year_end,
    "year": on_year,
    "neutral": on_neutral,
}
