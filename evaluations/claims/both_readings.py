"""Both readings of a text together: what cannot be true, and what agrees though only the second reading understood it."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from evaluations.claims.claim_nouns import Claim
from evaluations.claims.contradictions import DOUBTED_KINDS, Contradiction, ContradictionKind, Expected
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_values import WideNet
from evaluations.claims.reading.claim_frames import ClaimFrames
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.solving.claim_expectations import Expectations
from evaluations.claims.solving.claim_solver import compared_claims, fits_unit, solved_claims
from evaluations.claims.solving.parts_of_text import lists_of_parts, wrong_sums_among
from evaluations.claims.solving.sums_of_rows import with_known_sums
from evaluations.claims.text_bounds import (
    MOST_EFFORT,
    MOST_WRONG,
    OF_WEIGHED,
    end_of_reading,
    first_of_places,
    stretches_of,
)
from evaluations.claims.weighing.blank_cells import BlankCells, is_rounded_beside_blanks
from evaluations.claims.weighing.bond_findings import bound_contradictions, places_of_figures
from evaluations.claims.weighing.carried_subjects import is_carried_too_far
from evaluations.claims.weighing.closed_sums import ClosedSums
from evaluations.claims.weighing.impossible_rates import impossible_rates
from evaluations.claims.weighing.mended_lists import mended_by_figure
from evaluations.claims.weighing.other_scopes import WITHOUT_SOME
from evaluations.claims.weighing.parts_above import follows_strange_people, is_above_whole
from evaluations.claims.weighing.percent_before import of_name_behind
from evaluations.claims.weighing.silent_scenes import is_of_other_thing, is_silent
from evaluations.claims.weighing.turned_words import turned_change, turned_contradiction
from evaluations.claims.weighing.weighed_claims import SECOND_READING, claim_of, weighed_accusation
from evaluations.claims.weighing.weighed_doubts import Doubts
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.weighing.weighed_strays import Strays
from evaluations.claims.weighing.without_some import left_of_figure
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.claims.words.printed_numbers import number_span

MANY_SENTENCES = 100  # before it pays to list all that the figures give (silent_scenes.py)
LAST_WITH_THIS = re.compile("(?:上|去)年度?[^，,。；;\\d]{0,14}[比与同和跟较][今本]年")
BEHIND = (1, 2)  # numbers on: what is computed with a wrong one is right


@dataclass(frozen=True)
class BothReadings:
    """`wrong` in the order of the text; `agreed` numbers by their place in it, with what the figures give.

    Of a text with more than MOST_WRONG of the first, or with more numbers than a text has (`is_endless`), what stands at
    `until` and behind it was held against nothing.
    """

    wrong: tuple[Contradiction, ...]
    agreed: dict[int, tuple[Claim, Expected]]
    until: int | None = None
    is_endless: bool = False

    def is_reached(self, place: int) -> bool:
        """Whether what stands at a place of the text was held against the figures."""
        return self.until is None or place < self.until

    def with_second(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of the first reading, with those of the second where only it understood a number, in their order."""
        read = {one.start for one in claims if one.number}
        wrong = [one.claim for one in self.wrong if one.claim.number]
        accused = {one.start: one for one in wrong if one.order == SECOND_READING or one.start not in read}
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
    weighing = TextWeighing(expectations, prose, with_strays)
    waiting, until, end = deque(scenes), None, end_of_reading(claims, scenes, prose)
    for stretch, behind in stretches_of(compared_claims(expectations)):
        weighing.solve(stretch, behind)
        until = behind.start if behind else None
        while waiting and (until is None or weighing.end_of(waiting[0]) <= until):
            if weighing.is_tired:
                return weighing.both(scenes, first_of_places(weighing.place_of(waiting[0]), end), is_endless=True)
            weighing.weigh(waiting.popleft())
        if weighing.is_enough:
            break
    for scene in waiting:
        if until is not None and weighing.place_of(scene) < until:
            weighing.weigh(scene)
    return weighing.both(scenes, first_of_places(until, end), is_endless=until is None and end is not None)


