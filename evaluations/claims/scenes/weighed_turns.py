"""What a number without a name of its own turns to: what the sentence before was about, what stood before a bracket, a
balance at the year's beginning, a rate of the form that computes with what was just said."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimSubject, ClaimYear, ColumnWord
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.income_and_spending import is_income
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.subject_names import plain_label
from evaluations.claims.figures.weighed_values import WHOLE_PERCENT, WideNet, is_among
from evaluations.claims.scenes.weighed_columns import WeighedMeaning, as_expected
from evaluations.claims.scenes.weighed_scenes import ProseScene, SceneNumber
from evaluations.claims.words.change_words import TURNED_TO
from evaluations.language.units import MONEY_UNIT, PERSON_UNIT

# 上年23.77万元; 比上年减少; 其中: what a sentence opens with that goes on about the thing of the one before.
GOES_ON = re.compile(
    "(?:但|而|且|并)?(?:与|同|和|比|较|相比)?(?:上一?年度?|去年|同比|年初预算|预算|本年|当年|今年|20\\d\\d年)"
)
AT_BEGINNING, YEAR_END_BALANCE, BROUGHT = re.compile("年初|上年|期初"), re.compile("^年末结"), re.compile("^上年结转")
TURNS_TO = re.compile(f"[，,]?(?:大幅|逐步|进一步)?(?:{TURNED_TO}|[到至](?=\\d))")
DIVIDED, IS_PART = (
    re.compile("[^，,。;\\d]{0,3}(?:÷|/)[^，,。;\\d]*"),
    re.compile("(?:是|为|相当于)(?:(?!是|为|相当于)[^，,。;\\d])*$"),
)
LEADS = re.compile("(?:由|从)(?:上年|去年|上一?年度?|20\\d\\d年)?(?:度|的)?$")
VACANT_POSTS = re.compile(r"[空缺]编|空[缺着]|[空缺超](?=\d|$)|[缺超]额|超编|[缺空]岗")
POSTS, IN_POST = re.compile("^编制"), re.compile("在职|在编")
THREE_PUBLIC, MOST_LOOKED_BACK = re.compile("三公|出国|公务用?车|接待"), 8
RATE_ENDING = 3  # characters: 控制率


def spoken_before(scene: ProseScene, net: WideNet, begin: int) -> ClaimSubject | None:
    """What the sentence before was about, if this one goes on with a comparison: its only thing, or the whole of its parts."""
    before = scene.heading if scene.heading and scene.heading.mentions else scene.before
    if before is None or not GOES_ON.match(scene.text, begin):
        return None
    named = list(dict.fromkeys(one.subject for one in before.mentions if not one.subject.alone))
    if not named or named[0].kind not in NAMED_KINDS:
        return None
    parts = [one for one in named[1:] if not {*named[0].codes} & {*ancestor_rows(net.figures.scheme, one.codes)}]
    return None if parts else named[0]


def three_public(scene: ProseScene, known: ClaimSubject) -> ClaimSubject | None:
    """总的看，三项合计22.31万元: 三公经费, if nothing else is spoken of before, or `known` to the report."""
    whole = next((one for one in scene.names.subjects.values() if "三公" in one.words), None)
    before, spoken = scene.previous, list[str]()
    for _ in range(MOST_LOOKED_BACK):
        named = [one.subject for one in before.mentions] if before else []
        spoken += [one.words for one in named if not is_income(one)]
        before = before.previous if before else None
    of_that = bool(spoken) or (whole is not None and {*known.codes} & {*whole.codes})
    return whole if of_that and all(THREE_PUBLIC.search(words) for words in spoken) else None


def outside_brackets(scene: ProseScene, before: Sequence[WeighedMeaning], start: int) -> list[WeighedMeaning]:
    """The numbers before a place without those of a bracket that has been closed."""
    if ")" not in scene.text:
        return list(before)
    between = ((one, scene.text[one.at.number.until : start]) for one in before)
    return [one for one, words in between if words.count(")") <= words.count("(")] or list(before)


def at_beginning(scene: ProseScene, one: WeighedMeaning, before: Sequence[WeighedMeaning]) -> ClaimSubject | None:
    """年末结余76.09万元（年初44.90万元）: the row of what was brought forward, behind a balance."""
    balance = bool(before) and before[-1].subject.alone and YEAR_END_BALANCE.search(before[-1].subject.words)
    if not balance or not AT_BEGINNING.search(scene.text, before[-1].at.number.until, one.at.number.start):
        return None
    return next((each for each in scene.names.subjects.values() if BROUGHT.search(each.words)), None)


def change_of_balance(net: WideNet, at: SceneNumber, before: Sequence[WeighedMeaning]) -> Iterator[Expected]:
    """年末结余105.53万元，比年初的42.18万元增加63.35万元: the difference of the two."""
    ends = [each.subject for each in before[-2:]]
    if (
        len(ends) > 1
        and YEAR_END_BALANCE.search(ends[0].words)
        and BROUGHT.search(ends[1].words)
        and at.number.unit == MONEY_UNIT
    ):
        yield from (
            Expected(abs(now.value - then.value)) for now in net.of(ends[0]).numbers for then in net.of(ends[1]).numbers
        )


def posts_without_people(net: WideNet, scene: ProseScene) -> Iterator[Expected]:
    """编制71名，在编人数与编制相比空编9名: the posts without the people in post, or what these are too many."""
    names = list(dict.fromkeys(scene.names.subjects.values()))
    posts, people = ([one for one in names if word.search(one.words)] for word in (POSTS, IN_POST))
    yield from (
        Expected(abs(one.value - other.value), code="编制数与在职人数之差")
        for first in posts
        for second in people
        for one in net.of(first).numbers
        for other in net.of(second).numbers
    )


def rates_of_form(net: WideNet, before: Sequence[WeighedMeaning], rate: str) -> Iterator[Expected]:
    """编制42名，在职40人，控制率95.24%: of the form's rates of that kind those that compute with what was just said alone."""
    people = [each.subject for each in before if each.at.number.unit == PERSON_UNIT and each.subject.codes]
    near = people[-2:] if before and before[-1].at.number.unit == PERSON_UNIT else []
    rows = {code for each in near for code in each.codes}
    for code, ratio in net.figures.scheme.ratios.items():
        if ratio.formula and len(rows) > 1 and plain_label(ratio.label).endswith(rate[-RATE_ENDING:]):
            value = net.figures.lookup(code)
            if {name.partition(".")[0] for name in ratio.formula.names} <= rows and isinstance(value, Decimal):
                yield Expected(value, code=code)


