"""How much something may rightly have changed: of the figures, and of what the same text says."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from evaluations.claims.claim_nouns import ALL_COLUMNS, Claim, ClaimSubject, ClaimYear, ColumnWord, ComparisonBasis
from evaluations.claims.contradictions import Expected, derived_number, growth_percent, share_of
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber
from evaluations.claims.reading.claim_frames import ClaimFrames, is_plain_value, printed_known
from evaluations.claims.solving.rate_expectations import codes_of_formulas, is_cell_pair
from evaluations.claims.words.weighed_hints import PLAN_AGAINST_SPENT
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

SURE_BASES = (ComparisonBasis.SAID, ComparisonBasis.LED)
ADJUSTING = (ColumnWord.ADJUSTED, ColumnWord.BEGIN)  # 调整预算731.50万元，比年初预算增加24.50万元
SPENT_COLUMNS = (ColumnWord.ACTUAL, ColumnWord.NO_COLUMN)
BESIDE_WHAT = re.compile(r"(?:[大小高低多少]于|超过|不及|不如)[^，,；;。]{0,12}?-?\d[\d,.]*(?:万元|亿元|元|人|名|个)?$")
# 较预算60万元压减
HELD_AGAINST_BUDGET = re.compile("[较比与同](?:年初|全年)?预算[^，,。；;\\d]{0,4}[\\d.,]+[万亿]?元$")
NumberPair = tuple[KnownNumber, KnownNumber]


class ChangeExpectations:
    """What follows for claims of change and comparison of one text."""

    def __init__(self, figures: KnownFigures, frames: ClaimFrames) -> None:
        self.figures, self.frames = figures, frames
        self._known: tuple[Claim | None, list[NumberPair]] = None, []
        self._said: tuple[Claim | None, NumberPair | None] = None, None

    def changes(self, claim: Claim) -> Iterator[Expected]:
        """Now − before, or that in % of before; of the figures, else of what the text says."""
        number = claim.number
        if (
            number is None
            or claim.year == ClaimYear.OTHER
            or number.unit not in (MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT)
        ):
            return
        compute = growth_percent if number.unit == PERCENT_UNIT else _difference
        for pair in self.known_pairs(claim):
            if one := derived_number(compute, pair, code=self.change_code(*pair)):
                yield one
        if (said := self.said_pair(claim)) and (one := derived_number(compute, said, from_text=True)):
            yield one
        if one := self._percent_of_amount(claim):
            yield one

    def since_last_year(self, claim: Claim) -> list[Expected]:
        """The change of the actual figure since last year, in the unit of the claim."""
        pairs = self._pairs(claim.subject, (ColumnWord.ACTUAL, ClaimYear.THIS), (ColumnWord.ACTUAL, ClaimYear.LAST))
        percent = claim.number is not None and claim.number.unit == PERCENT_UNIT
        found = (derived_number(growth_percent if percent else _difference, pair) for pair in pairs)
        return [one for one in found if one]

    def change_code(self, now: KnownNumber, before: KnownNumber) -> str:
        """The rate of change of the form that compares these two; "" if it has none."""
        text = f"({now.name} - {before.name}) / {before.name} * 100"
        return codes_of_formulas(self.figures.scheme).get(text, "")

    def known_pairs(self, claim: Claim) -> list[NumberPair]:
        """(now, before) in each way it may be compared; the first is what is meant most likely.

        What the sentence compares with is one way. Where the comparison was said of another subject, or of none, the
        other way may be meant too: then nothing is known while one of both is missing. Of one claim they are found once.
        """
        if self._known[0] is not claim:
            self._known = claim, self._known_pairs(claim)
        return self._known[1]

    def _known_pairs(self, claim: Claim) -> list[NumberPair]:
        if claim.subject.or_whole:
            return self._pairs_of_row_and_whole(claim)
        with_budget = claim.against in BUDGET_COLUMNS
        likely = self._with_budget(claim) if with_budget else self._with_last_year(claim)
        if claim.basis in SURE_BASES or not likely:
            return likely
        other = self._with_last_year(claim) if with_budget else self._with_budget(claim)
        return [] if claim.basis == ComparisonBasis.CARRIED and not other else [*likely, *other]

    def _pairs_of_row_and_whole(self, claim: Claim) -> list[NumberPair]:
        """本年支出 behind a row: of the row or of the whole department; nothing is known unless both are."""
        found = [self.known_pairs(claim._replace(subject=one)) for one in claim.subject.either()]
        if all(found):
            return [pair for pairs in found for pair in pairs]
        amount = self.frames.change(
            claim
        )  # 较上年支出数减少8.12万元, which is the row's: so is the percentage behind it
        told = printed_known(amount) if amount and amount.number else None
        return [
            (now, then) for now, then in found[0] if told and abs(abs(now.value - then.value) - told.value) <= told.half
        ]

    def _with_budget(self, claim: Claim) -> list[NumberPair]:
        column = claim.against if claim.against in BUDGET_COLUMNS else ColumnWord.BUDGET
        now = ColumnWord.ADJUSTED if (claim.column, column) == ADJUSTING else ColumnWord.ACTUAL
        return self._pairs(claim.subject, (now, claim.year), (column, claim.year))

    def _with_last_year(self, claim: Claim) -> list[NumberPair]:
        if self._is_budget_said(claim):
            return self._of_budget(claim)
        first = claim.column or ColumnWord.ACTUAL
        if first in BUDGET_COLUMNS and PLAN_AGAINST_SPENT.search(claim.quote):
            return self._pairs(claim.subject, (first, ClaimYear.THIS), (ColumnWord.ACTUAL, ClaimYear.LAST))
        columns = [first] if claim.firm else dict.fromkeys((first, ColumnWord.ACTUAL, ColumnWord.BUDGET))
        found = [self._pairs(claim.subject, (one, ClaimYear.THIS), (one, ClaimYear.LAST)) for one in columns]
        plain = (ColumnWord.ACTUAL, ColumnWord.NO_COLUMN)
        if not found[0] and not self.frames.value(claim, plain, ClaimYear.THIS, claim.sentence):
            return []  # of a budget, and nobody knows last year's
        if claim.firm and first in BUDGET_COLUMNS:  # 决算数35.5万元，比上年预算数下降
            found.append(self._pairs(claim.subject, (ColumnWord.ACTUAL, ClaimYear.THIS), (first, ClaimYear.LAST)))
        return [pair for pairs in found for pair in pairs]

    def _is_budget_said(self, claim: Claim) -> bool:
        """公务接待费0.5万元，比上年减少: whether what the sentence printed of it is its budget, and not what was spent."""
        values = [one for one in self.frames.before(claim) if is_plain_value(one) and one.year == ClaimYear.THIS]
        values = [one for one in values if not HELD_AGAINST_BUDGET.search(one.quote)]
        near = max((one.sentence for one in values if one.sentence >= claim.sentence - 1), default=claim.sentence)
        said = [one.number.value for one in values if one.sentence == near and one.number]  # 持平。持平的原因是
        if not said:
            return False
        spent, planned = (
            [one.value for one in self.figures.of(claim.subject, column, ClaimYear.THIS) if one]
            for column in (ColumnWord.ACTUAL, ColumnWord.BUDGET)
        )
        return said[0] in planned and not {*said} & {*spent}

    def _of_budget(self, claim: Claim) -> list[NumberPair]:
        """A budget held against last year's, or against what was spent then; nothing while last year's is missing."""
        now, last = (ColumnWord.BUDGET, ClaimYear.THIS), ClaimYear.LAST
        found = self._pairs(claim.subject, now, (ColumnWord.BUDGET, last))
        return [*found, *self._pairs(claim.subject, now, (ColumnWord.ACTUAL, last))] if found else []

    def _pairs(
        self, subject: ClaimSubject, now: tuple[ColumnWord, ClaimYear], before: tuple[ColumnWord, ClaimYear]
    ) -> list[NumberPair]:
        pairs = product(self.figures.of(subject, *now), self.figures.of(subject, *before))
        return [(one, other) for one, other in pairs if one and other and is_cell_pair(one.name, other.name)]

    def said_pair(self, claim: Claim) -> NumberPair | None:
        """(now, before) as the text itself says them; of one claim found once."""
        if self._said[0] is not claim:
            self._said = claim, self._said_pair(claim)
        return self._said[1]

    def _said_pair(self, claim: Claim) -> NumberPair | None:
        now = self.frames.actual(claim)
        if claim.against in BUDGET_COLUMNS:
            before = self.frames.budget(claim)
        else:
            spent = claim.column == ColumnWord.ACTUAL  # 比上年实际少2.16万元: not than last year's budget
            before = self.frames.value(claim, SPENT_COLUMNS if spent else ALL_COLUMNS, ClaimYear.LAST)
            now = now or (self.frames.value(claim, ALL_COLUMNS, ClaimYear.THIS) if not claim.firm else None)
        return (now, before) if now and before else None

    def own_pairs(self, claim: Claim) -> list[NumberPair]:
        """(now, before) of the figures and of the text."""
        said = self.said_pair(claim)
        return [*self.known_pairs(claim), *([said] if said else [])]

    def is_base(self, claim: Claim) -> bool:
        """低于预算3.6万元: the number is what is compared with, and not the difference."""
        number = claim.number
        if number is None or number.unit == PERCENT_UNIT or not BESIDE_WHAT.search(claim.quote):
            return False
        return any(number.low <= before.value <= number.high for _, before in self.own_pairs(claim))

    def _percent_of_amount(self, claim: Claim) -> Expected | None:
        """减少 Y, 下降 Z %: Y in % of what it was, when the text or a figure says what it is now."""
        number, amount = claim.number, self.frames.change(claim)
        if number is None or number.unit != PERCENT_UNIT or amount is None or amount.number is None:
            return None
        if claim.basis == ComparisonBasis.SAID and claim.against != amount.against:
            return None  # 比预算节约1.09万元，比上年降低6.22%
        plain = (ColumnWord.ACTUAL, ColumnWord.NO_COLUMN)
        columns = ALL_COLUMNS if claim.column in BUDGET_COLUMNS else plain
        now = self.frames.value(claim, plain, ClaimYear.THIS, claim.sentence)
        now = now or self.frames.value(claim, columns, ClaimYear.THIS, claim.sentence)
        changed = printed_known(amount)
        if now is None or not amount.number.exact:
            return None
        signed = changed._replace(value=changed.value * amount.sign)
        if signed.value >= now.value:
            return None  # 幼儿园经费537.31万元；比上年增加755.18万元: the change of something else
        return derived_number(_growth_of_change, (signed, now), from_text=True)

    def explained(self, claim: Claim) -> Iterator[Decimal]:
        """Every change that two numbers of its own sentence would give, whosever they are; its own two only one way round."""
        values = dict.fromkeys(one.value for one in self.frames.sentence_values(claim))
        percent = claim.number is not None and claim.number.unit == PERCENT_UNIT
        turned = {(before.value, now.value) for now, before in self.own_pairs(claim)}
        for now, before in product(values, values):
            if (not percent or before) and (now, before) not in turned:
                yield growth_percent(now, before) if percent else now - before
            if percent and before and "占" in claim.quote:  # 比预算少256.40万元，占预算的95.49%: what was spent
                yield share_of(now, before)
                yield -share_of(now, before)
        parts = self.frames.parts_of_change(claim)
        if parts and not percent:  # 共节约2.26万元，其中公用经费1.46万元、三公经费0.8万元
            yield sum(parts, Decimal(0)) * (claim.sign or 1)
        amount = self.frames.change(claim)
        if percent and amount and amount.number:  # 结余12.50万元，较上年增加2.78万元，增长28.60%: of what it was
            changed = amount.number.value * (amount.sign or 1)
            yield from (share_of(changed, now - changed) for now in values if now != changed)
        for base in self.frames.sentence_bases(claim) if percent and amount and amount.number else ():
            if base.value and amount and amount.number:
                yield share_of(amount.number.value * (amount.sign or 1), base.value)


def _difference(now: Decimal, before: Decimal) -> Decimal:
    return now - before


def _growth_of_change(change: Decimal, now: Decimal) -> Decimal:
    return change / (now - change) * 100
