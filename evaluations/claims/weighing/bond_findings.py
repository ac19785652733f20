"""Numbers of one sentence that disagree with each other, as contradictions: where the figures do not tell which is wrong."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from evaluations.claims.bonds.bound_numbers import WrongBond
from evaluations.claims.claim_nouns import UNKNOWN_THING, Claim, Relation
from evaluations.claims.contradictions import Contradiction, ContradictionKind
from evaluations.claims.reading.prose_reading import QUOTE_WINDOW
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.weighing.changes_of_cells import wrong_changes
from evaluations.claims.weighing.funds_together import wrong_funds
from evaluations.claims.weighing.greater_changes import wrong_rises
from evaluations.claims.weighing.shares_of_wholes import wrong_shares
from evaluations.claims.weighing.turned_words import opposed_turns
from evaluations.claims.weighing.weighed_numbers import WeighedScene, is_telling
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.language.units import MONEY_UNIT


def bound_contradictions(
    weighed: WeighedScene,
    places: Sequence[int],
    is_settled: Callable[[int], bool],
    of_figures: Set[int],
    prose: PlainProse,
) -> list[tuple[Contradiction, set[int]]]:
    """Each with the places of all its numbers: what the text alone told of one of them is told by it.

    `places` are those of the numbers in the text as written, `is_settled` says of one whether the figures confirm it; of
    numbers that contradict a figure (`of_figures`) nothing more is said.
    """
    found = [(bond, {places[place] for place in bond.places}) for bond in wrong_bonds(weighed, places, is_settled)]
    turned = [({places[place] for place in pair}, pair) for pair in opposed_turns(weighed.scene)]
    wrong = [(bond_contradiction(bond, weighed.scene, prose), bound) for bond, bound in found if not bound & of_figures]
    bound = {*of_figures, *(at for _, places in wrong for at in places)} if turned else of_figures
    opposed = [(opposed_contradiction(pair, weighed.scene, prose), at) for at, pair in turned if not at & bound]
    return [*wrong, *opposed]


def places_of_figures(told: Iterable[Contradiction]) -> set[int]:
    """Where the numbers stand that contradict a figure, and not only the text."""
    return {one.claim.start for one in told if not (one.expected and one.expected.from_text)}


def wrong_bonds(weighed: WeighedScene, places: Sequence[int], is_settled: Callable[[int], bool]) -> Iterator[WrongBond]:
    """The numbers of a sentence that disagree with each other, whosever they are."""

    def is_confirmed(order: int) -> bool:
        number = weighed.scene.numbers[order].number
        of_figures = weighed.net.is_cell(number) if number.unit == MONEY_UNIT else weighed.is_explained(order)
        return is_settled(places[order]) or weighed.agrees(order) or (is_telling(number) and of_figures)

    found = [one for one in (bond.wrong(is_confirmed) for bond in weighed.bonds) if one]
    yield from found
    yield from (one for one in wrong_changes(weighed) if weighed.bound_places.isdisjoint(one.places))
    told = {place for one in found for place in one.places}
    yield from (one for one in wrong_rises(weighed, is_confirmed) if told.isdisjoint(one.places))
    yield from (one for one in wrong_funds(weighed, is_confirmed) if told.isdisjoint(one.places))
    yield from (one for one in wrong_shares(weighed, is_confirmed) if told.isdisjoint(one.places))


def opposed_contradiction(pair: tuple[int, int], scene: ProseScene, prose: PlainProse) -> Contradiction:
    """From the word before an amount to its percentage: one of both directions is turned."""
    first, last = (scene.numbers[place].number for place in pair)
    begin, end, quote = prose.quoted(scene.start, first.start, last.end, last.until, QUOTE_WINDOW)
    claim = Claim(UNKNOWN_THING, Relation.CHANGE, begin, end, quote)
    return Contradiction(claim, ContradictionKind.OPPOSED, None)


def bond_contradiction(bond: WrongBond, scene: ProseScene, prose: PlainProse) -> Contradiction:
    """From the first number to the last that may be wrong; with a number of its own only where it is sure which."""
    first, last = (scene.numbers[place].number for place in (bond.first, bond.last))
    begin, end, quote = prose.quoted(scene.start, first.start, last.end, last.until, QUOTE_WINDOW)
    number = last if bond.sure else None
    claim = Claim(UNKNOWN_THING, Relation.VALUE, begin, end, quote, number=number)
    return Contradiction(claim, ContradictionKind.BOUND, bond.expected, bond.unit)
