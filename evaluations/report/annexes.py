"""附件1 the indicators with scores and reasons, 附件2 the base data, and explanations of what does not agree."""

import re
from collections.abc import Iterator
from dataclasses import replace

from evaluations.language.chinese_numbers import number_in_words
from evaluations.language.rounding import plain_number
from evaluations.language.words import TARGET_LABELS
from evaluations.report.blocks import (
    BLANK_CELL_TEXT,
    Annex,
    Heading,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
)
from evaluations.report.level_cells import grouped_rows
from evaluations.report.page_portions import row_height
from evaluations.report.paper_voice import in_paper_voice
from evaluations.report.project_form import project_annex
from evaluations.report.self_evaluation import self_evaluation_blocks
from evaluations.report.sentences import Sentences
from evaluations.report.tables import buildings_table, data_table, projects_table, rates_table
from evaluations.schemes.scheme import ScoringScheme, Section
from evaluations.scoring.assessing import IndicatorResult

EXPLANATION_TITLE = "有关差异的说明"
# Characters in a line of these columns of print.css.
LEVEL_WIDTH, LABEL_WIDTH, STANDARD_WIDTH, REASON_WIDTH = 4, 8, 19, 22
TITLE_HEIGHT = 27.0  # millimetres of 附件1, the title and the note above the table
OVERALL_EVALUATION, TABLE_WORD, ANNEX_NUMBER = "部门整体支出", "表", re.compile(r"^附件[\d一二三四五]*[\s：:、.]*")
INDICATOR_TITLE = "{year}年度部门整体支出绩效评价指标表"
INDICATOR_COLUMNS = (
    ReportColumn(TARGET_LABELS["level1"], "level1"),
    ReportColumn(TARGET_LABELS["level2"], "level2"),
    ReportColumn(TARGET_LABELS["name"], "level3"),
    ReportColumn(TARGET_LABELS["weight"], "points"),
    ReportColumn("评分标准", "standard"),
    ReportColumn("自评情况及扣分原因", "reason"),
    ReportColumn(TARGET_LABELS["score"], "points"),
)
EXPLANATION_COLUMNS = (ReportColumn("序号", "points"), ReportColumn("事项", "name"), ReportColumn("说明", "text"))


def report_annexes(words: Sentences) -> tuple[Annex, ...]:
    """The annexes of the scheme in order, then the explanations when there are any; the only one has no number."""
    found = tuple(numbered_annexes(words))
    return (replace(found[0], alone=True),) if len(found) == 1 else found


def numbered_annexes(words: Sentences) -> Iterator[Annex]:
    """Each annex with the number that its form gives it."""
    sections = sorted((s for s in words.scheme.sections if s.annex), key=lambda section: section.annex)
    found = [indicator_annex(s, words) if s.table == "indicators" else data_annex(s, words) for s in sections]
    if (form := words.scheme.project_self_evaluation) and words.facts.projects:
        found = sorted([*found, project_annex(form, words)], key=lambda annex: annex.number)
    yield from found
    if any(one.printed for one in words.facts.explanations):
        last = max((annex.number for annex in found), default=0)
        yield Annex(last + 1, EXPLANATION_TITLE, (explanation_table(words),))


def indicator_annex(section: Section, words: Sentences) -> Annex:
    """The indicators with scores: the self-evaluation table where the scheme has one."""
    form = words.scheme.self_evaluation
    title = words.label(form.title if form else indicator_title(section, words.scheme))
    blocks = tuple(self_evaluation_blocks(form, words)) if form else (indicator_table(title, words),)
    return Annex(section.annex, title, blocks, landscape=True)


def indicator_title(section: Section, scheme: ScoringScheme) -> str:
    """The title of the table with scores: that of every 部门整体支出 form, or the name of its section, with the year."""
    label = ANNEX_NUMBER.sub("", section.label)
    if OVERALL_EVALUATION in scheme.report_title or TABLE_WORD not in label:
        return INDICATOR_TITLE
    return label if "{year}" in label else "{year}年度" + label


def data_annex(section: Section, words: Sentences) -> Annex:
    """A table of figures with what belongs to it."""
    title = words.label(words.scheme.table(section.table).title)
    return Annex(section.annex, title, tuple(data_blocks(section.table, words)))


def indicator_table(title: str, words: Sentences) -> TableBlock:
    """Every indicator, its levels joined as far as a page holds them; the total and grade close the table."""
    results, total = words.assessment.indicators, indicator_total_row(words)
    groups = grouped_rows(results, indicator_cells, indicator_height, LEVEL_WIDTH, TITLE_HEIGHT)
    note = f"单位：分；评分依据：{words.scheme.title}"
    return TableBlock("indicators", title, INDICATOR_COLUMNS, (*groups, (total,)), note)


