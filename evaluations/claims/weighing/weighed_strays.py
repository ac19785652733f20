"""Numbers that belong nowhere: all around them is the department's own and true, and no figure of the report gives them.

What a sentence means need not be understood for that. A number is a stray if no figure of any row, column and year, no
difference, share, rate or sum of them and no arithmetic of its neighbours gives it, if no unknown thing stands before it,
and if every other number of its sentence follows from the figures. Nobody knows what would be right, so it is a hint.
"""

import re
from dataclasses import dataclass

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.asked_figures import is_far_above
from evaluations.claims.figures.whole_of_report import WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import WeighedMeaning, year_said
from evaluations.claims.scenes.weighed_scenes import SECOND_CUT
from evaluations.claims.weighing.blank_cells import BlankCells
from evaluations.claims.weighing.weighed_doubts import Doubts
from evaluations.claims.weighing.weighed_numbers import WeighedScene, is_telling
from evaluations.claims.words.piece_words import OF_EACH
from evaluations.claims.words.quick_patterns import quick_pattern
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

# Signs of unknown words that may stand before it, by how many numbers beside it the figures explain: 0, 1, 2, 3, more.
STRAY_SIGNS, UNNAMED_SIGNS = (0, 2, 3, 5, 8), 1
MANY_DIGITS = 1000  # 12.34万元
# Names that are no row's, but of what the form knows.
OWN_THING = re.compile("(?:收入|支出|收支)(?:[决预]算)?总计|机关(?:运行|运转)|项目预算|资金\\d")
# 车均, 批均855元; 三年来分别为; 资产总额; 抽调聘用人员; 当年新增160万元: other measures, other times, other things.
OTHER_MEASURE = quick_pattern(
    f"{OF_EACH}|[一-龥]均[价每]?(?![衡可已按由在未无]|控制)|[三四五六七八九十\\d]年[来间共]|近年|资产|债|税|抽调|借调|调[入出]|新增|其中|含|"
    "面向|授予|小计|其他|其余|征收|概算|中小企业|小微|合同|签|中标|送审|审定|审减|主要|差旅|[限定]额|上限|"
    "(?:定点|分散|自行|零星|集中)采购(?:金额|支出)?$|占(?:收入|支出|收支)总计"
)
OURS, OF_THAT = re.compile("[我本全][一-龥]|20\\d\\d年|年度|总"), re.compile("支出|用|执行|占|进度")
OF_BUDGET = {"budget", "begin", "adjusted"}
RATE_OF_BUDGET = re.compile("(?:预算|资金|支出|追加|调整|控制|执行|完成|支付)[一-龥]{0,2}率|进度|完成.*预算")
BOTH_ENDS = tuple((ColumnWord.ACTUAL, year) for year in (ClaimYear.THIS, ClaimYear.LAST))  # of a change


