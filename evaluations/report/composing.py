"""compose(): put title, lead, chapters, annexes and charts together."""

from evaluations.facts.document import Facts
from evaluations.language.amounts import show_percent
from evaluations.language.rounding import plain_number
from evaluations.language.words import ENTRY_LABELS, RESULT_LABELS
from evaluations.report.annexes import report_annexes
from evaluations.report.blocks import BLANK_CELL_TEXT, KeyFigure, Report, ReportMeta
from evaluations.report.body import report_chapters
from evaluations.report.charts import report_charts
from evaluations.report.sentences import Sentences
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import AssessedValue, Assessment, IndicatorResult


def compose_report(facts: Facts, scheme: ScoringScheme, assessment: Assessment, *, draft: bool = False) -> Report:
    """The whole report of one department. Pure: the same three give the same report.

    With draft=True the printed report carries a watermark. Names, phone numbers and `people` never enter it.
    """
    words = Sentences(facts, scheme, assessment)
    meta = report_meta(words, draft)
    return Report(
        title_lines=title_lines(meta),
        lead=words.fill(scheme.lead),
        blocks=tuple(report_chapters(words)),
        annexes=report_annexes(words),
        meta=meta,
        key_figures=key_figures(words),
        charts=report_charts(words),
    )


def report_meta(words: Sentences, draft: bool) -> ReportMeta:
    """Who, when, under which form, with what result."""
    facts, scheme = words.facts, words.scheme
    return ReportMeta(
        title=words.fill(scheme.report_title),
        department=facts.department,
        county=facts.county,
        year=words.head["year"],
        notice_reference=facts.notice_reference or "",
        scheme=scheme.title,
        total=words.head["total"],
        full_marks=plain_number(scheme.full_marks),
        grade=words.head["grade"],
        draft=draft,
    )


def title_lines(meta: ReportMeta) -> tuple[str, ...]:
    """Broken by meaning, as GB/T 9704 wants: the department, then the name of the paper."""
    rest = meta.title.removeprefix(meta.department)
    return (meta.department, rest) if rest != meta.title and rest else (meta.title,)


MOST_KEY_FIGURES = 8


def key_figures(words: Sentences) -> tuple[KeyFigure, ...]:
    """The score, then percentages: what lost points first, so that the page does not show only its good side."""
    result = words.assessment
    score = KeyFigure(
        ENTRY_LABELS["self_score"], f"{plain_number(result.total)} 分" if result.complete else BLANK_CELL_TEXT
    )
    grade = KeyFigure(RESULT_LABELS["grade"], result.grade or BLANK_CELL_TEXT)
    scored = sorted((one for one in result.indicators if one.unit == "%"), key=lambda one: one.score == one.weight)
    values: list[IndicatorResult | AssessedValue] = [*scored, *(rate for rate in result.rates if rate.unit == "%")]
    shown = [
        KeyFigure(one.label, show_percent(one.value, words.places(one.code))) for one in values if one.value is not None
    ]
    head = (score, grade) if words.scheme.scored else ()
    return (*head, *shown[:MOST_KEY_FIGURES])
