"""What only a paper can get wrong: the same figure printed twice, parts in one sentence that are not its whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.quoting import quoted_clause
from evaluations.language.amounts import show_amount
from evaluations.language.directions import EQUAL_TO
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import half_up
from evaluations.language.severities import ERROR_LEVEL, WARNING_LEVEL
from evaluations.papers.figure_readings import FROM_WHOLE, ROUNDING_GAP, FigureReading, equation_holds, equation_side
from evaluations.papers.paper_projects import PROJECT_AMOUNTS
from evaluations.papers.paper_reading import PaperReading
from evaluations.schemes.place_lookup import figure_place
from evaluations.schemes.scheme import SchemeCheck

TWICE_CHECK, TWICE_TITLE = "14", "两处写的数不一样"
AGAIN_REMEDY = "请核对这两处，改正写错的一处；指的是别的事项的，不必改"


def said_otherwise(paper: PaperReading) -> Iterator[Finding]:
    """A figure that is printed elsewhere with another value."""
    for reading in paper.readings:
        chosen = paper.chosen[reading.figure]
        sure = reading.strength >= FROM_WHOLE and not is_sum_of_projects(paper, reading)
        if sure and not same_printed(reading, chosen):
            yield another_value(paper, reading, chosen)


def is_sum_of_projects(paper: PaperReading, reading: FigureReading) -> bool:
    """Whether a number is what the listed projects add up to: check 13 tells where that is too little."""
    sums = [sum((getattr(one, field) or 0 for one in paper.facts.projects), Decimal(0)) for field in PROJECT_AMOUNTS]
    return "项目" in reading.quote and reading.value in sums


def same_printed(one: FigureReading, other: FigureReading) -> bool:
    """Whether two printings agree at the places of the coarser one: 1.37 and 1.369."""
    return any(half_up(one.value, places) == half_up(other.value, places) for places in common_places(one, other))


def common_places(one: FigureReading, other: FigureReading) -> tuple[int]:
    """The decimals of the coarser printing, but two at least."""
    used = [max(-int(value.normalize().as_tuple().exponent), 0) for value in (one.value, other.value)]
    return (max(2, min(used)),)


def another_value(paper: PaperReading, reading: FigureReading, chosen: FigureReading) -> Finding:
    """One printing against the one that was taken."""
    figure, year = paper.scheme.figures[reading.figure], paper.facts.year
    label = paper.scheme.name_of(reading.figure, year)
    passage = reading.passage
    gap = show_amount(abs(reading.value - chosen.value), figure.unit)
    why = f"同一个数（{label}）两处写得不一样，相差 {gap}{figure.unit}"
    if reading.strength == FROM_WHOLE:
        why = f"{why}；这里是“其中”的一项，随它前面的数按{label}理解"
    return Finding(
        check=TWICE_CHECK,
        level=WARNING_LEVEL,
        place=passage.place if passage else figure_place(paper.scheme, reading.figure),
        where=reading.where,
        read=quoted_clause(passage.text, reading.quote, reading.end) if passage else f"{label} {reading.quote}",
        expected=f"{show_amount(chosen.value, figure.unit)}{figure.unit}（{chosen.where}）",
        why=why,
        remedy=AGAIN_REMEDY,
        title=TWICE_TITLE,
        spot=TextSpot(reading.start, reading.end, "") if passage else None,
    )


@dataclass(frozen=True)
class BrokenSentence:
    """An equation of the form that one sentence breaks by itself."""

    check: SchemeCheck
    finding: Finding


def broken_sentences(paper: PaperReading) -> Iterator[BrokenSentence]:
    """Parts and their whole within one sentence, by the equations of the form: 人员438、公用101.26 of 550.55."""
    together: dict[tuple[str, int], dict[str, FigureReading]] = {}
    for one in paper.readings:
        if one.passage and one.strength >= FROM_WHOLE:
            together.setdefault((one.where, one.sentence), {}).setdefault(one.figure, one)
    for readings in together.values():
        values = {name: one.value for name, one in readings.items()}
        for check in paper.scheme.checks:
            if is_broken_here(check, values) and not all(is_chosen(paper, one, check) for one in readings.values()):
                yield BrokenSentence(check, wrong_parts(paper, check, readings))


def is_broken_here(check: SchemeCheck, values: Mapping[str, Decimal]) -> bool:
    """Whether an equation has both its sides in a sentence and does not hold there."""
    needed = (check.left.names | check.right.names) - set(check.optional)
    return (
        check.operator == EQUAL_TO
        and len(needed) > 2
        and needed <= set(values)
        and equation_holds(check, values) is False
    )


def is_chosen(paper: PaperReading, reading: FigureReading, check: SchemeCheck) -> bool:
    """Whether the report's own check sees this very value: then it says the same."""
    beside = reading.figure not in check.left.names | check.right.names
    return beside or paper.chosen[reading.figure].value == reading.value


def wrong_parts(paper: PaperReading, check: SchemeCheck, readings: Mapping[str, FigureReading]) -> Finding:
    """The parts of a sentence, their sum, and what it is instead."""
    values = {name: one.value for name, one in readings.items()}
    total = equation_side(check.left, check, values)
    whole = equation_side(check.right, check, values)
    year, last = paper.facts.year, max(readings.values(), key=lambda one: one.start)
    parts = " ＋ ".join(show_amount(values[name]) for name in check.left.in_order() if name in values)
    return Finding(
        check=check.number,
        level=ERROR_LEVEL,
        place=last.passage.place if last.passage else figure_place(paper.scheme, last.figure),
        where=last.where,
        read=quoted_clause(last.passage.text, last.quote, last.end) if last.passage else quoted_label(last.quote),
        expected=f"分项之和等于 {show_amount(whole)}",
        why=f"这句话里 {parts} = {show_amount(total)}，不是 {show_amount(whole)}{coincidence(paper, check, total, year)}",
        remedy="请核对这句话里的各个数，改正写错的一个",
        title="分项之和与合计不符",
        spot=TextSpot(last.start, last.end, ""),
    )


def coincidence(paper: PaperReading, check: SchemeCheck, total: Decimal, year: int | None) -> str:
    """，恰好等于基本支出（2020年预算数）: most often the wrong column was copied."""
    rows = {name.partition(".")[0] for name in check.right.names}
    for name, value in paper.facts.figures.items():
        if name.partition(".")[0] in rows and isinstance(value, Decimal) and abs(value - total) <= ROUNDING_GAP:
            return f"，恰好等于{paper.scheme.name_of(name, year)}，可能是把预算数写成了实际支出"
    return ""
