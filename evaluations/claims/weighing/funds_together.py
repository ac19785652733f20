"""The three sources of 财政拨款 behind their sum: 财政拨款收入9万元（其中，一般公共预算9万元，政府性基金0元，国有资本经营0元）.

There is no fourth, so that they make what is printed before them.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from evaluations.claims.bonds.bound_numbers import WrongBond, last_words
from evaluations.claims.contradictions import Expected
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.weighed_hints import BALANCE_WORD
from evaluations.language.units import MONEY_UNIT

# 收入总计 has what was brought forward as well; 一般公共预算财政拨款 is one of the three itself.
IN_ALL = re.compile(
    "(?<!公共预算)(?<!基金)(?<!基金预算)(?<!经营预算)财政拨款(?:收入|支出)?(?:预算|决算)?(?:合计|总额|数)?(?:为|共|:)*$"
)
FUNDS_OPENED = re.compile("[，,(:]{0,2}(?:其中|包括)[，,:]{0,2}(?:当年)?一般公共预算[一-龥]{0,10}(?:为|:)?")
FUNDS_NEXT = tuple(
    re.compile(f"[，,、;和及]{{1,2}}{fund}[一-龥]{{0,10}}(?:为|:)?") for fund in ("政府性基金", "国有资本经营")
)


def wrong_funds(weighed: WeighedScene, is_confirmed: Callable[[int], bool]) -> Iterator[WrongBond]:
    """Each sum of 财政拨款 that its three sources do not make, or the sources that do not make it."""
    if "国有资本经营" not in weighed.scene.text or BALANCE_WORD.search(weighed.scene.text):
        return
    numbers = [one.number for one in weighed.scene.numbers]
    gaps = [last_words(weighed.scene.words_before(one)) for one in weighed.scene.numbers]
    for whole in range(len(numbers) - len(FUNDS_NEXT) - 1):
        places = tuple(range(whole, whole + len(FUNDS_NEXT) + 2))
        opened = IN_ALL.search(gaps[whole]) and FUNDS_OPENED.fullmatch(gaps[whole + 1])
        listed = opened and all(each.fullmatch(gaps[at]) for each, at in zip(FUNDS_NEXT, places[2:], strict=True))
        if not listed or any(numbers[at].unit != MONEY_UNIT for at in places):
            continue
        together = sum((numbers[at].value for at in places[1:]), Decimal(0))
        slack = sum((numbers[at].step for at in places), Decimal(0))
        suspects = [at for at in places if numbers[at].value and not is_confirmed(at)] or [whole]
        if abs(numbers[whole].value - together) > slack:
            yield WrongBond(suspects[0], suspects[-1], Expected(together), "", False, places)
