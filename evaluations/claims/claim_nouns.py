"""What a text says, as values: who or what, which column of which year, in which relation, and the number."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Relation(StrEnum):
    """How a number stands to its subject."""

    VALUE = "value"
    OF_BUDGET = "of_budget"  # 完成预算的, 执行率, 控制率
    RATE = "rate"  # a rate of the scheme by its own name
    SHARE = "share"  # 占…%
    CHANGE = "change"  # 比上年增加, 比预算减少; signed
    DIRECTION = "direction"  # 大于, 小于, 等于, 持平: no number
    NONE = "none"  # 无, 未发生: no number
    GRADE = "grade"  # 自评等级为优: a word


class ColumnWord(StrEnum):
    """What running text calls a column; NO_COLUMN where it names none."""

    BEGIN = "begin"  # 年初预算
    ADJUSTED = "adjusted"  # 调整预算, 全年预算
    BUDGET = "budget"
    ACTUAL = "actual"
    IN_PLACE = "in_place"
    NO_COLUMN = ""


ALL_COLUMNS = tuple(ColumnWord)


class ClaimYear(StrEnum):
    """The year a claim is about; `other` is never held against this report's figures."""

    THIS = "this"
    LAST = "last"
    OTHER = "other"


class ComparisonBasis(StrEnum):
    """How sure it is what a change is compared with."""

    SAID = "said"  # named for this very subject
    LED = "led"  # opened the sentence, or the whole whose parts these are
    CARRIED = "carried"  # named for another subject before
    USUAL = "usual"  # nothing said: last year, or for 节约 the budget


class SubjectKind(StrEnum):
    """Whose number it is."""

    ROW = "row"
    RATE = "rate"
    PROJECT = "project"
    DEPARTMENT = "department"  # nothing named: the department as a whole
    SCORE = "score"  # the report's own total of points
    UNKNOWN = "unknown"  # a thing with a name that the form does not have
    OTHER_PARTY = "other_party"


NAMED_KINDS = (SubjectKind.ROW, SubjectKind.PROJECT)
# Whose numbers no figure of the report could confirm or contradict.
NEVER_COMPARED = (SubjectKind.OTHER_PARTY, SubjectKind.SCORE)


class ClaimSubject(NamedTuple):
    """`codes` are rows, rates or names of projects it may mean; `words` is its name in the text. One that is `alone`,
    a row of a single cell like 上年结转, is not what the next clause goes on with."""

    kind: SubjectKind
    codes: tuple[str, ...] = ()
    words: str = ""
    alone: bool = False
    doubtful: bool = False  # 支出 of nobody: most likely of the whole department
    or_whole: tuple[str, ...] = ()  # 支出, 收入: it may as well be those of the whole department
    parts: "tuple[ClaimSubject, ...]" = ()  # 两项合计: the rows or projects that were said to be these together

    def either(self) -> "tuple[ClaimSubject, ClaimSubject]":
        """The row and the whole department that it may mean."""
        whole = ClaimSubject(SubjectKind.DEPARTMENT, self.or_whole, self.or_whole[0])
        return self._replace(or_whole=()), whole


UNKNOWN_THING = ClaimSubject(SubjectKind.UNKNOWN)
WHOLE_DEPARTMENT = ClaimSubject(SubjectKind.DEPARTMENT)
OTHER_PARTY = ClaimSubject(SubjectKind.OTHER_PARTY)


class PrintedNumber(NamedTuple):
    """A number as printed, in its base unit (万元, %, 人, 分). `step` is one unit of its last place, `low` and `high`
    what it may stand for; `places` are the printed decimals and `scale` turns the printed unit into the base unit."""

    value: Decimal
    unit: str
    start: int
    end: int
    until: int = 0  # the end of its unit
    places: int = 0
    scale: Decimal = Decimal(1)
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    exact: bool = True
    signed: bool = False
    step: Decimal = Decimal(1)


class Claim(NamedTuple):
    """One thing a text says. `start` and `end` are of the word in the text as written, `quote` begins before it.

    `firm` says that the column was named right there; `against` is what a change is held against (LAST year's column,
    or the BUDGET) and `basis` how sure that is, `sign` +1 or −1 of a change or direction (0 持平), `whole` what a share
    is a share of (`carried_whole`: of the share before it) and `base` the claim of the amount it was said to be of.
    其中 opened the amount `part_of` and the change `change_of`, both as orders; `after_list` says that a ； stood since,
    `or_subject` is their thing where it may be meant again. `mark` is the sign before its clause, `sum_of` how many
    claims before it it sums up (−1: those of its sentence); `order` counts the claims of a text.
    """

    subject: ClaimSubject
    relation: Relation
    start: int
    end: int
    quote: str
    column: ColumnWord = ColumnWord.NO_COLUMN
    firm: bool = False
    year: ClaimYear = ClaimYear.THIS
    number: PrintedNumber | None = None
    against: ColumnWord = ColumnWord.NO_COLUMN
    basis: ComparisonBasis = ComparisonBasis.USUAL
    sign: int = 0
    loose: bool = False  # 基本持平
    whole: ClaimSubject | None = None
    carried_whole: bool = False
    or_subject: ClaimSubject | None = None
    part_of: int | None = None
    change_of: int | None = None
    base: int | None = None
    after_list: bool = False
    mark: str = ""
    sum_of: int = 0
    order: int = 0
    sentence: int = 0
    fresh: bool = True  # the subject was named in this sentence
    earlier: bool = False  # 由A增加到B: A, of which nobody says when it was
    listed: bool = False  # the parts were said to be all: 分别为
    word: str = ""  # of a grade

    def of_other(self) -> "Claim":
        """The same claim, about the other thing that may be meant."""
        if self.relation == Relation.RATE:
            return self._replace(whole=self.or_subject, or_subject=None)
        return self._replace(subject=self.or_subject or self.subject, or_subject=None)
