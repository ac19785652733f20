"""What a person would have entered for an indicator to get the score that a paper prints, where only one answer does."""

from decimal import Decimal

from evaluations.facts.document import EntryFacts
from evaluations.schemes.rules.choices import EitherOr
from evaluations.schemes.rules.entered import Checklist, Folded, Graded, GradedRange, Judged, PointsPerCase
from evaluations.schemes.scheme import Indicator

HUNDRED = Decimal(100)


def entry_of_score(indicator: Indicator, score: Decimal | None, reason: str) -> EntryFacts:
    """The entry of a printed line: its score and reason, and what the rule reads if the score leaves no choice."""
    entry = EntryFacts(self_score=score, reason=reason)
    rule, weight = indicator.rule, indicator.weight
    if score is None or not 0 <= score <= weight or isinstance(rule, EitherOr):
        return entry
    if isinstance(rule, Checklist):
        return with_checked(entry, rule, score, weight)
    if isinstance(rule, PointsPerCase):
        return with_cases(entry, rule, weight - score, score)
    if isinstance(rule, Graded):
        grade = next((label for label, points in rule.grades if points == score), "")
        return EntryFacts(self_score=score, reason=reason, grade=grade)
    if isinstance(rule, GradedRange):
        return EntryFacts(self_score=score, reason=reason, grade=grade_in(rule, score / weight * HUNDRED), score=score)
    if isinstance(rule, Folded):
        return EntryFacts(self_score=score, reason=reason, score=score, maximum=weight)
    if isinstance(rule, Judged):
        return EntryFacts(self_score=score, reason=reason, score=score)
    return entry


def with_checked(entry: EntryFacts, rule: Checklist, score: Decimal, weight: Decimal) -> EntryFacts:
    """All items for full marks, none for nothing; of anything between nobody knows which."""
    if score not in (weight, Decimal(0)):
        return entry
    checked = tuple(score == weight for _ in rule.items)
    return EntryFacts(checked=checked, self_score=entry.self_score, reason=entry.reason)


def with_cases(entry: EntryFacts, rule: PointsPerCase, lost: Decimal, score: Decimal) -> EntryFacts:
    """As many cases as the lost points make; at nothing left there may be more of them."""
    if not score or lost % rule.lose:
        return entry
    return EntryFacts(cases=int(lost / rule.lose), self_score=entry.self_score, reason=entry.reason)


def grade_in(rule: GradedRange, share: Decimal) -> str:
    """The grade whose range holds the share of the weight in %; the better one where two do."""
    return next((label for label, high, low in rule.ranges if low <= share <= high), "")
