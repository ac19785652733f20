"""A percentage with the two amounts right behind it: 93.75%（60人比64人）; 降10.66%，由118.90万元到106.22万元."""

import re
from collections.abc import Iterator

from evaluations.claims.bonds.bond_equations import CHANGED_EQUATIONS, DIVIDED_EQUATIONS
from evaluations.claims.bonds.bound_numbers import Bond, BondReader
from evaluations.language.units import PERCENT_UNIT

OF_TWO, AGAINST = re.compile("[:(，,][^。;\\d()]{0,16}"), re.compile("(?:比|对)(?:编制数?|预算数?)?|÷|/")
FROM_BEHIND, TO_BEHIND = (
    re.compile("[，,(:](?:即|也就是)?(?:由|从)(?:上年|去年|20\\d\\d年)?(?:度|的)*"),
    re.compile("[，,]?(?:增加|增长|减少|下降|降低|压减|[增减降升变])?(?:到|至|为)(?:本年|今年|20\\d\\d年)?(?:度|的)*"),
)
CHANGE_OF_TWO = tuple(one for one in CHANGED_EQUATIONS if (one.target, one.others) == ("d", "ab"))


def bonds_behind(reader: BondReader) -> Iterator[Bond]:
    """The bonds of a percentage with the two amounts right behind it."""
    for place in range(len(reader.units) - 2):
        if reader.units[place] != PERCENT_UNIT or not (reader.is_amount(place + 1) and reader.is_amount(place + 2)):
            continue
        first, last = reader.gaps[place + 1 : place + 3]
        if AGAINST.fullmatch(last) and OF_TWO.fullmatch(first):
            yield Bond(reader.scene, {"a": place + 1, "b": place + 2, "d": place}, DIVIDED_EQUATIONS)
        elif FROM_BEHIND.fullmatch(first) and TO_BEHIND.fullmatch(last):
            yield Bond(reader.scene, {"b": place + 1, "a": place + 2, "d": place}, CHANGE_OF_TWO)
