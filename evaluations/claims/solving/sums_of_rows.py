"""两项合计10.04万元，完成预算的80.32%: what is said of several rows together, where it is sure which they are."""

from collections.abc import Sequence

from evaluations.claims.claim_nouns import Claim, ClaimYear, ColumnWord, Relation
from evaluations.claims.contradictions import Agreement, Expected, number_agreement
from evaluations.claims.figures.known_figures import KnownFigures


def with_known_sums(claims: Sequence[Claim], figures: KnownFigures) -> list[Claim]:
    """The same claims; a sum keeps its parts only where its own amount is that of the figures of these parts.

    Which rows 合计 sums up is a guess of the reader. A wrong sum is told by the text alone (parts_of_text.py).
    """
    if not any(map(_has_parts, claims)):
        return [*claims]
    sure = {one.subject for one in claims if one.subject.parts and is_their_sum(one, figures)}
    return [one if one.subject in sure else _without_parts(one) for one in claims]


def _without_parts(claim: Claim) -> Claim:
    other = claim.or_subject and claim.or_subject._replace(parts=())
    return claim._replace(subject=claim.subject._replace(parts=()), or_subject=other) if _has_parts(claim) else claim


def _has_parts(claim: Claim) -> bool:
    other = claim.or_subject
    return bool(claim.subject.parts or (other and other.parts))


def is_their_sum(claim: Claim, figures: KnownFigures) -> bool:
    """Whether an amount is what the parts of its subject spent, or were to spend, together."""
    if claim.number is None or claim.relation != Relation.VALUE:
        return False
    columns = (ColumnWord.ACTUAL, ColumnWord.BUDGET)
    known = (one for column in columns for one in figures.of(claim.subject, column, ClaimYear.THIS) if one)
    return any(number_agreement(claim.number, Expected(one.value)) == Agreement.AGREES for one in known)
