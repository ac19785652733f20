"""Sentences of which the second reading could say nothing, whatever their numbers mean: they need not be read again.

It says that a number agrees if the figures give it for one thing, and that one is wrong or stray if others beside it, or in
the sentence before, follow from the figures. Where no number is anything that the figures give, and none follows from what
stands near it, neither can be.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from evaluations.claims.bonds.listed_bonds import all_bonds
from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.figures.asked_figures import is_in_order, is_known_rate
from evaluations.claims.figures.known_figures import bare_name
from evaluations.claims.figures.weighed_names import row_words
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, WideNet, shares_of
from evaluations.claims.figures.whole_of_report import WHOLE_INCOME, WHOLE_SPENDING
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.scenes.weighed_turns import YEAR_END_BALANCE
from evaluations.claims.weighing.parts_above import BUDGET_FUNDS
from evaluations.claims.weighing.weighed_meanings import SUM_WORDS
from evaluations.claims.words.foreign_words import linked_words, names_foreign_thing
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

# What computes with several figures: 22.90万元÷24.60万元=93.09%, 是上年12000元的70%, 追加138万元（占年初预算的…）.
COMPUTED = re.compile("[=÷/]|[元万亿名人%]的|追加")


def is_silent(scene: ProseScene, net: WideNet) -> bool:
    """Whether no number of a sentence, and none before it, has anything to do with the figures."""
    numbers = [one.number for one in scene.numbers]
    before = scene.before
    if before and len(before.numbers) > 1 or SUM_WORDS.search(scene.text) or COMPUTED.search(scene.text):
        return False
    if any(YEAR_END_BALANCE.search(one.subject.words) for one in scene.mentions):
        return False
    if any(True for _ in all_bonds(scene)):
        return False  # they bind each other, whoever's they are
    return not (any(is_given(one, net) for one in numbers) or (len(numbers) > 1 and has_anchor(scene, net)))


def is_of_other_thing(scene: ProseScene) -> bool:
    """印刷费4.12万元。: a sentence of one number, without any of our names, about a thing that the form does not have."""
    if len(scene.numbers) > 1 or scene.mentions:
        return False
    words = scene.text[: scene.numbers[0].number.start]
    return names_foreign_thing(linked_words(words)) and not BUDGET_FUNDS.search(
        words
    )  # those have a whole (parts_above.py)


def is_given(number: PrintedNumber, net: WideNet) -> bool:
    """Whether the figures give a number for any one thing that a sentence may name; of people it is taken for granted."""
    if number.unit not in (MONEY_UNIT, PERCENT_UNIT):
        return True
    given = amounts_given if number.unit == MONEY_UNIT else percents_given
    if number.unit == PERCENT_UNIT and is_known_rate(net.figures, number):
        return True
    return is_in_order(number, net.figures.once(given.__name__, lambda: sorted(given(net))))


def has_anchor(scene: ProseScene, net: WideNet) -> bool:
    """Whether a number follows from what is spoken of near it, from the numbers beside it or from any figure."""
    near = [*scene.subjects_near(), WHOLE_SPENDING]
    return any(
        net.holds_anywhere(one.number) or net.holds(one.number, near, scene.numbers_near(one)) for one in scene.numbers
    )


def amounts_given(net: WideNet) -> Iterator[Decimal]:
    """Every figure of one thing, and what lies between two of them."""
    yield Decimal(0)
    for one in map(net.of, things_named(net)):
        yield from one.amounts


def percents_given(net: WideNet) -> Iterator[Decimal]:
    """Every share, rate and change of one thing, also as a part of another."""
    yield from (Decimal(0), WHOLE_PERCENT)
    things = [net.of(one) for one in things_named(net)]
    for one in things:
        yield from (*one.quotients, *one.shares)
    for part, whole in product(things, things):
        yield from shares_of(part, whole)


def things_named(net: WideNet) -> Iterable[ClaimSubject]:
    """All that a number may be of, if it is not of several: rows by their distinguishing words, projects, the whole."""
    rows = (ClaimSubject(SubjectKind.ROW, codes, label) for _, codes, label in row_words(net.figures.scheme))
    names = (bare_name(one.name) for one in net.figures.projects)
    return (*rows, *(ClaimSubject(SubjectKind.PROJECT, (one,), one) for one in names), WHOLE_SPENDING, WHOLE_INCOME)
