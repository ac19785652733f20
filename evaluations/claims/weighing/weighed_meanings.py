"""What a number of a scene may mean: whose it is, and what the nearest words hint at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from evaluations.claims.claim_nouns import UNKNOWN_THING, ClaimSubject, PrintedNumber, SubjectKind
from evaluations.claims.figures.income_and_spending import is_income
from evaluations.claims.figures.weighed_names import WeighedName
from evaluations.claims.figures.weighed_values import WideNet
from evaluations.claims.figures.whole_of_report import WHOLE_INCOME, WHOLE_SPENDING, only_whole
from evaluations.claims.scenes.weighed_columns import WeighedMeaning, as_expected
from evaluations.claims.scenes.weighed_scenes import (
    CAUSE_WORDS,
    CLAUSE_END,
    COMPARED_WITH,
    ProseScene,
    SceneNumber,
)
from evaluations.claims.scenes.weighed_turns import (
    VACANT_POSTS,
    at_beginning,
    change_of_balance,
    comes_to_figure,
    earlier_values,
    outside_brackets,
    spoken_before,
    turned_from,
)
from evaluations.claims.weighing.summed_names import COUNTED_SUM, summed_things, summed_together
from evaluations.claims.weighing.weighed_expected import MeaningExpectations
from evaluations.claims.words.foreign_words import linked_words, names_foreign_thing
from evaluations.claims.words.found_once import FoundOnce
from evaluations.claims.words.list_words import is_all_of_it
from evaluations.claims.words.weighed_hints import hints_in, unknown_signs, without_adverbials, without_purpose
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

INCOME_WORD = re.compile("收入(?:为|共)?$")
SUM_WORDS = re.compile("合计|共计|[二两三四]者(?!相?差|之差)|[两二三四]项|^共")
TO_EACH = re.compile("分别|依次|(?:比例|占比|比重|率)[为是]?$|各[占为]|[两二三四][者项]占")
USED = re.compile("[使动]用|用[于去掉]|盘活|消化|列支|支[付出]|拨付|收回|上缴|缴回")
DESCRIBING = 1
NAME_END = re.compile("^(?:经费(?:(?:一般)?公共预算)?财政拨款|经费|费用|费|支出|资金|金额|总额|款|类)+")
PART_OF = re.compile("(?:总额)?之?[中里内](?=[一-龥])")  # 项目支出中用于道路硬化的312万元
COMPARING_BEFORE = re.compile("[比较与同][^，,。;]{0,8}$")
OF_THE_BUDGET = re.compile("的?[^，,。;\\d]{0,6}预算(?!的)")  # 控制在910.00万元的采购预算以内
# 司机、厨师等聘用4人; 全额事业编制275名
KIND_OF_PEOPLE = re.compile("[一-龥]{1,12}、[一-龥、]{1,40}等(?= )|(?:全额|差额|财政)(?:拨款|补助)?(?:事业|行政)?(?= )")
ONE_KIND = re.compile("(?:事业|行政|参公|全额|专项)$")
THIS_ONE = ("该", "本", "此")
BUDGET_HINTS = ("budget", "begin", "adjusted")
LIST_SIGNS = ("、", "，", ",", ";", "和")
OWN_OFFICE_SAID = re.compile("[我本全][局办委院校镇乡县市区馆会站所园]|中心|单位|部门")
LISTED = 4  # characters at most between the numbers of a list


@dataclass
class MeaningReader:
    """Reads the numbers of one scene from left to right."""

    net: WideNet
    scene: ProseScene
    found: list[WeighedMeaning] = field(default_factory=list)

    @FoundOnce
    def expectations(self) -> MeaningExpectations:
        """What the figures give for the meanings found so far."""
        return MeaningExpectations(self.net, self.scene, self.found)

    def meanings(self) -> list[WeighedMeaning]:
        """Each number of the scene with what it may mean."""
        for one in self.scene.numbers:
            self.found.append(self.read(one, self.found))
        for first, behind in pairwise(self.found):
            sure = first.came_from and not self.scene.is_away(first.at) and comes_to_figure(self.net, first, behind)
            if sure and "last" in self.said_bases(first):
                first.away, first.expected = False, list(earlier_values(self.net, first))
        for group in (group for group in self.listed(self.found) if len(group) > 1):
            self.to_each_its_own(group)
        return self.found

    def said_bases(self, one: WeighedMeaning) -> set[str]:
        """What something is compared with here, or, where nothing is said here, in the sentence before."""
        here = self.scene.led_bases(one.at.number.start) | {*one.kinds}
        before = self.scene.before
        bare = before is not None and not here & {"last", *BUDGET_HINTS}
        return here | before.led_bases(len(before.text)) if bare and before else here

    def listed(self, meanings: Sequence[WeighedMeaning]) -> Iterator[list[WeighedMeaning]]:
        """分别为94.39%、97.44%: the numbers of each list behind such a word."""
        group: list[WeighedMeaning] = []
        for one in meanings:
            words = self.scene.words_before(one.at)
            apart = len(words) >= LISTED or "(" in words  # 执行率95.68%（上年93.20%）
            if group and (apart or one.at.number.unit != group[0].at.number.unit):
                yield group
                group = []
            if group or TO_EACH.search(words):
                group.append(one)
        if group:
            yield group

    def to_each_its_own(self, group: Sequence[WeighedMeaning]) -> None:
        """As many things as numbers were named last, in their order; else nobody knows whose these are."""
        begin, before = group[0].at.number.start, self.scene.before
        here = [name.subject for name in self.scene.named_between(0, begin)]
        named = here or [name.subject for name in (before.mentions if before else [])]
        things = list(dict.fromkeys(one for one in reversed(named) if not one.alone))[: len(group)]
        first = next((name for name in self.scene.mentions if things and name.subject == things[-1]), None)
        between = [one for one in self.scene.numbers if first and first.end <= one.number.start < begin]
        if first and len(between) % len(group):
            things = []  # 三公经费15.9万元，其中接待6.3万元、车辆9.6万元，分别…: one of them has no name that is known
        for place, one in enumerate(group):
            one.subject = things[-1 - place] if len(things) == len(group) else UNKNOWN_THING
            one.own = True
            one.takes_hints(group[0])
            one.foreign, one.residue = group[0].foreign, group[0].residue
            one.expected = list(self.expectations.expected(one))

    def read(self, one: SceneNumber, before: Sequence[WeighedMeaning]) -> WeighedMeaning:
        """One number behind the meanings of those before it."""
        scene, start = self.scene, one.number.start
        name = self.name_of(one)
        own = name is not None or bool(before and before[-1].came_from and before[-1].own)
        subject = self.below_heading(self.described(name, one) if name else self.unnamed(one, before))
        own = own or (subject.kind == SubjectKind.ROW and COUNTED_SUM.search(scene.text, one.own, start) is not None)
        subject = (name and summed_together(self.net, scene, name)) or subject
        begin = name.end if name else one.lead if before else 0
        found = WeighedMeaning(one, subject, own, self.all_hints(one, name, before))
        path = scene.without_names(begin, start)
        path = linked_words(NAME_END.sub("", path) if name else path)
        found.foreign = names_foreign_thing(path) or self.is_of_some(name, path)
        found.foreign = found.foreign or (subject == WHOLE_SPENDING and "收入" in scene.own_words(one))
        if found.foreign and not subject.alone:
            found.subject = UNKNOWN_THING
        caused = not own and scene.tells_cause and self.is_caused(start)
        of_years = subject.kind == SubjectKind.PROJECT and "累计" in scene.own_words(one)
        found.came_from = turned_from(scene, found)
        led = found.came_from or scene.text[start - 1 : start] in ("由", "从")
        found.away = caused or of_years or led or scene.is_away(one, name.start if name else 0)
        words = scene.without_names(min(one.own, name.start) if name else one.own, start)
        found.residue = unknown_signs(without_adverbials(words))
        other_thing = subject.alone and path.lstrip().startswith("的") and found.residue > 0  # 追加的县庆直播25万元
        found.foreign = found.foreign or other_thing
        if one.number.unit == PERSON_UNIT and VACANT_POSTS.search(scene.text, one.own, start):
            found.own, found.residue = True, unknown_signs(VACANT_POSTS.sub("", words))  # 空编9名
        elif one.number.unit == PERSON_UNIT and name:
            found.residue = unknown_signs(KIND_OF_PEOPLE.sub("", without_adverbials(words)))
        found.expected = list(self.expectations.expected(found))
        brought = None if own or "change" in found.kinds else at_beginning(scene, found, before)
        if brought:  # 年末结余76.09万元（年初44.90万元）
            found.subject, found.own = brought, True
            found.expected = list(map(as_expected, self.net.of(brought).numbers))
        elif not own and "change" in found.kinds and not found.expected:
            found.expected = list(change_of_balance(self.net, one, before))
        return found

    def below_heading(self, subject: ClaimSubject) -> ClaimSubject:
        """项目支出862.4万元 below the heading of a project is its own money, 财政拨款 one source and 人员经费 some of it;
        of nobody, where the department itself is spoken of."""
        about, own = self.scene.about, OWN_OFFICE_SAID.search(self.scene.text) is not None
        whole = subject in (WHOLE_SPENDING, WHOLE_INCOME)
        of_all = whole or not self.net.total_codes.isdisjoint(subject.codes) or subject.words.startswith("项目支出")
        if about is None or not (whole or subject.kind == SubjectKind.ROW) or (own and not of_all):
            return subject
        return about if of_all and not own and subject != WHOLE_INCOME and not is_income(subject) else UNKNOWN_THING

    def goes_on_listing(self, one: SceneNumber, name: WeighedName, before: Sequence[WeighedMeaning]) -> bool:
        """三项占比：公务用车81.1%、因公出国10.1%: whether a percentage is one more of a list, right behind its name."""
        units = {each.number.unit for each in (one, *(last.at for last in before[-1:]))}
        apart = self.scene.text[one.lead : name.start], self.scene.text[name.end : one.number.start]
        return (
            len(before) > 0 and units == {PERCENT_UNIT} and apart[0] in LIST_SIGNS and not apart[1].strip("费经支出为")
        )

    def is_caused(self, start: int) -> bool:
        """Whether a cause is told between the last name and a number, and nothing compared since."""
        named = [each.end for each in self.scene.named_between(0, start)]
        begin = max(named[-1] if named else 0, self.scene.half_of(start))
        cause = CAUSE_WORDS.search(self.scene.text, begin, start)
        return cause is not None and not COMPARED_WITH.search(self.scene.text, cause.end(), start)

    def fits(self, name: WeighedName, number: PrintedNumber) -> bool:
        """Whether a row's figures have the number's unit."""
        if number.unit == PERCENT_UNIT or name.subject.kind == SubjectKind.PROJECT:
            return number.unit != PERSON_UNIT
        return self.net.figures.has_unit(name.subject.codes, number.unit)

    def described(self, name: WeighedName, one: SceneNumber) -> ClaimSubject:
        """信息化项目支出, 行政编制, 调剂公用经费: other words right before a name make it another thing."""
        if self.is_of_people(name):
            return UNKNOWN_THING  # 离退休人员经费: of these people, and not of all
        begin = max(one.own if name.start >= one.own else one.lead, 0)
        before = self.scene.without_names(begin, name.start)
        words = CLAUSE_END.split(without_adverbials(without_purpose(before)))[-1]
        part = UNKNOWN_THING._replace(alone=name.subject.alone)
        if words.endswith(THIS_ONE) and name.subject.words.startswith("项目支出"):
            return part  # 本院项目支出523.63万元，其中本项目支出312.75万元
        if ONE_KIND.search(words) and self.scene.text.count("编制") == 1:
            return name.subject  # 核定事业编制210名: there are no others
        return name.subject if unknown_signs(words) <= DESCRIBING else part

    def is_of_some(self, name: WeighedName | None, path: str) -> bool:
        """项目支出中用于道路硬化的312万元, 离退休人员经费: a part of what is named. `path` stands between that and the number."""
        return name is not None and (self.is_of_people(name) or PART_OF.match(path) is not None)

    def is_of_people(self, name: WeighedName) -> bool:
        """Whether the name of some people stands right before a name of money."""
        has_unit = self.net.figures.has_unit
        before = [each for each in self.scene.mentions if each.end == name.start]
        return has_unit(name.subject.codes, MONEY_UNIT) and any(
            has_unit(each.subject.codes, PERSON_UNIT) for each in before
        )

    def name_of(self, one: SceneNumber) -> WeighedName | None:
        """The name nearest before a number in its own clause, else since the number before it; not what 占 is said of."""
        start = one.number.start
        near = self.scene.named_between(one.own, start)
        if not near and not SUM_WORDS.search(self.scene.text, one.own, start):
            near = self.scene.named_between(one.lead, start)
        # 占编制数143人的: the number is what others are a share of
        base = self.scene.text.startswith("的", one.number.until)
        share = -1 if base else self.scene.text.rfind("占", one.lead, start)
        named = [name for name in near if self.fits(name, one.number) and (share < 0 or name.end <= share)]
        named = [name for name in named if not is_all_of_it(self.scene.text, name.start, name.end)]
        if (
            len(named) > 1
            and self.scene.text[named[-2].end : named[-1].start].strip("经费)财政拨款一般公共预算") == ""
            and self.is_whole(named[-1])
        ):
            return named[-2]  # 公务接待费全年支出0.84万元
        if len(named) > 1 and self.is_whole(named[-1]):
            between = self.scene.text[named[-2].end : named[-1].start]
            return named[-2] if COMPARING_BEFORE.search(between) else named[-1]  # 三公经费预算较2021年度支出增加
        return named[-1] if named else None

    def is_whole(self, name: WeighedName) -> bool:
        """Whether a name is that of all that is spent or comes in."""
        return not self.net.total_codes.isdisjoint(name.subject.codes)

    def unnamed(self, one: SceneNumber, before: Sequence[WeighedMeaning]) -> ClaimSubject:
        """Whose number it is where its own words name nothing: of a sum, of the number before, of what was named last."""
        if SUM_WORDS.search(self.scene.without_names(one.own, one.number.start)):
            return summed_things(self.net, self.scene, one, self.found)
        if "其中" in self.scene.words_before(one):
            return UNKNOWN_THING  # 支出432.4万元，其中CT球管98万元
        if before and before[-1].subject.alone and USED.search(self.scene.text, one.lead, one.number.start):
            return UNKNOWN_THING  # 年初结转305.90万元，当年已使用280.00万元: of the balance
        income = INCOME_WORD.search(self.scene.text, one.own, one.number.start) if not before else None
        if not before and not income and (going_on := spoken_before(self.scene, self.net, one.own)):
            return going_on
        if before and one.number.unit == PERCENT_UNIT and before[-1].at.number.unit == PERSON_UNIT:
            return UNKNOWN_THING  # 大专以上学历121人，占88.32%
        for earlier in reversed(outside_brackets(self.scene, before, one.number.start)):
            if not earlier.subject.alone:
                return earlier.subject
        named = [name.subject for name in self.scene.named_between(0, one.number.start) if not name.subject.alone]
        return named[-1] if named and not before else WHOLE_INCOME if income else only_whole(self.net)

    def all_hints(
        self, one: SceneNumber, name: WeighedName | None, before: Sequence[WeighedMeaning]
    ) -> list[tuple[str, str]]:
        """The hints of its words, of what stands right behind it, and of the number before where it goes on with that."""
        text, found = self.scene.text, self.hints(one)
        if not found and before and one.number.start - one.lead < LISTED and text[one.lead] != ";":
            found = before[-1].hints
        if not found and name and self.goes_on_listing(one, name, before):
            found = [each for each in before[-1].hints if each[0] == "share"]
        if OF_THE_BUDGET.match(text, one.number.until):
            found = [*found, ("budget", "预算")]
        if before and text[before[-1].at.number.until : one.own] == "(":  # 上年23.77万元(含购车款18.60万元)
            found = [*(each for each in before[-1].hints if each[0] == "last"), *found]
        return found

    def hints(self, one: SceneNumber) -> list[tuple[str, str]]:
        """(kind, word) of its own clause; where that has none, of all since the number before."""
        for begin in (one.own,) if one.number.unit == PERSON_UNIT else (one.own, one.lead):
            if begin < one.own and self.scene.named_between(one.own, one.number.start):
                begin = max(
                    begin, max(self.scene.text.rfind(stop, begin, one.own) for stop in ";)") + 1
                )  # a thing of its own behind a stop
            text = self.scene.without_names(begin, one.number.start, alone=True)
            if found := hints_in(text):
                return [*found]
        return []
