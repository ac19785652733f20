"""From a claim to the numbers that it may rightly print: of the figures, and of what the same text says before."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import product

from evaluations.claims.claim_frames import ClaimFrames, claim_owner, printed_known, same_thing
from evaluations.claims.claim_nouns import Claim, ClaimSubject, ClaimYear, ColumnWord, Relation, SubjectKind
from evaluations.claims.contradictions import Expected, derived_number, growth_percent, share_of
from evaluations.claims.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber, parent_rows
from evaluations.claims.subject_names import plain_label
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT
from evaluations.schemes.scheme import ScoringScheme

WHOLE_BUDGETS = (ColumnWord.BEGIN, ColumnWord.ADJUSTED)
FAR_OFF = 3  # times: a sum of nobody that is so much more or less is some other thing's
WHOLE_REACH = 40  # claims back to the number that a share is a share of


class Expectations:
    """What follows for each claim of one text. An empty answer says that nothing is known."""

    def __init__(self, figures: KnownFigures, frames: ClaimFrames) -> None:
        self.figures, self.frames = figures, frames

    def of(self, claim: Claim) -> list[Expected]:
        """Every number that would be right; the first is the likeliest."""
        ways = {
            Relation.VALUE: self.values,
            Relation.OF_BUDGET: self.of_budget,
            Relation.RATE: self.rates,
            Relation.SHARE: self.shares,
            Relation.CHANGE: self.changes,
        }
        return ways[claim.relation](claim)

    # ------------------------------------------------------------------ the number itself
    def values(self, claim: Claim) -> list[Expected]:
        """The figure of the column; where no column is named, the actual figure or one of the budgets."""
        found = [Expected(one.value, Decimal(0), one.name) for one in self.meant(claim)]
        value = claim.number.value if claim.number else Decimal(0)
        if claim.subject.doubtful and not any(
            one.value < value * FAR_OFF and value < one.value * FAR_OFF for one in found
        ):
            return []
        return found

    def meant(self, claim: Claim) -> list[KnownNumber]:
        """The figures that a claim may mean; none while one that it may mean is missing."""
        if self.is_of_nobody(claim):
            return []
        if claim.firm:
            found = self.figures.of(claim.subject, claim.column, claim.year)
            return [] if None in found else [one for one in found if one]
        actual = self.figures.of(claim.subject, ColumnWord.ACTUAL, claim.year)
        budget = self.figures.of(claim.subject, ColumnWord.BUDGET, claim.year)
        if None in actual or not actual:
            actual, budget = (actual, budget) if claim.subject.kind != SubjectKind.ROW or actual else (budget, [])
        if None in actual:
            return []
        named = {one.name: one for one in (*actual, *budget) if one}
        return list(named.values())

    def is_of_nobody(self, claim: Claim) -> bool:
        """预算安排30万元 without a name: the whole department's only behind its 年初预算 or 全年预算 in the same sentence."""
        if claim.subject.kind != SubjectKind.DEPARTMENT or claim.subject.codes or claim.column in WHOLE_BUDGETS:
            return False
        return not any(
            one.sentence == claim.sentence and one.subject == claim.subject and one.column in WHOLE_BUDGETS
            for one in self.frames.before(claim)
        )

    # ------------------------------------------------------------------ of the budget, rates by name
    def of_budget(self, claim: Claim) -> list[Expected]:
        subject = claim_owner(claim)
        return [*self._execution(claim, subject), *self._execution_in_text(claim)]

    def _execution(self, claim: Claim, subject: ClaimSubject) -> Iterator[Expected]:
        column = claim.column if claim.column in BUDGET_COLUMNS else ColumnWord.BUDGET
        actual = self.figures.of(subject, ColumnWord.ACTUAL, claim.year)
        budget = self.figures.of(subject, column, claim.year)
        if None in budget or None in actual:
            return
        for spent, planned in product(actual, budget):
            if spent and planned and spent.name != planned.name and twin(spent.name, planned.name):
                found = derived_number(share_of, (spent, planned), code=self.rate_of(spent, planned))
                if found:
                    yield found

    def _execution_in_text(self, claim: Claim) -> Iterator[Expected]:
        spent = self.frames.actual(claim)
        for planned in self.frames.budgets(claim) if spent else ():
            found = derived_number(share_of, (spent, planned), from_text=True) if spent else None
            if found:
                yield found

    def rate_of(self, spent: KnownNumber, planned: KnownNumber) -> str:
        """The rate of the form that is this quotient; "" if it has none."""
        text = f"{spent.name} / {planned.name} * 100"
        return codes_of_formulas(self.figures.scheme).get(text, "")

    def change_code(self, now: KnownNumber, before: KnownNumber) -> str:
        """The rate of change of the form that compares these two; "" if it has none."""
        text = f"({now.name} - {before.name}) / {before.name} * 100"
        return codes_of_formulas(self.figures.scheme).get(text, "")

    def rates(self, claim: Claim) -> list[Expected]:
        """A rate by its name, or a bare 控制率 behind the row that it belongs to."""
        named = claim.subject
        row = claim.whole or named
        if row.kind in (SubjectKind.UNKNOWN, SubjectKind.PROJECT):
            return self.of_budget(claim) if budget_kind(named.words) else []
        codes = named.codes or tuple(self._codes_of_kind(row, named.words))
        if claim.year != ClaimYear.THIS:
            return []
        if named.codes and row.kind == SubjectKind.ROW and claim.fresh and not _stands_for(named, row):
            return self.of_budget(claim) if budget_kind(named.words) else []
        found = [one for code in codes if (one := self._rate(code))]
        if len(found) < len(codes):
            return []
        whole = row.kind == SubjectKind.ROW or (row.kind == SubjectKind.DEPARTMENT and row.codes)
        return [*found, *(self.of_budget(claim) if budget_kind(named.words) and whole else [])]

    def _codes_of_kind(self, row: ClaimSubject, kind: str) -> Iterator[str]:
        """三公经费 … 控制率: the rates whose name is the row's with this kind, or that compute with it alone."""
        for code, ratio in self.figures.scheme.ratios.items():
            label = plain_label(ratio.label)
            if label.endswith(kind[-3:]) and ratio.formula and row.kind == SubjectKind.ROW:
                rows = {name.partition(".")[0] for name in ratio.formula.names}
                if rows <= set(row.codes) or (len(rows) == 2 and set(row.codes) & rows and "staff" in code):
                    yield code

    def _rate(self, code: str) -> Expected | None:
        ratio, scheme = self.figures.scheme.ratios[code], self.figures.scheme
        value = self.figures.lookup(code)
        if not isinstance(value, Decimal):
            return None
        slack = formula_slack(ratio.formula, self.figures) if ratio.formula else Decimal(0)
        return Expected(value, slack, code, working=scheme.code)

    # ------------------------------------------------------------------ shares and changes
    def shares(self, claim: Claim) -> list[Expected]:
        """Part ÷ whole: the whole by its name, or the number that 其中 opened."""
        said = self.frames.value(claim, tuple(ColumnWord), claim.year)
        parts = [*self.meant(claim), *([said] if said else [])]
        wholes = self._wholes(claim)
        from_text = not any(self.is_figure(one) for one in (*parts, *wholes))
        computed = (derived_number(share_of, pair, from_text=from_text) for pair in product(parts, wholes))
        return [one for one in computed if one]

    def is_figure(self, number: KnownNumber) -> bool:
        """Whether a number is the report's and not only the text's."""
        return number.name in self.figures.scheme.figures

    def _wholes(self, claim: Claim) -> list[KnownNumber]:
        """The number that a share is a share of: named, opened by 其中, or that of the row which sums it up."""
        if claim.whole:
            if claim.whole.kind not in (SubjectKind.ROW, SubjectKind.DEPARTMENT):
                return []
            columns = (ColumnWord.ACTUAL, ColumnWord.BUDGET)
            known = [one for column in columns for one in self.figures.of(claim.whole, column, claim.year)]
            said = [
                printed_known(one)
                for one in self.frames.claims[max(0, claim.order - WHOLE_REACH) : claim.order]
                if one.relation == Relation.VALUE
                and one.number
                and one.number.exact
                and same_thing(one.subject, claim.whole)
            ]
            return [one for one in (*known, *said[-2:]) if one]
        parent = self.frames.claims[claim.part_of] if claim.part_of is not None else None
        said_parent = [printed_known(parent)] if parent and parent.number and parent.number.exact else []
        rows = parent_rows(self.figures.scheme, claim.subject.codes) if claim.subject.kind == SubjectKind.ROW else ()
        subject = ClaimSubject(SubjectKind.ROW, rows)
        columns = (ColumnWord.ACTUAL, ColumnWord.BUDGET)
        return [
            *said_parent,
            *(one for column in columns for one in self.figures.of(subject, column, claim.year) if one),
        ]

    def changes(self, claim: Claim) -> list[Expected]:
        """Now − before, or that in % of before; of the figures, else of what the text says."""
        number = claim.number
        if (
            number is None
            or claim.year == ClaimYear.OTHER
            or number.unit not in (MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT)
        ):
            return []
        compute = growth_percent if number.unit == PERCENT_UNIT else _difference
        found = [derived_number(compute, pair, code=self.change_code(*pair)) for pair in self.known_pairs(claim)]
        said = self.said_pair(claim)
        texts = [derived_number(compute, said, from_text=True)] if said else []
        return [one for one in (*found, *texts, self._percent_of_amount(claim)) if one]

    def known_pairs(self, claim: Claim) -> list[tuple[KnownNumber, KnownNumber]]:
        """(now, before) in each column that is compared; the first is what is meant most likely."""
        subject = claim.subject
        if claim.against in BUDGET_COLUMNS:
            return self._pairs(subject, (ColumnWord.ACTUAL, claim.year), (claim.against, claim.year))
        first = claim.column or ColumnWord.ACTUAL
        columns = [first] if claim.firm else dict.fromkeys((first, ColumnWord.ACTUAL, ColumnWord.BUDGET))
        found = [self._pairs(subject, (one, ClaimYear.THIS), (one, ClaimYear.LAST)) for one in columns]
        return [] if not found[0] else [pair for pairs in found for pair in pairs]

    def _pairs(
        self, subject: ClaimSubject, now: tuple[ColumnWord, ClaimYear], before: tuple[ColumnWord, ClaimYear]
    ) -> list[tuple[KnownNumber, KnownNumber]]:
        pairs = product(self.figures.of(subject, *now), self.figures.of(subject, *before))
        return [(one, other) for one, other in pairs if one and other and twin(one.name, other.name)]

    def said_pair(self, claim: Claim) -> tuple[KnownNumber, KnownNumber] | None:
        """(now, before) as the text itself says them."""
        now = self.frames.actual(claim)
        if claim.against in BUDGET_COLUMNS:
            before = self.frames.budget(claim)
        else:
            before = self.frames.value(claim, tuple(ColumnWord), ClaimYear.LAST)
            now = now or (self.frames.value(claim, tuple(ColumnWord), ClaimYear.THIS) if not claim.firm else None)
        return (now, before) if now and before else None

    def _percent_of_amount(self, claim: Claim) -> Expected | None:
        """减少 Y, 下降 Z %: Y in % of what it was, when the text or a figure says what it is now."""
        number, amount = claim.number, self.frames.change(claim)
        if number is None or number.unit != PERCENT_UNIT or amount is None or amount.number is None:
            return None
        now = self.frames.value(claim, tuple(ColumnWord), ClaimYear.THIS, claim.sentence)
        changed = printed_known(amount)
        if now is None or not amount.number.exact:
            return None
        signed = replace(changed, value=changed.value * amount.sign)
        return derived_number(_growth_of_change, (signed, now), from_text=True)