def indicator_height(result: IndicatorResult) -> float:
    """The millimetres of the line of an indicator."""
    label, standard = (result.label, LABEL_WIDTH), (result.standard, STANDARD_WIDTH)
    return row_height(label, standard, (self_assessment(result), REASON_WIDTH))


def indicator_cells(result: IndicatorResult) -> tuple[ReportCell, ...]:
    """What stands beside the levels of an indicator."""
    return (
        ReportCell(result.label, head=True),
        ReportCell(plain_number(result.weight), numeric=True),
        ReportCell(result.standard),
        ReportCell(self_assessment(result)),
        ReportCell(BLANK_CELL_TEXT if result.score is None else plain_number(result.score), numeric=True),
    )


def self_assessment(result: IndicatorResult) -> str:
    """How the value came about, and why points were lost."""
    reason = result.reason.strip()
    if not reason or reason.rstrip("。") in result.explanation:
        return in_paper_voice(result.explanation)
    lost = result.score is not None and result.score < result.weight
    return f"{in_paper_voice(result.explanation)}\n{'扣分原因' if lost else '说明'}：{reason}"


def indicator_total_row(words: Sentences) -> ReportRow:
    """合计: full marks, grade, total."""
    result = words.assessment
    grade = f"等级：{result.grade}" if result.complete else "尚有指标未填，暂不评定等级"
    grade += f"\n{result.ceiling}" if result.ceiling else ""
    full = ReportCell(plain_number(result.full_marks), numeric=True)
    total = ReportCell(plain_number(result.total) if result.complete else BLANK_CELL_TEXT, numeric=True)
    return ReportRow((ReportCell("合计", head=True, columns=3), full, ReportCell(grade, columns=2), total), "total")


def data_blocks(first: str, words: Sentences) -> Iterator[Heading | Paragraph | TableBlock]:
    """The annex's own table, the other tables of the form but that of the self-evaluation, projects, buildings and rates,
    numbered 一、二、…"""
    printed = {words.scheme.self_evaluation.funds} - {first} if words.scheme.self_evaluation else set()
    tables = sorted((t for t in words.scheme.tables if t.code not in printed), key=lambda table: table.code != first)
    blocks: dict[str, Paragraph | TableBlock] = {"基础数据": data_table(tables[0], words)}
    blocks |= {words.label(table.title): data_table(table, words) for table in tables[1:]}
    if words.facts.projects:
        blocks["项目支出明细"] = projects_table(words)
    if any(section.table == "buildings" for section in words.scheme.sections):
        blocks["新建楼堂馆所（本年度完工）"] = buildings_block(words)
    rates = rates_table(words)
    if rates.groups:
        blocks["有关比率"] = rates
    for number, (title, block) in enumerate(blocks.items(), 1):
        if len(blocks) > 1:  # a table alone stands under the title of the annex
            yield Heading(f"{number_in_words(number)}、{title}", 2, f"table-{number}")
        yield block


def buildings_block(words: Sentences) -> Paragraph | TableBlock:
    """The table, or the sentence that there is nothing to put into one."""
    return buildings_table(words) if words.facts.buildings else Paragraph("本年度无新建楼堂馆所竣工。")


def explanation_table(words: Sentences) -> TableBlock:
    """What the department says in public about figures that do not agree; without the name of who said it."""
    rows = [
        ReportRow((ReportCell(str(number), numeric=True), ReportCell(places, head=True), ReportCell(text)))
        for number, (places, text) in enumerate(printed_explanations(words), 1)
    ]
    return TableBlock("explanations", EXPLANATION_TITLE, EXPLANATION_COLUMNS, tuple((row,) for row in rows))


def printed_explanations(words: Sentences) -> list[tuple[str, str]]:
    """(what it is about, text) of each line; a text that serves several places is one line.

    Papers of before version 1.4, whose explanations name no audience, keep a line for each.
    """
    lines: dict[tuple[str, int], list[str]] = {}
    for number, entry in enumerate(words.facts.explanations):
        if entry.printed:
            own = 0 if entry.audience else number + 1
            lines.setdefault((entry.text, own), []).append(explained_place(entry.field, words))
    return [("；".join(dict.fromkeys(places)), text) for (text, _), places in lines.items()]


def explained_place(field: str, words: Sentences) -> str:
    """The name of the figure, indicator or section that an explanation is about."""
    field = field.partition("#")[0]  # which number of a text is no word for readers
    sections = {section.code: section.label for section in words.scheme.sections}
    name = sections.get(field) or words.scheme.name_of(field, words.facts.year)
    return "其他事项" if name == field else name
