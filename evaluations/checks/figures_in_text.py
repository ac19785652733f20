"""27 and 14: percentages and amounts of money in free text against the computed figures.

A number is tied to the nearest name before it in the same sentence, and only when the words between leave
no doubt. A wrong tie would trouble an honest department, so doubtful numbers are passed over, and what is
found is a warning, which can be explained, never an error.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.checks.passages import Passage
from evaluations.checks.stated_values import decimal_places, same_as_printed
from evaluations.checks.vocabulary import (
    CHANGE_KINDS,
    RATE_KINDS,
    FoundWord,
    last_word,
    plain_text,
    rate_kind,
    scheme_vocabulary,
)
from evaluations.language.amounts import show_amount
from evaluations.language.rounding import half_up
from evaluations.language.units import MONEY_UNIT
from evaluations.schemes.scheme import ScoringScheme

WINDOW = 80  # characters before a number that can name it; with more, long texts would take the square of their length
PERCENT_IN_TEXT = re.compile(r"(?<![\d.~-])(-?\d{1,12}(?:\.\d{1,6})?)%(?!以|左右|至|到|-|~|或)")
MONEY_IN_TEXT = re.compile(r"(?<![\d.~,-])(\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)万元(?!以|左右)")
OTHER_YEAR = re.compile(r"(20\d\d)年|(上年(?!结转)|上一年|去年)|(本年|今年)")
FOREIGN_SUBJECT = re.compile(r"(项目|专项|资金|经费|费|人员|采购|工程|基金|支出|其他|其它|单项|用于|该|各)$")
BARE_END = re.compile(r"(^|[,、:()\d元其的率%])$")
OTHER_NOUN = re.compile(r"其中|[一-龥](?<!经)费|专项|工程")
FALL_WORDS, RISE_WORDS = ("减少", "下降", "降低", "压减"), ("增加", "增长", "上升", "提高")
CHANGE_VERB = re.compile(rf"({'|'.join(FALL_WORDS + RISE_WORDS)})(了|为|幅度为|幅度达)?$")
# Between a name and its number nothing else may stand; between a row and its column only these.
LINK = re.compile(r"(数|额|为|是|达到?|共计?|合计|总计|安排|完成|金额|仅|只有|均|的|:|=)*")
CLAUSE_END = re.compile(r"[,、:()]")
# What may stand before 年初预算 when the department's own is meant.
WHOLE_DEPARTMENT = re.compile(
    r"(20\d\d年度?|上年度?|去年|本年度?|今年|全年|当年|年度|我(?:局|委|办|院|校|站|所|队|会|镇|乡|县|中心|单位|部门)|本?单位|本?部门|整体|支出|总|的|其中|在)*"
)
LEAD = re.compile(r"(20\d\d年度?|上年度?|去年|年初|全年|年度|本年度?|当年|安排|批复|部门|的|总|共|其)*")


def numbers_in_text(case: CheckCase, pattern: re.Pattern[str], unit: str) -> Iterator[tuple[Passage, str, str]]:
    """Passage, what stands before a number with that unit in its sentence, and the number."""
    for passage in case.passages:
        for sentence in passage.sentences:
            if unit not in sentence:
                continue
            years = [(year.start(), year[0]) for year in OTHER_YEAR.finditer(sentence)]
            for match in pattern.finditer(sentence):
                yield passage, window(sentence, match.start(), years), match[1]


def window(sentence: str, end: int, years: list[tuple[int, str]]) -> str:
    """The last characters before a number, led by the last year named before them."""
    start = max(0, end - WINDOW)
    earlier = bisect_left(years, (start, "")) - 1
    return (f"{years[earlier][1]}," if start and earlier >= 0 else "") + sentence[start:end]


def check_prose_percentages(case: CheckCase) -> Iterator[Finding]:
    """27: “…控制率25.46%” against the rate of that name."""
    for passage, before, number in numbers_in_text(case, PERCENT_IN_TEXT, "%"):
        change = CHANGE_VERB.search(before)
        code = changed_rate(before[: change.start()], case) if change else named_rate(before, case)
        expected = case.value(code) if code else None
        if not isinstance(expected, Decimal) or code is None:
            continue
        if change and number.startswith("-"):
            continue  # a sign too many is 28, found by check_signs
        value = -Decimal(number) if change and change[1] in FALL_WORDS else Decimal(number)
        if not same_as_printed(value, number, expected):
            yield _percent_differs(passage, before, number, code, case)


def named_rate(before: str, case: CheckCase) -> str | None:
    """The rate whose name governs a number: a full name, or a bare 控制率 that follows a known stem."""
    words = scheme_vocabulary(case.scheme)
    bare = max(
        (FoundWord(start, start + len(word), (word,)) for word in RATE_KINDS if (start := before.rfind(word)) >= 0),
        key=lambda found: found.end,
        default=None,
    )
    full = last_word(words.names, before)
    word = full if full and (bare is None or full.end >= bare.end) else bare
    if word is None or not LINK.fullmatch(before[word.end :]):
        return None
    prefix = before[: word.start]
    if other_year(prefix, case.facts.year) or FOREIGN_SUBJECT.search(prefix):
        return None
    if word is full:
        return word.codes[0]
    return _by_stem(prefix, (word.codes[0],), case) if BARE_END.search(prefix) else None


def _by_stem(prefix: str, kinds: tuple[str, ...], case: CheckCase) -> str | None:
    """The rate of the nearest stem that is of the same kind, unless another thing is named in between."""
    stem = last_word(scheme_vocabulary(case.scheme).stems, prefix)
    if stem is None or OTHER_NOUN.search(prefix[stem.end :].removeprefix("经").removeprefix("费")):
        return None
    fitting = [code for code in stem.codes if rate_kind(plain_text(case.scheme.ratios[code].label)) in kinds]
    return fitting[0] if len(fitting) == 1 else None


def changed_rate(before: str, case: CheckCase) -> str | None:
    """The rate of change behind “…预算比上年减少”; comparisons of spending are another matter."""
    prefix = re.sub(r"(比|较)(上年|去年|上一年)(度|预算|预算数|同期)?$|同比$", "", before)
    stem = last_word(scheme_vocabulary(case.scheme).stems, prefix)
    between = prefix[stem.end :] if stem else ""
    if prefix == before or "预算" not in between + before[len(prefix) :] or re.search("实际|决算", between):
        return None
    return _by_stem(prefix, CHANGE_KINDS, case)


def other_year(text: str, year: int | None) -> bool:
    """Whether the last year named is not the year of the report."""
    return named_year(text, year) not in (None, year)


def named_year(text: str, year: int | None) -> int | None:
    found = list(OTHER_YEAR.finditer(text))
    if not found or year is None:
        return None if not found else 0
    numbered, before, _ = found[-1].groups()
    return int(numbered) if numbered else year - 1 if before else year


def _percent_differs(passage: Passage, before: str, number: str, code: str, case: CheckCase) -> Finding:
    ratio, value = case.scheme.ratios[code], case.number(code) or Decimal(0)
    expected = f"{ratio.label} {half_up(value, max(2, decimal_places(number)))}%"
    return passage.warning(
        check="27",
        read=f"“{before[-40:]}{number}%”",
        expected=expected,
        why=f"文字中的比率与数据算出的不一致：{case.how(code)}",
        remedy="请改正文字或核对数据；如指的是别的事项，请说明",
    )


def check_prose_amounts(case: CheckCase) -> Iterator[Finding]:
    """14: “公用经费实际支出137.26万元” against the cell of that row and column."""
    for passage, before, number in numbers_in_text(case, MONEY_IN_TEXT, MONEY_UNIT):
        name = named_cell(before, case)
        expected = case.value(name) if name else None
        if (
            name
            and isinstance(expected, Decimal)
            and not same_as_printed(Decimal(number.replace(",", "")), number, expected)
        ):
            yield passage.warning(
                check="14",
                read=f"“{before[-40:]}{number}万元”",
                expected=f"{show_amount(expected)}万元（{case.where(name)}）",
                why="文字与表中的同一个数不一致",
                remedy="请改正文字或表中的数；如指的是别的事项，请说明",
            )


def named_cell(before: str, case: CheckCase) -> str | None:
    """The figure a number of 万元 means: nearest row, then nearest word for a column of the right year."""
    row = last_word(scheme_vocabulary(case.scheme).rows, before)
    if row is not None and row.codes[0] in budget_rows(case.scheme):
        row = owner_of_budget(row, before, case)
    if row is None or FOREIGN_SUBJECT.search(before[: row.start].removesuffix("支出")):
        return None
    between = before[row.end :].removeprefix("经").removeprefix("费")
    year = named_year(before, case.facts.year)
    if OTHER_NOUN.search(between) or year not in (None, case.facts.year, (case.facts.year or 0) - 1):
        return None
    last_year = year is not None and year != case.facts.year
    return _cell(row.codes[0], between, last_year, case)


@lru_cache(maxsize=64)
def budget_rows(scheme: ScoringScheme) -> frozenset[str]:
    """Rows that are called like a column: 年初预算 is the department's alone, but “基本支出年初预算” is that of 基本支出."""
    words = {alias for table in scheme.tables for column in table.columns for alias in column.aliases}
    rows = (row for table in scheme.tables for row in table.rows if row.code)
    return frozenset(
        row.code for row in rows if any(one.endswith(word) for one in (*row.aliases, row.label) for word in words)
    )


