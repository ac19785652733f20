"""Where the printed rule (`standard`) and the rule beside it contradict each other: points, steps, bands, grades."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property

from evaluations.language.faults import FileFault, quoted_label
from evaluations.language.rounding import plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.schemes.printed_standard import PrintedAward, PrintedPenalty, PrintedStandard, read_standard
from evaluations.schemes.rules.bands import BandsLower, BandsSymmetric, BandsUpper, Satisfaction
from evaluations.schemes.rules.base import Rule
from evaluations.schemes.rules.choices import DecisionTable, EitherOr
from evaluations.schemes.rules.entered import Checklist, Graded, PointsPerCase
from evaluations.schemes.rules.rates import Proportional
from evaluations.schemes.rules.steps import Steps
from evaluations.schemes.scheme import Indicator

# 低于60%不得分: the end of the last band
NOTHING_BEYOND = re.compile(r"(低于|小于|不足|少于|大于|超过|高于)(\d+(?:\.\d+)?)%?的?,?不(?:得|计)分")
PERCENTAGE = re.compile(r"(\d+(?:\.\d+)?)%")
Bands = BandsUpper | BandsLower | BandsSymmetric
NOT_APPLICABLE_WORDS = (NOT_APPLICABLE_LABEL, "不涉及")


class StandardCase:
    """An indicator with its printed rule as read; a bad pair is told by `differs`."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator, self.rule = indicator, inner_rule(indicator.rule)

    @cached_property
    def printed(self) -> PrintedStandard:
        return read_standard(self.indicator.standard)

    def differs(self, printed: str, key: str, rule: str) -> FileFault:
        return FileFault(
            where=f"indicators[{self.indicator.code}]",
            key="standard",
            read=f"{quoted_label(printed)}，而 {key} 是 {rule}",
            expected="印出的评分标准与规则一致",
            remedy="请对照通知原文，改正评分标准或规则",
        )


def inner_rule(rule: Rule) -> Rule:
    """The bands or steps by which satisfaction is scored; every other rule as it is."""
    return rule.inner if isinstance(rule, Satisfaction) else rule


def standard_hints(indicator: Indicator) -> Iterator[FileFault]:
    """Every contradiction between `standard` and weight, rule and 不适用. A rule of several options is one text for all of
    them: only what no option has is told."""
    if not indicator.standard:
        return
    case = StandardCase(indicator)
    for compare in OPTION_COMPARISONS if isinstance(indicator.rule, EitherOr) else COMPARISONS:
        yield from compare(case)


def _points(case: StandardCase) -> Iterator[FileFault]:
    """计5分, ×8分, 满分10分: the most that is printed is the weight."""
    printed, weight = case.printed, case.indicator.weight
    shown = f"{plain_number(weight)}分"
    for points in dict.fromkeys(printed.whole):
        if points != weight:
            yield case.differs(f"{plain_number(points)}分", "weight", shown)
    # 没有结余计3分；结余不高于50计2分: a case without a number is no award, and yet may be the best.
    awarded = [one.points for one in printed.awards if one.points is not None]
    best = max((*awarded, *printed.plain)) if awarded else None
    if best is not None and best != weight and all(one.points is not None for one in printed.awards):
        yield case.differs(f"最高计{plain_number(best)}分", "weight", shown)
    if printed.plain and not (printed.awards or printed.each or printed.whole or named_cases(case)):
        total = sum(printed.plain, Decimal(0))
        if weight not in (total, max(printed.plain)):
            yield case.differs(f"各项合计{plain_number(total)}分", "weight", shown)


def _penalties(case: StandardCase) -> Iterator[FileFault]:
    """每超过5个百分点扣2分: loss, step and side."""
    if len(case.printed.penalties) != 1:
        return
    penalty, rule = case.printed.penalties[0], case.rule
    if isinstance(rule, Steps):
        yield from _steps(case, penalty, rule)
    elif isinstance(rule, PointsPerCase):
        if penalty.step is None and penalty.lose != rule.lose:
            yield case.differs(f"每处扣{plain_number(penalty.lose)}分", "lose", f"{plain_number(rule.lose)}分")
    elif penalty.step is not None:
        words = f"每{plain_number(penalty.step)}个百分点扣{plain_number(penalty.lose)}分"
        yield case.differs(words, "form", rule.form)


