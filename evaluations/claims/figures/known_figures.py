"""What the report's figures say of a subject: the numbers that a claim may mean, with their names."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.income_and_spending import is_income
from evaluations.claims.figures.subject_names import budget_rows, form_cells, total_rows, whole_budgets
from evaluations.claims.words.plain_prose import PLAIN_SIGNS
from evaluations.facts.document import ProjectFacts
from evaluations.language.amounts import Amount, NotApplicable
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import decimals_used
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import PROJECT_LABELS
from evaluations.schemes.scheme import ScoringScheme

Answer = TypeVar("Answer")
Asked = TypeVar("Asked")
BUDGET_COLUMNS = (ColumnWord.BEGIN, ColumnWord.BUDGET, ColumnWord.ADJUSTED)
# 支出 where only plans are spoken of; last year's may be what was spent: 2022年预算较2021年支出增加
PLANNED_COLUMNS = {ClaimYear.THIS: (ColumnWord.BUDGET,), ClaimYear.LAST: (ColumnWord.BUDGET, ColumnWord.ACTUAL)}
PROJECT_COLUMNS = {
    ColumnWord.BEGIN: ("budget",),
    ColumnWord.BUDGET: ("budget", "full_year"),
    ColumnWord.ADJUSTED: ("full_year",),
    ColumnWord.ACTUAL: ("actual",),
    ColumnWord.IN_PLACE: ("in_place",),
}
WITH_FIGURES = (SubjectKind.ROW, SubjectKind.PROJECT, SubjectKind.DEPARTMENT)
ROW_KIND, PROJECT_KIND, OTHER_YEAR = SubjectKind.ROW, SubjectKind.PROJECT, ClaimYear.OTHER
ALL_PROJECTS = "*"  # before their number: 两个项目 as the code of a subject
PLAN_WORD = "预算"
SPENT_WORDS = re.compile(  # no text about a budget alone
    "决算|执行[数率]|实际|实支|完成预算|支付|花[了费]|列支|(?:开支|超支|节[约支])[了为]?\\d|全年(?:总?支出|收入)(?!预算)|"
    "[比较]年?初?预算"
)
NOT_ASKED: Any = object()
CELLS_IN_ORDER = "cells"  # the question that pages ask as well
NOTHING, HALF = Decimal(0), Decimal("0.5")
USUAL_PLACES, USUAL_HALF = 2, Decimal("0.005")


def is_all_projects(subject: ClaimSubject) -> bool:
    """Whether something is said of all projects together."""
    return bool(subject.codes) and subject.codes[0].startswith(ALL_PROJECTS)


class KnownNumber(NamedTuple):
    """A number of the report: its name, value in 万元 or persons, and half a unit of its last place."""

    name: str
    value: Decimal
    half: Decimal


@dataclass(frozen=True)
class KnownFigures:
    """The figures of one report. `lookup` gives a figure or rate by name, exact, None while it is missing."""

    scheme: ScoringScheme
    lookup: Callable[[str], Amount]
    projects: Sequence[ProjectFacts] = ()
    asked: dict[str, KnownNumber | None] = field(default_factory=dict, compare=False, repr=False)
    known: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    is_plan: bool = False  # 支出 and a bare amount are budgets

    def for_text(self, text: str) -> "KnownFigures":
        """The same; for a text about a budget, while the report has no figure of what was spent, those of the plan."""
        if PLAN_WORD not in text or SPENT_WORDS.search(text) or self.knows_spending:
            return self
        return self.plan

    @property
    def knows_spending(self) -> bool:
        """Whether the report has any figure of what was spent this year."""
        return self.ask(knows_spending, None)

    @property
    def plan(self) -> "KnownFigures":
        """The same for one who speaks of budgets alone."""
        return self if self.is_plan else self.once("plan", lambda: replace(self, is_plan=True, asked={}, known={}))

    def once(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What follows from the figures alone: found once for all texts of the report."""
        found: Answer = self.known.get(question, NOT_ASKED)
        if found is NOT_ASKED:
            found = self.known[question] = answer()
        return found

    def let_go(self) -> None:
        """Forget what was found out for texts, which figures outlive; another thread may be asking."""
        for one in [*self.known]:
            if one != CELLS_IN_ORDER:
                self.known.pop(one, None)

    def ask(self, question: Callable[["KnownFigures", Asked], Answer], about: Asked) -> Answer:
        """What all figures together say of one number. Who keeps what a text says keeps this answer, and not the figures."""
        return question(self, about)

    def ask_few(self, question: Callable[["KnownFigures", Asked], Answer], about: Asked) -> Answer:
        """The same of what takes longer to answer, so that of a long text not all of it is kept."""
        return question(self, about)

    def has_unit(self, rows: Sequence[str], unit: str) -> bool:
        """Whether some of these rows have a figure in that unit."""
        units = self.row_units
        return any([unit in units[row] for row in rows if row in units])

    @cached_property
    def row_units(self) -> dict[str, set[str]]:
        """Row → the units of its figures."""
        units = defaultdict[str, set[str]](set)
        for figure in self.scheme.figures.values():
            units[figure.row].add(figure.unit)
        return units

    @cached_property
    def by_name(self) -> dict[str, int]:
        """The place of the first project of each name, as written and bare."""
        places: dict[str, int] = {}
        for place, one in enumerate(self.projects):
            for name in (one.name, bare_name(one.name)):
                places.setdefault(name, place)
        return places

    def number(self, name: str) -> KnownNumber | None:
        """A figure as a number; 不适用 counts as 0."""
        found: KnownNumber | None = self.asked.get(name, NOT_ASKED)
        if found is NOT_ASKED:
            found = self.asked[name] = known_number(name, self.lookup(name), self.unit(name))
        return found

    def unit(self, name: str) -> str:
        return figure.unit if (figure := self.scheme.figures.get(name)) else MONEY_UNIT

    def of(self, subject: ClaimSubject, column: ColumnWord, year: ClaimYear) -> list[KnownNumber | None]:
        """Every number that a subject's column may mean; None stands for one that is still missing."""
        place = subject, column, year
        if (found := self.known.get(place)) is not None:
            return found
        if year == OTHER_YEAR:
            return []
        if subject.parts:
            return self._of_several(subject.parts, column, year)
        if subject.kind not in WITH_FIGURES:  # nor kept: a draft's figures outlive its texts, whose words have no end
            return []
        found = self.known[place] = self._of_one(subject, column, year)
        return found

    def _of_one(self, subject: ClaimSubject, column: ColumnWord, year: ClaimYear) -> list[KnownNumber | None]:
        if subject.kind == PROJECT_KIND:
            return self._of_project(subject, column) if year == ClaimYear.THIS else []
        if not self.is_plan:
            return self._of_cells(subject, cell_names(self.scheme, subject, column, year))
        columns = PLANNED_COLUMNS[year] if column == ColumnWord.ACTUAL else (column,)
        names = [*chain.from_iterable(cell_names(self.scheme, subject, one, year) for one in columns)]
        found = self._of_cells(subject, names)
        return [one for one in found if one] or found

    def _of_cells(self, subject: ClaimSubject, names: Sequence[str]) -> list[KnownNumber | None]:
        of_row = subject.kind == ROW_KIND or not subject.codes
        return [*map(self.number, names)] if of_row else self._without_blank_budgets(names)

    def _without_blank_budgets(self, names: Sequence[str]) -> list[KnownNumber | None]:
        """收入预算: the cell of 收入 where that is known; 年初预算数, a blank row of its own, leaves nothing open then."""
        found = {name: self.number(name) for name in names}
        own = [name for name in names if name not in whole_budgets(self.scheme)]
        if own and all(map(found.get, own)):
            return [number for name, number in found.items() if number or name in own]
        return [*found.values()]

    def _of_several(
        self, parts: Sequence[ClaimSubject], column: ColumnWord, year: ClaimYear
    ) -> list[KnownNumber | None]:
        """The sum of several rows or projects; none while one of them is missing or may mean two figures."""
        found = [self.of(one, column, year) for one in parts]
        known = [one[0] for one in found if len(one) == 1 and one[0]]
        if len(known) < len(parts):
            return []
        value, half = (sum((getattr(one, name) for one in known), Decimal(0)) for name in ("value", "half"))
        label = SUM_LABELS.get(column, "").replace("（", "（上年" if year == ClaimYear.LAST else "（")
        return [KnownNumber(f"{'＋'.join(one.words for one in parts)}{label}", value, half)]

    def _of_all_projects(self, code: str, column: ColumnWord) -> list[KnownNumber | None]:
        """The sums of all projects, if the report has so many; none while an amount is missing."""
        if code.removeprefix(ALL_PROJECTS) != str(len(self.projects)):
            return []
        sums = []
        for name in PROJECT_COLUMNS.get(column, ()):
            amounts = [known_number(one.name, getattr(one, name), MONEY_UNIT) for one in self.projects]
            known = [one for one in amounts if one]
            if len(known) == len(amounts):
                value, half = (sum((getattr(one, part) for one in known), Decimal(0)) for part in ("value", "half"))
                sums.append(KnownNumber(f"各项目{PROJECT_WORDS[name]}之和", value, half))
        return [*sums]

    def _of_project(self, subject: ClaimSubject, column: ColumnWord) -> list[KnownNumber | None]:
        if is_all_projects(subject):
            return self._of_all_projects(subject.codes[0], column)
        first = min((self.by_name[code] for code in subject.codes if code in self.by_name), default=None)
        named = [] if first is None else [self.projects[first]]
        fields = PROJECT_COLUMNS.get(column, ())
        return [
            known_number(f"{quoted_label(one.name)}{PROJECT_WORDS[field]}", getattr(one, field), MONEY_UNIT)
            for one in named
            for field in fields
            if getattr(one, field) is not None or field != "full_year"
        ]


