"""附件1 the indicators with scores and reasons, 附件2 the base data, and explanations of what does not agree."""

import re
from collections.abc import Iterator
from dataclasses import replace

from evaluations.language.chinese_numbers import number_in_words
from evaluations.report.blocks import (
    Annex,
    Heading,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
)
from evaluations.report.indicator_table import indicator_table
from evaluations.report.project_form import project_annex
from evaluations.report.self_evaluation import self_evaluation_blocks
from evaluations.report.sentences import Sentences
from evaluations.report.tables import buildings_table, data_table, projects_table, rates_table
from evaluations.report.written_lines import cell_text
from evaluations.schemes.scheme import ScoringScheme, Section

EXPLANATION_TITLE = "有关差异的说明"
OVERALL_EVALUATION, TABLE_WORD, ANNEX_NUMBER = "部门整体支出", "表", re.compile(r"^附件[\d一二三四五]*[\s：:、.]*")
INDICATOR_TITLE = "{year}年度部门整体支出绩效评价指标表"
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
        ReportRow((ReportCell(str(number), numeric=True), ReportCell(places, head=True), ReportCell(cell_text(text))))
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
