"""What is open while a text is read, and what ends with a clause, a half-sentence or a sentence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluations.claims.claim_nouns import (
    UNKNOWN_THING,
    WHOLE_DEPARTMENT,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    ComparisonBasis,
    Relation,
    SubjectKind,
)

SAME_AS_ROW = ("机关运行经费",)  # where a bracket names the row
# 人员支出4691万元（财政拨款3743万元，自有资金补充948万元）
SOURCE_BEHIND = re.compile(
    "(?<=元[(（])(?:财政补助|财政拨款|(?:一般)?公共预算|(?:[一-龥]{0,4})?自[有筹]|[中省市县]级?财政)"
)
LONGEST_WORDS = 60  # characters
LONGEST_BEFORE = 600  # characters before a word
# Asked for at each number: an enumeration takes long to give a member by its name.
NO_COLUMN, VALUE_RELATION, CHANGE_RELATION = ColumnWord.NO_COLUMN, Relation.VALUE, Relation.CHANGE
SAID_BEFORE = 4  # claims back
# 公务用车运行费用较上年同期增加: a sentence that only goes on comparing
GOES_ON_COMPARING = re.compile(
    "[^，,。；;\\d]{0,24}?(?:[较比与同](?:上年|去年|上一年)|同比)[^，,。；;\\d]{0,6}[增减上下升降持]"
)
# What a bracket does not change behind it.
KEPT_OUTSIDE = (
    *("subject", "broad", "year", "per_unit", "part_of", "change_of", "listed_whole", "after_list"),
    *("cause", "named_since_cause", "before_cause"),
)


@dataclass
class SentenceState:
    """What is open while a text is read."""

    subject: ClaimSubject = WHOLE_DEPARTMENT
    broad: ClaimSubject = WHOLE_DEPARTMENT
    paragraph_named: bool = False
    against_end: int = -1
    named_here: bool = False
    named_in_clause: bool = False
    column: ColumnWord = ColumnWord.NO_COLUMN
    carried_column: ColumnWord = ColumnWord.NO_COLUMN
    spent: bool = False
    year: ClaimYear = ClaimYear.THIS
    year_claims: int = -1  # how many claims there were when a year was named last
    half_claims: int = 0  # and when the half-sentence began
    cause: bool = False  # 原因是…: what follows without a name is about whatever caused it
    named_since_cause: bool = False
    before_cause: tuple[ClaimSubject, ClaimSubject | None] | None = None  # subject and listed_whole, before it told why
    per_unit: bool = False  # 人均2.01万元: until ； or 。
    after_per_unit: bool = False  # 人均2.01万元；比上年减少0.1万元: until 。 it may be of either
    named_in_sentence: bool = False
    other_party: bool = False
    later_in: int = -2  # the sentence that named a year behind the report's, or went on with one
    went_on: bool = False
    own_end: int = -1  # where the department's own name stood last
    led: bool = False  # a year or the department itself opens this sentence
    against: ColumnWord = ColumnWord.NO_COLUMN
    against_year: bool = False
    basis: ComparisonBasis = ComparisonBasis.USUAL
    counting: bool = False  # 学生3120人，增长4.70%: a percentage of what was counted
    norm: bool = False  # a rule or plan: 压减5% is what is asked for
    sign: int | None = None
    relation: Relation = Relation.VALUE
    rate: ClaimSubject | None = None
    aimed_rate: ClaimSubject | None = None  # 控制率目标≤100%，实际…: whose target was said
    whole: ClaimSubject | None = None
    sharing: bool = False
    own_budget: bool = False  # 占采购预算60万元的, behind what was bought
    base: int | None = None  # the amount that stands in the middle: 占预算700万元的
    last_whole: ClaimSubject | None = None  # of the share before, in this sentence
    group: ClaimSubject | None = None
    part_of: int | None = None
    change_of: int | None = None
    listed_whole: ClaimSubject | None = None  # what 其中 opened: clauses without a name may return to it
    after_list: bool = False  # a half-sentence has ended since 其中
    mark: str = ""
    listed: bool = False
    absent: bool = False
    mentions: Counter[str] = field(default_factory=Counter)
    residue: list[tuple[int, int]] = field(default_factory=list)
    outside: dict[str, Any] | None = None
    sentence_start: int = 0
    clause_start: int = 0
    sentence: int = 0

    def sentence_near(self, place: int) -> int:
        """Where the sentence of a word begins, or so much of an endless one as is looked at."""
        return max(self.sentence_start, place - LONGEST_BEFORE)

    def clause_near(self, place: int) -> int:
        """Where the clause of a word begins, or so much of an endless one as is looked at."""
        return max(self.clause_start, place - LONGEST_BEFORE)

    @property
    def has_little_residue(self) -> bool:
        """Whether so few words are unknown that a pattern may be about them: an endless clause is not read at each word."""
        return not self.residue or self.residue[-1][1] - self.residue[0][0] <= LONGEST_WORDS

    def open_bracket(self, text: str, start: int, last_value: int | None) -> None:
        """What is opened in brackets is closed with them: （上年120.50万元）， goes on about this year; and where the money of
        the amount before it came from is a part of that amount."""
        self.outside = {name: getattr(self, name) for name in KEPT_OUTSIDE}
        # 其中：货物577.70万元（机床218.40万元、软件172.80万元），服务52.10万元: parts of a part
        of_part = self.part_of not in (None, last_value) and text.endswith("元", 0, start - 1)
        if of_part or SOURCE_BEHIND.match(text, start):
            self.part_of = last_value

    def close_bracket(self, text: str, end: int) -> None:
        """机关运行经费（公用经费）, …公务接待费（简称“三公”经费）: a bracket that ends with a row's name says what that is."""
        if not self.outside:
            return
        named = self.subject
        for name, value in self.outside.items():
            setattr(self, name, value)
        row = named.kind == SubjectKind.ROW
        own = row and text.endswith(f"({named.words}", 0, end) and self.subject.words in SAME_AS_ROW
        if own or (row and text.endswith(f"简称{named.words}", 0, end)):
            self.subject = self.broad = named
            self.mentions.clear()
        self.outside = None

    def end_half_sentence(self) -> None:
        """；and 。 end columns; the subject carries on, and a comparison as one that may be meant."""
        self.after_number()
        self.end_cause()
        if self.per_unit:
            self.per_unit, self.after_per_unit, self.year = False, True, ClaimYear.THIS
        self.carried_column, self.named_here, self.change_of = ColumnWord.NO_COLUMN, False, None
        self.after_list, self.aimed_rate = self.part_of is not None, None
        if self.basis != ComparisonBasis.USUAL:
            self.basis = ComparisonBasis.CARRIED

    def end_cause(self) -> None:
        """…，主要原因是出国费6万元未支出；较上年增加0.77万元: of what was spoken of before the cause, or of the cause;
        of nothing that is known where a list's whole may be meant as well."""
        if self.cause and self.before_cause and self.before_cause[0] != self.subject:
            caused, (before, whole) = self.subject, self.before_cause
            several = whole is not None and caused.kind == SubjectKind.ROW and caused != whole
            self.subject, self.listed_whole = (UNKNOWN_THING if several else before), whole or caused
            self.broad = self.subject
        self.cause, self.before_cause = False, None

    def end_sentence(self, end: int) -> None:
        """。 also ends comparisons, the year, another party, and lists of parts."""
        self.against, self.against_year, self.basis = ColumnWord.NO_COLUMN, False, ComparisonBasis.USUAL
        self.norm, self.counting, self.last_whole, self.after_list = False, False, None, False
        self.year, self.other_party, self.led = ClaimYear.THIS, False, False
        self.part_of, self.group, self.listed, self.outside = None, None, False, None
        self.named_in_sentence, self.after_per_unit = False, False
        self.later_in, self.went_on = self.sentence if self.went_on else self.later_in, False
        self.sentence_start, self.sentence = end, self.sentence + 1

    def goes_on_with_later(self, text: str) -> bool:
        """2022年预算较2021年度增加1.64万元。公务用车运行费较上年同期增加1.82万元, in a report of 2021: whether a sentence only
        goes on comparing what the one before said of a later year."""
        behind = self.later_in == self.sentence - 1
        self.went_on = behind and GOES_ON_COMPARING.match(text, self.sentence_start) is not None
        return self.went_on

    def may_have_parts(self, claims: Sequence[Claim], last: int | None) -> bool:
        """Whether the amount `last` stands in this sentence before its parts; 每人每月分别为180元、360元 are none."""
        return last is not None and not self.per_unit and claims[last].sentence == self.sentence

    def whole_of_share(self) -> dict[str, Any]:
        """What a share is a share of: named right there, else that of the share before it or of the whole list."""
        whole = self.whole or self.group or self.last_whole
        self.last_whole = whole
        return {"whole": whole, "carried_whole": whole is not None and self.whole is None}

    def after_number(self) -> None:
        """A number takes what led to it: its column, relation and sign; the subject and the comparison stay."""
        self.column, self.spent, self.sign, self.relation = NO_COLUMN, False, None, VALUE_RELATION
        self.rate, self.whole, self.sharing, self.absent, self.base = None, None, False, False, None
        self.own_budget = False
        self.residue.clear()
        self.mentions.clear()


def year_behind(state: SentenceState, claims: Sequence[Claim]) -> ClaimYear:
    """The year that a half-sentence about last year leaves open.

    This one behind 上年支出305万元，减少21万元；, behind 上年无此项支出；, where no number followed the year, and behind
    A 6万元，上年5万元；. Behind 本年收入…；上年收入…； nobody knows: 支出… may go on with it, and B… may not.
    """
    last, named = claims[-1] if claims else None, state.year_claims
    beside = any(one.year == ClaimYear.THIS for one in claims[state.half_claims : max(0, named)])
    if last is None or last.relation == Relation.CHANGE or named == len(claims) or beside:
        return ClaimYear.THIS
    earlier = claims[max(0, state.half_claims - SAID_BEFORE) : state.half_claims]
    doubtful = any(one.sentence == state.sentence and one.year == ClaimYear.THIS for one in earlier)
    return ClaimYear.OTHER if doubtful else ClaimYear.LAST
