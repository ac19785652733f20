"""Cells that the report leaves blank: a number that may be one of them contradicts nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluations.claims.claim_nouns import NAMED_KINDS, ClaimSubject, ClaimYear, ColumnWord, SubjectKind
from evaluations.claims.figures.known_figures import BUDGET_COLUMNS, PLANNED_COLUMNS, KnownFigures, cell_names
from evaluations.claims.figures.parent_rows import ancestor_rows
from evaluations.claims.figures.subject_cells import PLACES, CellPlace
from evaluations.claims.figures.whole_of_report import WHOLE_SPENDING
from evaluations.claims.scenes.weighed_columns import (
    ACTUAL_COLUMN,
    HINTED_COLUMNS,
    LAST_YEAR,
    THIS_YEAR,
    WeighedMeaning,
)
from evaluations.claims.weighing.weighed_expected import MeaningExpectations
from evaluations.claims.weighing.weighed_numbers import WeighedScene
from evaluations.language.units import PERCENT_UNIT

OF_BUDGET = {"budget", "begin", "adjusted"}
THIS_BUDGETS = [(column, THIS_YEAR) for column in BUDGET_COLUMNS]


def is_blank_cell(figures: KnownFigures, subject: ClaimSubject, place: CellPlace) -> bool:
    """Whether the form has a cell there for a row or the whole department, and the report says nothing of it."""
    if subject.parts:
        return any(is_blank_cell(figures, one, place) for one in subject.parts)
    column, year = place
    plan = figures.is_plan and column == ColumnWord.ACTUAL
    columns = PLANNED_COLUMNS[year] if plan else (column,)
    names = [name for each in columns for name in cell_names(figures.scheme, subject, each, year)]
    return not all(map(figures.number, names))


def has_blank_cells(figures: KnownFigures, subject: ClaimSubject) -> bool:
    """Whether any of its cells is one."""
    return any(is_blank_cell(figures, subject, place) for place in PLACES)


@dataclass(frozen=True)
class BlankCells:
    """The numbers of one sentence, asked whether they may be what a blank cell would hold."""

    weighed: WeighedScene

    def may_hold(self, order: int) -> bool:
        """Whether a cell that a number may be, or may be computed of, is blank."""
        one, figures = self.weighed.meanings[order], self.weighed.net.figures
        places = [*self.places(one, order)]
        return any(is_blank_cell(figures, subject, place) for subject in self.meant(order) for place in places)

    def meant(self, order: int) -> Iterable[ClaimSubject]:
        """What a number may be of: what its own words name, else whatever is named before it; of a share the whole too."""
        one, scene = self.weighed.meanings[order], self.weighed.scene
        named = [each.subject for each in scene.named_between(0, one.at.number.start)]
        before = [each.subject for each in scene.before.mentions] if scene.before and not named else []
        found = [one.subject] if one.own else [one.subject, *named, *before]
        if "share" in one.kinds:
            codes = [code for each in found if each.kind == SubjectKind.ROW for code in each.codes]
            wholes = ancestor_rows(self.weighed.net.figures.scheme, tuple(codes))
            found += [WHOLE_SPENDING, *named, *(ClaimSubject(SubjectKind.ROW, (code,)) for code in wholes)]
        return dict.fromkeys(found)

    def places(self, one: WeighedMeaning, order: int) -> Iterator[CellPlace]:
        """Where the cells stand that its words speak of; wherever there are any, if they name no column."""
        kinds = {*one.kinds}
        if one.at.number.unit == PERCENT_UNIT and order:
            kinds |= {*self.weighed.meanings[order - 1].kinds} & {*OF_BUDGET, "last"}
        year = MeaningExpectations(self.weighed.net, self.weighed.scene, ()).year(one) or LAST_YEAR
        if "change" in kinds or one.at.number.unit == PERCENT_UNIT:
            yield (ACTUAL_COLUMN, THIS_YEAR)
            yield from [(ACTUAL_COLUMN, LAST_YEAR)] if "last" in kinds or not OF_BUDGET & kinds else []
            yield from THIS_BUDGETS if OF_BUDGET & kinds or "last" not in kinds else []
            return
        hinted = [kind for kind in one.kinds if kind in HINTED_COLUMNS]
        if not hinted:
            yield from ((column, year) for column in (*BUDGET_COLUMNS, ACTUAL_COLUMN))
            yield from [(ACTUAL_COLUMN, LAST_YEAR)]
            return
        for kind in hinted[-2:]:
            yield HINTED_COLUMNS[kind], year
