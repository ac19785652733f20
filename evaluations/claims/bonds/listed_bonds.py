"""Lists whose numbers bind each other: amounts with their shares of one whole, shares that make a hundred, rows of a table in
words (预算 / 决算 / 完成率), posts with who holds them and which are vacant.

As in bound_numbers.py no figure and no name is needed; what the figures confirm is not told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from evaluations.claims.bonds.bond_equations import DIVIDED_EQUATIONS, FELL_EQUATIONS, PEOPLE_EQUATIONS
from evaluations.claims.bonds.bonds_behind import bonds_behind
from evaluations.claims.bonds.bound_numbers import Bond, BondReader, WrongBond, bonds_of
from evaluations.claims.bonds.people_sums import PeopleSum, people_sums
from evaluations.claims.claim_nouns import PrintedNumber
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.words.bond_words import POSTS_WORDS, STAFF_RATE, STAFF_WORDS, VACANT_WORDS
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.list_words import LEAVES_OUT
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

BARE_SHARE = re.compile(r"[，,]?(?:各|约)?占(?:比重?|比例)?(?:为|达|约|:)?|\(占?")
NAMED_SHARE = re.compile("[，,]?占[^，,。;\\d]{1,16}")
TO_EACH = re.compile("[^。;\\d]{0,16}(?:分别|依次|各)占?[^，,。;、\\d]{0,12}")
NEXT_IN_LIST = re.compile("[、，,和及]{1,2}")
PART_OF = re.compile("其中|里|中(?!心)|当年|本年|支[付出]|执行|完成|到位|使用|下达|结转|节约")
ALL_THERE_IS = re.compile("[二三四五两3-5](?:者|项|块|大?类|部分)|构成|结构|其余|剩[余下]|合计100%")
SHARE_WORD = re.compile("占|比重|其余|剩[余下]")
CELL_END = re.compile("[/|、，,]{1,2}(?:(?:决算|支出|实际|执行|完成)数?(?:为|:)?)?")
ROW_END = re.compile("[/|、，,(]{1,2}(?:(?:完成|执行|支付)率?(?:为|:)?)?")
HEADS = re.compile(
    "预算[^。\\d]{0,8}[/|、，,和与][^。\\d]{0,8}(?:决算|支出|执行|实际|支付|完成)[^。\\d]{0,8}[/|、，,和与]"
    "(?![^。\\d]{0,4}[增变差节超])[^。\\d]{0,8}(?:率|进度|完成|比例|%)"
)
OTHER_HEADS, BARS = re.compile("增减[率额幅]|[增升降涨]幅|变动率|增长率|差异率"), re.compile("[/|]")
IS_LEFT = re.compile(
    "(?:的?(?:因素|影响|支出|部分))?(?:后|外|以后|之后)?[，,]?(?:实际|净|还|尚|只|仅)*(?:支出|余额|结余)?(?:为|是|剩下?|余|有)"
)
FEWEST, ROWS_BACK = 3, 12
LESSENED = tuple(one for one in FELL_EQUATIONS if (one.target, one.others) == ("c", "ab"))


def all_bonds(scene: ProseScene) -> "Iterator[Bond | ShareList | HundredList | PeopleSum]":
    """Every bond of a sentence."""
    return chain(bonds_of(scene), ListReader(scene).bonds())


@dataclass(frozen=True)
class ShareList:
    """Three amounts and more, each with its share of one and the same whole: (place of the amount, place of the share)."""

    scene: ProseScene
    pairs: tuple[tuple[int, int], ...]

    @property
    def places(self) -> tuple[int, ...]:
        return tuple(sorted(place for pair in self.pairs for place in pair))

    @FoundOnce
    def wholes(self) -> list[tuple[Decimal, Decimal]]:
        """Of each pair the least and the greatest whole that it leaves open."""
        numbers = self.scene.numbers
        return [wholes_left_open(numbers[amount].number, numbers[share].number) for amount, share in self.pairs]

    @property
    def agrees(self) -> bool:
        """Whether one whole may be that of all."""
        return common_range(self.wholes) is not None

    def wrong(self, confirmed: Callable[[int], bool]) -> WrongBond | None:
        """The one pair that is of another whole than all others; of it what no figure confirms."""
        odd = [
            (pair, whole)
            for order, pair in enumerate(self.pairs)
            if (whole := common_range(self.wholes[:order] + self.wholes[order + 1 :])) and not self.agrees
        ]
        if len(odd) != 1:
            return None
        (amount, share), (least, most) = odd[0]
        suspects = [place for place in (amount, share) if not confirmed(place)]
        if not suspects:
            return None
        middle = (least + most) / 2
        part, percent = (abs(self.scene.numbers[place].number.value) for place in (amount, share))
        wrong_amount = suspects == [amount]
        value = percent * middle / WHOLE_PERCENT if wrong_amount else part / middle * WHOLE_PERCENT
        others = sum((self.scene.numbers[one].number.value for _, one in self.pairs if one != share), Decimal(0))
        if others + (percent if wrong_amount else value) > WHOLE_PERCENT + len(self.pairs):
            return None  # 三笔占50%、30%和20%；当年支付4985.64万元，占90%: no part beside them
        last = suspects[-1]
        unit = self.scene.numbers[last].number.unit
        return WrongBond(suspects[0], last, Expected(value, from_text=True), unit, len(suspects) == 1, self.places)


def wholes_left_open(amount: PrintedNumber, share: PrintedNumber) -> tuple[Decimal, Decimal]:
    """The least and the greatest whole that an amount and its share leave open."""
    part, percent = abs(amount.value), abs(share.value)
    least = max(percent - share.step, share.step / 2)
    return (part - amount.step) / (percent + share.step) * WHOLE_PERCENT, (part + amount.step) / least * WHOLE_PERCENT


def common_range(ranges: list[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal] | None:
    """What some ranges have in common."""
    least, most = max(low for low, _ in ranges), min(high for _, high in ranges)
    return (least, most) if least <= most else None


@dataclass(frozen=True)
class HundredList:
    """Shares that are said to be all there is of one whole."""

    scene: ProseScene
    places: tuple[int, ...]

    @FoundOnce
    def gap(self) -> Decimal:
        """What they are more than a hundred."""
        return sum((self.scene.numbers[place].number.value for place in self.places), -WHOLE_PERCENT)

    @property
    def agrees(self) -> bool:
        """Whether they make a hundred within what they print."""
        return abs(self.gap) <= sum((self.scene.numbers[place].number.step for place in self.places), Decimal(0))

    def wrong(self, confirmed: Callable[[int], bool]) -> WrongBond | None:
        """The one that no figure confirms, if the others leave a share for it."""
        suspects = [place for place in self.places if not confirmed(place)]
        if self.agrees or len(suspects) != 1:
            return None
        place = suspects[0]
        value = self.scene.numbers[place].number.value - self.gap
        return (
            WrongBond(place, place, Expected(value, from_text=True), PERCENT_UNIT, True, self.places)
            if value > 0
            else None
        )


class ListReader(BondReader):
    """Reads the lists of one sentence from the words between its numbers."""

    def bonds(self) -> "Iterator[Bond | ShareList | HundredList | PeopleSum]":  # type: ignore[override] # lists as well
        """The bonds of three numbers, and the lists whose shares belong together."""
        if len(self.units) < FEWEST:
            return
        yield from bonds_behind(self)
        yield from (ShareList(self.scene, tuple(pairs)) for pairs in self.share_lists() if len(pairs) >= FEWEST)
        yield from self.hundreds()
        yield from people_sums(self)
        for place in range(2, len(self.units)):
            if self.units[place] == PERCENT_UNIT:
                yield from self.row_of_table(place)
            elif self.units[place - 2 : place + 1] == [PERSON_UNIT] * FEWEST:
                yield from self.vacant_posts(place)
            elif self.units[place - 2 : place + 1] == [MONEY_UNIT] * FEWEST:
                yield from self.rest(place)

    def share_lists(self) -> Iterator[list[tuple[int, int]]]:
        """A187万元，占68%；B30万元，占11%；C57万元，占21%, or all amounts before all shares."""
        group = list[tuple[int, int]]()
        for place in range(1, len(self.units)):
            if self.units[place] != PERCENT_UNIT or not self.is_level(place - 1):
                continue
            if not self.scene.numbers[place].number.value or not self.scene.numbers[place - 1].number.value:
                continue  # 经营收入0万元，占0%
            gap, bare = self.gaps[place], BARE_SHARE.fullmatch(self.gaps[place]) is not None
            listed = self.listed_shares(place)
            if listed:
                yield listed
            elif bare or NAMED_SHARE.fullmatch(gap):
                if group and (not bare or PART_OF.search(self.gaps[place - 1])):
                    yield group
                    group = []
                group.append((place - 1, place))
        yield group

    def listed_shares(self, first: int) -> list[tuple[int, int]]:
        """The pairs of a list of shares that begins at a place, behind as many amounts; none if it is no such list."""
        if "占" not in self.gaps[first] or not TO_EACH.fullmatch(self.gaps[first]):
            return []
        end = first + 1
        while end < len(self.units) and self.units[end] == PERCENT_UNIT and NEXT_IN_LIST.fullmatch(self.gaps[end]):
            end += 1
        count = end - first
        amounts = range(first - count, first)
        values = [self.scene.numbers[place].number.value for place in (*amounts[:1], *range(first, end))]
        plain = amounts[0] >= 0 and all(values) and all(self.is_level(place) for place in amounts)
        return list(zip(amounts, range(first, end), strict=True)) if plain and count >= FEWEST else []

    def hundreds(self) -> Iterator[HundredList]:
        """人员占68%、公用占11%、其余占21%: percentages of all there is, without amounts between."""
        text = self.scene.text
        if self.units.count(PERCENT_UNIT) < FEWEST or not ALL_THERE_IS.search(text) or not SHARE_WORD.search(text):
            return
        run = list[int]()
        for place, unit in enumerate([*self.units, ""]):
            share = unit == PERCENT_UNIT and (
                SHARE_WORD.search(self.gaps[place]) or (run and len(self.gaps[place]) < 12)
            )
            if share and not PART_OF.search(self.gaps[place]):
                run.append(place)
                continue
            if len(run) >= FEWEST and SHARE_WORD.search(self.gaps[run[0]]):
                yield HundredList(self.scene, tuple(run))
            run = []

    def row_of_table(self, place: int) -> Iterator[Bond]:
        """云平台租用：85.00万元 / 85.00万元 / 100%, behind a line that says 预算 / 决算 / 完成率."""
        cells = self.is_amount(place - 1) and self.is_amount(place - 2)
        row = cells and ROW_END.fullmatch(self.gaps[place]) and CELL_END.fullmatch(self.gaps[place - 1])
        if row and self.has_heads(ROWS_BACK if BARS.search(self.gaps[place - 1]) else 1):
            yield Bond(self.scene, {"a": place - 1, "b": place - 2, "d": place}, DIVIDED_EQUATIONS)

    def has_heads(self, back: int) -> bool:
        """Whether this sentence or one of so many before it says what the columns are."""
        scene: ProseScene | None = self.scene
        if OTHER_HEADS.search(self.scene.text):
            return False
        while scene and back >= 0:
            if HEADS.search(scene.text):
                return True
            scene, back = scene.previous, back - 1
        return False

    def rest(self, place: int) -> Iterator[Bond]:
        """公用经费80.12万元，扣除水电费10.12万元后为70.00万元."""
        said = LEAVES_OUT.search(self.gaps[place - 1]) and IS_LEFT.fullmatch(self.gaps[place])
        if said and self.is_level(place - 2):
            yield Bond(self.scene, {"a": place - 2, "b": place - 1, "c": place}, LESSENED)

    def vacant_posts(self, place: int) -> Iterator[Bond]:
        """编制86名，年底在编83人，空编3名, without their rate, which would be asked with them."""
        posts, staff, vacant = self.gaps[place - 2 : place + 1]
        rate = self.units[place + 1 : place + 2] == [PERCENT_UNIT] and STAFF_RATE.fullmatch(self.gaps[place + 1])
        if not rate and POSTS_WORDS.search(posts) and STAFF_WORDS.fullmatch(staff) and VACANT_WORDS.fullmatch(vacant):
            yield Bond(self.scene, dict(zip("psv", range(place - 2, place + 1), strict=True)), PEOPLE_EQUATIONS)
