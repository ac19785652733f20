"""What a number of a scene may mean: whose it is, what the nearest words hint at, and what the figures give for that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, PrintedNumber, Relation, SubjectKind
from evaluations.claims.contradictions import Expected
from evaluations.claims.known_figures import BUDGET_COLUMNS, KnownNumber, ancestor_rows
from evaluations.claims.weighed_columns import WeighedMeaning, as_expected, columns_of, is_earlier
from evaluations.claims.weighed_names import WeighedName
from evaluations.claims.weighed_scenes import (
    ADVERBIAL_PHRASE,
    CAUSE_WORDS,
    CLAUSE_END,
    COMPARED_WITH,
    FOREIGN_THING,
    HINT_WORDS,
    LINKING_WORDS,
    SECOND_CUT,
    TO_VALUE,
    ProseScene,
    SceneNumber,
    unknown_signs,
)
from evaluations.claims.weighed_values import NAMED_THINGS, WHOLE_PERCENT, CellPlace, WideNet, shares_of
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

WHOLE_SPENDING = ClaimSubject(SubjectKind.DEPARTMENT, ("支出",), "支出")
NOBODY = ClaimSubject(SubjectKind.UNKNOWN)
SUM = re.compile("合计|共计|[二两三四]者|[两二三四]项|^共")
TO_EACH = re.compile("分别|依次|各[占为]|[两二三四][者项]占")
COUNTED_SUM = re.compile("([二两三四])[者项]")
COUNTS = dict(zip("二两三四", (2, 2, 3, 4), strict=True))
BUDGET_RATE = re.compile("(?:执行|完成|支出|支付|使用|控制|拨付)率|进度|预算.{0,4}的|完成.*预算")
OF_BUDGETS = re.compile("节|余|超|未")
THIS_YEAR, LAST_YEAR = ClaimYear.THIS, ClaimYear.LAST
ACTUAL_COLUMN = ColumnWord.ACTUAL
USED = re.compile("[使动]用|用[于去掉]|盘活|消化|列支|支[付出]|拨付|收回|上缴|缴回")
PURPOSE, DESCRIBING = re.compile("[^，,。；;]*[的等]$"), 1
NAME_END = re.compile("^(?:经费|费用|费|支出|资金|金额|总额|款|类)+")
SHARE_LINK = re.compile("[比例重到了为达约]")
LISTED = 3  # characters at most between the numbers of a list
NumberPair = tuple[KnownNumber, KnownNumber]


@dataclass
class MeaningReader:
    """Reads the numbers of one scene from left to right."""

    net: WideNet
    scene: ProseScene
    found: list[WeighedMeaning] = field(default_factory=list)

    def meanings(self) -> list[WeighedMeaning]:
        """Each number of the scene with what it may mean."""
        for one in self.scene.numbers:
            self.found.append(self.read(one, self.found))
        for group in (group for group in self.listed(self.found) if len(group) > 1):
            self.to_each_its_own(group)
        return self.found

    def listed(self, meanings: Sequence[WeighedMeaning]) -> Iterator[list[WeighedMeaning]]:
        """分别为94.39%、97.44%: the numbers of each list behind such a word."""
        group: list[WeighedMeaning] = []
        for one in meanings:
            words = self.scene.text[one.at.lead : one.at.number.start]
            if group and (len(words) >= LISTED or one.at.number.unit != group[0].at.number.unit):
                yield group
                group = []
            if group or TO_EACH.search(words):
                group.append(one)
        if group:
            yield group

    def to_each_its_own(self, group: Sequence[WeighedMeaning]) -> None:
        """As many things as numbers were named last, in their order; else nobody knows whose these are."""
        begin, before = group[0].at.number.start, self.scene.before
        named = [name.subject for name in (before.mentions if before else [])]
        named += [name.subject for name in self.scene.named_between(0, begin)]
        things = list(dict.fromkeys(one for one in reversed(named) if not one.alone))[: len(group)]
        first = next((name for name in self.scene.mentions if things and name.subject == things[-1]), None)
        between = [one for one in self.scene.numbers if first and first.end <= one.number.start < begin]
        if first and len(between) % len(group):
            things = []  # 三公经费15.9万元，其中接待6.3万元、车辆9.6万元，分别…: one of them has no name that is known
        for place, one in enumerate(group):
            one.subject = things[-1 - place] if len(things) == len(group) else NOBODY
            one.own, one.hints = True, group[0].hints
            one.foreign, one.residue = group[0].foreign, group[0].residue
            one.expected = list(self.expected(one))

    def read(self, one: SceneNumber, before: Sequence[WeighedMeaning]) -> WeighedMeaning:
        scene, start = self.scene, one.number.start
        name = self.name_of(one)
        own = name is not None
        subject = self.described(name, one) if name else self.unnamed(one, before)
        begin = name.end if name else one.lead if before else 0
        found = WeighedMeaning(one, subject, own, self.hints(one))
        if not found.hints and before and start - one.lead < LISTED:
            found.hints = before[-1].hints
        path = scene.without_names(begin, start)
        path = LINKING_WORDS.sub("", ADVERBIAL_PHRASE.sub("", NAME_END.sub("", path) if name else path))
        found.foreign = bool(FOREIGN_THING.search(path))
        found.foreign = found.foreign or (subject == WHOLE_SPENDING and "收入" in scene.text[one.own : start])
        if found.foreign and not subject.alone:
            found.subject = NOBODY
        named = [each.end for each in scene.named_between(0, start)]
        compared = COMPARED_WITH.search(scene.text, one.own, start)
        caused = not own and not compared and bool(CAUSE_WORDS.search(scene.text, named[-1] if named else 0, start))
        of_years = subject.kind == SubjectKind.PROJECT and "累计" in scene.text[one.own : start]
        found.away = caused or of_years or scene.text[start - 1 : start] in ("由", "从") or scene.is_away(one)
        words = scene.without_names(min(one.own, name.start) if name else one.own, start)
        found.residue = unknown_signs(ADVERBIAL_PHRASE.sub("", words))
        other_thing = subject.alone and path.startswith("的") and found.residue > 0  # 追加的县庆直播25万元
        found.foreign = found.foreign or other_thing
        found.expected = list(self.expected(found))
        return found

    def fits(self, name: WeighedName, number: PrintedNumber) -> bool:
        """Whether a row's figures have the number's unit."""
        if number.unit == PERCENT_UNIT or name.subject.kind == SubjectKind.PROJECT:
            return number.unit != PERSON_UNIT
        return self.net.figures.has_unit(name.subject.codes, number.unit)

    def described(self, name: WeighedName, one: SceneNumber) -> ClaimSubject:
        """信息化项目支出, 行政编制, 调剂公用经费: other words right before a name make it another thing."""
        begin = max(one.own if name.start >= one.own else one.lead, 0)
        before = self.scene.without_names(begin, name.start)
        words = CLAUSE_END.split(ADVERBIAL_PHRASE.sub("", PURPOSE.sub("", before)))[-1]
        return name.subject if unknown_signs(words) <= DESCRIBING else NOBODY

    def name_of(self, one: SceneNumber) -> WeighedName | None:
        """The name nearest before a number in its own clause, else since the number before it; not what 占 is said of."""
        start = one.number.start
        near = self.scene.named_between(one.own, start)
        if not near and not SUM.search(self.scene.text, one.own, start):
            near = self.scene.named_between(one.lead, start)
        share = self.scene.text.rfind("占", one.lead, start)
        named = [name for name in near if self.fits(name, one.number) and (share < 0 or name.end <= share)]
        return named[-1] if named else None

    def unnamed(self, one: SceneNumber, before: Sequence[WeighedMeaning]) -> ClaimSubject:
        """Whose number it is where its own words name nothing: of a sum, of the number before, of what was named last."""
        if SUM.search(self.scene.text, one.own, one.number.start):
            return self.summed(one)
        if "其中" in self.scene.text[one.lead : one.number.start]:
            return NOBODY  # 支出432.4万元，其中CT球管98万元
        if before and before[-1].subject.alone and USED.search(self.scene.text, one.lead, one.number.start):
            return NOBODY  # 年初结转305.90万元，当年已使用280.00万元: of the balance
        for earlier in reversed(before):
            if not earlier.subject.alone:
                return earlier.subject
        named = [name.subject for name in self.scene.named_between(0, one.number.start) if not name.subject.alone]
        return named[-1] if named and not before else WHOLE_SPENDING

    def summed(self, one: SceneNumber) -> ClaimSubject:
        """What 合计 sums up: all that was named before, in this sentence or else in the one before it."""
        counted = COUNTED_SUM.search(self.scene.text, one.own, one.number.start)
        here = [each.subject for each in self.found if each.at.number.unit == MONEY_UNIT]
        before = self.scene.before
        there = (
            [name.subject for name in before.mentions]
            if before and not FOREIGN_THING.search(LINKING_WORDS.sub("", before.text))
            else []
        )
        for named in (here, there):
            things = list(dict.fromkeys(each for each in named if not each.alone))
            above = {code for each in things for code in ancestor_rows(self.net.figures.scheme, each.codes)}
            parts = tuple(each for each in things if not above & {*each.codes})
            parts = parts[-COUNTS[counted[1]] :] if counted else parts
            if len(parts) > 1 and all(each.kind in NAMED_THINGS for each in parts):
                return ClaimSubject(SubjectKind.UNKNOWN, parts=parts)
        return NOBODY

    def hints(self, one: SceneNumber) -> list[tuple[str, str]]:
        """(kind, word) of its own clause; where that has none, of all since the number before."""
        for begin in (one.own, one.lead):
            text = self.scene.without_names(begin, one.number.start, alone=True)
            found = [(hint.lastgroup or "", hint[0]) for hint in HINT_WORDS.finditer(text)]
            if found:
                return [("change" if kind == "turn" else kind, word) for kind, word in found]
        return []

    # ------------------------------------------------------------------ what is expected
    def expected(self, one: WeighedMeaning) -> Iterator[Expected]:
        """What the figures give for a meaning; nothing where a hint or a figure is missing."""
        kinds, number, known = one.kinds, one.at.number, self.net.of(one.subject)
        year, text = self.year(one), self.scene.text[one.at.lead : number.start]
        if one.subject.alone:
            cut = "追加" in one.subject.words and SECOND_CUT.search(self.scene.text)
            if one.own and number.unit != PERCENT_UNIT and not {"change", "last"} & {*kinds} and not cut:
                yield from map(as_expected, known.numbers)
        elif year is None or not (kinds or self.stands_beside_name(one)):
            return
        elif number.unit == PERCENT_UNIT:
            yield from self.percent(one)
        elif number.unit == PERSON_UNIT:
            yield from map(as_expected, known.cells[ACTUAL_COLUMN, THIS_YEAR] if year == THIS_YEAR else ())
        elif kinds and (kinds[-1] == "change" or kinds[-2:] == ["change", "rate"]) and not TO_VALUE.search(text):
            one.relation = Relation.CHANGE
            yield from (Expected(abs(now.value - base.value)) for now, base in self.changes(one))
        else:
            columns = columns_of(one)
            if (
                columns == [ColumnWord.ADJUSTED]
                and "全年" in one.hints[-1][1]
                and not known.cells[ColumnWord.ADJUSTED, year]
            ):
                columns = [ColumnWord.BUDGET]  # 全年预算 of a row that has but one
            one.cell = (columns[0], year) if columns else None
            yield from (as_expected(cell) for column in columns for cell in known.cells[column, year])

    def stands_beside_name(self, one: WeighedMeaning) -> bool:
        """车辆运行费用7.44万元: an amount right behind a name is what was spent, if it is no other figure of it."""
        return (one.own or bool(one.subject.parts)) and not one.residue and one.at.number.unit == MONEY_UNIT

    def percent(self, one: WeighedMeaning) -> Iterator[Expected]:
        known, rates = self.net.of(one.subject), [word for kind, word in one.hints if kind == "rate"]
        if "share" in one.kinds:
            one.relation = Relation.SHARE
            yield from self.shares(one)
        elif "change" in one.kinds:
            one.relation = Relation.CHANGE
            pairs = ((now.value, base.value) for now, base in self.changes(one) if base.value)
            yield from (Expected(abs(now / base * WHOLE_PERCENT - WHOLE_PERCENT)) for now, base in pairs)
        elif any(map(BUDGET_RATE.search, rates)):
            one.relation = Relation.OF_BUDGET
            bases = [base for column in BUDGET_COLUMNS for base in known.cells[column, THIS_YEAR] if base.value]
            spent = known.cells[ACTUAL_COLUMN, THIS_YEAR]
            yield from (Expected(now.value / base.value * WHOLE_PERCENT) for now in spent for base in bases)

    def shares(self, one: WeighedMeaning) -> Iterator[Expected]:
        """In % of what stands behind 占, else of what it is a part of."""
        known, end = self.net.of(one.subject), one.at.number.start
        begin = self.scene.text.rfind("占", one.at.lead, end)
        wholes = self.scene.named_between(begin, end) if begin >= 0 else []
        if wholes:
            yield from map(Expected, shares_of(known, self.net.of(wholes[-1].subject)))
        elif begin < 0 or not SHARE_LINK.sub("", self.scene.text[begin + 1 : end]):
            yield from map(Expected, known.shares)

    def changes(self, one: WeighedMeaning) -> Iterator[NumberPair]:
        """(now, before) of a change; nothing while what it is held against is not known."""
        cells = self.net.of(one.subject).cells
        for column, base in self.compared(one):
            yield from ((now, before) for now in cells[column, THIS_YEAR] for before in cells[base])

    def compared(self, one: WeighedMeaning) -> list[tuple[ColumnWord, CellPlace]]:
        """(column of this year, cell it is held against), as the words say, here or before in the sentence."""
        kinds, text = {*one.kinds}, self.scene.text[one.at.lead : one.at.number.start]
        planned = {"budget", "begin", "adjusted"} & kinds
        said = self.scene.led_bases(one.at.lead) if not planned and "last" not in kinds else set()
        if "last" in kinds or "同比" in text or said == {"last"}:
            budget = [(ColumnWord.BUDGET, (ColumnWord.BUDGET, LAST_YEAR))]
            either = "预算" in self.scene.text[: one.at.number.start]
            return budget if planned else [(ACTUAL_COLUMN, (ACTUAL_COLUMN, LAST_YEAR)), *(budget if either else [])]
        of_budget = (
            OF_BUDGETS.search("".join(word for _, word in one.hints)) and one.subject.kind != SubjectKind.DEPARTMENT
        )
        if planned or said == {"budget"} or of_budget:
            return [(ACTUAL_COLUMN, (column, THIS_YEAR)) for column in BUDGET_COLUMNS]
        return [] if said else self.between_last_two(one)

    def between_last_two(self, one: WeighedMeaning) -> list[tuple[ColumnWord, CellPlace]]:
        """2023年预算9.00万元，2022年预算10.20万元，变动率: from the one cell of this subject that was just said to the other."""
        said = [each.cell for each in self.found[-2:] if each.cell and each.subject == one.subject]
        pairs = [(now, base) for now, base in permutations(said, 2) if now[1] == THIS_YEAR and is_earlier(base, now)]
        return [(now[0], base) for now, base in pairs]

    def year(self, one: WeighedMeaning) -> ClaimYear | None:
        """The year that was hinted at last; None for a third one."""
        words = [word for kind, word in one.hints if kind == "last"]
        if not words:
            return THIS_YEAR
        if words[-1][:2] != "20":
            return LAST_YEAR
        gap = (self.scene.year or int(words[-1][:4])) - int(words[-1][:4])
        return {0: THIS_YEAR, 1: LAST_YEAR}.get(gap)
