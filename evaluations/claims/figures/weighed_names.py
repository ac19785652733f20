"""By which distinguishing words running text is known to speak of a row, however it goes on: 人员, 公用, 接待, 采购.

The first reading (subject_names.py) asks for a whole name and stops at unknown words; the second (weighed_numbers.py) has
figures around a number to go by, so that less is enough: 全年共发放人员工资福利, 公车运维, 专项经费.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from evaluations.claims.claim_nouns import ClaimSubject, SubjectKind
from evaluations.claims.figures.known_figures import bare_name
from evaluations.claims.figures.subject_names import OF_ALL_KINDS, OFFICIAL_CAR, form_cells, plain_label, total_codes
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.signed_words import SignedWords, WordPattern, pattern_of_signs, places_of
from evaluations.schemes.scheme import ScoringScheme

RUNNING = "(?:运行|运维|运转|维护|燃修|使用|(?:维修|燃油)(?=运|维|燃))"
ANY_CAR = "(?:公务用车|公务车辆?|公车|车辆|用车|(?:救护|执法|巡逻|巡查|工作|机要)车辆?等?(?=运))"
OWN_START = "(?:(?<![一-龥])|(?<=[年度占较比])|(?<=部门|单位|本级))"  # 三公经费支出预算 is no whole
SPENDING = "(?:经费|支出|费用|费|类|部分|方面|开支|资金|项)"
# What a label is about → the words that are enough.
DISTINGUISHING = (
    ("三公", "三公"),
    (
        f"{OFFICIAL_CAR}购置费?(?:和|及|与|、)",
        f"{ANY_CAR}购置费?[及和与、](?:{ANY_CAR})?{RUNNING}(?:维护)?|{ANY_CAR}购[置买]及?运|购车费?[及和与、]运行(?:维护)?费?|公车(?:费用|经费|支出|开支)|(?:公务用车|公车|(?<=[，、。;:,(中看])(?:公务)?用车)(?=一项|(?:费用|经费)?(?:支出)?占|费?(?:[占共增减升降省\\d]|[少多]支))"
        f"|{ANY_CAR}{RUNNING}+费?[及和与、](?:{ANY_CAR})?购置",
    ),
    (
        f"{OFFICIAL_CAR}购置(?!费?(?:和|及|与|、))",
        f"(?:{ANY_CAR}|更新)购[置买](?!费?[及和与、])|(?<=[，、,;:(])购置(?=费?[占\\d])|购[置买]?(?:车辆|公务用车|(?:救护|执法|巡逻|巡查|工作)?车)|购车|"
        f"更新[^，,。；;\\d]{{0,6}}车|车\\d*辆[，,](?:购置|购车)(?:费|款)?",
    ),
    (
        f"^{OFFICIAL_CAR}{RUNNING}",
        f"{ANY_CAR}(?:的|日常)?{RUNNING}+(?!时[间长]|年限|里程|状[况态]|安全)|(?<![一-龥])运行维护费|(?<=[，、；:中])运行维护?(?=[占\\d])",
    ),
    ("出国", "出国|出境"),
    ("^公务接待", "接待(?=费|经费|支出|开支)|公务接待|(?<=[，、。;:,(中])接待(?=\\d|预算|占|[少多]支|[增减升降省])"),
    ("^人员经费", f"人员{SPENDING}|人员(?=工资|福利|\\d)|工资福利(?:支出)?[及和与、]对个人和家庭的?补助(?:支出)?"),
    ("^公用经费", f"(?:日常)?公用{SPENDING}?|(?:机关)?日常运转(?:支出|开支)"),
    ("^基本支出", "基本支出|基本经费"),
    (
        "^项目支出",
        f"(?<![一-龥]个)项目(?:类|总)?{SPENDING}|"
        "(?:(?<![前后另余])[两二三四五六七八九十\\d]{1,6}[个项大]|上述|以上|各|全部|所有|这些)(?:专项|重点)?项目|(?<=[，,、；;。（(])项目(?=\\d)",
    ),
    ("^政府采购", "(?:政府)?采购(?!人|代理|中心|办|法)"),
    ("^财政拨款收入", "(?<!经费)财政(?:经费)?(?:拨款|补助)(?:收入)?(?!支出|结|资金)|(?<![级央省市县上])经费拨款"),
    (
        "^(?:收入合计|收入总)",
        f"总收入|(?:各项|全部|本年|年度|全年|全口径|汇总|(?<!公共)预算|实际|决算)收入(?!总计)|收入(?:合计|总额|总数|共计|共|方面)|{OWN_START}收入总?预算",
    ),
    (
        "^(?:支出合计|支出总|年度资金总额)",
        f"总支出|(?:各项|全部|本年|年度|全年|整体|汇总)支出(?!总计)|支出(?:合计|总额|总数|共计|共|方面)|{OWN_START}支出总?预算|收支总预算",
    ),
    ("^上年结转", "(?:上年|上一?年度|年初|以前年度|去年底?)(?:滚存|累计|下来|的)*结[转余](?:[和及]?结?余)?"),
    (
        "^年末结",
        "(?:年[末底终]|期末|年度终了)(?:财政|资金|仍有|尚有|累计)*结[转余](?:[和及]?结?余)?|结转(?:和|及)?结余|滚存结余",
    ),
    ("追加", "(?:追加|调增|调整增加|调整数)(?!后)"),
    (
        "^编制",
        "核编(?=\\d)|(?:机构)?编制(?:部门|委员会|办公室|办)核定(?:人员|编制)?(?:人数|总?数)|(?:落实|教职工|教师|人员|全局|全院|全校|总)?编制(?:人数|总数|数)?(?!部门|委|办|说明|内|外|率|床位)",
    ),
    (
        "在职",
        "(?:在职|在编|在岗(?=在编|在职))(?:在编|在岗|在职|在册)?(?:人员|人数|教职工|教师|职工|干部职工|干部|干警|民警|员工)?|"
        "(?<=[，,、；;（(])(?:现有|年末|年底)?实有(?:人员|人数)?(?=\\d)|"
        "正式(?:在编)?(?:教职工|干部职工|教师|职工)(?=\\d|共|为)|(?:现有|实有)(?:干部)?(?:职工|教职工|干警|民警|人员)(?=\\d)"
        + OF_ALL_KINDS,
    ),
    (
        "^编外",
        "编外(?:人员|用工|聘用)?|(?<![新年度内])聘用|(?:临时?聘用?|外聘|代课)(?:人员|教师|职工)?|劳务派遣|合同制|临时(?:人员|用工)|(?:政府)?购买服务(?:人员|岗位)|"
        "(?<![一-龥])(?:政府|机关)?雇员",
    ),
    ("^离退休", "离退休|(?<![离拟将已新年度内龄])退休(?=(?:人员|人数|干部|职工|教职工|教师|老干部|老同志)?[\\d共为])"),
)
GENERIC = re.compile("(?:项目|专项|资金|经费|工程|工作|建设|补助|补贴|支出|费|及|和|的|县|市|区|年|度)+$")
SHORTEST_PART, SHORTEST_OWN = 4, 3
PROJECT_TAIL = re.compile("(?:项目|专项)?(?:资金|经费|支出)?")


class WeighedName(NamedTuple):
    """A place in a plain text where a row or project is spoken of."""

    start: int
    end: int
    subject: ClaimSubject


@dataclass(frozen=True)
class WeighedNames:
    """The distinguishing words of one report's projects, by their first sign, and those of its form."""

    projects: dict[str, list[tuple[str, ClaimSubject]]]
    rows: SignedWords
    subjects: dict[str, ClaimSubject]  # of the rows
    own: re.Pattern[str] | None = None  # the names of the department itself

    def names_in(self, text: str) -> Iterator[WeighedName]:
        """Projects go before rows."""
        end = 0
        for place in places_of(self.begins, text, 0, len(text)):
            if place < end:
                continue
            found = self._project_at(text, place) if text[place] in self.projects else None
            found = found or self._row_at(text, place)
            if found:
                yield found
                end = found.end

    @FoundOnce
    def begins(self) -> re.Pattern[str] | None:
        """The signs that these words begin with; None where these are almost any."""
        return pattern_of_signs((*self.projects, *self.rows.first_signs))

    def _project_at(self, text: str, place: int) -> WeighedName | None:
        for words, subject in self.projects[text[place]]:
            if text.startswith(words, place):
                tail = PROJECT_TAIL.match(text, place + len(words))
                return WeighedName(place, tail.end() if tail else place, subject)
        return None

    def _row_at(self, text: str, place: int) -> WeighedName | None:
        matcher = self.rows[text[place]]
        found = matcher(text, place) if matcher else None
        return WeighedName(place, found.end(), self.subjects[found.lastgroup or ""]) if found else None