def _difference(now: Decimal, before: Decimal) -> Decimal:
    return now - before


def _growth_of_change(change: Decimal, now: Decimal) -> Decimal:
    return change / (now - change) * 100


def twin(one: str, other: str) -> bool:
    """Whether two figures are cells of one row: three_public.actual and three_public.budget."""
    return one.partition(".")[0] == other.partition(".")[0] or "." not in one or "." not in other


@lru_cache(maxsize=32)
def codes_of_formulas(scheme: ScoringScheme) -> dict[str, str]:
    """The text of a formula → the first rate or indicator that has it."""
    return {one.formula.text: code for code, one in reversed([*scheme.ratios.items()]) if one.formula}


def formula_slack(formula: Formula, figures: KnownFigures) -> Decimal:
    """What the printed places of a formula's figures leave open of its value."""
    known = {name: figures.number(name) for name in formula.names}
    try:
        exact = formula.evaluate(lambda name: _moved(known[name], False))
        moved = [formula.evaluate(_lookup_beside(known, one)) for one in known]
    except (MissingFigure, ZeroDenominator, KeyError):
        return Decimal(0)
    return sum((abs(value - exact) for value in moved), Decimal(0))


def _lookup_beside(known: Mapping[str, KnownNumber | None], away: str) -> Callable[[str], Decimal]:
    return lambda name: _moved(known[name], name == away)


def _moved(number: KnownNumber | None, away: bool) -> Decimal:
    if number is None:
        raise MissingFigure("")
    return number.value + (number.half if away else 0)


def budget_kind(words: str) -> bool:
    """执行率, 控制率, 预算完成率: what was spent in % of the budget; a bare 完成率 is more often that of a task."""
    return words.endswith(("执行率", "控制率", "预算完成率"))


def _stands_for(named: ClaimSubject, row: ClaimSubject) -> bool:
    """Whether the rate's name begins with the row's: 三公经费 … 三公经费控制率."""
    return named.words.startswith(row.words[:3])