def printed_quotient(
    net: WideNet, scene: ProseScene, one: WeighedMeaning, before: Sequence[WeighedMeaning]
) -> Iterator[Expected]:
    """What a percentage is of the amounts right before it: 22.90万元÷24.60万元=93.09%; 8400元，是上年12000元的70%; 追加138万元
    (占年初预算的9.60%)."""
    words = scene.words_before(one.at)
    last = before[-1] if before else None
    if last is None:
        return
    if (
        len(before) > 1
        and words.endswith("=")
        and DIVIDED.fullmatch(scene.text, before[-2].at.number.until, last.at.number.start)
    ):
        yield from (
            share_of_figures(now, base) for now in before[-2].expected[:1] for base in last.expected[:1] if base.value
        )
    elif words == "的" and IS_PART.search(scene.text, last.at.lead, last.at.number.start):
        spent = net.of(last.subject).cells[ColumnWord.ACTUAL, ClaimYear.THIS]
        yield from (
            share_of_figures(as_expected(now), base) for now in spent for base in last.expected[:1] if base.value
        )
    elif last.subject.alone and "追加" in last.subject.words and "占" in words and "begin" in one.kinds:
        rates = net.figures.scheme.ratios.items()
        codes = [
            code
            for code, rate in rates
            if rate.formula
            and {*rate.formula.names} & {*net.figures.scheme.figures}
            and {name.partition(".")[0] for name in rate.formula.names} & {*last.subject.codes}
        ]
        yield from (
            Expected(value, code=code) for code in codes if isinstance(value := net.figures.lookup(code), Decimal)
        )


def share_of_figures(part: Expected, whole: Expected) -> Expected:
    """One figure in % of another."""
    return Expected(part.value / whole.value * WHOLE_PERCENT)


def turned_from(scene: ProseScene, one: WeighedMeaning) -> bool:
    """由95万元增加到99.8万元: whether a number is what another one came from."""
    start, until = one.at.number.start, one.at.number.until
    return TURNS_TO.match(scene.text, until) is not None and LEADS.search(scene.text, 0, start) is not None


def earlier_values(net: WideNet, one: WeighedMeaning) -> Iterator[Expected]:
    """What a row or project may have come from: last year's figure, if that is known, or a budget."""
    cells = net.of(one.subject).cells
    places = [(ColumnWord.ACTUAL, ClaimYear.LAST), *((column, ClaimYear.THIS) for column in BUDGET_COLUMNS)]
    if one.at.number.unit == MONEY_UNIT and cells[places[0]]:  # else what it came from is in no table
        yield from (as_expected(known) for place in places for known in cells[place])


def comes_to_figure(net: WideNet, one: WeighedMeaning, behind: WeighedMeaning) -> bool:
    """Whether the number that it turns to is what was spent of the same thing: then both are of the figures."""
    known = net.of(one.subject).cells[ColumnWord.ACTUAL, ClaimYear.THIS]
    return is_among(behind.at.number, (each.value for each in known))