def _steps(case: StandardCase, penalty: PrintedPenalty, rule: Steps) -> Iterator[FileFault]:
    if penalty.lose != rule.lose:
        yield case.differs(f"扣{plain_number(penalty.lose)}分", "lose", f"{plain_number(rule.lose)}分")
    if penalty.step is not None and penalty.step != rule.step:
        yield case.differs(f"每{plain_number(penalty.step)}个百分点", "step", plain_number(rule.step))
    said = (penalty.over, penalty.under)
    if any(said) and said != (rule.over, rule.under):
        side = {(True, False): "每超过", (False, True): "每低于", (True, True): "每超过或低于"}[said]
        yield case.differs(side, "form", rule.form)


def _limit(case: StandardCase) -> Iterator[FileFault]:
    """≤100%，计5分: where full marks end, and on which side they lie."""
    rule, awards = case.rule, case.printed.awards
    if not isinstance(rule, Steps) or len(awards) != 1:
        return
    award, own = awards[0], (rule.over, rule.under)
    sides = {
        (one.over, one.under) for one in case.printed.penalties if one.over or one.under
    }  # another one is told there
    words = "～".join(plain_number(one) for one in award.bounds)
    if rule.limit not in award.bounds:
        yield case.differs(f"{words}计满分", rule.limit_key, plain_number(rule.limit))
    elif None in (award.low, award.high) and sides <= {own} and own == (award.high is None, award.low is None):
        yield case.differs(f"{words}{'以上' if award.high is None else '以下'}计满分", "form", rule.form)


def _bands(case: StandardCase) -> Iterator[FileFault]:
    """80%（含）～90%计4分: bound, points and the end that belongs to the band."""
    rule, awards = case.rule, case.printed.awards
    if not isinstance(rule, BandsUpper | BandsLower | BandsSymmetric) or not awards:
        return
    given = dict(rule.bands)
    for award in awards:
        yield from _band(case, award, rule, given)
    printed = {bound for award in awards for bound in award.bounds}
    for bound in given:
        if len(awards) > 1 and bound not in printed:
            yield case.differs("各档没有印出这一界限", "bands", plain_number(bound))
    for found in NOTHING_BEYOND.finditer(case.printed.text):
        if Decimal(found[2]) not in given:
            yield case.differs(f"{found[1]}{found[2]}不得分", "bands", "、".join(map(plain_number, given)))


def _band(case: StandardCase, award: PrintedAward, rule: Bands, given: dict[Decimal, Decimal]) -> Iterator[FileFault]:
    lower = isinstance(rule, BandsLower)
    bound = award.low if lower else award.high
    if bound is None:
        return
    words = f"{plain_number(bound)}"
    if bound not in given:
        yield case.differs(f"有界限{words}", "bands", "、".join(map(plain_number, given)))
    elif award.points not in (None, given[bound]):
        printed = f"{words}这一档计{plain_number(award.points or Decimal(0))}分"
        yield case.differs(printed, "bands", f"{plain_number(given[bound])}分")
    if award.included and award.included != ("low" if lower else "high"):
        yield case.differs(f"{words}一档的“（含）”在另一端", "form", rule.form)


def _option_steps(case: StandardCase) -> Iterator[FileFault]:
    """增长的，每低于1个百分点扣0.5分: a penalty or step that none of the options has."""
    steps = [one for one in option_rules(case.rule) if isinstance(one, Steps)]
    for penalty in case.printed.penalties if steps else ():
        if not any(penalty.lose == one.lose and penalty.step in (None, one.step) for one in steps):
            printed = f"每{plain_number(penalty.step)}个百分点" if penalty.step else ""
            known = "、".join(f"每{plain_number(one.step)}个百分点扣{plain_number(one.lose)}分" for one in steps)
            yield case.differs(f"{printed}扣{plain_number(penalty.lose)}分", "options", known)


def _option_bands(case: StandardCase) -> Iterator[FileFault]:
    """80%（含）～90%计4分: points of a bound that none of the options gives."""
    bands = [one for one in option_rules(case.rule) if isinstance(one, BandsUpper | BandsLower | BandsSymmetric)]
    for award in case.printed.awards if bands else ():
        given = {points for one in bands for bound, points in one.bands if bound in award.bounds}
        if award.points is not None and given and award.points not in given:
            bound = "～".join(plain_number(one) for one in award.bounds)
            known = "、".join(f"{plain_number(one)}分" for one in sorted(given))
            yield case.differs(f"{bound}这一档计{plain_number(award.points)}分", "options", known)


