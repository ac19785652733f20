"""The cells of a row, a project or several of them: column and year → numbers."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, KnownFigures, KnownNumber, cell_names
from evaluations.claims.words.found_once import FoundOnce
from evaluations.schemes.scheme import ScoringScheme

# What was spent is meant first, where words leave it open.
COLUMNS = (
    ColumnWord.ACTUAL,
    *(column for column in ColumnWord if column not in (ColumnWord.ACTUAL, ColumnWord.NO_COLUMN)),
)
YEARS = (ClaimYear.THIS, ClaimYear.LAST)
CELL_PLACES = tuple((column, year) for column in COLUMNS for year in YEARS)
CellPlace = tuple[ColumnWord, ClaimYear]


class SubjectCells(Mapping[CellPlace, list[KnownNumber]]):
    """(column, year) → the numbers of a subject, looked for when they are asked for; of all places it lists those that the
    form has."""

    def __init__(self, figures: KnownFigures, subject: ClaimSubject) -> None:
        self.figures, self.subject = figures, subject
        self.kept: dict[CellPlace, list[KnownNumber]] = {}

    def __getitem__(self, place: CellPlace) -> list[KnownNumber]:
        if place not in self.kept:
            self.kept[place] = [one for one in self.figures.of(self.subject, *place) if one]
        return self.kept[place]

    def __iter__(self) -> Iterator[CellPlace]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def budgets(self, year: ClaimYear) -> list[KnownNumber]:
        """What was planned for a year, of each kind of budget."""
        return [one for column in BUDGET_COLUMNS for one in self[column, year]]

    @FoundOnce
    def places(self) -> Sequence[CellPlace]:
        """Where the form has cells of a row; of anything else every place."""
        plain = self.subject.kind == SubjectKind.ROW and not self.subject.parts and not self.figures.is_plan
        return places_of_row(self.figures.scheme, self.subject) if plain else CELL_PLACES

    @FoundOnce
    def filled(self) -> list[tuple[CellPlace, list[KnownNumber]]]:
        """The places with numbers."""
        return [(place, known) for place in self.places if (known := self[place])]


@lru_cache(maxsize=4096)
def places_of_row(scheme: ScoringScheme, row: ClaimSubject) -> tuple[CellPlace, ...]:
    """The columns and years in which a row has figures."""
    return tuple(place for place in CELL_PLACES if cell_names(scheme, row, *place))


@lru_cache(maxsize=4096)
def names_of_row(scheme: ScoringScheme, row: ClaimSubject) -> tuple[str, ...]:
    """The figures that a row may mean, cell by cell in every column and year."""
    return tuple(name for place in CELL_PLACES for name in cell_names(scheme, row, *place))
