"""Cells that the report leaves blank: a number that may be one of them contradicts nothing."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from evaluations.claims.claim_nouns import ClaimSubject, ColumnWord, Relation, SubjectKind
from evaluations.claims.contradictions import Contradiction
from evaluations.claims.figures.income_and_spending import is_income, is_total
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, PLANNED_COLUMNS, KnownFigures, cell_names
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.subject_cells import CELL_PLACES, CellPlace
from evaluations.claims.figures.whole_of_report import WHOLE_INCOME, WHOLE_SPENDING
from evaluations.claims.reading.relation_words import budget_word
from evaluations.claims.scenes.weighed_columns import (
    ACTUAL_COLUMN,
    HINTED_COLUMNS,
    LAST_YEAR,
    THIS_YEAR,
    WeighedMeaning,
    year_said,
)
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.weighed_hints import hints_in
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT
from evaluations.schemes.scheme import ScoringScheme

Said = TypeVar("Said")
ALL_BUDGETS = (ColumnWord.BEGIN, ColumnWord.ADJUSTED)
IN_NAMES = ("支出", "收入")  # 项目支出, 财政拨款收入: no word of a column where budgets are spoken of
WHOLE_SAID = re.compile("本年支出(?!合计)|总支出|支出[合总]计")
WITHIN_WHOLE = re.compile("(?:支出|收入)中[，,]")  # 总支出中，用于人员的1698.76万元
IN_TABLE = re.compile(r"\s*-?\d")  # 人员经费 468.30万元 481.22万元
SUM_WORD = re.compile("[共合总][计]|总额|上述|[两三四五]项")
SAID_BASE = re.compile("(?P<budget>预算)|(?P<last>上年|去年|上一年|同比|20\\d\\d年)")
# What a budget is said for that is only compared with, or done: 超年初预算842万元, 为预算的94.6%.
AGAINST_ITS_BUDGET = re.compile("(?:[比较与同超占为]|超[过出]|完成|低于|高于)[^，,。;\\d]{0,6}预算[^，,。;\\d]{0,6}")
SPENT_BEHIND = re.compile(
    "费(?:用)?(?:实际)?支出(?:数|额|为|共|:)*$"
)  # 全年公用经费支出: what was spent, whatever was planned before
NO_COLUMN_WORDS = re.compile(
    "(?:一般)?公共(?:财政)?预算(?:财政)?(?:拨款)?(?:安排)?|政府性基金预算|核定编制|(?:未|没有)安排"
)
OF_EITHER_BUDGET = re.compile(".*(?<![支约余剩])率")  # 节约率 is never one of last year's budget
BUDGET_SAID = re.compile("[^，,。；;\\d]{0,6}预算|年初|追加|[追调核][增减]")  # behind 追加 it may be either
SPENT, SPENT_LAST = (ACTUAL_COLUMN, THIS_YEAR), (ACTUAL_COLUMN, LAST_YEAR)
BUDGET, BUDGET_LAST = (ColumnWord.BUDGET, THIS_YEAR), (ColumnWord.BUDGET, LAST_YEAR)


def is_blank_cell(figures: KnownFigures, subject: ClaimSubject, place: CellPlace) -> bool:
    """Whether the form has a cell there for a row or the whole department, and the report says nothing of it."""
    if subject.parts:
        return any(is_blank_cell(figures, one, place) for one in subject.parts)
    (column, year), plan = place, figures.is_plan and place[0] == ACTUAL_COLUMN
    columns = PLANNED_COLUMNS[year] if plan else (column,)
    if subject.kind == SubjectKind.DEPARTMENT and column == ColumnWord.BUDGET:
        known = ALL_BUDGETS[: 1 if figures.is_plan else None]  # nothing adjusts a plan
        return any(is_blank_cell(figures, subject, (each, year)) for each in known)
    names = [name for each in columns for name in cell_names(figures.scheme, subject, each, year)]
    if subject.kind == SubjectKind.DEPARTMENT:  # 年初预算 in its own row, or as the budget of all that was spent
        return bool(names) and not any(map(figures.number, names))
    if not names and column in BUDGET_COLUMNS:  # 全年预算 of a row that has but one
        names = [*cell_names(figures.scheme, subject, ColumnWord.BUDGET, year)]
    return not all(map(figures.number, names))


def said_columns(words: str, is_of_whole: bool = False) -> list[ColumnWord]:
    """The columns that words name, in their order; 项目支出 names none, where 全年支出 (`is_of_whole`) does."""
    if SPENT_BEHIND.search(words):
        return [ACTUAL_COLUMN]
    hints = [(kind, word) for kind, word in hints_in(NO_COLUMN_WORDS.sub("", words)) if kind in HINTED_COLUMNS]
    return [HINTED_COLUMNS[kind] for kind, word in hints if is_of_whole or word not in IN_NAMES]


@lru_cache(maxsize=32)
def rows_to_fill(scheme: ScoringScheme) -> tuple[ClaimSubject, ...]:
    """The rows of a form that no department may leave out."""
    found = dict.fromkeys(figure.row for figure in scheme.figures.values() if figure.required and figure.row)
    return tuple(ClaimSubject(SubjectKind.ROW, (code,)) for code in found)


def has_blank_cells(figures: KnownFigures, subject: ClaimSubject) -> bool:
    """Whether any of its cells is one."""
    return any(is_blank_cell(figures, subject, place) for place in CELL_PLACES)


def is_rounded_beside_blanks(found: Contradiction, figures: KnownFigures) -> bool:
    """Whether a number is only rounded otherwise than the text itself gives it, and the exact figure may be blank."""
    return found.rounding and any(has_blank_cells(figures, one) for one in (found.claim.subject, WHOLE_SPENDING))


def is_sure_of_row(told: Contradiction) -> bool:
    """Whether what tells of a number knows whose it is: the row that was named last, or the project of its own clause."""
    claim = told.claim
    named = claim.subject.kind == SubjectKind.ROW or (claim.subject.kind == SubjectKind.PROJECT and claim.fresh)
    in_list, other = "分别" in claim.quote, claim.or_subject
    of_other = other is not None and other.codes != claim.subject.codes
    return named and not (is_total(claim.subject) or of_other or claim.loose or in_list)


@dataclass(frozen=True)
class BlankCells:
    """The numbers of one sentence, asked whether they may be what a blank cell would hold."""

    weighed: WeighedScene

    def may_hold(self, order: int, told: Contradiction | None = None) -> bool:
        """Whether a cell that a number may be, or may be computed of, is blank; `told` is what is told against it."""
        one, figures = self.weighed.meanings[order], self.weighed.net.figures
        before = self.weighed.meanings[order - 1] if order else one
        if one.at.number.unit == PERCENT_UNIT and before.at.number.unit == PERSON_UNIT:
            return False  # 编制28，在职26人，控制率92.86%
        if told and self.is_of_form_rate(one, told):
            return False
        places, strange = [*self.places(order)], told is not None and self.is_strange(order, told)
        if strange and not figures.projects:
            return True  # 学生资助: a project of which the report says nothing
        everything = rows_to_fill(figures.scheme) if strange else ()
        sure = told is not None and is_sure_of_row(told) and not strange
        meant = dict.fromkeys(
            [*(() if sure else self.meant(order)), *([told.claim.subject] if told else []), *everything]
        )
        return any(is_blank_cell(figures, subject, place) for subject in meant for place in places)

    def is_of_form_rate(self, one: WeighedMeaning, told: Contradiction) -> bool:
        """“三公经费”变动率, 预算比上年减少69.93%: whether a rate of the form is meant, of which all figures are known."""
        known = told.expected is not None and told.expected.code in self.weighed.net.figures.scheme.ratios
        return known and (told.claim.relation == Relation.RATE or self.is_budget_near(one))

    def is_strange(self, order: int, told: Contradiction) -> bool:
        """接待从严，花了1.29万元: whether unknown words stand between an amount and what was named last, which is more."""
        number, right = self.weighed.meanings[order].at.number, told.expected
        if right is None or told.claim.firm or number.unit != MONEY_UNIT or number.value > right.value:
            return False
        at = self.weighed.meanings[order].at
        if WITHIN_WHOLE.search(self.weighed.scene.text, at.lead, at.number.start):
            return True
        for one in reversed(self.weighed.meanings[: order + 1]):
            if one.own and not self.is_whole(one.subject):
                return False
            if one.residue > 1 and one.at.number.unit == MONEY_UNIT:
                return True
        return False

    def meant(self, order: int) -> Iterator[ClaimSubject]:
        """What a number may be of: the row its own words name, else what was named last before it; of a share the whole too."""
        one, scene = self.weighed.meanings[order], self.weighed.scene
        yield one.subject
        if "share" in one.kinds:
            yield from self.shared_wholes(one)
        if one.own and not self.is_whole(one.subject):
            return
        named = [each.subject for each in scene.named_between(0, one.at.number.start)]
        before = [each.subject for each in scene.before.mentions] if scene.before else []
        rows, others = ([each for each in some if self.is_of_money(each)] for some in (named, before))
        words = scene.text[one.at.own : one.at.number.start]
        near = rows[-1:] or ([] if one.own and WHOLE_SAID.search(words) else others)
        if one.own and is_income(one.subject):
            near = [*filter(is_income, near)]  # 基本支出…。本年收入年初预算数: no expense's
        yield from near
        if self.is_whole(one.subject):
            words = scene.words_before(one.at)
            yield from (whole for whole in (WHOLE_SPENDING, WHOLE_INCOME) if whole.words in words)
        if SUM_WORD.search(scene.text, one.at.lead, one.at.number.start):
            yield from self.parents(near)

    def shared_wholes(self, one: WeighedMeaning) -> Iterator[ClaimSubject]:
        """What a share is of: what stands behind 占, else whatever it may be a part of."""
        scene, end = self.weighed.scene, one.at.number.start
        named = scene.named_between(max(0, scene.text.rfind("占", 0, end)), end)
        yield from (each.subject for each in named)
        if not named:
            yield from (WHOLE_SPENDING, *self.parents([one.subject]))

    def parents(self, subjects: Sequence[ClaimSubject]) -> Iterator[ClaimSubject]:
        """The rows that some rows are parts of."""
        codes = tuple(code for each in subjects if each.kind == SubjectKind.ROW for code in each.codes)
        rows = ancestor_rows(self.weighed.net.figures.scheme, codes)
        yield from (ClaimSubject(SubjectKind.ROW, (code,)) for code in rows)

    def is_of_money(self, subject: ClaimSubject) -> bool:
        """Whether something is a row of amounts that others go on about, or a project."""
        figures, plain = self.weighed.net.figures, not (self.is_whole(subject) or subject.alone)
        return plain and (subject.kind == SubjectKind.PROJECT or figures.has_unit(subject.codes, MONEY_UNIT))

    def is_whole(self, subject: ClaimSubject) -> bool:
        """Whether something is all that was spent or came in, which is hardly named."""
        unknown = subject.kind == SubjectKind.UNKNOWN and not subject.parts
        return (
            unknown or subject.kind == SubjectKind.DEPARTMENT or bool({*subject.codes} & self.weighed.net.total_codes)
        )

    def places(self, order: int) -> Iterator[CellPlace]:
        """Where the cells stand that its words speak of; budgets too, where they name no column and budgets are spoken of."""
        one, scene = self.weighed.meanings[order], self.weighed.scene
        if "change" in one.kinds or one.at.number.unit == PERCENT_UNIT:
            yield from self.compared_places(order)
            return
        year = year_said(one, scene.year) or LAST_YEAR
        columns = said_columns(scene.words_before(one.at), self.is_whole(one.subject))
        if one.cell:
            yield one.cell
        if columns:
            yield from ((column, year) for column in columns[-2:])
            return
        yield ACTUAL_COLUMN, year
        if self.is_budget_near(one):
            yield ColumnWord.BUDGET, year

    def is_budget_near(self, one: WeighedMeaning) -> bool:
        """Whether a budget was spoken of last before a number in its sentence, or before 其中; in a row of a table it may
        always be one."""
        said = self.said_last(one, lambda words: said_columns(AGAINST_ITS_BUDGET.sub("", words)))
        of_table = IN_TABLE.match(self.weighed.scene.text, one.at.number.until) is not None
        return of_table or (bool(said) and said[-1] in BUDGET_COLUMNS)

    def said_last(self, one: WeighedMeaning, asked: Callable[[str], Sequence[Said]]) -> Sequence[Said]:
        """What the words before a number say; behind 其中 what the sentence before says, where they say nothing."""
        scene = self.weighed.scene
        said = asked(scene.text[: one.at.number.start])
        goes_on = scene.before if not said and scene.text.startswith("其中") else None
        return asked(goes_on.text) if goes_on else said

    def compared_places(self, order: int) -> Iterator[CellPlace]:
        """The same of a change, a rate or a share: this year's, and what it is held against."""
        one, scene = self.weighed.meanings[order], self.weighed.scene
        yield SPENT
        if "change" not in one.kinds:
            share = "share" in one.kinds
            if not share or self.is_budget_near(one) or "预算" in scene.words_before(one.at):
                yield self.said_budget(one)
            yield from [SPENT_LAST] if "last" in one.kinds and not share else []
            return
        if any(kind == "change" and OF_EITHER_BUDGET.fullmatch(word) for kind, word in one.hints):
            yield BUDGET_LAST  # 预算变动率
        said = self.said_last(one, lambda words: [found.lastgroup for found in SAID_BASE.finditer(words)])
        yield from [self.said_budget(one)] if said[-1:] != ["last"] else []
        yield from [SPENT_LAST] if said[-1:] != ["budget"] else []

    def said_budget(self, one: WeighedMeaning) -> CellPlace:
        """年初预算5080万元，实际支出5236.18万元，超支156.18万元: the budget that was spoken of last, maybe the first of two."""
        said = self.said_last(one, BUDGET_SAID.findall)
        return (budget_word(said[-1]) if said else ColumnWord.BUDGET), THIS_YEAR
