"""What the second reading makes of a number: the meaning, and the cells that its words hint at."""

from dataclasses import dataclass, field

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, Relation
from evaluations.claims.contradictions import Expected
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownNumber
from evaluations.claims.figures.subject_cells import CellPlace
from evaluations.claims.scenes.weighed_scenes import SceneNumber
from evaluations.language.units import MONEY_UNIT

THIS_YEAR, LAST_YEAR, ACTUAL_COLUMN = ClaimYear.THIS, ClaimYear.LAST, ColumnWord.ACTUAL
HINTED_COLUMNS = {
    "begin": ColumnWord.BEGIN,
    "adjusted": ColumnWord.ADJUSTED,
    "budget": ColumnWord.BUDGET,
    "actual": ColumnWord.ACTUAL,
}


@dataclass
class WeighedMeaning:
    """A number with what it may be. `own`: its own words name the subject; `residue` counts the signs of unknown words."""

    at: SceneNumber
    subject: ClaimSubject
    own: bool
    hints: list[tuple[str, str]]
    foreign: bool = False
    away: bool = False
    came_from: bool = False  # 由95万元增加到99.8万元: the first of two
    residue: int = 0
    relation: Relation = Relation.VALUE
    cell: CellPlace | None = None  # of a value
    expected: list[Expected] = field(default_factory=list)
    kinds: list[str] = field(init=False)  # of the hints

    def __post_init__(self) -> None:
        self.kinds = [kind for kind, _ in self.hints]

    def takes_hints(self, other: "WeighedMeaning") -> None:
        """What leads to another number leads to this one as well."""
        self.hints, self.kinds = other.hints, other.kinds


def is_earlier(base: CellPlace, now: CellPlace) -> bool:
    """Whether a cell is what another is held against: last year's of this year's, a budget of what was spent, the first budget of
    the last."""
    of_budget = now[0] == ACTUAL_COLUMN or (now[0] == ColumnWord.ADJUSTED and base[0] == ColumnWord.BEGIN)
    return (base[1] == LAST_YEAR and base[0] == now[0]) or (
        base[1] == THIS_YEAR and base[0] in BUDGET_COLUMNS and of_budget
    )


def as_expected(known: KnownNumber) -> Expected:
    """A figure as what is expected."""
    return Expected(known.value, code=known.name)


def columns_of(one: WeighedMeaning) -> list[ColumnWord]:
    """The columns that the words hint at last; a bare last year is what was spent then."""
    kinds = [kind for kind in one.kinds if kind in HINTED_COLUMNS]
    if not kinds:
        return [ACTUAL_COLUMN] if one.at.number.unit == MONEY_UNIT and {*one.kinds} <= {"last"} else []
    if kinds[-1] == "budget" and "adjusted" in kinds:
        return [ColumnWord.ADJUSTED]
    either = [HINTED_COLUMNS[kinds[-2]]] if kinds[-2:] in (["budget", "actual"], ["begin", "actual"]) else []
    return [HINTED_COLUMNS[kinds[-1]], *either]


def year_said(one: WeighedMeaning, year: int | None) -> ClaimYear | None:
    """The year that was hinted at last, in a report of `year`; None for a third one."""
    words = [word for kind, word in one.hints if kind == "last"]
    if not words:
        return THIS_YEAR
    if words[-1][:2] != "20":
        return LAST_YEAR
    gap = (year or int(words[-1][:4])) - int(words[-1][:4])
    return {0: THIS_YEAR, 1: LAST_YEAR}.get(gap)