def knows_spending(figures: KnownFigures, _: None) -> bool:
    """Whether any amount of this year is known that is no budget."""
    return figures.once("spent", lambda: any(map(figures.number, spent_cells(figures.scheme))))


@lru_cache(maxsize=64)
def spent_cells(scheme: ScoringScheme) -> tuple[str, ...]:
    """The figures of this year that are no budgets; sums first, most of which are known where anything was spent."""
    cells = (one for row in form_cells(scheme).values() if len(row) > 1 for one in row)
    spent = [one.figure for one in cells if one.kind == ColumnWord.ACTUAL and not one.last_year]
    return tuple(sorted(spent, key=lambda name: name not in scheme.sums))


PROJECT_WORDS = {
    "budget": "预算",
    "full_year": "全年预算",
    "actual": PROJECT_LABELS["actual"],
    "in_place": PROJECT_LABELS["in_place"],
}
SUM_LABELS = {
    ColumnWord.BEGIN: "（年初预算）",
    ColumnWord.ADJUSTED: "（调整预算）",
    ColumnWord.BUDGET: "（预算）",
    ColumnWord.ACTUAL: "（实际支出）",
    ColumnWord.IN_PLACE: "（实际到位）",
}


def bare_name(name: str) -> str:
    """A name as a plain text has it: 卫生服务（地方配套） with narrow brackets, without quotation marks and blanks."""
    return name.translate(PLAIN_SIGNS)