class TextWeighing:
    """One text whose claims are solved, and whose numbers are weighed, sentence by sentence."""

    def __init__(self, expectations: Expectations, prose: PlainProse, with_strays: bool) -> None:
        self.expectations, self.prose, self.with_strays = expectations, prose, with_strays
        self.net = WideNet(expectations.figures)
        self.claims, self.solved = expectations.frames.claims, 0  # how many of them are
        self.parts = lists_of_parts(self.claims)
        self.first, self.sums = list[Contradiction](), list[Contradiction]()
        self.known, self.withdrawn, self.computed = set[int](), set[int](), set[int]()
        self.doubted = dict[int, Contradiction]()
        self.accused = set[int]()  # by the first reading
        self.of_figures = set[int]()  # what contradicts a figure
        self.opened = self.weighed = 0  # sentences with open numbers, numbers that were weighed
        self.wrong, self.agreed = list[Contradiction](), dict[int, tuple[Claim, Expected]]()
        self.last: WeighedScene | None = None

    @property
    def is_enough(self) -> bool:
        """Whether so much is wrong that nobody would read on."""
        return len(self.first) + len(self.sums) - len(self.withdrawn) + len(self.wrong) >= MOST_WRONG

    @property
    def is_tired(self) -> bool:
        """Whether so many numbers were weighed that what follows is held against nothing."""
        return self.opened + OF_WEIGHED * self.weighed >= MOST_EFFORT

    def solve(self, compared: Sequence[Claim], behind: Claim | None) -> None:
        """The first reading: what it accuses, and where it knows what would be right."""
        solved = (one for one in solved_claims(self.expectations, compared) if not leaves_some_out(one))
        found = [one for one in solved if not is_rounded_beside_blanks(one, self.expectations.figures)]
        end = behind.order if behind else len(self.claims)
        sums = list(wrong_sums_among(self.claims[self.solved : end], self.claims, self.parts))
        self.first += found
        self.sums += sums
        self.solved = end
        self.accused |= {one.claim.start for one in (*found, *sums)}
        self.of_figures |= places_of_figures((*found, *sums))
        self.computed |= {one.claim.start for one in (*found, *sums) if one.expected and one.expected.from_text}
        self.doubted |= {one.claim.start: one for one in found if one.kind in DOUBTED_KINDS and not one.rounding}
        self.known |= decided_places(self.expectations, compared) | {one.claim.start for one in (*found, *sums)}

    def weigh(self, scene: ProseScene) -> None:
        """The second reading of one sentence, where the first left a number open or accuses one."""
        places = self.open_places(scene)
        self.opened += bool(places)
        if not places:
            return
        if self.doubted.keys().isdisjoint(places):
            if is_of_other_thing(scene) or (self.opened > MANY_SENTENCES and is_silent(scene, self.net)):
                return
        weighed = self.last = WeighedScene(self.net, scene, self.last)
        self.weighed += len(places)
        closed = ClosedSums(weighed)
        for order, place in enumerate(places):
            told = self.doubted.get(place)
            excused = told is not None and (is_doubtful(weighed, order) or may_be_blank(weighed, order, told))
            carried = told is not None and not excused and is_carried_too_far(weighed, order, told)
            if excused or carried:
                self.withdrawn.add(place)
                self.of_figures.discard(place)  # so that what binds it may be told
            if left := left_of_figure(weighed, order):
                self.withdrawn.add(place)
                self.wrong.append(weighed_accusation(left, self.prose, scene.start))
            elif carried or place not in self.known:
                self.judge(closed, order, places)
        self.bind(weighed, places)

    def judge(self, closed: ClosedSums, order: int, places: Sequence[int]) -> None:
        """A number of which the first reading knows nothing, or only that it is not what an earlier sentence named."""
        weighed = closed.weighed
        if weighed.agrees(order):
            meaning = weighed.meanings[order]
            claim, changed = claim_of(meaning, self.prose, weighed.scene.start), turned_change(weighed, order)
            if changed:
                self.wrong.append(turned_contradiction(claim, changed))
            else:
                nearest = min(meaning.expected, key=lambda one: abs(one.value - meaning.at.number.value))
                self.agreed[places[order]] = claim, nearest
        elif found := contradicted(closed, order, self.prose, self.with_strays):
            self.wrong.append(found)
            self.withdrawn |= self.computed & echoes(weighed, order, places) if found.expected else set()

    def bind(self, weighed: WeighedScene, places: Sequence[int]) -> None:
        """The numbers of one sentence that disagree with each other, whosever they are."""
        self.of_figures |= places_of_figures(self.wrong[-len(places) :])
        for one, bonds in bound_contradictions(weighed, places, self.is_settled, self.of_figures, self.prose):
            self.withdrawn |= self.accused & bonds
            self.wrong.append(one)

    def open_places(self, scene: ProseScene) -> list[int]:
        """The places of a sentence's numbers in the text as written; none where all of them are settled."""
        origins, start = self.prose.origins, scene.start
        if all(self.is_settled(origins[start + number_span(one)[0]]) for one in scene.printed) or scene.is_endless:
            return []  # before any of them is read
        places = [origins[start + one.number.start] for one in scene.numbers]
        return [] if all(map(self.is_settled, places)) else places

    def is_settled(self, place: int) -> bool:
        """Whether the first reading knows what would be right there, and is content."""
        return place in self.known and place not in self.doubted

    def place_of(self, scene: ProseScene) -> int:
        """Where a sentence stands in the text as written."""
        return self.prose.origins[scene.start]

    def end_of(self, scene: ProseScene) -> int:
        """Where its last sign stands."""
        return self.prose.origins[scene.start + len(scene.text) - 1]

    def both(self, scenes: Iterable[ProseScene], until: int | None, is_endless: bool = False) -> BothReadings:
        """What was found before a place, None for the whole text."""
        kept = [one for one in (*self.first, *self.sums) if one.claim.start not in self.withdrawn]
        settled = {one.claim.start for one in (*kept, *self.wrong)} | {*self.agreed}
        told = BothReadings((), {}, until, is_endless)
        reached = takewhile(lambda one: told.is_reached(self.place_of(one)), scenes)
        found = (*kept, *self.wrong, *impossible_rates(self.prose, reached, settled))
        wrong = [one for one in found if told.is_reached(one.claim.start)]
        agreed = {place: one for place, one in self.agreed.items() if told.is_reached(place)}
        return replace(told, wrong=tuple(sorted(wrong, key=lambda one: one.claim.start)), agreed=agreed)


