"""附件1 on the desk: 指标, 分值, 上年, 自评, 说明 in one table that fits a screen of 1366."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from evaluations.facts.document import Facts
from evaluations.language.rounding import plain_number
from evaluations.language.words import NOT_APPLICABLE_LABEL
from evaluations.report.own_target_table import points_or_blank
from evaluations.review.desk.figure_values import FigureBoard
from evaluations.review.desk.place_marks import PlaceMarks
from evaluations.schemes.place_lookup import place_of_score
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.kept_review import KeptReview


@dataclass(frozen=True)
class ScoreLine:
    """One indicator. `points` is what it earned, also where it does not apply: the column adds up. `review` is the
    bureau's own score, "" while there is none."""

    result: IndicatorResult
    points: str
    last: str
    address: str
    classes: str
    told: str
    review: str = ""

    @property
    def weight(self) -> str:
        """Full marks."""
        return plain_number(self.result.weight)

    @property
    def lost(self) -> bool:
        """Whether points were lost, or none could be given."""
        return self.result.score is None or self.result.score < self.result.weight

    @property
    def note(self) -> str:
        """不适用 beside the points that are given for it."""
        return NOT_APPLICABLE_LABEL if self.result.status == "not_applicable" else ""


@dataclass(frozen=True)
class ScoreTable:
    """The lines by 一级 and 二级指标, and what closes the table. `reviewed`: whether the column 复核 stands in it."""

    groups: list[tuple[str, list[ScoreLine]]]
    full_marks: str
    total: str
    last_total: str
    grade: str
    ceiling: str
    reviewed: bool = False
    review_total: str = field(default="")


def score_table(board: FigureBoard, marks: PlaceMarks, facts: Facts, review: KeptReview | None = None) -> ScoreTable:
    """The table of one submission, with the bureau's frozen scores where there are any."""
    assessment, last = board.assessment, board.last_assessment
    given = {line.code: points_or_blank(line.score) for line in review.lines} if review else {}
    lines = groupby(score_lines(board, marks, facts, given), key=lambda one: (one.result.level1, one.result.level2))
    return ScoreTable(
        groups=[(" · ".join(filter(None, levels)), list(group)) for levels, group in lines],
        full_marks=plain_number(assessment.full_marks),
        total=plain_number(assessment.total),
        last_total=plain_number(last.total) if last and last.complete else "",
        grade=assessment.grade or "",
        ceiling=assessment.ceiling,
        reviewed=review is not None,
        review_total=points_or_blank(review.total) if review else "",
    )


def score_lines(board: FigureBoard, marks: PlaceMarks, facts: Facts, review: Mapping[str, str]) -> Iterator[ScoreLine]:
    """Each indicator with its points, those of last year, its marks and where it is commented on."""
    for result in board.assessment.indicators:
        place = place_of_score(board.scheme, facts, result.code)
        classes, told = marks.words(place, result.code)
        last, address = board.last_points(result.code), marks.address(place)
        reviewed = review.get(result.code, "")
        yield ScoreLine(result, points_or_blank(result.score), last, address, classes, told, reviewed)
