"""What the figures give for a number of a scene, by the column, change, share or rate that the nearest words hint at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord, Relation, SubjectKind
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownNumber
from evaluations.claims.figures.subject_cells import CellPlace
from evaluations.claims.figures.weighed_names import WeighedName
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, WideNet, is_among, shares_of
from evaluations.claims.scenes.weighed_columns import (
    ACTUAL_COLUMN,
    LAST_YEAR,
    THIS_YEAR,
    WeighedMeaning,
    as_expected,
    columns_of,
    is_earlier,
    year_said,
)
from evaluations.claims.scenes.weighed_scenes import SECOND_CUT, ProseScene
from evaluations.claims.scenes.weighed_turns import VACANT_POSTS, posts_without_people, printed_quotient, rates_of_form
from evaluations.claims.words.weighed_hints import PLAN_AGAINST_SPENT, TO_VALUE
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

BUDGET_RATE = re.compile("(?:执行|完成|支出|支付|使用|控制|拨付)率|进度|预算.{0,4}的|完成.*预算")
OF_BUDGETS = re.compile("节|余|剩|超|未")
DONE = re.compile(
    "比?[，,(;]?(?:预算|实际|全年|只|仅|已|共|一共)*(?:完成|执行|用|使用|支出|花)(?:了|为|掉|去|达到?|到|预算)*"
)
CAME_FOR_PROJECT = re.compile("到[账位]|收[到入]")  # what came for a project
SHARE_LINK = re.compile("[比例重到了为达约]")
COMPARING = {"last", "budget", "begin", "adjusted"}
NumberPair = tuple[KnownNumber, KnownNumber]


@dataclass(frozen=True)
class MeaningExpectations:
    """Of the numbers of one scene. `found` are the meanings of those before the one that is asked for."""

    net: WideNet
    scene: ProseScene
    found: Sequence[WeighedMeaning]

    def expected(self, one: WeighedMeaning) -> Iterator[Expected]:
        """What the figures give for a meaning; nothing where a hint or a figure is missing."""
        year = year_said(one, self.scene.year)
        if one.at.number.unit == PERSON_UNIT and VACANT_POSTS.search(self.scene.text, one.at.lead, one.at.number.start):
            return posts_without_people(self.net, self.scene)
        if one.subject.alone:
            return self.of_single_cell(one, year)
        return self.of_row(one, year) if year and (one.kinds or self.stands_beside_name(one)) else iter(())

    def of_single_cell(self, one: WeighedMeaning, year: ClaimYear | None) -> Iterator[Expected]:
        """The same of 上年结转, 编制 and other rows of one cell."""
        cut = "追加" in one.subject.words and SECOND_CUT.search(self.scene.text)
        other = "change" in one.kinds or ("last" in one.kinds and year != THIS_YEAR)
        if one.own and one.at.number.unit != PERCENT_UNIT and not other and not cut:
            yield from map(as_expected, self.net.of(one.subject).numbers)

    def of_row(self, one: WeighedMeaning, year: ClaimYear) -> Iterator[Expected]:
        """The same of a row with several cells, or of the whole."""
        kinds, number, known = one.kinds, one.at.number, self.net.of(one.subject)
        text = self.scene.words_before(one.at)
        if number.unit == PERCENT_UNIT:
            yield from self.percent(one, year)
        elif number.unit == PERSON_UNIT:
            yield from map(as_expected, known.cells[ACTUAL_COLUMN, THIS_YEAR] if year == THIS_YEAR else ())
        elif kinds[-1:] == ["change"] and not TO_VALUE.search(text):
            one.relation = Relation.CHANGE
            yield from (Expected(abs(now.value - base.value)) for now, base in self.changes(one))
        else:
            columns = [ACTUAL_COLUMN] if TO_VALUE.search(text) else columns_of(one)
            if one.subject.kind == SubjectKind.PROJECT and one.hints and CAME_FOR_PROJECT.match(one.hints[-1][1]):
                columns = [ColumnWord.IN_PLACE]
            if (
                columns == [ColumnWord.ADJUSTED]
                and "全年" in one.hints[-1][1]
                and not known.cells[ColumnWord.ADJUSTED, year]
            ):
                columns = [ColumnWord.BUDGET]  # 全年预算 of a row that has but one
            if columns == [ACTUAL_COLUMN] and not one.hints and not self.net.figures.knows_spending:
                columns = [ColumnWord.BUDGET]  # a report of a plan alone
            one.cell = (columns[0], year) if columns else None
            yield from (as_expected(cell) for column in columns for cell in known.cells[column, year])

    def stands_beside_name(self, one: WeighedMeaning) -> bool:
        """车辆运行费用7.44万元: an amount right behind a name is what was spent, if it is no other figure of it."""
        return (one.own or bool(one.subject.parts)) and not one.residue and one.at.number.unit == MONEY_UNIT

    def percent(self, one: WeighedMeaning, year: ClaimYear) -> Iterator[Expected]:
        """The same of a percentage: a printed quotient, a share, a change, a rate of the form, what was spent of a budget."""
        known, rates = self.net.of(one.subject), [word for kind, word in one.hints if kind == "rate"]
        printed = list(printed_quotient(self.net, self.scene, one, self.found))
        if printed:
            one.relation = Relation.OF_BUDGET
            yield from printed
        elif "share" in one.kinds or (rates and rates[-1] == "比例" and one.own):
            one.relation = Relation.SHARE
            yield from self.shares(one)
        elif "change" in one.kinds:
            one.relation = Relation.CHANGE
            pairs = ((now.value, base.value) for now, base in self.changes(one) if base.value)
            yield from (Expected(abs(now / base * WHOLE_PERCENT - WHOLE_PERCENT)) for now, base in pairs)
        elif of_form := list(rates_of_form(self.net, self.found, rates[-1])) if rates and year == THIS_YEAR else []:
            one.relation = Relation.OF_BUDGET
            yield from of_form
        elif any(map(BUDGET_RATE.search, rates)) or (not rates and self.is_done(one)):
            one.relation = Relation.OF_BUDGET
            bases = [base for base in known.cells.budgets(year) if base.value]
            spent = known.cells[ACTUAL_COLUMN, year]
            yield from (Expected(now.value / base.value * WHOLE_PERCENT) for now in spent for base in bases)

    def is_done(self, one: WeighedMeaning) -> bool:
        """公务接待10.52万元，完成89.15%; 和年初预算12万元比，只用了77.33%: whether a percentage is what was used of a budget."""
        return DONE.fullmatch(self.scene.text, one.at.lead, one.at.number.start) is not None and bool(self.found)

    def shares(self, one: WeighedMeaning) -> Iterator[Expected]:
        """In % of what stands behind 占, else of what it is a part of."""
        known, end = self.net.of(one.subject), one.at.number.start
        begin = self.scene.text.rfind("占", one.at.lead, end)
        wholes = self.scene.named_between(begin, end) if begin >= 0 else []
        if begin >= 0 and self.found and "change" in self.found[-1].kinds:
            return  # 比预算节约1.46万元，占部门支出预算的0.2%: of what was saved
        if wholes and self.net.figures.has_unit(wholes[-1].subject.codes, PERSON_UNIT):
            return  # 党员96人，占在职人数的70.07%
        if wholes:
            yield from map(Expected, shares_of(known, self.net.of(self.whole_named(wholes).subject)))
        elif begin < 0 or not SHARE_LINK.sub("", self.scene.text[begin + 1 : end]):
            yield from map(Expected, known.shares)

    def whole_named(self, wholes: Sequence[WeighedName]) -> WeighedName:
        """The last name behind 占; of “三公”经费支出总额 the row whose sum that is."""
        total = len(wholes) > 1 and not self.net.total_codes.isdisjoint(wholes[-1].subject.codes)
        joined = total and not self.scene.text[wholes[-2].end : wholes[-1].start].strip("经费")
        return wholes[-2] if joined else wholes[-1]

    def changes(self, one: WeighedMeaning) -> Iterator[NumberPair]:
        """(now, before) of a change; nothing while what it is held against is not known."""
        cells = self.net.of(one.subject).cells
        for column, base in self.compared(one):
            yield from ((now, before) for now in cells[column, THIS_YEAR] for before in cells[base])

    def compared(self, one: WeighedMeaning) -> list[tuple[ColumnWord, CellPlace]]:
        """(column of this year, cell it is held against), as the words say, here or before in the sentence."""
        kinds, text = {*one.kinds}, self.scene.words_before(one.at)
        if self.found and self.is_percent_of_change(one, self.found[-1]):
            kinds |= {*self.found[-1].kinds} & COMPARING
        planned = {"budget", "begin", "adjusted"} & kinds
        said = self.scene.led_bases(one.at.own) if not planned and "last" not in kinds else set()
        if "last" in kinds or "同比" in text or said == {"last"}:
            budget = [(ColumnWord.BUDGET, (ColumnWord.BUDGET, LAST_YEAR))]
            if PLAN_AGAINST_SPENT.search(self.scene.text, 0, one.at.number.start):
                return [(column, (ACTUAL_COLUMN, LAST_YEAR)) for column in BUDGET_COLUMNS]
            either = "预算" in self.scene.text[: one.at.number.start]
            return (
                budget
                if planned or self.is_budget_said(one)
                else [(ACTUAL_COLUMN, (ACTUAL_COLUMN, LAST_YEAR)), *(budget if either else [])]
            )
        of_budget = (
            OF_BUDGETS.search("".join(word for _, word in one.hints)) and one.subject.kind != SubjectKind.DEPARTMENT
        )
        if planned or said == {"budget"} or of_budget:
            return [(ACTUAL_COLUMN, (column, THIS_YEAR)) for column in BUDGET_COLUMNS]
        return [] if said else self.between_last_two(one)

    def is_percent_of_change(self, one: WeighedMeaning, last: WeighedMeaning) -> bool:
        """比去年增加0.5万元，增长50%: whether a percentage is of the change right before it, and compared as that is."""
        bare = not COMPARING & {*one.kinds} and not one.own and one.at.number.unit == PERCENT_UNIT
        return bare and "change" in last.kinds and last.at.number.unit == MONEY_UNIT and last.subject == one.subject

    def is_budget_said(self, one: WeighedMeaning) -> bool:
        """公务接待费0.5万元，比上年减少0.5万元: whether the amount printed of it before is its budget, and not what was spent."""
        cells = self.net.of(one.subject).cells
        said = [
            each.at.number
            for each in self.found[-2:]
            if each.subject == one.subject and each.at.number.unit == MONEY_UNIT
        ]
        spent = [each.value for each in cells[ACTUAL_COLUMN, THIS_YEAR]]
        planned = [each.value for each in cells.budgets(THIS_YEAR)]
        return bool(said) and is_among(said[0], planned) and not any(is_among(each, spent) for each in said)

    def between_last_two(self, one: WeighedMeaning) -> list[tuple[ColumnWord, CellPlace]]:
        """2023年预算9.00万元，2022年预算10.20万元，变动率: from the one cell of this subject that was just said to the other."""
        said = [each.cell for each in self.found[-2:] if each.cell and each.subject == one.subject]
        if said and said[-1] == (ACTUAL_COLUMN, LAST_YEAR):  # 上年23.77万元，本年减少
            return [(ACTUAL_COLUMN, said[-1])]
        pairs = [(now, base) for now, base in permutations(said, 2) if now[1] == THIS_YEAR and is_earlier(base, now)]
        if said and not pairs and said[-1][0] in BUDGET_COLUMNS and said[-1][1] == THIS_YEAR:
            return [(ACTUAL_COLUMN, said[-1])]  # 公用经费预算105.60万元，少支5.73万元
        return [(now[0], base) for now, base in pairs]
