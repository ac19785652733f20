"""The nouns of a scheme file, one to one with its keys (evaluations/schemes/README.md explains each)."""

from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.language.formulas import Formula
from evaluations.schemes.rules.registry import Rule


@dataclass(frozen=True)
class Policies:
    """What happens where a notice is silent; every value has a Chinese wording in policies.py."""

    steps: str = "whole"
    zero_to_zero: str = "no_change"
    zero_to_some: str = "over"
    nothing_planned: str = "not_applicable"
    rates: str = "exact"
    rate_places: int = 2
    score_places: int = 2


@dataclass(frozen=True)
class Grade:
    """等级: from (included) up to the next better grade, in points of the total."""

    label: str
    at_least: Decimal


@dataclass(frozen=True)
class SchemeColumn:
    """A column of a table. `aliases`: how running text calls it (实际支出 for 决算数)."""

    code: str
    label: str
    printed: bool = True
    optional: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def last_year(self) -> bool:
        return "{last_year}" in self.label


@dataclass(frozen=True)
class SchemeCell:
    """Where a row meets a column: the figure's name; `computed` sums come from other rows."""

    column: str
    figure: str
    computed: bool = False
    shown: bool = False


@dataclass(frozen=True)
class SchemeRow:
    """A group heading (`group`) or a line of figures; `cells` are aligned with the table's columns.

    `sum` and `of_which` name other rows; a sum that does not add up is reported under the number `check`. A row with
    `rare` one is shown when somebody opens it or it holds a value. A row with
    `each` stands for one line per project of that kind; `fields` are the project's amounts in the table's columns.
    """

    code: str = ""
    group: str = ""
    number: int = 0
    label: str = ""
    unit: str = ""
    level: int = 0
    cells: tuple[SchemeCell | None, ...] = ()
    optional: bool = False
    rare: bool = False
    signed: bool = False
    shown: bool = False
    of_which: str = ""
    sum: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    check: str = "2"
    each: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchemeTable:
    code: str
    title: str
    columns: tuple[SchemeColumn, ...] = ()
    rows: tuple[SchemeRow, ...] = ()

    def line_number(self, row: SchemeRow) -> str:
        """行次 as people see it. Rare rows are not counted, for the printed form has none: they are 补1, 补2."""
        if not row.rare:
            return str(row.number)
        return f"补{[one.code for one in self.rows if one.rare].index(row.code) + 1}"


@dataclass(frozen=True)
class Figure:
    """One named number of the form. `label` may hold {year} and {last_year}: show it with scheme.label."""

    name: str
    label: str
    unit: str
    section: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    signed: bool = False
    required: bool = True
    computed: bool = False
    row_label: str = ""


@dataclass(frozen=True)
class Rate:
    """A ratio that is shown and checked but not scored, in %."""

    code: str
    label: str
    formula: Formula
    unit: str = "%"
    aliases: tuple[str, ...] = ()
    check: str = "5"


@dataclass(frozen=True)
class Indicator:
    """三级指标: weight in points, `standard` is the printed 评分标准."""

    code: str
    label: str
    level1: str
    level2: str
    weight: Decimal
    rule: Rule
    standard: str = ""
    formula: Formula | None = None
    unit: str = "%"
    aliases: tuple[str, ...] = ()
    evidence: str = ""
    figures: tuple[Figure, ...] = ()
    not_applicable_when: Formula | None = None
    not_applicable_flag: bool = False
    not_applicable_reason: str = ""
    policies: Policies = Policies()
    check: str = "5"


@dataclass(frozen=True)
class LevelWeight:
    """The printed weight of a first- or second-level indicator, to check the sum of its parts."""

    level1: str
    weight: Decimal
    level2: str = ""


@dataclass(frozen=True)
class Cap:
    """A ceiling of the total while a condition holds, e.g. execution rate below 80 % → at most 89."""

    when: Formula
    at_most: Decimal
    reason: str


@dataclass(frozen=True)
class SchemeCheck:
    """勾稽关系: left and right side of an equation over figures; numbers as in docs/cross-checks.md."""

    number: str
    level: str
    left: Formula
    operator: str
    right: Formula
    place: str
    why: str
    remedy: str
    section: str = ""
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class WatchBand:
    """What asks for a second look: a value outside of its band, of one formula or of every line of a table.

    `value` is a formula whose place is `place`; or `table` names one, of whose `rows` (none: all) the figure in
    `column` is held, in %, against that in `against`, where it comes to `least` at all. `above` and `below` are the
    ends of the band, themselves inside.
    """

    code: str
    level: str
    why: str
    remedy: str
    above: Decimal | None = None
    below: Decimal | None = None
    value: Formula | None = None
    unit: str = "%"
    place: str = ""
    when: Formula | None = None
    table: str = ""
    column: str = ""
    against: str = ""
    rows: tuple[str, ...] = ()
    least: Decimal = Decimal(0)


@dataclass(frozen=True)
class Chapter:
    code: str
    heading: str


@dataclass(frozen=True)
class SchemeText:
    """A narrative to be written; `suggested` is (least, most) characters; `carry`: next year's draft begins with it."""

    code: str
    label: str
    prompt: str = ""
    style: str = "paragraphs"
    suggested: tuple[int, int] = (0, 0)
    optional: bool = False
    required_when: Formula | None = None
    section: str = ""
    carry: bool = False


@dataclass(frozen=True)
class BodyItem:
    """One piece of a printed section: exactly one of heading, text, sentence, table."""

    heading: str = ""
    text: str = ""
    sentence: str = ""
    table: str = ""
    when: Formula | None = None


@dataclass(frozen=True)
class Section:
    """One step of filing: part of a chapter of the report, or an annex."""

    code: str
    label: str
    group: str = ""
    chapter: str = ""
    annex: int = 0
    table: str = ""
    texts: tuple[SchemeText, ...] = ()
    body: tuple[BodyItem, ...] = ()
    none_text: str = ""
    minimum: int = 0
    first: bool = False
    figures: tuple[Figure, ...] = field(default=(), compare=False)
