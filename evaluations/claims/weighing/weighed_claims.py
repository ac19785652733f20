"""A number of the second reading as a claim, and as one that cannot be true."""

from evaluations.claims.claim_nouns import Claim, Relation
from evaluations.claims.contradictions import Contradiction, ContradictionKind
from evaluations.claims.reading.prose_reading import QUOTE_WINDOW
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.solving.claim_solver import KINDS_OF_RELATION
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.language.units import PERSON_UNIT

SECOND_READING = -1  # the order of such a claim


def claim_of(meaning: WeighedMeaning, prose: PlainProse, start: int) -> Claim:
    """A weighed number as a claim, in the text as written."""
    number = meaning.at.number
    begin, end, quote = prose.quoted(start, number.start, number.end, number.until, QUOTE_WINDOW)
    return Claim(meaning.subject, meaning.relation, begin, end, quote, number=number, order=SECOND_READING)


def weighed_accusation(meaning: WeighedMeaning, prose: PlainProse, start: int) -> Contradiction:
    """A weighed number that cannot be true, with the likeliest of what would be right."""
    people = meaning.at.number.unit == PERSON_UNIT
    kind = ContradictionKind.PEOPLE_KIND if people else KINDS_OF_RELATION[meaning.relation]
    nearest = min(meaning.expected, key=lambda one: abs(abs(one.value) - abs(meaning.at.number.value)))
    likeliest = nearest if meaning.relation == Relation.OF_BUDGET else meaning.expected[0]  # of either budget
    return Contradiction(claim_of(meaning, prose, start), kind, likeliest)