def leaves_some_out(found: Contradiction) -> bool:
    """剔除防疫经费后，项目支出600万元，低于上年: whether a comparison is one of what is left without some of it, or one of last
    year with this (去年公务接待与今年相比，少花0.44万元)."""
    quote = found.claim.quote
    return found.kind == ContradictionKind.DIRECTION and any(
        one.search(quote) for one in (WITHOUT_SOME, LAST_WITH_THIS)
    )


def is_doubtful(weighed: WeighedScene, order: int) -> bool:
    """Whether a number that the first reading accuses may be right after all."""
    return weighed.may_be_right(order) or Doubts(weighed).excuse(order)


def may_be_blank(weighed: WeighedScene, order: int, told: Contradiction) -> bool:
    """Whether a number that is told of against a figure may be what a blank cell would hold."""
    of_text = told.expected is not None and told.expected.from_text and told.kind != ContradictionKind.RATE
    return not of_text and BlankCells(weighed).may_hold(order, told)


def contradicted(closed: ClosedSums, order: int, prose: PlainProse, with_strays: bool) -> Contradiction | None:
    """What is wrong with a number that the first reading leaves open; None if nothing is sure."""
    weighed, start = closed.weighed, closed.weighed.scene.start
    if named := of_name_behind(weighed, order):
        return weighed_accusation(named, prose, start)
    found = against_the_rest(closed, order, prose, with_strays)
    excused = found and (Doubts(weighed).excuse(order) or may_be_blank(weighed, order, found))
    return None if excused else found


def against_the_rest(closed: ClosedSums, order: int, prose: PlainProse, with_strays: bool) -> Contradiction | None:
    """The same before anything excuses it, which takes longer to find."""
    weighed, start = closed.weighed, closed.weighed.scene.start
    if weighed.is_wrong(order):
        return weighed_accusation(weighed.meanings[order], prose, start)
    if missing := closed.missing(order) or mended_by_figure(weighed, closed.lists, order):
        return weighed_accusation(missing, prose, start)
    bound = order in weighed.bound_places  # 甲站编制86名，在编83人，空编5名: told by what binds them
    if not (bound or follows_strange_people(weighed, order)) and is_above_whole(weighed, order):
        return Contradiction(claim_of(weighed.meanings[order], prose, start), ContradictionKind.ABOVE_WHOLE, None)
    stray = with_strays and weighed.scene.about is None and Strays(weighed).is_stray(order)
    return (
        Contradiction(claim_of(weighed.meanings[order], prose, start), ContradictionKind.STRAY, None) if stray else None
    )


def echoes(weighed: WeighedScene, order: int, places: Sequence[int]) -> set[int]:
    """Where the numbers stand that are right themselves, or computed right behind a wrong one: one cause is told once."""
    others = ((near, place) for near, place in enumerate(places) if near != order)
    return {place for near, place in others if near - order in BEHIND or weighed.is_explained(near)}


def decided_places(expectations: Expectations, compared: Sequence[Claim]) -> set[int]:
    """Where the numbers stand for which the first reading knows what would be right."""
    figures = expectations.figures
    return {one.start for one in compared if one.number and fits_unit(one, figures) and expectations.is_known(one)}