def _option_points(case: StandardCase) -> Iterator[FileFault]:
    """任一项达到的计12分: the only points that are printed are the weight."""
    printed = {*case.printed.plain, *case.printed.whole}
    if len(printed) == 1 and not (case.printed.awards or case.printed.each or printed == {case.indicator.weight}):
        points = f"{plain_number(printed.pop())}分"
        yield case.differs(points, "weight", f"{plain_number(case.indicator.weight)}分")


def _option_limits(case: StandardCase) -> Iterator[FileFault]:
    """控制率不超过95%: a percentage that none of the options knows, where all of them are met or missed at a limit."""
    limits = [limit_of(one) for one in option_rules(case.rule)]
    if case.printed.awards or case.printed.penalties or None in limits:
        return
    known = {abs(limit) for limit in limits if limit is not None}
    for found in PERCENTAGE.finditer(case.printed.text):
        if Decimal(found[1]) not in known:
            yield case.differs(f"{found[1]}%", "options", "、".join(map(plain_number, sorted(known))))


def limit_of(rule: Rule) -> Decimal | None:
    """The one bound of a rule; None where it has several or is another for each department."""
    if isinstance(rule, Steps):
        return rule.limit
    return rule.target if isinstance(rule, Proportional) and rule.target_of is None else None


def option_rules(rule: Rule) -> list[Rule]:
    """The rules of the options of a rule that chooses."""
    return [inner_rule(option.rule) for option in rule.options] if isinstance(rule, EitherOr) else []


def _labelled(case: StandardCase) -> Iterator[FileFault]:
    """好6分; 每项2分: the points of grades and items."""
    rule = case.rule
    if isinstance(rule, Graded):
        for label, points in rule.grades:
            printed = case.printed.points_of(label)
            if printed is not None and printed != points:
                yield case.differs(f"{label}{plain_number(printed)}分", "grades", f"{plain_number(points)}分")
    if isinstance(rule, Checklist) and len(case.printed.each) == 1 and not case.printed.plain:
        each = case.printed.each[0]
        for label, points in rule.items:
            if points != each:
                yield case.differs(
                    f"每项{plain_number(each)}分", f"items 的{quoted_label(label)}", f"{plain_number(points)}分"
                )


def _cases(case: StandardCase) -> Iterator[FileFault]:
    """没有结余计3分: the points of the cases that are told by their names."""
    for label, printed, points in named_cases(case):
        if printed != points:
            yield case.differs(f"{label}{plain_number(printed)}分", "cases", f"{plain_number(points)}分")


def named_cases(case: StandardCase) -> list[tuple[str, Decimal, Decimal]]:
    """(name, printed points, points of the rule) of each case of a decision table that the text names with its points."""
    cases = case.rule.cases if isinstance(case.rule, DecisionTable) else ()
    told = ((label, case.printed.points_of(label), points) for label, _, points in cases)
    return [(label, printed, points) for label, printed, points in told if printed is not None]


def _not_applicable(case: StandardCase) -> Iterator[FileFault]:
    """不适用的计满分: then the file says when, or lets the department say so."""
    indicator = case.indicator
    said = next((word for word in NOT_APPLICABLE_WORDS if word in case.printed.text), "")
    if said and not indicator.not_applicable_when and not indicator.not_applicable_flag:
        yield FileFault(
            where=f"indicators[{indicator.code}]",
            key="standard",
            read=f"{quoted_label(said)}，而规则没有写什么时候不适用",
            expected="not_applicable_when 或 not_applicable_flag",
            remedy="否则不适用的单位也要按比率计分",
        )


COMPARISONS: tuple[Callable[[StandardCase], Iterator[FileFault]], ...] = (
    _points,
    _penalties,
    _limit,
    _bands,
    _labelled,
    _cases,
    _not_applicable,
)
OPTION_COMPARISONS: tuple[Callable[[StandardCase], Iterator[FileFault]], ...] = (
    _option_points,
    _option_limits,
    _option_steps,
    _option_bands,
    _not_applicable,
)
