"""The scenes of a text for the second reading: its sentences with their numbers, and what the words before each hint at."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

from evaluations.claims.claim_nouns import ClaimSubject, PrintedNumber
from evaluations.claims.figures.income_and_spending import is_income
from evaluations.claims.figures.subject_names import COMING_OR_GOING
from evaluations.claims.figures.weighed_names import WeighedName, WeighedNames
from evaluations.claims.reading.heading_scopes import TextScope, project_at
from evaluations.claims.scenes.away_words import FAR_AWAY, NEAR_AWAY, RATE_OF_ALL, TO_ONE_UNIT
from evaluations.claims.scenes.other_units import ALL_UNITS, OTHER_OFFICE, OTHER_UNIT_OF_PEOPLE, is_of_ours
from evaluations.claims.words.change_words import CUT_WORDS
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.claims.words.printed_numbers import (
    MONEY_SCALES,
    NUMBER_PATTERN,
    PEOPLE_KIND,
    PERCENT_KIND,
    printed_number,
)
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.claims.words.weighed_hints import ADVERBIAL_PHRASE, ADVERBIAL_SIGN

NUMBER = re.compile(NUMBER_PATTERN)
SENTENCE_END, CLAUSE_END = re.compile("[。!?\n]"), re.compile("[，,;:()、]")
MOST_SCENES = 10_000  # of a text
SENTENCES_BACK = 20  # that one which begins with 其中 goes on with
MOST_NUMBERS = 40  # of a sentence: a longer one is no sentence, and takes time
HALF_END, OF_WHICH = ";", "其中"
UNITS = frozenset((*MONEY_SCALES, PERCENT_KIND, "‰", PEOPLE_KIND, "名"))  # as they are printed
BESIDE = re.compile("另[有由]|此外")  # without a name of ours behind it
YEAR, SECOND_CUT = re.compile("20\\d\\d(?=年)"), quick_pattern(f"{CUT_WORDS}|压减预算")
COMPARED_WITH = re.compile(
    "(?:比|较|与|同|跟)[^，,。;]{0,3}(?:(?P<last>上年|去年|上一年|20\\d\\d年)|(?P<budget>[^，,。;\\d]{0,6}预算))"
)
ANSWER = re.compile("答:[一-龥]{0,6}[。!?\\n]")
MOVED = re.compile(COMING_OR_GOING)
PAYING = re.compile("(?:安排)?的?")
CAUSE_WORDS = re.compile("原因|由于|因为|主要[是系]")


class SceneNumber(NamedTuple):
    """A number of a scene: the end of the number before it, and where its own clause begins."""

    number: PrintedNumber
    lead: int
    own: int


@dataclass
class ProseScene:
    """One sentence. `start` is its place in the plain text, `previous` the sentence right before it."""

    text: str
    start: int
    names: WeighedNames
    year: int | None
    previous: "ProseScene | None" = None
    about: ClaimSubject | None = None  # the project below whose heading it stands

    @FoundOnce
    def before(self) -> "ProseScene | None":
        """The sentence with numbers before it."""
        scene = self.previous
        while scene and not scene.has_numbers:
            scene = scene.previous
        return scene

    @property
    def heading(self) -> "ProseScene | None":
        """The sentence right before it, if that has no numbers; a question before 答：降了。."""
        found = self.previous
        if found and ANSWER.fullmatch(found.text) and found.previous and not found.has_numbers:
            found = found.previous
        return found if found and not found.has_numbers else None

    @FoundOnce
    def printed(self) -> list[re.Match[str]]:
        """What looks like a number of a kind that a figure may have."""
        return [one for one in NUMBER.finditer(self.text) if one["unit"] in UNITS]

    @FoundOnce
    def numbers(self) -> list[SceneNumber]:
        """The numbers in it, in their order."""
        return list(numbers_of(self.text, self.printed, self.stops))

    @property
    def is_endless(self) -> bool:
        """Whether it has more numbers than a sentence has; they are not all read for that."""
        likely = len(self.printed) > MOST_NUMBERS
        return likely and any(islice(numbers_of(self.text, self.printed, ()), MOST_NUMBERS, None))

    @FoundOnce
    def stops(self) -> list[int]:
        """Where its clauses end."""
        return [one.end() for one in CLAUSE_END.finditer(self.text)]

    @FoundOnce
    def has_numbers(self) -> bool:
        """Whether there is one; of an endless sentence they are not all read for that."""
        if len(self.printed) <= MOST_NUMBERS:
            return bool(self.numbers)
        return any(True for _ in numbers_of(self.text, self.printed, ()))

    @FoundOnce
    def mentions(self) -> list[WeighedName]:
        """The names in it, in their order."""
        plain = ADVERBIAL_SIGN.search(self.text) is None
        asides = [] if plain else [one.span() for one in ADVERBIAL_PHRASE.finditer(self.text)]
        named = [
            one for one in self.names.names_in(self.text) if not any(begin <= one.start < end for begin, end in asides)
        ]
        return [one for one, behind in zip_longest(named, named[1:]) if not self._pays_for(one, behind)]

    def _pays_for(self, one: WeighedName, behind: WeighedName | None) -> bool:
        """财政拨款公用经费, 财政拨款安排的项目支出: what stands right before a name says where that comes from."""
        income = behind is not None and is_income(one.subject) and not is_income(behind.subject)
        return behind is not None and income and bool(PAYING.fullmatch(self.text, one.end, behind.start))

    def named_between(self, begin: int, end: int) -> list[WeighedName]:
        """The names that begin and end in a range."""
        if not self.mentions:
            return []
        starts, ends = self.edges
        return self.mentions[bisect_left(starts, begin) : bisect_right(ends, end)]

    @FoundOnce
    def edges(self) -> tuple[list[int], list[int]]:
        """Where its names begin, and where they end."""
        return [one.start for one in self.mentions], [one.end for one in self.mentions]

    def words_before(self, one: SceneNumber) -> str:
        """What stands between the number before it, or the beginning, and a number."""
        return self.text[one.lead : one.number.start]

    def own_words(self, one: SceneNumber) -> str:
        """What stands before a number in its own clause."""
        return self.text[one.own : one.number.start]

    def half_of(self, end: int) -> int:
        """Where the half of the sentence begins that goes on before a place."""
        return self.text.rfind(HALF_END, 0, end) + 1

    def subjects_near(self) -> list[ClaimSubject]:
        """What this sentence and the one before it name."""
        scenes = [self, *([self.before] if self.before else [])]
        return list(dict.fromkeys(one.subject for each in scenes for one in each.mentions))

    def numbers_beside(self, one: SceneNumber) -> list[PrintedNumber]:
        """The other numbers of this sentence, told by their places."""
        return [each.number for each in self.numbers if each.number.start != one.number.start]

    def numbers_before(self, one: SceneNumber) -> list[PrintedNumber]:
        """The numbers of this sentence that stand before one."""
        return [each.number for each in self.numbers if each.number.until <= one.number.start]

    def numbers_near(self, beside: SceneNumber) -> list[PrintedNumber]:
        """The other numbers of this sentence, told by their places, and those of the one before it."""
        here = self.numbers_beside(beside)
        return [*here, *(one.number for one in self.before.numbers)] if self.before else here

    def is_away(self, one: SceneNumber, named: int = 0) -> bool:
        """Whether the words before a number turn to another time or party, or its clause to a norm or a unit; 含 right before
        its own name (which begins at `named`) does not."""
        end = one.number.start
        half = self.half_of(end)
        listed = ALL_UNITS.search(self.text, half, end) if "单位" in self.text else None
        half = listed.end() if listed else half
        if self.other_years and self.other_years[0] < end:
            return True
        people = one.number.unit == PEOPLE_KIND
        unit = OTHER_UNIT_OF_PEOPLE.search(self.text, half, end) if people and self.has_offices else None
        own = unit is not None and self.names.own is not None and self.names.own.search(unit[0])
        other = people and ((unit and not own) or self._comes_or_goes(named, half))
        of_rate = one.number.unit == PERCENT_KIND and RATE_OF_ALL.search(self.text, one.own, end) is not None
        far = any(
            [
                half <= begin
                and until <= end
                and not (of_rate and begin < one.own and TO_ONE_UNIT.match(self.text, begin))
                for begin, until in self.turns_away
            ]
        )
        led = self.text[one.own : named].removesuffix("含").removesuffix("包括") if one.own <= named else ""
        near = led + self.text[max(one.own, named) : end]
        beside = not one.own < named and BESIDE.match(self.text, one.own)
        return bool(other or beside) or far or NEAR_AWAY.search(near) is not None

    @FoundOnce
    def names_itself(self) -> bool:
        """Whether it has the department's own name."""
        return self.names.own is not None and self.names.own.search(self.text) is not None

    @FoundOnce
    def has_offices(self) -> bool:
        """Whether it may name another unit, whose name is tried from each of its signs."""
        return OTHER_OFFICE.search(self.text) is not None

    @FoundOnce
    def tells_cause(self) -> bool:
        """Whether it says anywhere why something is so."""
        return CAUSE_WORDS.search(self.text) is not None

    @FoundOnce
    def other_years(self) -> list[int]:
        """Where years stand that are neither the report's nor the one before it."""
        found = YEAR.finditer(self.text) if self.year else ()
        return [one.end() for one in found if self.year is not None and not 0 <= self.year - int(one[0]) <= 1]

    @FoundOnce
    def turns_away(self) -> list[tuple[int, int]]:
        """Where words stand that turn to another time or party, found once for all its numbers."""
        return [found.span() for found in FAR_AWAY.each(self.text) if not is_of_ours(found, self.names.own)]

    def _comes_or_goes(self, named: int, half: int) -> bool:
        """本年调入2人、退休1人, 年初在职26人: people who joined or left, or were there before, and not those who are there."""
        moved = self.text.startswith(("退休", "聘用"), named) and MOVED.search(self.text, half)
        before = self.text.endswith(("年初", "期初"), 0, named) and not self.text.startswith("编制", named)
        return bool(moved) or before

    def without_names(self, begin: int, end: int, alone: bool = False) -> str:
        """A range of the text with a blank for each name; `alone`: only of rows of one cell, as 结转结余 is no hint."""
        if not self.mentions:
            return self.without_own_name(self.text[begin:end])
        parts, at = [], begin
        for one in self.named_between(begin, end):
            if one.subject.alone or not alone:
                parts += [self.text[at : one.start], " "]
                at = one.end
        return self.without_own_name("".join([*parts, self.text[at:end]]))

    def without_own_name(self, words: str) -> str:
        """Words with a blank for the department's own name, which makes nothing another thing."""
        return self.names.own.sub(" ", words) if self.names.own and self.names_itself else words

    def led_bases(self, end: int) -> set[str]:
        """What the comparisons said before a place are with: last year or a budget."""
        here = {found.lastgroup or "" for found in COMPARED_WITH.finditer(self.text, 0, end)}
        return here or (self.bases_before if self.text.startswith(OF_WHICH) else here)

    @FoundOnce
    def bases_before(self) -> set[str]:
        """The same of the sentence before, or of the one which that goes on with: without end it is not looked for."""
        scene = self.before
        for _ in range(SENTENCES_BACK):
            if scene is None or scene.bases or not scene.text.startswith(OF_WHICH):
                break
            scene = scene.before
        return scene.bases if scene else set()

    @FoundOnce
    def bases(self) -> set[str]:
        """What all of its comparisons are with."""
        return {found.lastgroup or "" for found in COMPARED_WITH.finditer(self.text)}


def scenes_of(
    prose: PlainProse, names: WeighedNames, year: int | None, scopes: Sequence[TextScope] = ()
) -> Iterator[ProseScene]:
    """Each sentence that seems to have a number of a kind that a figure may have."""
    plain, begin, scene = prose.text, 0, None
    for stop in [*(one.end() for one in SENTENCE_END.finditer(plain)), len(plain)]:
        scene = ProseScene(plain[begin:stop], begin, names, year, scene, project_at(scopes, begin))
        if scene.printed:
            yield scene
        begin = stop


def numbers_of(text: str, printed: Iterable[re.Match[str]], stops: Sequence[int]) -> Iterator[SceneNumber]:
    """The exact amounts, percentages and numbers of people among what a sentence prints, whose clauses end at `stops`."""
    lead = 0
    for found in printed:
        number = printed_number(found, text)
        if number is not None and number.exact:
            place = bisect_right(stops, number.start)
            yield SceneNumber(number, lead, max(lead, stops[place - 1]) if place else lead)
        lead = found.end()
