"""The score sheet of a paper (附件1): printed scores of the form's indicators, own targets, rates, the total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.facts.document import EntryFacts, StatedFacts, TargetFacts
from evaluations.language.rounding import plain_number
from evaluations.language.units import PERCENT_UNIT
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import PRINTED_PERCENT, bare_words
from evaluations.papers.printed_targets import target_of_row
from evaluations.papers.score_lines import SheetLine, sheet_columns
from evaluations.papers.scored_entries import entry_of_score
from evaluations.schemes.scheme import Indicator, ScoringScheme
from evaluations.schemes.target_nouns import TargetSlot

LEVEL_POINTS = re.compile(r"\s*[（(]\s*\d+(?:\.\d+)?\s*分?\s*[)）]\s*$")  # 产出指标（40分）
TOTAL_ROW = re.compile(r"^(?:总分|合计|总计|总得分|得分合计)")


@dataclass
class ScoreSheet:
    """What was read of it; `where` of each line is its row."""

    entries: dict[str, EntryFacts]
    targets: list[TargetFacts]
    stated: list[StatedFacts]
    unknown: list[str]
    figures: dict[str, Decimal]
    total: str = ""
    lines: int = 0
    other_points: list[str] = field(default_factory=list)  # lines whose 分值 is not that of the form


def read_score_sheet(scheme: ScoringScheme, slots: tuple[TargetSlot, ...], table: PaperTable) -> ScoreSheet | None:
    """Read a table as a score sheet; None where it is none. `slots` are those that its own targets may stand in."""
    found = sheet_columns(table)
    if found is None:
        return None
    start, columns = found
    sheet, levels = ScoreSheet({}, [], [], [], {}), [""] * columns.name
    width = len(table.rows[start])
    for number, row in enumerate(table.rows[start + 1 :], start + 2):
        cells = [*[""] * (width - len(row)), *row]
        levels = [LEVEL_POINTS.sub("", cells[place]) or levels[place] for place in range(columns.name)]
        take_line(sheet, scheme, slots, SheetLine(cells, levels, columns, table.row_name(number)))
    return sheet


def take_line(sheet: ScoreSheet, scheme: ScoringScheme, slots: tuple[TargetSlot, ...], line: SheetLine) -> None:
    """Add one row to what was read."""
    name = line.at(line.columns.name)
    if TOTAL_ROW.match(bare_words(name or " ".join(line.cells[: line.columns.name + 1]))) or is_total(line):
        sheet.total = sheet.total or line.at(line.columns.score)
        return
    if not name or (line.score is None and not line.at(line.columns.attained)):
        return
    indicator = named_indicator(scheme, name)
    target = target_of_row(slots, line) if indicator is None else None
    sheet.lines += 1
    if indicator is not None:
        own = line.own_weight
        if own is None or own == indicator.weight:
            sheet.entries[indicator.code] = entry_of_score(indicator, line.score, line.reason)
        else:
            points = f"{plain_number(own)}分，这套指标体系是{plain_number(indicator.weight)}分"
            sheet.other_points.append(f"{line.where}“{name[:24]}”的分值是{points}，得分没有核对")
        sheet.stated += printed_rate(indicator, line)
        sheet.figures |= figures_beside(indicator, line)
    elif target is not None:
        sheet.targets.append(target)
    else:
        sheet.unknown.append(f"{line.where}“{name[:24]}”")


def is_total(line: SheetLine) -> bool:
    """Whether any cell says that this row is the total."""
    return any(TOTAL_ROW.match(bare_words(cell)) for cell in line.cells[: line.columns.score] if len(cell) < 8)


def named_indicator(scheme: ScoringScheme, name: str) -> Indicator | None:
    """The indicator of the form that is called so."""
    words = bare_words(name)
    for one in scheme.indicators:
        labels = {bare_words(label) for label in (one.label, *one.aliases)}
        if words in labels or bare_words(re.sub(r"[（(][^（()）]*[)）]", "", name)) in labels:
            return one
    return None


def printed_rate(indicator: Indicator, line: SheetLine) -> Iterator[StatedFacts]:
    """The value of a rate that stands in a column of its own."""
    rate = PRINTED_PERCENT.search(line.at(line.columns.attained)) if line.columns.attained is not None else None
    if rate and indicator.formula:
        yield StatedFacts(name=indicator.code, value=rate[0], where=line.where)


def figures_beside(indicator: Indicator, line: SheetLine) -> Iterator[tuple[str, Decimal]]:
    """The figures that are asked beside an indicator, by their label or in the column of what was attained."""
    for figure in indicator.figures:
        label = re.search(rf"{re.escape(figure.label)}[:：为]?\s*(\d+(?:\.\d+)?)", line.words)
        rate = PRINTED_PERCENT.search(line.at(line.columns.attained)) if figure.unit == PERCENT_UNIT else None
        if label or rate:
            yield figure.name, Decimal(label[1] if label else rate[0] if rate else 0)


RATE_HEADINGS = ("比率", "数值")


def read_rate_table(scheme: ScoringScheme, table: PaperTable) -> list[StatedFacts] | None:
    """A table of ratios (name, value in %); None where it is none."""
    head = [bare_words(cell) for cell in table.rows[0]]
    if tuple(head[:2]) != RATE_HEADINGS:
        return None
    names = {bare_words(one.label): code for code, one in scheme.ratios.items()}
    found = []
    for number, row in enumerate(table.rows[1:], 2):
        code, rate = names.get(bare_words(row[0])), PRINTED_PERCENT.search(row[1]) if len(row) > 1 else None
        if code and rate:
            found.append(StatedFacts(name=code, value=rate[0], where=table.row_name(number)))
    return found
