"""The second reading: numbers that the first leaves undecided are weighed by the figures around them.

Such a number is wrong only if nothing that its sentence speaks of gives it (weighed_values.py), if no unknown thing stands
between its subject and it, and if so much around it is explained by the figures that it must be about them.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.claims.bonds.listed_bonds import Bond, HundredList, ShareList, all_bonds
from evaluations.claims.bonds.people_sums import PeopleSum
from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, PrintedNumber, SubjectKind
from evaluations.claims.figures.asked_figures import rates_labelled
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, WideNet, is_among, sums_of
from evaluations.claims.figures.whole_of_report import WHOLE_SPENDING
from evaluations.claims.scenes.other_units import OWN_TOWN
from evaluations.claims.scenes.weighed_columns import WeighedMeaning, columns_of, year_said
from evaluations.claims.scenes.weighed_scenes import ProseScene
from evaluations.claims.weighing.summed_names import COUNTED_SUM
from evaluations.claims.weighing.sure_numbers import COUNT_ENDS, is_share_beside, is_sum_alone, stands_alone
from evaluations.claims.weighing.weighed_meanings import MeaningReader
from evaluations.claims.words.change_words import CUT_WORDS
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.last_stretch import last_stretch
from evaluations.claims.words.list_words import COUNT_WORDS
from evaluations.language.units import PERCENT_UNIT, PERSON_UNIT

# Signs of unknown words that a number may have before it: so many where its subject is named, more for each number of its
# sentence that the figures explain, fewer for each that they do not.
NAMED_SIGNS, EXPLAINED_SIGNS, STRANGE_SIGNS, TOWN_SIGNS, MOST_SIGNS, PEOPLE_SIGNS = 4, 2, 4, 4, 14, 2
UNNAMED_SIGNS, TELLING, MOST_BEFORE = 1, 10, 20
# Right before a number: a part of what is named, where it came from, one of several unnamed things.
OTHER_THING = re.compile("[一-龥][中里]$|(?<!年初)(?<!年初部门)(?:预算|结转)(?:资金)?安排的?支出$")
OTHER_ENDS, LONGEST_OTHER = ("中", "里", "支出"), 12  # one of them ends each, of so many signs at most
TO_EACH_TIME = re.compile(r"[两二三四五六七八九十\d][次批期轮][^，,。;\d]{0,10}(?:分别|依次)")
CLAUSE_STOPS = "，,。;"
# 压减公用经费5.60万元后，预算为106.40万元; 调整后预算1625.00万元，其中基本支出预算1042.00万元: no form knows these of a row.
RESHAPED = re.compile(f"(?:{CUT_WORDS}|压减|调剂)[^。;]{{2,24}}后|调整后?的?预算[^。;]{{2,24}}其中")


@dataclass
class WeighedScene:
    """The numbers of one sentence, each weighed among the others; `earlier` is one that was weighed before it."""

    net: WideNet
    scene: ProseScene
    earlier: "WeighedScene | None" = None
    meanings: list[WeighedMeaning] = field(default_factory=list)
    explained: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.earlier is not None:
            self.earlier.earlier = None  # of a long text no more than two are kept
        self.meanings = MeaningReader(self.net, self.scene).meanings()

    def is_explained(self, order: int) -> bool:
        """Whether a number of the scene follows from anything that is spoken of near it."""
        if order not in self.explained and self.agrees(order):
            self.explained[order] = True
        elif order not in self.explained:
            at = self.meanings[order].at
            self.explained[order] = self.net.holds(at.number, self.near, self.scene.numbers_near(at))
        return self.explained[order]

    @FoundOnce
    def near(self) -> list[ClaimSubject]:
        """What is spoken of near its numbers, and the whole department."""
        return [*self.scene.subjects_near(), WHOLE_SPENDING]

    @FoundOnce
    def bonds(self) -> list[Bond | ShareList | HundredList | PeopleSum]:
        """Which of its numbers bind each other."""
        return list(all_bonds(self.scene))

    @FoundOnce
    def bound_places(self) -> frozenset[int]:
        """The places of all numbers that others bind."""
        return frozenset(place for bond in self.bonds for place in bond.places)

    def agrees(self, order: int) -> bool:
        """Whether a number is what the figures give for what it means."""
        one = self.meanings[order]
        sure = not one.away and not one.foreign
        return sure and is_among(one.at.number, (each.value for each in one.expected))

    def is_wrong(self, order: int) -> bool:
        """Whether a number must be about the figures, and cannot be true."""
        one = self.meanings[order]
        sure = one.expected and not one.away and not one.foreign
        if not sure or self.is_explained(order) or self.is_of_another(one):
            return False
        if one.at.number.value and self.is_sure(order):
            return True
        others = [place for place in range(len(self.meanings)) if place != order]
        anchors = [place for place in others if self.is_anchor(place)]
        named = one.own or bool(one.subject.parts)
        anchors = anchors or (self.anchors_before if named else [])
        strangers = [place for place in others if not self.is_explained(place)]
        own_strangers = [
            place for place in strangers if self.meanings[place].own and self.meanings[place].subject.codes
        ]
        if not anchors or not one.at.number.value:
            return False
        if one.at.number.unit == PERSON_UNIT:
            return one.own and one.residue <= PEOPLE_SIGNS and not own_strangers
        if not named and not self._goes_on(order):
            return False
        town = TOWN_SIGNS if OWN_TOWN.search(self.scene.text, 0, one.at.number.start) else 0
        if not named:
            plain = not one.residue and bool(one.cell)
            return one.residue <= UNNAMED_SIGNS and len(strangers) < len(anchors) + plain
        allowed = NAMED_SIGNS + EXPLAINED_SIGNS * len(anchors) - STRANGE_SIGNS * len(strangers) - town
        return one.residue <= min(allowed, MOST_SIGNS)

    def is_sure(self, order: int) -> bool:
        """Whether its own words say whose number it is, so that no other need agree."""
        one, text = self.meanings[order], self.scene.text
        people = one.at.number.unit == PERSON_UNIT
        if people and not COUNT_ENDS.match(text, one.at.number.until):
            return False
        if is_sum_alone(self.meanings, self.scene) or self.is_counted_sum(order):
            return True
        first = len(self.meanings) == 1 or (order == 0 and people)
        share = text.rfind("占", one.at.own, one.at.number.start) if "share" in one.kinds else -1
        named = self.scene.named_between(one.at.own, share if share >= 0 else one.at.number.start) if first else []
        begin = self.scene.without_own_name(text[: named[0].start if named else one.at.number.start])
        if begin.endswith("完成") and not COUNT_ENDS.match(text, one.at.number.until):
            return False  # 年内完成政府采购58.90万元的招标: what was completed stands behind it
        one_name = len(named) < 2  # 基本支出预算调增10万元 is no budget of the whole
        return (one_name and stands_alone(one, self.meanings, begin)) or is_share_beside(
            self.net, order, self.meanings, self.scene.words_before(one.at)
        )

    def is_counted_sum(self, order: int) -> bool:
        """公共预算2931.52万元、基金140.00万元，两项财政拨款合计3071.52万元: whether the amounts before it make what the figures
        give."""
        one = self.meanings[order]
        said = COUNTED_SUM.search(self.scene.text, one.at.lead, one.at.number.start)
        before = [each.value for each in self.scene.numbers_before(one.at) if each.unit == one.at.number.unit]
        added = sum(before[-COUNT_WORDS[said[1]] :], Decimal(0)) if said else Decimal(0)
        return bool(added) and any(each.value == added for each in one.expected)

    @FoundOnce
    def anchors_before(self) -> list[int]:
        """The numbers of the sentence before that are explained, if most of them are."""
        if self.scene.before is None or len(self.scene.before.numbers) > MOST_BEFORE:
            return []
        known = self.earlier is not None and self.earlier.scene is self.scene.before
        before = self.earlier if known and self.earlier else WeighedScene(self.net, self.scene.before)
        places = range(len(before.meanings))
        found = [place for place in places if before.is_anchor(place)]
        return found if len(found) > 1 and len(found) * 2 > len(places) else []

    def is_anchor(self, order: int) -> bool:
        """Whether a number is explained, and by no chance: 100% and 5万元 are explained too easily."""
        return is_telling(self.meanings[order].at.number) and self.is_explained(order)

    def _goes_on(self, order: int) -> bool:
        """Whether the number before it, or behind the first, is explained."""
        near = order - 1 if order else 1
        return near < len(self.meanings) and self.is_anchor(near) and self.is_of_figures(near)

    def is_of_figures(self, order: int) -> bool:
        """Whether a number follows from a figure, and not only from the numbers beside it: 送审价96万元，审定价88万元，
        审减8万元."""
        number = self.meanings[order].at.number
        known = self.net.is_cell(number) or self.net.holds(number, self.near, ()) or self.net.holds_anywhere(number)
        return self.agrees(order) or known

    def may_be_right(self, order: int) -> bool:
        """Whether another reading of a number agrees: what it means here, or the same cell of something else named before."""
        one = self.meanings[order]
        if self.agrees(order) or self.is_of_another(one) or (one.came_from and self.is_explained(order)):
            return True
        if one.at.number.unit == PERCENT_UNIT:
            return self._is_named_rate(one)
        return self._amount_may_be_right(one)

    def _amount_may_be_right(self, one: WeighedMeaning) -> bool:
        """The same of an amount or a number of people."""
        if not one.own and is_among(one.at.number, self.net.all_projects.gaps):
            return True  # 未支付的46.79万元: of all projects that were listed before
        whole = self.net.of(WHOLE_SPENDING).cells
        planned = "预算" in self.scene.own_words(one.at) and "收入" in one.subject.words
        if planned and is_among(one.at.number, (each.value for each in whole.budgets(ClaimYear.THIS))):
            return True  # 全年预算总收入960.00万元: what was planned for all
        year = year_said(one, self.scene.year)
        if year is not None and self._adds_up_names(one, year):
            return True
        if year is None or (one.own and not {*one.subject.codes} & self.net.total_codes):
            return False
        return self._is_of_named_before(one, year)

    def _is_of_named_before(self, one: WeighedMeaning, year: ClaimYear) -> bool:
        """Whether a number is the same cell of something else that was named before, of several of them or of the whole."""
        totals, whole = self.net.total_codes, self.net.of(WHOLE_SPENDING).cells
        named = [
            each for each in self.scene.named_between(0, one.at.number.start) if not {*each.subject.codes} & totals
        ]
        if (
            not one.foreign
            and not named
            and any(is_among(one.at.number, (each.value for each in whole[at, year])) for at in columns_of(one))
        ):
            return True  # 年初预算安排支出8400.00万元, behind a sentence about projects
        near = list(dict.fromkeys(name.subject for name in named or (self.scene.before or self.scene).mentions))
        known = (
            self.net.of(each).cells[column, year] for each in (*near, *sums_of(near)) for column in columns_of(one)
        )
        return is_among(one.at.number, (each.value for cells in known for each in cells))

    def _adds_up_names(self, one: WeighedMeaning, year: ClaimYear) -> bool:
        """出国费、用车费和接待费的预算数26.94万元: whether a number is of all things that were named right before it."""
        named = list(dict.fromkeys(each.subject for each in self.scene.named_between(one.at.lead, one.at.number.start)))
        together = (self.net.of(each).cells[column, year] for each in sums_of(named) for column in columns_of(one))
        return is_among(one.at.number, (each.value for cells in together for each in cells))

    def is_of_another(self, one: WeighedMeaning) -> bool:
        """Whether the words right before a number say that it is no figure of what is named there."""
        number, text = one.at.number, self.scene.text
        added = any(each.subject.alone and each.at.number.until == one.at.lead for each in self.meanings)
        if added and text[one.at.lead] in "中里":
            return True  # 追加的202.68万元中，人员类60.00万元
        whole = one.subject == WHOLE_SPENDING or one.subject.alone
        planned = text[number.until : number.until + 1] == "后" or one.kinds[-1:] in (["budget"], ["begin"])
        if not whole and planned and RESHAPED.search(text, 0, number.until + 1):
            return True
        of_years = one.subject.kind == SubjectKind.PROJECT and "累计" in self.scene.own_words(one.at)
        if of_years and any(
            each.subject == one.subject and self.is_anchor(at) for at, each in enumerate(self.meanings)
        ):
            return True
        start = number.start
        if text.endswith(OTHER_ENDS, 0, start) and OTHER_THING.search(text, max(0, start - LONGEST_OTHER), start):
            return True
        return TO_EACH_TIME.search(text, last_stretch(text, 0, start, CLAUSE_STOPS), start) is not None

    def _is_named_rate(self, one: WeighedMeaning) -> bool:
        """预算控制率：本年追加22万元，年初预算726.90万元，控制率3.03%: of the rate that the sentence names."""
        words = self.scene.text[: one.at.number.start]
        rates = rates_labelled(self.net.figures, lambda label: label in words)
        return any(abs(one.at.number.value - rate) < one.at.number.step for rate in rates)  # with their sign


def is_telling(number: PrintedNumber) -> bool:
    """Whether a number has so many digits that it equals a figure by no chance, and is no 100%."""
    printed = abs(number.value) / number.scale
    all_of_it = number.unit == PERCENT_UNIT and number.value == WHOLE_PERCENT
    return printed * 10**number.places >= TELLING and not all_of_it
