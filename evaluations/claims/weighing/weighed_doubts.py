"""What excuses a number that contradicts a figure: signs in its sentence that it is about something beside the figure.

An accusation must be sure whose number it is, of which column and year, and how it is meant. Whatever may be about other
people, another rate or a part of the thing is left alone, in either reading.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from evaluations.claims.claim_nouns import ALL_COLUMNS, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.asked_figures import is_in_order, is_share_of_any, rates_labelled
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS
from evaluations.claims.figures.number_holders import subjects_with
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, WideNet, is_among, pairs_of
from evaluations.claims.figures.whole_of_report import OF_GENERAL_FUNDS, WHOLE_INCOME, WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.narrowed_names import is_of_narrowed_name
from evaluations.claims.weighing.numbers_apart import are_people_apart, is_apart, is_below_figure, is_percent_apart
from evaluations.claims.weighing.other_scopes import OF_SOME_FUNDS, is_of_other_scope
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.weighed_hints import BALANCE_WORD, PLAN_AGAINST_SPENT
from evaluations.language.units import MONEY_UNIT, PERCENT_UNIT, PERSON_UNIT

# Who is not at his post: those who are there are fewer than those who belong there.
AWAY_FROM_POST = re.compile(
    "抽调|借[调用]|外[借派]|挂职|驻村|[病产休长]假|病休|脱产|不在[岗编]|离岗|停薪|援[疆藏]|待岗|内退"
)
AT_POST = re.compile("[在到上]岗")
NOT_THERE = re.compile("不在|不[占含]|未[在占]")
# 行政编制45名，在职44人；事业编制51名，在职49人; 管理岗编制8名: posts of several kinds, and so are those who hold them.
KINDS_OF_POSTS = re.compile("编制数?(?:为|是|共)?(?!0[人名])\\d")
SUM_WORD = re.compile("共|合计|总|累计|相加|之和")
BUDGET_OF_LAST = re.compile("[比较与同](?:上一?年度?|去年|20\\d\\d年度?)(?:年初)?预算")
SPENT_LAST = re.compile("[比较与同](?:上一?年度?|去年|20\\d\\d年度?)(?:的)?(?:决算|实际|支出)")
AGAINST_BUDGET = re.compile("(?:比|较|与|同|对照|超)[^，,。;\\d]{0,6}预算")
BUDGET_AND_SPENT = re.compile("预算[较比与][^，,。;]{0,10}(?:支出|决算|实际|执行)")
SPENT_WORDS = re.compile("决算|实际|实支|完成|执行|结余|节约")
SOME_FUNDS = re.compile("一般公共|财政拨款|政府性基金|(?:其他|自有)资金|专户|上级|转移支付")
WITHIN_NAMED = re.compile("(?<!其)中(?:另|还|尚|仍)?(?:有|含|包含|包括|安排|预留|列支?)?$|另外?(?:有|安排|含|列)$")
BARE_PROJECT = re.compile("(?<![一-龥])项目(?:年初|全年|实际)?(?:预算|支出|资金|经费)[^，,。;\\d]{0,4}$")
SOME_BALANCE, LONGEST_NAME = re.compile("(?:基本|项目)支出结[转余][^，,。;\\d]*$"), 20
OF_BALANCE = re.compile("使用|[动用]用|盘活|消化|用[于去掉]")
MOST_ADDED = 8  # numbers of a sentence of which any may be summed up
SAME_TIME = "同比"
KIND_OF_RATE = re.compile("[一-龥]{2}率")
GREATER = re.compile("[大小高低多少]于|超过|[比较]")


@dataclass(frozen=True)
class Doubts:
    """The numbers of one sentence, asked what else they may be about."""

    weighed: WeighedScene

    def excuse(self, order: int) -> bool:
        """Whether a number of the sentence may be right though it is not what the figures give."""
        one = self.weighed.meanings[order]
        if self.is_change_of_budget(one) or is_of_other_scope(self.weighed, order):
            return True
        if one.at.number.unit == PERSON_UNIT:
            return self.are_other_people(one) or are_people_apart(self.weighed, order)
        if one.at.number.unit == PERCENT_UNIT:
            return self.is_rate_of_that_kind(one) or is_percent_apart(self.weighed, one)
        return (
            self.sums_up(one)
            or self.is_gap_of_named(order)
            or self.is_of_balance(order)
            or self.is_said_part(order)
            or self.is_of_some_funds(one)
            or self.is_within_named(one)
            or self.is_of_one_project(order)
            or is_of_narrowed_name(self.weighed, order)
            or is_apart(self.weighed, order)
        )

    def is_within_named(self, one: WeighedMeaning) -> bool:
        """项目支出预算中另有77.1万元为年初预留的资金: some of what is named, without a name of its own."""
        return WITHIN_NAMED.search(self.weighed.scene.words_before(one.at)) is not None

    def is_of_one_project(self, order: int) -> bool:
        """项目预算86.50万元，实际支出78.13万元 in the report of a project that an earlier text names: what one of several has,
        by no name, where nothing else is spoken of."""
        scene, places = self.weighed.scene, range(order + 1)
        bare = [at for at in places if BARE_PROJECT.search(scene.words_before(self.weighed.meanings[at].at))]
        if not bare or len({each.subject for each in scene.mentions}) > 1:
            return False
        first, last = ({*subjects_with(self.weighed.net, scene.numbers[at].number)} for at in (bare[0], order))
        return any(each.kind == SubjectKind.PROJECT for each in first & last)

    def is_of_some_funds(self, one: WeighedMeaning) -> bool:
        """支出758.14万元，…一般公共预算支出751.10万元: of one source, beside the printed figure of all, or of the rest; a
        balance of one source."""
        if not self.is_narrowed_by_funds(one):
            return False
        if one.own and BALANCE_WORD.search(one.subject.words):
            return self.has_other_funds and is_below_figure(one)
        numbers = self.weighed.scene.numbers_beside(one.at)
        rights = [abs(right.value) for right in one.expected]
        return any(
            is_among(each, rights) or is_among(each, (right - one.at.number.value for right in rights))
            for each in numbers
        )

    def is_narrowed_by_funds(self, one: WeighedMeaning) -> bool:
        """一般公共预算财政拨款收入680.25万元: whether its own words say of which source it is, and it is no more than all."""
        if not one.expected or SOME_FUNDS.search(self.words_about_name(one)) is None:
            return False
        if one.own and OF_GENERAL_FUNDS.search(one.subject.words):
            return False  # 一般公共预算安排的三公经费: there are no others
        most = max(abs(right.value) for right in one.expected)
        return not one.own or abs(one.at.number.value) <= most + one.at.number.step

    @property
    def has_other_funds(self) -> bool:
        """Whether more came in than 财政拨款, or nobody says how much of all that was: then a balance may be of either."""
        net, place = self.weighed.net, (ColumnWord.ACTUAL, ClaimYear.THIS)
        rows = [one for one in self.weighed.scene.names.subjects.values() if one.words.startswith("财政拨款收入")]
        paid = [each.value for one in rows for each in net.of(one).cells[place]]
        return not paid or {*paid} != {each.value for each in net.of(WHOLE_INCOME).cells[place]}

    def words_about_name(self, one: WeighedMeaning) -> str:
        """Its own words without its name, where that is a row of one source, as 财政拨款收入."""
        scene, begin, end = self.weighed.scene, one.at.own, one.at.number.start
        named = scene.named_between(begin, end)[-1:] if one.own and SOME_FUNDS.search(one.subject.words) else []
        if not named or named[0].subject != one.subject:
            return scene.text[begin:end]
        return scene.text[begin : named[0].start] + scene.text[named[0].end : end]

    def is_of_balance(self, order: int) -> bool:
        """上年结转35.46万元，本年使用32.90万元: what was spent of a balance, or that of a kind of spending."""
        text, start = self.weighed.scene.text, self.weighed.meanings[order].at.number.start
        if SOME_BALANCE.search(text, max(0, start - LONGEST_NAME), start) is not None:
            return True
        before = self.weighed.meanings[order - 1] if order else None
        words = self.weighed.scene.words_before(self.weighed.meanings[order].at)
        balance = before is not None and before.subject.alone and BALANCE_WORD.search(before.subject.words)
        return bool(balance) and OF_BALANCE.search(words) is not None

    def is_said_part(self, order: int) -> bool:
        """一般公共预算支出751.10万元，占总支出的99.07%: whether the sentence itself says which part of the figure it is."""
        one, behind = self.weighed.meanings[order], self.weighed.meanings[order + 1 : order + 2]
        percents = (each.at for each in behind if "share" in each.kinds and each.at.number.unit == PERCENT_UNIT)
        places = [each for each in percents if each.number.value < WHOLE_PERCENT]
        shares = [each.number for each in places]
        if not shares:
            return False  # most sentences; they do not ask for the whole, so that they stand when it changes
        funds = [each for each in places if OF_SOME_FUNDS.search(self.weighed.scene.text, each.lead, each.number.start)]
        if funds:  # 占一般公共预算财政拨款总支出的70.80%
            return self.weighed.net.figures.ask(is_share_of_any, (one.at.number.value, funds[0].number))
        wholes = [each.value for each in self.weighed.net.of(WHOLE_SPENDING).numbers if each.value]
        return any(
            is_among(share, [abs(one.at.number.value / whole) * WHOLE_PERCENT]) for share in shares for whole in wholes
        )

    def is_gap_of_named(self, order: int) -> bool:
        """Whether it is the difference of what was just printed from another cell of the same thing, or of two things.

        上年预算24.00万元减少2.00万元; 项目支出大于基本支出1074.76万元.
        """
        one, net = self.weighed.meanings[order], self.weighed.net
        before = self.weighed.meanings[order - 1] if order else None
        if before and "change" in one.kinds and one.at.lead == before.at.number.until and not one.own:
            known = (net.of(each) for each in subjects_with(net, before.at.number))
            gaps = (abs(each.value - before.at.number.value) for of in known for each in of.numbers)
            if is_among(one.at.number, gaps):
                return True
        named = [each.subject for each in self.weighed.scene.named_between(one.at.lead, one.at.number.start)]
        if len(named) < 2 or not GREATER.search(self.weighed.scene.words_before(one.at)):
            return False
        pairs = pairs_of(net.of(named[-2]), net.of(named[-1]))
        return is_among(one.at.number, (abs(first.value - other.value) for first, other in pairs))

    def is_change_of_budget(self, one: WeighedMeaning) -> bool:
        """Whether a change is one of budgets: the difference of any two cells of its thing, where a budget is spoken of.

        A sentence that speaks of nothing but budgets compares these, and last year's may be in no table.
        """
        text = self.weighed.scene.text
        known = self.weighed.net.of(one.subject)
        if "预算" not in self.around():
            return False
        if PLAN_AGAINST_SPENT.search(text, 0, one.at.number.start) and one.subject.kind == SubjectKind.ROW:
            return False  # 预算较上年决算增加: it says what is compared
        both = BUDGET_OF_LAST.search(text, one.at.lead, one.at.number.start) and SPENT_LAST.search(text)
        if "change" in one.kinds and both:  # 比上年预算下降18.42%，比上年决算下降24.48%: the former may be in no table
            return not known.cells[ColumnWord.BUDGET, ClaimYear.LAST]
        if "change" not in one.kinds:
            plain = one.own and "actual" not in one.kinds and one.at.number.unit == MONEY_UNIT
            return plain and is_among(one.at.number, (abs(each.value) for each in known.numbers))
        own = "预算" in AGAINST_BUDGET.sub("", text[: one.at.number.start]) and not SPENT_WORDS.search(text)
        of_row = one.subject.kind == SubjectKind.ROW and known.cells[ColumnWord.BUDGET, ClaimYear.THIS]
        said = {*one.kinds} | self.weighed.scene.led_bases(one.at.number.start)
        since_last = "last" in said or SAME_TIME in self.weighed.scene.own_words(one.at)
        planned = {"budget", "begin", "adjusted"} & {*one.kinds} and "last" not in one.kinds
        if since_last and not planned and of_row and own and not known.cells[ColumnWord.BUDGET, ClaimYear.LAST]:
            return not self.prints_spending()
        if not BUDGET_AND_SPENT.search(self.around()):
            return False
        values = known.quotients if one.at.number.unit == PERCENT_UNIT else known.gaps
        return is_among(one.at.number, map(abs, values))

    def prints_spending(self) -> bool:
        """Whether the sentence prints what was spent this year of anything, where that was not planned as well."""
        net, numbers = self.weighed.net, [each.number for each in self.weighed.scene.numbers]
        spent, planned = net.figures.once("spent and planned", lambda: spent_and_planned(net))
        amounts = (one for one in numbers if one.unit == MONEY_UNIT and one.value)
        return any(is_in_order(one, spent) and not is_in_order(one, planned) for one in amounts)

    def are_other_people(self, one: WeighedMeaning) -> bool:
        """Whether a count is of some of the people, or of those who are there today."""
        text, near = self.weighed.scene.text, self.weighed.scene.words_before(one.at)
        if NOT_THERE.search(near) or (AT_POST.search(near) and AWAY_FROM_POST.search(self.around())):
            return True
        others = self.people_beside(one)
        if len(KINDS_OF_POSTS.findall(text)) > 1 and not (SUM_WORD.search(near) or self.are_all_posts(others)):
            return True
        right = [each.value for each in one.expected] or self.weighed.net.people
        return any(is_rest(one.at.number.value, whole, others) for whole in right)

    def are_all_posts(self, numbers: Sequence[Decimal]) -> bool:
        """编制58名（行政编制21名、事业编制37名）: whether one or some of the numbers are all posts together."""
        names = self.weighed.scene.names.subjects.values()
        posts = [known.value for one in names if "编制" in one.words for known in self.weighed.net.of(one).numbers]
        return any(is_rest(Decimal(0), whole, numbers) for whole in posts)

    def people_beside(self, one: WeighedMeaning) -> list[Decimal]:
        """The other numbers of people of its sentence."""
        numbers = self.weighed.scene.numbers_beside(one.at)
        return [each.value for each in numbers if each.unit == PERSON_UNIT][:MOST_ADDED]

    def is_rate_of_that_kind(self, one: WeighedMeaning) -> bool:
        """控制率95.24%, without a name: whether any rate of the form of that kind is this percentage."""
        found = KIND_OF_RATE.match(self.weighed.scene.own_words(one.at))
        kind = found[0] if found else ""
        rates = rates_labelled(self.weighed.net.figures, lambda label: label.endswith(kind)) if kind else ()
        return is_among(one.at.number, map(abs, rates))

    def sums_up(self, one: WeighedMeaning) -> bool:
        """A节约1.10万元，会议费节约0.20万元，共节约1.30万元: whether a sum is that of the amounts before it."""
        if not SUM_WORD.search(self.weighed.scene.words_before(one.at)):
            return False
        before = self.weighed.scene.numbers_before(one.at)
        same = [each.value for each in before if each.unit == one.at.number.unit][-MOST_ADDED:]
        return is_among(one.at.number, map(abs, sums_of_last(same)))

    def around(self) -> str:
        """The sentence and the one before it."""
        scene = self.weighed.scene
        return (scene.previous.text if scene.previous else "") + scene.text


def spent_and_planned(net: WideNet) -> tuple[list[Decimal], list[Decimal]]:
    """What was spent this year of each row and project, and what was planned, each in its order."""
    cells = [net.of(each).cells for each in net.everything if not each.alone]
    found = [
        (column, each.value) for known in cells for column in ALL_COLUMNS for each in known[column, ClaimYear.THIS]
    ]
    spent, planned = (
        sorted(value for column, value in found if column in some) for some in ((ColumnWord.ACTUAL,), BUDGET_COLUMNS)
    )
    return spent, planned


def is_rest(part: Decimal, whole: Decimal, others: Sequence[Decimal]) -> bool:
    """Whether a part and some of the others make the whole: 离休1人、退休14人 of 15."""
    missing = whole - part
    sums = (sum(some) for count in range(1, len(others) + 1) for some in combinations(others, count))
    return missing > 0 and any(one == missing for one in sums)


def sums_of_last(values: Sequence[Decimal]) -> Iterable[Decimal]:
    """The sums of the last two, three … values."""
    return (sum(values[-count:], Decimal(0)) for count in range(2, len(values) + 1))
