"""A number of less than the row whose name stands before it, where the sentence itself shows of what.

一般公共预算财政拨款基本支出1992.44万元，其中人员经费1815.20万元…；公用经费177.24万元: of one source, with parts that make it up.
运行维护费9.85万元，用于燃油（4.62万元）、维修（3.10万元）: in brackets behind what a printed figure was spent on.
"""

import re
from decimal import Decimal

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.income_and_spending import is_income
from evaluations.claims.figures.weighed_values import is_among
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.numbers_apart import is_below_figure
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.claims.words.last_stretch import last_stretch
from evaluations.language.units import MONEY_UNIT

OF_ONE_SOURCE = re.compile("(?:一般公共预算|财政拨款|政府性基金(?:预算)?)的?$")
TWO_ROWS = re.compile("收入(?:总计|合计)?[和及与、]支出|收支")
JOINED = ("和", "及", "与", "、")
SPENT_ON, BRACKET_OF_NAME, SENTENCE_STOPS = re.compile("用于|用在|包括|主要[是为]"), re.compile("[一-龥]\\("), "。;"


def is_of_narrowed_name(weighed: WeighedScene, order: int) -> bool:
    """Whether a number is less than its row by right, or a part of such a one."""
    asked = (is_spent_on, is_of_one_source, is_part_of_income, is_second_change)
    return any(each(weighed, order) for each in asked)


def spent_on_before(text: str, begin: int, end: int) -> re.Match[str] | None:
    """用于办公费（: the first word of its sentence that says what was spent on, before a bracket that a name opens."""
    if not BRACKET_OF_NAME.match(text, end - 2, end):
        return None
    return SPENT_ON.search(text, last_stretch(text, begin, end, SENTENCE_STOPS), end - 2)


def is_spent_on(weighed: WeighedScene, order: int) -> bool:
    """Whether it stands in a bracket of its own behind one of the things that the figure printed before them, or the row named
    before them, was spent on, and all these are no more than that."""
    scene, one = weighed.scene, weighed.meanings[order]
    heads = [place for place in range(order) if weighed.agrees(place) and is_of_row(weighed, place, one)]
    head = scene.numbers[heads[-1]].number if heads else None
    begin = head.until if head else 0
    listed = spent_on_before(scene.text, begin, one.at.number.start)
    if listed is None or scene.named_between(listed.start(), one.at.number.start):
        return False
    first = heads[-1] + 1 if heads else 0
    if head is None and not scene.named_between(0, listed.start()):
        return False
    last = order + 1 if head else len(scene.numbers)  # what no head is printed for may be told by any of its parts
    amounts = [each.number for each in scene.numbers[first:last] if each.number.unit == MONEY_UNIT]
    parts = [each.value for each in amounts if head or scene.text.startswith("(", each.start - 1)]
    figures = [head.value] if head else figures_of_year(weighed, one)
    return sum(parts, Decimal(0)) <= max(figures, default=Decimal(0))


def figures_of_year(weighed: WeighedScene, one: WeighedMeaning) -> list[Decimal]:
    """What was planned or spent on a number's thing this year."""
    cells = weighed.net.of(one.subject).cells
    return [each.value for each in (*cells.budgets(ClaimYear.THIS), *cells[ColumnWord.ACTUAL, ClaimYear.THIS])]


def is_of_row(weighed: WeighedScene, place: int, one: WeighedMeaning) -> bool:
    """Whether an amount is said of the same row as another number."""
    each = weighed.meanings[place]
    return each.own and each.at.number.unit == MONEY_UNIT and each.subject == one.subject


def is_of_one_source(weighed: WeighedScene, order: int) -> bool:
    """Whether its sentence begins with a row's name narrowed to one source, and the parts behind it make up its number."""
    amounts = [each for each in weighed.meanings if each.at.number.unit == MONEY_UNIT]
    if len(amounts) < 3 or len(amounts) != len(weighed.meanings) or weighed.meanings[order] not in amounts:
        return False
    head, parts, text = amounts[0], amounts[1:], weighed.scene.text
    named = weighed.scene.named_between(head.at.own, head.at.number.start)
    source = named and OF_ONE_SOURCE.search(text, head.at.own, named[-1].start)
    row = head.subject.kind == SubjectKind.ROW and head.own
    if not row or not source or not text.startswith("其中", head.at.number.until + 1):
        return False
    return is_below_figure(head) and is_among(
        head.at.number, [sum((each.at.number.value for each in parts), Decimal(0))]
    )


def is_part_of_income(weighed: WeighedScene, order: int) -> bool:
    """财政补助收入9589412.13元，其中：…死亡抚恤为107188.40元，项目资金为825187.35元: whether it is one of the parts that make up
    what came in, and so no spending."""
    scene, start = weighed.scene, weighed.meanings[order].at.number.start
    opened = scene.text.rfind("其中", 0, start)
    heads = [place for place in range(order) if scene.numbers[place].number.until <= opened]
    if not heads or not is_income(weighed.meanings[heads[-1]].subject):
        return False
    parts = [each.number.value for each in scene.numbers[heads[-1] + 1 :] if each.number.unit == MONEY_UNIT]
    return len(parts) > 1 and is_among(scene.numbers[heads[-1]].number, [sum(parts, Decimal(0))])


def is_second_change(weighed: WeighedScene, order: int) -> bool:
    """收入及支出较2017年减少49.00万元和49.00万元: whether it is what the second of two things changed by."""
    one = weighed.meanings[order]
    joined = weighed.scene.words_before(one.at) in JOINED
    before = weighed.meanings[order - 1] if order and joined else None
    if before is None or "change" not in before.kinds:
        return False
    return TWO_ROWS.search(weighed.scene.text, before.at.lead, before.at.number.start) is not None