def known_number(name: str, value: Amount, unit: str) -> KnownNumber | None:
    """A value with what its printed places leave open; whole persons leave nothing open."""
    if value is None:
        return None
    value = NOTHING if isinstance(value, NotApplicable) else value
    return KnownNumber(name, value, half_of_place(value) if value and unit == MONEY_UNIT else NOTHING)


def half_of_place(value: Decimal) -> Decimal:
    """Half a unit of the last place of an amount; 707 in a table of 万元 means 707.00."""
    places = value.as_tuple().exponent
    few = isinstance(places, int) and places >= -USUAL_PLACES
    return USUAL_HALF if few else HALF.scaleb(-max(USUAL_PLACES, decimals_used(value)))


@lru_cache(maxsize=4096)
def cell_names(scheme: ScoringScheme, subject: ClaimSubject, column: ColumnWord, year: ClaimYear) -> tuple[str, ...]:
    """The figures of a row or of the whole department in a column; 预算 means each budget column there is."""
    last_year, kinds = year == ClaimYear.LAST, {column} if column != ColumnWord.BUDGET else {*BUDGET_COLUMNS}
    names: list[str] = []
    for code in subject_rows(scheme, subject, column):
        cells = [cell for cell in form_cells(scheme).get(code, ()) if cell.last_year == last_year]
        alone = len(form_cells(scheme).get(code, ())) == 1
        fitting = [cell for cell in cells if cell.kind in kinds or alone]
        if not fitting and column == ColumnWord.IN_PLACE and is_income(subject):  # 财政拨款到位: what came in
            fitting = [cell for cell in cells if cell.kind == ColumnWord.ACTUAL]
        if not fitting and column == ColumnWord.BEGIN:
            fitting = [cell for cell in cells if cell.kind == ColumnWord.BUDGET]
        names += [cell.figure for cell in fitting]
    return tuple(dict.fromkeys(names))


def subject_rows(scheme: ScoringScheme, subject: ClaimSubject, column: ColumnWord) -> Iterable[str]:
    """The rows that a subject may mean."""
    if subject.kind == SubjectKind.ROW:
        rows = [*subject.codes, *(code for word in subject.or_whole for code in total_rows(scheme)[word])]
        whole = column == ColumnWord.ADJUSTED and {*rows} & {*total_rows(scheme)["支出"]}
        return [*rows, *(budget_rows(scheme).get(column, ()) if whole else ())]
    if subject.kind != SubjectKind.DEPARTMENT:
        return ()
    totals = total_rows(scheme)
    rows = [code for word in subject.codes or ("支出", "收入") for code in totals[word]]
    extra = budget_rows(scheme)
    if column == ColumnWord.ADJUSTED and not any(
        cell.kind == column for code in rows for cell in form_cells(scheme).get(code, ())
    ):
        return extra.get(ColumnWord.ADJUSTED, ())
    kinds = {ColumnWord.BEGIN: (ColumnWord.BEGIN,), ColumnWord.BUDGET: BUDGET_COLUMNS}.get(column, ())
    return [*rows, *(code for kind in kinds for code in extra.get(kind, ()))]
