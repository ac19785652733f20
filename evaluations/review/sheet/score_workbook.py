"""The score sheet as .xlsx, in the columns of the sheets that counties use."""

from collections.abc import Iterator, Sequence

from evaluations.language.words import ENTRY_LABELS, TARGET_LABELS
from evaluations.models import Submission
from evaluations.review.own_workbook import BureauTable, SheetValue
from evaluations.scoring.kept_review import KeptReview

SCORE_COLUMNS = (
    *(TARGET_LABELS[name] for name in ("level1", "level2", "name", "weight", "target")),
    "自评完成值",
    ENTRY_LABELS["self_score"],
    "复核完成值",
    "复核得分",
    "备注",
)
SCORE_WIDTHS = (12, 14, 26, 7, 14, 14, 9, 14, 9, 44)


def score_table(submission: Submission, kept: KeptReview, word: str, who: str) -> BureauTable:
    """The sheet; `word` is the round (复核, 抽评), `who` says by whom and when."""
    evaluation = submission.evaluation
    year, bureau = evaluation.cycle.year, evaluation.department.county.bureau_name
    grade = f"等级：自评 {kept.own_grade or '—'}，{word} {kept.grade or '—'}"
    return BureauTable(
        title=f"{evaluation.department}{year}年度部门整体支出绩效{word}评分表",
        above=[f"{bureau}　第 {submission.number} 次报送　{who}"],
        columns=[one.replace("复核", word) for one in SCORE_COLUMNS],
        widths=SCORE_WIDTHS,
        rows=[*_lines(kept), ("合计", "", "", kept.full_marks, "", "", kept.own_total, "", kept.total, kept.cap)],
        below=[grade, "评分人：　　　　　　　　复核人：　　　　　　　　日期："],
    )


def _lines(kept: KeptReview) -> Iterator[Sequence[SheetValue]]:
    for line in kept.lines:
        names = (line.level1, line.level2, line.label)
        yield (*names, line.weight, line.goal, line.own_value, line.own_score, line.value, line.score, line.remark)