@lru_cache(maxsize=64)
def weighed_names(scheme: ScoringScheme, projects: tuple[str, ...], own: tuple[str, ...] = ()) -> WeighedNames:
    """Projects whole or by a beginning or end that only one of them has; then the rows; and the department's `own` names."""
    by_sign: dict[str, list[tuple[str, ClaimSubject]]] = {}
    for words, name in project_words(projects):
        by_sign.setdefault(words[:1], []).append((words, ClaimSubject(SubjectKind.PROJECT, (name,), name)))
    named = sorted({re.escape(one) for one in own if len(one) >= SHORTEST_OWN}, key=len, reverse=True)
    return WeighedNames(by_sign, *_row_names(scheme), re.compile("|".join(named)) if named else None)


@lru_cache(maxsize=32)
def _row_names(scheme: ScoringScheme) -> tuple[SignedWords, dict[str, ClaimSubject]]:
    words, subjects = list[WordPattern](), dict[str, ClaimSubject]()
    for order, (pattern, codes, label) in enumerate(row_words(scheme)):
        words.append(WordPattern(f"r{order}", pattern))
        subjects[f"r{order}"] = ClaimSubject(SubjectKind.ROW, codes, label, alone=is_alone(scheme, codes))
    return SignedWords(words), subjects


def is_alone(scheme: ScoringScheme, codes: tuple[str, ...]) -> bool:
    """Whether these rows have one cell each, like 上年结转."""
    return all(len(form_cells(scheme).get(code, ())) == 1 for code in codes)


