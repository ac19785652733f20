"""Which percentage of a budget, and which rate of the form, a claim may rightly print."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain, product

from evaluations.claims.claim_nouns import Claim, ClaimSubject, ClaimYear, ColumnWord, PrintedNumber, SubjectKind
from evaluations.claims.contradictions import NO_SLACK, Expected, derived_number, is_printed_as, share_of
from evaluations.claims.figures.income_and_spending import WHOLE_RATE, is_income, is_total
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber
from evaluations.claims.figures.subject_names import plain_label
from evaluations.claims.reading.claim_frames import ClaimFrames, claim_owner, is_plain_value, printed_known
from evaluations.language.formulas import Formula, MissingFigure, ZeroDenominator
from evaluations.schemes.scheme import ScoringScheme

SPENDING_RATES = (
    *("执行率", "控制率", "预算完成率", "支付率", "支出率", "使用率", "拨付率", "兑付率"),
    *("执行进度", "支出进度", "支付进度"),
)
# Of the budget, or of what came of it: 到位285万元，支出285万元。资金使用率100%.
RATES_OF_FUNDS = ("支付率", "使用率", "拨付率", "兑付率")
ALL_OF_IT = Decimal(100)  # 到位率100%: of what was to come, whatever was added to the budget


class RateExpectations:
    """What follows for claims that name a rate or a part of the budget."""

    def __init__(self, figures: KnownFigures, frames: ClaimFrames) -> None:
        self.figures, self.frames = figures, frames

    def of_budget(self, claim: Claim) -> Iterator[Expected]:
        """What was spent in % of the budget."""
        subject = claim_owner(claim)
        if claim.base is not None:  # 占采购预算38万元的95.92%: of this amount, and of no other budget
            yield from self._execution_of(claim, subject, claim.base)
            yield from self.frames.of_base(claim)
        else:
            yield from self._execution(claim, subject)
            yield from self._execution_in_text(claim)

    def _execution_of(self, claim: Claim, subject: ClaimSubject, base: int) -> Iterator[Expected]:
        """What was spent in % of the printed budget, if that is one of the same thing."""
        planned = printed_known(self.frames.claims[base])
        own = [one for column in BUDGET_COLUMNS for one in self.figures.of(subject, column, claim.year) if one]
        if any(abs(one.value - planned.value) <= planned.half for one in own):
            yield from self._execution(claim, subject)

    def _execution(self, claim: Claim, subject: ClaimSubject) -> Iterator[Expected]:
        column = self.frames.meant_column(claim, self.figures)
        column = column if column in BUDGET_COLUMNS else ColumnWord.BUDGET
        actual = self.figures.of(subject, ColumnWord.ACTUAL, claim.year)
        budget = self.figures.of(subject, column, claim.year)
        if None in budget or None in actual:
            return
        for spent, planned in product(actual, budget):
            if spent and planned and is_cell_pair(spent.name, planned.name):
                found = derived_number(share_of, (spent, planned), code=self.rate_of(spent, planned))
                if found:
                    yield found

    def _execution_in_text(self, claim: Claim) -> Iterator[Expected]:
        spent = self.frames.actual(claim)
        came = self.frames.value(claim, (ColumnWord.IN_PLACE,), ClaimYear.THIS)
        of_what_came = [came] if came and claim.subject.words.endswith(RATES_OF_FUNDS) else []
        for planned in (*self.frames.budgets(claim), *of_what_came) if spent else ():
            found = derived_number(share_of, (spent, planned), from_text=True) if spent else None
            if found:
                yield found

    def _arrival_in_text(self, claim: Claim) -> Iterator[Expected]:
        """预算资金955万元，到位资金955万元，到位率: what came in % of the budget, as the sentence says them."""
        came = self.frames.value(claim, (ColumnWord.IN_PLACE,), ClaimYear.THIS, claim.sentence)
        if came is None:
            return
        for planned in self.frames.budgets(claim):
            if found := derived_number(share_of, (came, planned), from_text=True):
                yield found

    def rate_of(self, spent: KnownNumber, planned: KnownNumber) -> str:
        """The rate of the form that is this quotient; "" if it has none."""
        text = f"{spent.name} / {planned.name} * 100"
        return codes_of_formulas(self.figures.scheme).get(text, "")

    def rates(self, claim: Claim) -> Iterable[Expected]:
        """A rate by its name, or a bare 控制率 behind the row that it belongs to.

        预算执行率 is the form's own rate, and in prose as often what was spent of the adjusted budget: either is right.
        """
        named = claim.subject
        row = claim.whole or named
        if named.words.endswith("到位率") and is_income(row):
            return [] if claim.number and claim.number.value == ALL_OF_IT else self.of_budget(claim)
        if row.kind in (SubjectKind.UNKNOWN, SubjectKind.PROJECT) and named.words.endswith("到位率"):
            return self._arrival_in_text(claim)
        if row.kind in (SubjectKind.UNKNOWN, SubjectKind.PROJECT):
            return self.of_budget(claim) if budget_kind(named.words) else []
        codes = named.codes or tuple(self._codes_of_kind(row, named.words))
        if claim.year != ClaimYear.THIS:
            return []
        if named.codes and row.kind == SubjectKind.ROW and claim.fresh and not _stands_for(named, row):
            return self.of_budget(claim) if budget_kind(named.words) else []
        found = [one for code in codes if (one := self._rate(code, claim.number))]
        if len(found) < len(codes):
            return []
        spoken = bool(row.codes) or self.frames.speaks_of_department(claim)
        whole = row.kind == SubjectKind.ROW or (WHOLE_RATE.fullmatch(named.words) if found else spoken)
        ways = self.of_budget(claim) if budget_kind(named.words) and whole else []
        if whole and self._is_said_of_row(claim, row):
            ways, found = [*ways], [one._replace(spare=True) for one in found]
            return chain(ways, found)
        return chain(found, (one._replace(spare=bool(found)) for one in ways))

    def _is_said_of_row(self, claim: Claim, row: ClaimSubject) -> bool:
        """公务接待费支出3.25万元，预算执行率90.28%: a rate that any row has, behind an amount of one in the same sentence."""
        if row.kind != SubjectKind.ROW or is_total(row) or not WHOLE_RATE.fullmatch(claim.subject.words):
            return False
        before = self.frames.before(claim)[:1]
        return any(one.sentence == claim.sentence and is_plain_value(one) for one in before)

    def _codes_of_kind(self, row: ClaimSubject, kind: str) -> Iterator[str]:
        """三公经费 … 控制率: the rates whose name is the row's with this kind, or that compute with it alone."""
        for code, ratio in self.figures.scheme.ratios.items():
            label = plain_label(ratio.label)
            if label.endswith(kind[-3:]) and ratio.formula and row.kind == SubjectKind.ROW:
                rows = {name.partition(".")[0] for name in ratio.formula.names}
                if rows <= set(row.codes) or (len(rows) == 2 and set(row.codes) & rows and "staff" in code):
                    yield code

    def _rate(self, code: str, number: PrintedNumber | None) -> Expected | None:
        """A rate of the form; what is left open of it is not asked for a number that is just it."""
        scheme, value = self.figures.scheme, self.figures.lookup(code)
        if not isinstance(value, Decimal):
            return None
        just_it = number is not None and is_printed_as(number, value)
        slack = NO_SLACK if just_it else self.figures.once(("slack", code), lambda: self._slack(code))
        return Expected(value, slack, code, working=scheme.code)

    def _slack(self, code: str) -> Decimal:
        formula = self.figures.scheme.ratios[code].formula
        return formula_slack(formula, self.figures) if formula else Decimal(0)


def is_cell_pair(spent: str, planned: str) -> bool:
    """Whether two figures are two cells of one row, or one of them is a row of a single cell."""
    same_row = spent.partition(".")[0] == planned.partition(".")[0] or "." not in spent or "." not in planned
    return spent != planned and same_row


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
    return words.endswith(SPENDING_RATES)


def _stands_for(named: ClaimSubject, row: ClaimSubject) -> bool:
    """Whether the rate's name begins with the row's: 三公经费 … 三公经费控制率."""
    return named.words.startswith(row.words[:3])
