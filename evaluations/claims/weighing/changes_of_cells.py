"""A change and its percentage that fit none of the figures: 公务用车运行费较上年同期增加9.95万元，增长29.37%.

What it was before may be in no table; but what it is now, or was, is one of its cells, and no cell makes both numbers true.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal

from evaluations.claims.bonds.bound_numbers import WrongBond
from evaluations.claims.claim_nouns import PrintedNumber, SubjectKind
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, net_of
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.bond_words import is_its_percentage
from evaluations.claims.words.weighed_hints import TO_VALUE
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT

FEWEST_SIGNS = 1  # unknown ones before a change


def wrong_changes(weighed: WeighedScene) -> Iterator[WrongBond]:
    """Each change with its percentage that no cell of a row allows."""
    for order in range(1, len(weighed.meanings)):
        change, percent = weighed.meanings[order - 1], weighed.meanings[order]
        if not is_pair(weighed, change, percent) or is_allowed(weighed, change, percent.at.number):
            continue
        yield WrongBond(order - 1, order, Expected(Decimal(0)), "", False, (order - 1, order))


def is_pair(weighed: WeighedScene, change: WeighedMeaning, percent: WeighedMeaning) -> bool:
    """Whether both are said of one row, of this year and no part of it."""
    units = (change.at.number.unit, percent.at.number.unit) == (MONEY_UNIT, PERCENT_UNIT)
    before, words = (weighed.scene.words_before(one.at) for one in (change, percent))
    if not units or "change" not in change.kinds or not is_its_percentage(before, words):
        return False
    of_figures = change.subject.kind == SubjectKind.ROW and not change.subject.alone
    sure = change.own and change.residue <= FEWEST_SIGNS and not change.foreign and not change.away and not percent.away
    return of_figures and sure and is_named_in_full(weighed, change) and change.subject == percent.subject


def is_named_in_full(weighed: WeighedScene, change: WeighedMeaning) -> bool:
    """Whether the name before a change says all that is needed: 运行维护经费 may be any row's."""
    named = weighed.scene.named_between(change.at.own, change.at.number.start)
    words = weighed.scene.text[named[-1].start : named[-1].end] if named else ""
    became = TO_VALUE.search(weighed.scene.words_before(change.at))  # 由1.36万元降至0.74万元
    return not became and bool(change.at.number.value) and ("车" in words or "车" not in change.subject.words)


def is_allowed(weighed: WeighedScene, change: WeighedMeaning, percent: PrintedNumber) -> bool:
    """Whether any cell or printed amount as it is now, or as it was before, gives the percentage; so if no cell of the row
    is known."""
    own = [abs(one.value) for one in weighed.net.of(change.subject).numbers]
    if not any(own):
        return True
    # 一般公共预算财政拨款支出1264.92万元。与2019年相比增加27.44万元，增长2.22%: of what is printed before
    printed = [abs(one.value) for one in weighed.scene.numbers_near(change.at) if one.unit == MONEY_UNIT]
    if any(fits_cell(change.at.number, amount, percent) for amount in (*own, *printed)):
        return True
    # if it fits another one, that may be meant
    return weighed.net.figures.ask_few(is_change_of_any, (change.at.number, percent))


def is_change_of_any(figures: KnownFigures, about: tuple[PrintedNumber, PrintedNumber]) -> bool:
    """Whether a change with its percentage fits a cell of anything. The cells are put in order once, and those looked at that are
    of the size."""
    gap, percent = about

    def cells() -> list[Decimal]:
        net = net_of(figures)
        return sorted({abs(one.value) for each in net.everything for one in net.of(each).numbers})

    known, size, least = figures.once("sizes of cells", cells), abs(gap.value), abs(percent.value) - percent.step
    low = (size - gap.step) / (abs(percent.value) + percent.step) * WHOLE_PERCENT - size
    high = (size + gap.step) / least * WHOLE_PERCENT + size if least > 0 else Decimal("Infinity")
    near = known[bisect_left(known, low) : bisect_right(known, high)]
    return any(fits_cell(gap, cell, percent) for cell in near)


def fits_cell(gap: PrintedNumber, cell: Decimal, percent: PrintedNumber) -> bool:
    """Whether a change is that percentage of a cell, or of what that was before."""
    return any(fits(gap, base, percent) for base in (cell, cell + abs(gap.value), cell - abs(gap.value)) if base > 0)


def fits(gap: PrintedNumber, base: Decimal, percent: PrintedNumber) -> bool:
    """Whether a change is that percentage of a base, within what both print."""
    low, high = ((abs(gap.value) + step) / base * WHOLE_PERCENT for step in (-gap.step, gap.step))
    return low - percent.step <= abs(percent.value) <= high + percent.step
