"""Both readings of a text together: what cannot be true, and what agrees though only the second reading understood it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluations.claims.bond_findings import bound_contradictions
from evaluations.claims.claim_expectations import Expectations
from evaluations.claims.claim_frames import ClaimFrames
from evaluations.claims.claim_nouns import Claim
from evaluations.claims.claim_solver import KINDS_OF_RELATION, compared_claims, fits_unit, solved_claims
from evaluations.claims.closed_sums import ClosedSums
from evaluations.claims.contradictions import Contradiction, ContradictionKind, Expected
from evaluations.claims.impossible_rates import impossible_rates
from evaluations.claims.known_figures import KnownFigures
from evaluations.claims.plain_prose import PlainProse
from evaluations.claims.printed_numbers import number_span
from evaluations.claims.prose_reading import QUOTE_WINDOW
from evaluations.claims.sums_of_rows import with_known_sums
from evaluations.claims.weighed_columns import WeighedMeaning
from evaluations.claims.weighed_doubts import Doubts
from evaluations.claims.weighed_numbers import WeighedScene
from evaluations.claims.weighed_scenes import ProseScene
from evaluations.claims.weighed_strays import Strays
from evaluations.claims.weighed_values import WideNet
from evaluations.language.units import PERSON_UNIT

SECOND = -1  # the order of a claim of the second reading
BEHIND = (1, 2)  # numbers on: what is computed with a wrong one is right
DOUBTED = (
    ContradictionKind.AMOUNT,
    ContradictionKind.RATE,
    ContradictionKind.CHANGE,
    ContradictionKind.PEOPLE_KIND,
)


@dataclass(frozen=True)
class BothReadings:
    """`wrong` in the order of the text; `agreed` numbers by their place in it, with what the figures give."""

    wrong: tuple[Contradiction, ...]
    agreed: dict[int, tuple[Claim, Expected]]

    def with_second(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of the first reading, with those of the second where only it understood a number, in their order."""
        accused = {one.claim.start: one.claim for one in self.wrong if one.claim.order == SECOND}
        second = {place: claim for place, (claim, _) in self.agreed.items()} | accused
        kept = [one for one in claims if not (one.number and one.start in second)]
        return sorted((*kept, *second.values()), key=lambda one: one.start)


def weigh_scenes(
    claims: Sequence[Claim],
    figures: KnownFigures,
    prose: PlainProse,
    scenes: Sequence[ProseScene],
    with_strays: bool = True,
) -> BothReadings:
    """What the second reading adds to the claims of the first, and which of its accusations it takes back.

    The `scenes` of a text may have been read before: they do not depend on the figures.
    """
    figures = figures.for_text(prose.text)
    expectations = Expectations(figures, ClaimFrames(with_known_sums(claims, figures)))
    compared = compared_claims(expectations)
    first = list(solved_claims(expectations, compared))
    known = decided_places(expectations, compared) | {one.claim.start for one in first}
    doubted = {one.claim.start for one in first if one.kind in DOUBTED and not one.rounding}
    net = WideNet(figures)
    wrong, agreed, withdrawn = list[Contradiction](), dict[int, tuple[Claim, Expected]](), set[int]()
    computed = {one.claim.start for one in first if one.expected and one.expected.from_text}
    for scene, places in open_scenes(prose, scenes, known - doubted):
        weighed = WeighedScene(net, scene)
        withdrawn |= {place for order, place in enumerate(places) if place in doubted and is_doubtful(weighed, order)}
        for order in (order for order, place in enumerate(places) if place not in known):
            if weighed.agrees(order):
                meaning = weighed.meanings[order]
                agreed[places[order]] = claim_of(meaning, prose, scene.start), meaning.expected[0]
            elif found := contradicted(weighed, order, prose, with_strays):
                wrong.append(found)
                withdrawn |= computed & echoes(weighed, order, places) if found.expected else set()
        bound = bound_contradictions(weighed, places, known - doubted, (*first, *wrong), prose)
        withdrawn |= {place for _, bonds in bound for place in bonds}
        wrong += [one for one, _ in bound]
    kept = [one for one in first if one.claim.start not in withdrawn]
    told_of = {one.claim.start for one in (*kept, *wrong)}
    wrong += impossible_rates(prose, scenes, told_of | {*agreed})
    return BothReadings(tuple(sorted((*kept, *wrong), key=lambda one: one.claim.start)), agreed)


def is_doubtful(weighed: WeighedScene, order: int) -> bool:
    """Whether a number that the first reading accuses may be right after all."""
    return weighed.may_be_right(order) or Doubts(weighed).excuse(order)


def contradicted(weighed: WeighedScene, order: int, prose: PlainProse, with_strays: bool) -> Contradiction | None:
    """What is wrong with a number that the first reading leaves open; None if nothing is sure."""
    start = weighed.scene.start
    if Doubts(weighed).excuse(order):
        return None
    if weighed.is_wrong(order):
        return accusation(weighed.meanings[order], prose, start)
    if missing := ClosedSums(weighed).missing(order):
        return accusation(missing, prose, start)
    stray = with_strays and Strays(weighed).is_stray(order)
    return (
        Contradiction(claim_of(weighed.meanings[order], prose, start), ContradictionKind.STRAY, None) if stray else None
    )


def echoes(weighed: WeighedScene, order: int, places: Sequence[int]) -> set[int]:
    """Where the numbers stand that are right themselves, or computed right behind a wrong one: one cause is told once."""
    others = ((near, place) for near, place in enumerate(places) if near != order)
    return {place for near, place in others if near - order in BEHIND or weighed.is_explained(near)}


def open_scenes(
    prose: PlainProse, scenes: Iterable[ProseScene], settled: set[int]
) -> Iterator[tuple[ProseScene, list[int]]]:
    """Each sentence that has a number which is not settled yet, with the places of its numbers in the text as written."""
    for scene in scenes:
        likely = {prose.origins[scene.start + number_span(one)[0]] for one in scene.printed}
        if likely <= settled:
            continue  # before any of them is read
        if scene.is_endless:
            continue
        places = [prose.origins[scene.start + one.number.start] for one in scene.numbers]
        if not settled.issuperset(places):
            yield scene, places


def decided_places(expectations: Expectations, compared: Sequence[Claim]) -> set[int]:
    """Where the numbers stand for which the first reading knows what would be right."""
    figures = expectations.figures
    return {one.start for one in compared if one.number and fits_unit(one, figures) and expectations.of(one)}


def claim_of(meaning: WeighedMeaning, prose: PlainProse, start: int) -> Claim:
    """A weighed number as a claim, in the text as written."""
    number = meaning.at.number
    begin, end = prose.written(start + number.start, start + number.end)
    quote = prose.as_written(start + max(0, number.start - QUOTE_WINDOW), start + number.until)
    return Claim(meaning.subject, meaning.relation, begin, end, quote, number=number, order=SECOND)


def accusation(meaning: WeighedMeaning, prose: PlainProse, start: int) -> Contradiction:
    """A weighed number that cannot be true, with the likeliest of what would be right."""
    people = meaning.at.number.unit == PERSON_UNIT
    kind = ContradictionKind.PEOPLE_KIND if people else KINDS_OF_RELATION[meaning.relation]
    return Contradiction(claim_of(meaning, prose, start), kind, meaning.expected[0])
