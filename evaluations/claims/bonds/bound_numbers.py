"""Numbers of one sentence that bind each other, whoever's they are: A 比 B 减少 C，下降 D %; 编制 P，在职 S，空编 V，控制率 R %.

No figure of the report and no name is needed for it. Of four numbers any three are bound by an equation: where all but one
agree, the place of the wrong one is known; of three that disagree those are left that no figure confirms.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from evaluations.claims.bonds.bond_equations import (
    BALANCED_EQUATIONS,
    DIVIDED_EQUATIONS,
    FELL_EQUATIONS,
    MENDING_EQUATIONS,
    PEOPLE_EQUATIONS,
    ROSE_EQUATIONS,
    Compute,
    Equation,
)
from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.contradictions import Expected, derived_number
from evaluations.claims.figures.known_figures import KnownNumber
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.words.bond_words import (
    BASE_OF_ANY,
    BASE_WORDS,
    CHANGE_WORDS,
    COMPARED_WORDS,
    DIFFERENCE_RATE,
    DIFFERENCE_WORDS,
    DONE_WORDS,
    FROM_WORDS,
    INCOME_IN_ALL,
    NO_LEVEL,
    OF_WHOLE,
    PLANNED_WORDS,
    POSTS_WORDS,
    QUOTA_WORDS,
    SPENT_IN_ALL,
    SPENT_WORDS,
    STAFF_RATE,
    STAFF_WORDS,
    TO_WORDS,
    VACANT_WORDS,
    is_its_percentage,
)
from evaluations.claims.words.found_once import FoundOnce
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

LEAST_BOUND = 2  # numbers
MOST_ADDED = 8  # amounts of a sentence of which two or three may be what a comparison is about
LONGEST_GAP = 60  # signs before a number; no pattern is tried on more of an endless clause


def left_open(number: PrintedNumber) -> Decimal:
    """What a printed number leaves open: a unit of its last place; whole persons leave nothing open."""
    return Decimal(0) if number.unit == PERSON_UNIT else number.step


class WrongBond(NamedTuple):
    """Numbers from `first` to `last` of a sentence that disagree; `expected` is what the last should be by the others, in
    this `unit`; "" where the figures confirm the last of all, so that one before it is wrong."""

    first: int
    last: int
    expected: Expected
    unit: str
    sure: bool  # that it is this one number and no other
    places: tuple[int, ...]  # of all numbers that bind each other


@dataclass(frozen=True)
class Bond:
    """Numbers of a sentence by their part in it: letter → place."""

    scene: ProseScene
    parts: Mapping[str, int]
    equations: tuple[Equation, ...]
    fell: bool = True

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted(self.parts.values()))

    @property
    def agrees(self) -> bool:
        """Whether its numbers agree with each other."""
        return bool(self.asked) and all(expected and self.holds(one, expected) for one, expected in self.asked)

    def number(self, letter: str) -> PrintedNumber:
        return self.scene.numbers[self.parts[letter]].number

    def given(self, letters: str, compute: Compute) -> Expected | None:
        """What some of the numbers give, with all that their printed places leave open."""
        numbers = (self.number(one) for one in letters)
        known = [KnownNumber("", abs(one.value), left_open(one)) for one in numbers]
        return derived_number(compute, known, from_text=True)

    @FoundOnce
    def asked(self) -> list[tuple[Equation, Expected | None]]:
        """The equations that can be asked, with what they give."""
        known = [one for one in self.equations if {one.target, *one.others} <= {*self.parts}]
        return [(one, self.given(one.others, one.compute)) for one in known]

    def holds(self, equation: Equation, expected: Expected | None) -> bool:
        """Whether an equation holds within rounding; one that divides by nothing says nothing."""
        number = self.number(equation.target)
        return expected is None or abs(abs(number.value) - expected.value) <= expected.slack + left_open(number)

    def wrong(self, confirmed: Callable[[int], bool]) -> WrongBond | None:
        """The number that disagrees with the others, or those among which it is."""
        failing = [(one, expected) for one, expected in self.asked if not self.holds(one, expected)]
        if not failing or len(self.asked) - len(failing) > 1:
            return None
        if len(self.asked) > 1:
            return self._one_of_four(failing)
        equation, expected = failing[0]
        suspects = sorted(place for place in self.parts.values() if not confirmed(place))
        alone = len(equation.others) == 1  # 收入总计, 支出总计: some papers print what came in and what was spent
        if expected is None or not (suspects or not alone) or (not alone and self.is_given_elsewhere(equation)):
            return None
        if expected.value < 0:
            return None  # 接待0.4万元；比上年增加8.5万元: it grew by more than it is, so that is another thing's growth
        suspects = suspects or [*self.places]  # each is some figure, and they cannot all be right
        first, last, target = suspects[0], suspects[-1], self.parts[equation.target]
        unit = self.number(equation.target).unit if last == target else ""
        return WrongBond(first, last, expected, unit, suspects == [target], self.places)

    def _one_of_four(self, failing: list[tuple[Equation, Expected | None]]) -> WrongBond | None:
        """The one that the only equation that holds does without."""
        sound = [one for one, _ in self.asked if one not in [equation for equation, _ in failing]]
        left = [letter for letter in self.parts if sound and letter not in (sound[0].target, *sound[0].others)]
        if len(left) != 1:
            return None
        others, compute = MENDING_EQUATIONS[left[0], self.fell]
        expected, place = self.given(others, compute), self.parts[left[0]]
        if expected is None or self.prints(expected):
            return None
        return WrongBond(place, place, expected, self.number(left[0]).unit, True, self.places)

    def prints(self, expected: Expected) -> bool:
        """均价18.8万元，比上年96万元增加16.8万元: whether the sentence prints the right number, which the others are about."""
        numbers = [one.number for one in self.scene.numbers]
        if any(abs(one.value - expected.value) <= expected.slack + one.step for one in numbers):
            return True
        unit, step = numbers[self.places[0]].unit, numbers[self.places[0]].step
        near = [one for one in enumerate(numbers) if one[1].unit == unit][:MOST_ADDED]
        some = (
            each
            for count in (2, 3)
            for each in combinations(near, count)
            if not {at for at, _ in each} <= {*self.places}
        )
        sums = (sum(one.value for _, one in each) for each in some)  # 基本176.02万元，项目83.44万元；较上年248.12万元
        return any(abs(one - expected.value) <= step for one in sums)

    def is_given_elsewhere(self, equation: Equation) -> bool:
        """Whether one of its numbers and another amount of the sentence give the number: then it is about that."""
        number = self.number(equation.target)
        own = [self.number(letter) for letter in self.parts if letter != equation.target]
        money = [one.number for one in self.scene.numbers if one.number.unit == own[0].unit]
        ways = {each.compute for each in self.equations if each.target == equation.target}
        pairs = [pair for one in own for other in money if one is not other for pair in ((one, other), (other, one))]
        found = (
            derived_number(compute, [KnownNumber("", abs(one.value), one.step) for one in pair])
            for pair in pairs
            for compute in ways
        )
        return any(one and abs(one.value - abs(number.value)) <= left_open(number) for one in found)


def bonds_of(scene: ProseScene) -> Iterator[Bond]:
    """The bonds of a sentence, from left to right."""
    return BondReader(scene).bonds() if len(scene.numbers) >= LEAST_BOUND else iter(())


def last_words(gap: str) -> str:
    """What stands right before a number; of more than is looked at the end, behind a sign that no word begins with."""
    return gap if len(gap) <= LONGEST_GAP else f"…{gap[-LONGEST_GAP:]}"


class BondReader:
    """Reads the bonds of one sentence from the words between its numbers."""

    def __init__(self, scene: ProseScene) -> None:
        self.scene = scene
        self.gaps = [last_words(scene.words_before(one)) for one in scene.numbers]
        self.units = [one.number.unit for one in scene.numbers]

    def bonds(self) -> Iterator[Bond]:
        """Each pair and triple of its numbers that bind each other, from the last of them back."""
        for place, unit in enumerate(self.units):
            if unit == MONEY_UNIT and place and SPENT_IN_ALL.fullmatch(self.gaps[place]):
                yield from self._balanced(place)
            if unit == PERCENT_UNIT and place > 1:
                yield from self._ends_with_percentage(place)
            elif place > 1 and self.is_amount(place) and self.is_amount(place - 1) and self.is_amount(place - 2):
                yield from self._ends_with_change(place)

    def _balanced(self, place: int) -> Iterator[Bond]:
        """收入总计450.55万元、支出总计450.55万元."""
        if self.units[place - 1] == MONEY_UNIT and INCOME_IN_ALL.search(self.gaps[place - 1]):
            yield Bond(self.scene, {"a": place - 1, "b": place}, BALANCED_EQUATIONS)

    def is_amount(self, place: int) -> bool:
        """Whether a number is of money or of people."""
        return place >= 0 and self.units[place] in (MONEY_UNIT, PERSON_UNIT)

    def is_level(self, place: int) -> bool:
        """Whether a number is an amount of something, and not what it changed by or a part of it."""
        gap = self.gaps[place]
        if place and OF_WHOLE.search(gap):
            return False
        return self.is_amount(place) and not (
            NO_LEVEL.search(gap) or CHANGE_WORDS.fullmatch(gap) or BASE_OF_ANY.search(gap)
        )

    def level_before(self, place: int) -> dict[str, int]:
        """The amount that a comparison goes on about: A，占预算B的C %，比上年…; A，比预算B减少C，比上年…."""
        while place >= 0 and (
            self.units[place] == PERCENT_UNIT
            or any(pattern.fullmatch(self.gaps[place]) for pattern in (CHANGE_WORDS, COMPARED_WORDS, QUOTA_WORDS))
        ):
            place -= 1
        return {"a": place} if place >= 0 and self.is_level(place) else {}

    def _ends_with_change(self, place: int) -> Iterator[Bond]:
        """A，比上年B减少C; 由B减少到A，减少C; without a percentage behind, which would be asked with it."""
        turn = CHANGE_WORDS.fullmatch(self.gaps[place])
        behind = self.units[place + 1 : place + 2] == [PERCENT_UNIT] and is_its_percentage(
            *self.gaps[place : place + 2]
        )
        ends = self.levels(place) if turn and not behind else {}
        if turn and len(ends) > 1:
            yield self._changed({**ends, "c": place}, turn)
        elif DIFFERENCE_WORDS.fullmatch(self.gaps[place]) and self.ends_two_levels(place):
            yield Bond(self.scene, {"a": place - 2, "b": place - 1, "c": place}, FELL_EQUATIONS)

    def ends_two_levels(self, place: int) -> bool:
        """Whether two amounts stand right before a number, and no third one of which nobody knows whether it counts."""
        third = place > 2 and self.is_amount(place - 3) and ";" not in self.gaps[place - 2]
        return not third and self.is_level(place - 1) and self.is_level(place - 2)

    def levels(self, place: int) -> dict[str, int]:
        """What something is now and was before, right before a number that tells the change."""
        first, last = place - 2, place - 1
        if last < 0:
            return {}
        if not self.is_amount(last):
            return self.level_before(last)
        if self.is_amount(first) and FROM_WORDS.search(self.gaps[first]) and TO_WORDS.fullmatch(self.gaps[last]):
            return {"b": first, "a": last}
        if BASE_WORDS.fullmatch(self.gaps[last]):
            return {"b": last} | self.level_before(first)
        at_once = self.gaps[place][:1] not in "，,;、("  # 预算268万元压减48万元
        return {"b": last} if at_once or BASE_OF_ANY.search(self.gaps[last]) else self.level_before(last)

    def _changed(self, parts: Mapping[str, int], turn: re.Match[str]) -> Bond:
        fell = turn["fall"] is not None
        return Bond(self.scene, parts, FELL_EQUATIONS if fell else ROSE_EQUATIONS, fell)

    def _ends_with_percentage(self, place: int) -> Iterator[Bond]:
        turn = CHANGE_WORDS.fullmatch(self.gaps[place - 1]) if self.is_amount(place - 1) else None
        if turn and is_its_percentage(*self.gaps[place - 1 : place + 1]):
            if ends := self.levels(place - 1):
                yield self._changed({**ends, "c": place - 1, "d": place}, turn)
        elif STAFF_RATE.fullmatch(self.gaps[place]) and self.units[max(0, place - 3) : place] == [PERSON_UNIT] * 3:
            posts, staff, vacant = self.gaps[place - 3 : place]
            if POSTS_WORDS.search(posts) and STAFF_WORDS.fullmatch(staff) and VACANT_WORDS.fullmatch(vacant):
                yield Bond(self.scene, dict(zip("psvr", range(place - 3, place + 1), strict=True)), PEOPLE_EQUATIONS)
        elif self.is_amount(place - 1) and self.is_amount(place - 2):
            yield from self._of_two(place)

    def _of_two(self, place: int) -> Iterator[Bond]:
        """较上年42万元下降8.1%; 占预算38万元的91.11%; 预算30万元，支出27万元，完成90%."""
        turn, now, last = CHANGE_WORDS.fullmatch(self.gaps[place]), self.gaps[place - 2], self.gaps[place - 1]
        planned = SPENT_WORDS.fullmatch(last) is not None and PLANNED_WORDS.search(now) is not None
        ends = self.levels(place) if turn else {}
        if turn and len(ends) > 1:
            yield self._changed({**ends, "d": place}, turn)
        elif self.gaps[place] == "的" and QUOTA_WORDS.fullmatch(last) and self.is_level(place - 2):
            yield Bond(self.scene, {"a": place - 2, "b": place - 1, "d": place}, DIVIDED_EQUATIONS)
        elif DIFFERENCE_RATE.fullmatch(self.gaps[place]) and planned:
            yield Bond(self.scene, {"a": place - 1, "b": place - 2, "d": place}, FELL_EQUATIONS)
        elif DONE_WORDS.fullmatch(self.gaps[place]) and planned:
            yield Bond(self.scene, {"a": place - 1, "b": place - 2, "d": place}, DIVIDED_EQUATIONS)
