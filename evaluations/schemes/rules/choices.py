"""Rule forms that choose: R10 the first condition that holds, R18 one of several indicators."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from evaluations.language.faults import quoted_label
from evaluations.language.formulas import Formula, ZeroDenominator
from evaluations.language.table_reader import TableReader
from evaluations.schemes.rules.base import (
    EntryMissing,
    EntryUnfit,
    Rule,
    RuleContext,
    RuleOutcome,
    RuleReader,
    rule_outcome,
    shortened_number,
)

ALWAYS = Formula.parse("1")
DecisionCase = tuple[str, Formula, Decimal]


@dataclass(frozen=True)
class DecisionTable:
    """R10: the first case whose condition holds gives the points; `otherwise` if none does. A condition over a
    denominator of 0 does not hold; when nothing else does, the policies decide."""

    form: ClassVar[str] = "decision_table"
    reads: ClassVar[str] = "figures"
    more_is_better: ClassVar[bool] = False
    cases: tuple[DecisionCase, ...]
    otherwise: Decimal = Decimal(0)

    @classmethod
    def read(cls, reader: TableReader) -> "DecisionTable":
        cases = [
            (text, reader.parsed("cases", when), points)
            for text, when, points in reader.tuples("cases", str, str, Decimal)
        ]
        return cls(
            tuple((text, when or ALWAYS, points) for text, when, points in cases),
            reader.number("otherwise", Decimal(0)),
        )

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(when.names for _, when, _ in self.cases))

    def maximum(self) -> Decimal:
        return max([self.otherwise, *(points for _, _, points in self.cases)])

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        over_nothing: tuple[Formula, ZeroDenominator] | None = None
        for case in self.cases:
            text, when, points = case
            try:
                holds = when.evaluate(context.lookup, lambda error: _quotient(error, context))
            except ZeroDenominator as error:
                over_nothing = over_nothing or (when, error)
                continue
            if holds:
                return rule_outcome(points, context, _with(text, context.filled(when)), self._wanted(case, context))
        if over_nothing:
            return self._over_nothing(*over_nothing, context)
        numbers = "，".join(dict.fromkeys(context.filled(Formula.parse(name)) for name in self._in_order()))
        return rule_outcome(self.otherwise, context, _with("不符合以上各种情形", numbers), self._wanted(None, context))

    def _over_nothing(self, when: Formula, error: ZeroDenominator, context: RuleContext) -> RuleOutcome:
        status, words = context.zero(error)
        points = context.weight if status == "not_applicable" else Decimal(0)
        line = f"{context.over_nothing(when)}，分母为 0，{words}"
        return rule_outcome(points, context, line, self._wanted(None, context), told=True)

    def _in_order(self) -> Iterable[str]:
        return dict.fromkeys(name for _, when, _ in self.cases for name in when.in_order())

    def _wanted(self, found: DecisionCase | None, context: RuleContext) -> str:
        """The best case with its condition; none of the cases that go before it may hold."""
        best = max(self.cases, key=lambda case: case[2], default=None)
        if best is None or best[2] < self.otherwise:
            return ""
        before = self.cases[: self.cases.index(best)]
        others = "、".join(quoted_label(case[0]) for case in before if case is not found)
        away = [f"不再属于{quoted_label(found[0])}"] if found in before and found else []
        away += [f"{'也' if away else ''}不属于{others}"] if others else []
        return f"{'，'.join(away)}{'，并且' if away else ''}{_with(best[0], context.asked(best[1]))}"


def _with(text: str, words: str) -> str:
    """没有结余（年末结余 = 0）; once is enough where the form's wording is the condition itself."""
    return f"{text}（{words}）" if words and words.replace(" ", "") != text.replace(" ", "") else text


def _quotient(error: ZeroDenominator, context: RuleContext) -> Decimal:
    """A rate of change of 0 against 0 is no change; anything else over 0 has no value."""
    if context.zero(error)[0] == "computed":
        return Decimal(0)
    raise error


@dataclass(frozen=True)
class Option:
    """One side of an either-or pair: its own formula and rule."""

    label: str
    formula: Formula
    rule: Rule


@dataclass(frozen=True)
class EitherOr:
    """R18: the better of several indicators, or (pick = "chosen") the one the department names in `choice`."""

    form: ClassVar[str] = "either_or"
    reads: ClassVar[str] = "figures"
    more_is_better: ClassVar[bool] = False
    options: tuple[Option, ...]
    pick: str = "better"

    @classmethod
    def read(cls, reader: TableReader, read_rule: RuleReader) -> "EitherOr":
        """The pair as written; `read_rule` reads the rule of each option."""
        options = []
        for part in reader.tables("options", "label"):
            formula = part.formula("formula")
            if formula is None and not part.has("formula"):
                part.fault("formula", read="（没有这一项）", expected="公式")
            options.append(Option(part.text("label"), formula or ALWAYS, read_rule(part)))
            part.close()
        if len(options) < 2:
            reader.note("options", read=f"{len(options)} 项", expected="至少两项")
        return cls(tuple(options), reader.choice("pick", ("better", "chosen"), "better"))

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(option.formula.names for option in self.options))

    def maximum(self) -> Decimal | None:
        given = [option.rule.maximum() for option in self.options]
        known = [most for most in given if most is not None]
        return max(known, default=None) if len(known) == len(given) else None

    def score(self, value: Decimal | None, context: RuleContext) -> RuleOutcome:
        options = self.options
        if self.pick == "chosen":
            options = tuple(option for option in options if option.label == context.entry.choice)
            if not options:
                self._no_choice(context.entry.choice)
        results = [(option, self._result(option, context)) for option in options]
        option, best = max(results, key=lambda result: result[1].score)
        way = next((one for one in ((option, best), *results) if self._leads_to_full(*one, context)), None)
        others = "、".join(
            f"“{one.label}”得{shortened_number(each.score)}分" for one, each in results if one is not option
        )
        compared = f"（{others}，取高的）" if others else ""
        wanted = (
            {"wanted": f"“{way[0].label}”{way[1].wanted}", "bounds": way[1].bounds, "formula": way[1].formula}
            if way
            else {"wanted": "", "bounds": None}
        )
        return replace(best, sentence=f"按“{option.label}”计{compared}：{best.sentence}", **wanted)

    @staticmethod
    def _leads_to_full(option: Option, result: RuleOutcome, context: RuleContext) -> bool:
        """Whether doing what this option wants gives full marks: the best points of some options are fewer."""
        most = option.rule.maximum()
        return bool(result.wanted) and (most is None or most >= context.weight)

    @staticmethod
    def _result(option: Option, context: RuleContext) -> RuleOutcome:
        try:
            value = option.formula.evaluate(context.lookup)
        except ZeroDenominator as error:
            status, words = context.zero(error)
            line = f"{context.over_nothing(option.formula)}，分母为 0，{words}"
            if status != "computed":
                points = context.weight if status == "not_applicable" else Decimal(0)
                return rule_outcome(points, context, line, told=True)
            value = Decimal(0)
        else:
            line = context.line(option.formula, value)
        result: RuleOutcome = option.rule.score(context.read(value), replace(context, told=True))
        return replace(result, sentence=f"{line}，{result.sentence}", formula=option.formula)

    def _no_choice(self, choice: str) -> None:
        labels = "、".join(option.label for option in self.options)
        if not choice:
            raise EntryMissing(f"所选的指标（{labels}）")
        raise EntryUnfit(f"“{choice}”", f"{labels} 之一")