def owner_of_budget(row: FoundWord, before: str, case: CheckCase) -> FoundWord | None:
    """Whose 年初预算 it is: the department's own, that of a row named right before, or of somebody else (None)."""
    prefix = before[: row.start]
    clause = CLAUSE_END.split(prefix)[-1]
    if WHOLE_DEPARTMENT.fullmatch(clause):
        return row
    owner = last_word(scheme_vocabulary(case.scheme).rows, prefix)
    return owner if owner and LEAD.fullmatch(prefix[owner.end :].removeprefix("经").removeprefix("费")) else None


def _cell(code: str, between: str, last_year: bool, case: CheckCase) -> str | None:
    cells = [figure for figure in case.scheme.figures.values() if figure.row == code and figure.unit == MONEY_UNIT]
    if not cells:
        return None
    columns = {column.code: column for column in case.scheme.table(cells[0].table).columns}
    if len(cells) == 1:
        return cells[0].name if LINK.fullmatch(between) and not last_year else None
    places = [
        (between.rfind(alias), alias, figure.name)
        for figure in cells
        if columns[figure.column].last_year == last_year
        for alias in columns[figure.column].aliases
        if alias in between
    ]
    if not places:
        return None
    start, alias, name = max(places, key=lambda place: (place[0] + len(place[1]), len(place[1])))
    clause = between[:start].rpartition(",")[2]
    return name if LEAD.fullmatch(clause) and LINK.fullmatch(between[start + len(alias) :]) else None