@dataclass(frozen=True)
class Strays:
    """The numbers of one sentence that belong nowhere."""

    weighed: WeighedScene

    def is_stray(self, order: int) -> bool:
        """Whether a number is about the department's figures, as all around it is, and none of them gives it."""
        weighed, one = self.weighed, self.weighed.meanings[order]
        if (
            not one.at.number.value
            or one.away
            or one.residue > self.allowed_signs(one, len(weighed.meanings) - 1)  # whatever stands beside it
            or self.is_of_other_measure(order)
            or SECOND_CUT.search(weighed.scene.text)
        ):
            return False  # 追加520万元，调减100万元: the form knows only what came of both
        if any(order in bond.places and bond.agrees for bond in weighed.bonds):
            return False
        if Doubts(weighed).is_narrowed_by_funds(one) or self.is_of_other_thing(order):
            return False
        if not (weighed.scene.mentions or OURS.search(weighed.scene.text)):
            return False
        if one.at.number.unit == MONEY_UNIT and weighed.net.figures.ask(is_far_above, one.at.number.value):
            return False  # 街道一般公共预算收入12.6亿元
        if weighed.is_explained(order) or weighed.is_of_another(one) or not self.is_known_kind(one):
            return False
        others = [place for place in range(len(weighed.meanings)) if place != order]
        if not others or not all(map(self.fits, others)):
            return False
        anchors = sum(map(self.is_of_figures, others))
        few = anchors > 0 and one.residue <= self.allowed_signs(one, anchors)
        return few and not weighed.net.holds_anywhere(one.at.number) and not BlankCells(weighed).may_hold(order)

    def is_of_other_measure(self, order: int) -> bool:
        """Whether a number is one of another measure, or the percentage of an amount that is: 其中市级资金24万元支出进度100%."""
        percent = self.weighed.meanings[order].at.number.unit == PERCENT_UNIT
        return (order > 0 and percent and "其中" in self.words(order - 1)) or OTHER_MEASURE.search(
            self.words(order)
        ) is not None

    def allowed_signs(self, one: WeighedMeaning, anchors: int) -> int:
        """How many unknown signs may stand before it beside so many figures: of a rate none (整改完成率, 业务量增长), without a
        name since the number before hardly one (中标价885.20万元)."""
        if one.at.number.unit != MONEY_UNIT:
            return 0
        named = one.own or one.subject.parts or self.weighed.scene.named_between(one.at.lead, one.at.number.start)
        return STRAY_SIGNS[min(anchors, len(STRAY_SIGNS) - 1)] if named else UNNAMED_SIGNS

    def is_of_other_thing(self, order: int) -> bool:
        """会议费预算4万元，决算3.2万元: whether it, or what it goes on about, has a name that the form does not know."""
        for one in reversed(self.weighed.meanings[: order + 1]):
            if one.foreign:
                return not OWN_THING.search(self.weighed.scene.text[one.at.lead : one.at.number.end])
            if one.own:
                break
        before = self.weighed.meanings[max(0, order - 1) : order]
        if self.is_paid_to_people(order):
            return True
        part = any(each.subject.alone for each in before) and not self.weighed.meanings[order].own
        return part and bool(OF_THAT.search(self.words(order)))  # 追加40万元，当年支出36.4万元: of what was added

    def is_paid_to_people(self, order: int) -> bool:
        """编外人员工资56.30万元, 聘用14人56.30万元: an amount behind people, of whom the form has the number alone."""
        scene, one = self.weighed.scene, self.weighed.meanings[order]
        counted = order > 0 and self.weighed.meanings[order - 1].at
        people = counted and counted.number.unit == PERSON_UNIT and counted.number.until == one.at.number.start
        named = scene.named_between(one.at.lead, one.at.number.start)[-1:]
        rows = [each.subject.codes for each in named if each.subject.kind == SubjectKind.ROW]
        no_money = [codes for codes in rows if not self.weighed.net.figures.has_unit(codes, MONEY_UNIT)]
        return one.at.number.unit == MONEY_UNIT and bool(people or no_money)

    def words(self, order: int) -> str:
        """The words between the number before and a number."""
        return self.weighed.scene.words_before(self.weighed.meanings[order].at)

    def fits(self, order: int) -> bool:
        """Whether a number follows from what is spoken of near it, or from any figure of the report."""
        return self.weighed.is_explained(order) or self.weighed.net.holds_anywhere(
            self.weighed.meanings[order].at.number
        )

    def is_of_figures(self, order: int) -> bool:
        """Whether a number is a figure that is spoken of, or any amount of the report, and by no chance: not computed of the
        numbers beside it."""
        number, weighed = self.weighed.meanings[order].at.number, self.weighed
        near = is_telling(number) and weighed.net.holds(number, weighed.near, ())
        digits = abs(number.value) / number.scale * 10**number.places
        return near or (number.unit == MONEY_UNIT and digits >= MANY_DIGITS and weighed.net.holds_anywhere(number))

    def is_known_kind(self, one: WeighedMeaning) -> bool:
        """Whether the figures that such a number would come from are known: last year's of what is compared with last year,
        both ends of a change, a budget of a rate."""
        kinds, subject = {*one.kinds}, self.spoken_of(one)
        rates = [word for kind, word in one.hints if kind == "rate"]
        before = [each for each in self.weighed.meanings if each.at.number.until <= one.at.number.start]
        if self.is_blank(one, subject):
            return False
        known = self.weighed.net.of(subject).cells
        year = year_said(one, self.weighed.scene.year)
        if one.at.number.unit == PERSON_UNIT:
            return one.own and subject.kind == SubjectKind.ROW and "change" not in kinds and not one.residue
        of_people = PERSON_UNIT in (each.at.number.unit for each in before[-1:])
        if of_people and one.at.number.unit == PERCENT_UNIT and not rates:
            return False  # 在编176人、编外85人，编外占32.57%
        if year is None or ("change" in kinds and not all(map(known.get, BOTH_ENDS))):
            return False
        column = ColumnWord.BUDGET if OF_BUDGET & kinds else ColumnWord.ACTUAL
        if (year == ClaimYear.LAST or one.came_from) and not known[column, ClaimYear.LAST]:
            return False
        if one.at.number.unit == PERCENT_UNIT and "change" not in kinds:
            of_change = any("change" in each.kinds for each in before[-1:])  # 比预算节约1.46万元，占部门支出预算的0.2%
            share, planned = "share" in kinds and not of_change, OF_BUDGET & kinds and "share" not in kinds
            of_budget = bool(planned) or any(map(RATE_OF_BUDGET.search, rates))
            return share or (of_budget and (year == ClaimYear.THIS or bool(known[ColumnWord.BUDGET, year])))
        return any(known.values())

    def is_blank(self, one: WeighedMeaning, subject: ClaimSubject) -> bool:
        """编制142名, where the report leaves that row blank, or 完成预算的81.60% of a row without a budget: nothing tells what
        would belong there."""
        if subject.kind != SubjectKind.ROW:
            return False
        known = self.weighed.net.of(subject)
        rated = any(kind == "rate" and RATE_OF_BUDGET.search(word) for kind, word in one.hints)
        of_budget = rated and one.at.number.unit == PERCENT_UNIT and "share" not in one.kinds
        planned = known.cells.budgets(ClaimYear.THIS)
        return (one.own and not known.numbers) or (of_budget and not planned)

    def spoken_of(self, one: WeighedMeaning) -> ClaimSubject:
        """What it means; where other words stand before the name, what was named last."""
        if one.subject.kind != SubjectKind.UNKNOWN or one.subject.parts:
            return one.subject
        named = [
            each.subject for each in self.weighed.scene.named_between(0, one.at.number.start) if not each.subject.alone
        ]
        return named[-1] if named else WHOLE_SPENDING
