"""Lists of people with their sum behind: 书记员34人、驾驶员6人、安检员8人，计48人.

No figure and no name is needed; any of the last of those before may be meant.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from evaluations.claims.bonds.bound_numbers import BondReader, WrongBond
from evaluations.claims.contradictions import Expected
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.language.units import PERSON_UNIT

SUMS_UP = re.compile("[，,;、]?(?:一?共计?|合计|总计|小计|计)(?:为|:)?")
GOES_ON = re.compile("[、和及][^，,。;()、\\d]{1,16}")
# 志愿者等20人: not all are named. 累计, 其中: not beside each other.
LEAVES_OPEN = re.compile("[等余多约每均各共]|其中|累计")
# 每村护林员2人、信息员1人，共36人; 男28人、女18人、少数民族5人，共46人; 共33人（不含离休1人）.
OF_EACH, LEFT_OUT = re.compile("每|均|各(?![类级项])"), re.compile("\\((?:不含|不包括|其中不|未含)")
FEWEST = 2


@dataclass(frozen=True)
class PeopleSum:
    """The places of the parts, joined by 、, and of their sum; `before` are all numbers of people before the sum."""

    scene: ProseScene
    parts: tuple[int, ...]
    whole: int
    before: tuple[int, ...]

    @property
    def places(self) -> tuple[int, ...]:
        return (*self.parts, self.whole)

    @property
    def agrees(self) -> bool:
        """Whether some of the last before it make it, or the first of its parts, or one of them is the same."""
        values = [self.value(place) for place in reversed(self.before)]
        return self.value(self.whole) in {*values, *accumulate(values), *accumulate(map(self.value, self.parts))}

    def wrong(self, confirmed: Callable[[int], bool]) -> WrongBond | None:
        """From the first part on; of a sum that is a figure the parts, else all of them."""
        if self.agrees:
            return None
        added = sum((self.value(place) for place in self.parts), Decimal(0))
        last, unit = (self.parts[-1], "") if confirmed(self.whole) else (self.whole, PERSON_UNIT)
        return WrongBond(self.parts[0], last, Expected(added, from_text=True), unit, False, self.places)

    def value(self, place: int) -> Decimal:
        return self.scene.numbers[place].number.value


def people_sums(reader: BondReader) -> Iterator[PeopleSum]:
    """The lists of people of one sentence that are summed up."""
    for whole in range(FEWEST, len(reader.units)):
        if reader.units[whole] != PERSON_UNIT or not SUMS_UP.fullmatch(reader.gaps[whole]):
            continue
        first = whole - 1
        while first > 0 and reader.units[first] == PERSON_UNIT and GOES_ON.fullmatch(reader.gaps[first]):
            first -= 1
        parts, before = range(first, whole), [at for at in range(whole) if reader.units[at] == PERSON_UNIT]
        plain = all(reader.units[at] == PERSON_UNIT for at in parts)
        if len(parts) >= FEWEST and plain and not is_left_open(reader, parts, whole):
            yield PeopleSum(reader.scene, tuple(parts), whole, tuple(before))


def is_left_open(reader: BondReader, parts: range, whole: int) -> bool:
    """Whether the parts are of each of several things, not all named, or not all summed up."""
    scene = reader.scene
    of_each = OF_EACH.search(reader.gaps[parts[0]]) or LEFT_OUT.match(scene.text, scene.numbers[whole].number.until)
    return bool(of_each) or any(LEAVES_OPEN.search(reader.gaps[at]) for at in parts[1:])