def project_words(projects: tuple[str, ...]) -> list[tuple[str, str]]:
    """(words, project) of every beginning and end of a name that no other project has; the longest first."""
    found: dict[str, set[str]] = {}
    for name in map(bare_name, projects):
        bare = GENERIC.sub("", name) or name
        ends = {bare[place:] for place in range(len(bare) - SHORTEST_PART + 1)}
        begins = {bare[:place] for place in range(SHORTEST_PART, len(bare) + 1)}
        for words in {name, bare} | ends | begins:
            if len(words) >= SHORTEST_PART or words == bare:
                found.setdefault(words, set()).add(name)
    sure = [(words, [*names][0]) for words, names in found.items() if len(names) == 1]
    return sorted(sure, key=lambda one: (-len(one[0]), one[0]))


@lru_cache(maxsize=32)
def row_words(scheme: ScoringScheme) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """(pattern, rows, label) for each of DISTINGUISHING that this form has a row for."""
    labels = {
        row.code: plain_label(row.label) for table in scheme.tables for row in table.rows if row.code and not row.shown
    }
    totals = total_codes(scheme)
    found = []
    for known, pattern in DISTINGUISHING:
        codes = tuple(code for code, label in labels.items() if re.search(known, label))
        if codes:
            whole = [code for code in codes if code in totals] or codes
            found.append((pattern, tuple(whole), labels[codes[0]]))
    return tuple(found)
