"""The nine chapters: headings numbered 一、 and （一）, sentences with figures, free text, projects, achievements."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evaluations.facts.document import ProjectFacts
from evaluations.language.amounts import Amount
from evaluations.language.chinese_numbers import number_in_words
from evaluations.language.text_rows import before_rows
from evaluations.language.words import COLLECTION_LABELS, PROJECT_KINDS, PROJECT_LABELS
from evaluations.report.blocks import (
    BLANK_CELL_TEXT,
    MISSING_TEXT,
    Block,
    Heading,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportRow,
    TableBlock,
)
from evaluations.report.own_target_table import target_table
from evaluations.report.sentences import LEAD_ENDS, Sentences, closed_sentence, leading_to_table, text_on_one_line
from evaluations.report.tables import amount_columns, buildings_table, data_table, noted_rounding, number_cell
from evaluations.report.written_table import text_parts
from evaluations.schemes.place_lookup import row_place, text_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace, row_names
from evaluations.schemes.scheme import BodyItem, SchemeText, Section

# A number that the writer typed before a line which we number ourselves: 1、 (2) ⑶ 四、 — but not 1.5亿元.
TYPED_DIGITS = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
TYPED_NUMBER = re.compile(
    rf"^(?:[（(]({TYPED_DIGITS})[)）][、.]?|([⑴-⒇①-⑳])|(\d{{1,3}})(?:[、．]|\.(?!\d))|({TYPED_DIGITS})、)\s*"
)
WORD_NUMBER = re.compile(r"^(?:([一二三四五六七八九十]{1,3})(?:是|要|，)|第([一二三四五六七八九十]{1,3})[是，、])")
MOST_TOLD_PROJECTS = 10


def report_chapters(words: Sentences) -> Iterator[Block]:
    """All chapters of the scheme in order; an empty one reads 无。"""
    for number, chapter in enumerate(words.scheme.chapters, 1):
        yield Heading(f"{number_in_words(number)}、{chapter.heading}", 1, f"chapter-{number}")
        sections = [section for section in words.scheme.sections if section.chapter == chapter.code]
        blocks = [block for section in sections for block in section_blocks(section, words)]
        yield from numbered_headings(blocks, number) if blocks else [Paragraph("无。")]


def numbered_headings(blocks: list[Block], chapter: int) -> Iterator[Block]:
    """Number the level-2 headings of one chapter （一）, （二）…"""
    count = 0
    for block in blocks:
        if isinstance(block, Heading):
            count += 1
            block = Heading(f"（{number_in_words(count)}）{block.text}", 2, f"chapter-{chapter}-{count}")
        yield block


def section_blocks(section: Section, words: Sentences) -> Iterator[Block]:
    """What one section of the form says."""
    if section.none_text and section.code in words.facts.none_sections:
        yield Paragraph(section.none_text)
        return
    for item in section.body:
        if words.holds(item.when):
            yield from item_blocks(item, words)


def item_blocks(item: BodyItem, words: Sentences) -> list[Block]:
    """The blocks of one body item: a heading, a sentence (none where nothing of it applies), a free text or a table."""
    if item.heading:
        return [Heading(item.heading, 2, "")]
    if item.sentence:
        pieces = words.pieces(item.sentence)
        said = "".join(text for text, _ in pieces)
        return [Paragraph(said, pieces=pieces), *tables_below(item.sentence, words)] if said else []
    if item.text:
        return text_blocks(words.scheme.texts[item.text], words)
    if item.table in ROW_BLOCKS:
        return ROW_BLOCKS[item.table](words)
    return [data_table(words.scheme.table(item.table), words)]


def tables_below(sentence: str, words: Sentences) -> Iterator[Paragraph | TableBlock]:
    """What a sentence has no room for: the tables in its free texts, and what these say after them."""
    for code in words.texts_with_tables(sentence):
        _, below = before_rows(words.facts.narratives[code])
        yield from text_parts(below, text_place(words.scheme, code))


def text_blocks(text: SchemeText, words: Sentences) -> list[Block]:
    """Free text by paragraph; numbered 1. 2. 3. where the scheme says so; （未填） only where it is needed."""
    place = text_place(words.scheme, text.code)
    written = text_parts(words.facts.narratives.get(text.code, ""), place)
    if not written:
        return [Paragraph(MISSING_TEXT, place=place)] if needed(text, words) else []
    return numbered_parts(written) if text.style == "numbered" else [*written]


def numbered_parts(written: Sequence[Paragraph | TableBlock]) -> list[Block]:
    """A text with its lines numbered; tables and their titles are none of them."""
    lines = [one.text for one in written if isinstance(one, Paragraph) and one.text]
    numbered = iter(numbered_lines(lines) if lines else ())
    return [replace(one, text=next(numbered)) if isinstance(one, Paragraph) and one.text else one for one in written]


def numbered_lines(written: list[str]) -> list[str]:
    """1. 2. 3. before the lines; a lead line stays above its list, and a list with parts keeps the writer's numbers."""
    if len(written) > 2 and written[0].endswith(LEAD_ENDS):
        return [written[0], *numbered_lines(written[1:])]
    if counts_in_words(written) or counts_in_parts(written):
        return written
    return [f"{number}. {line}" for number, line in enumerate(without_numbers(written), 1)]


def counts_in_words(written: list[str]) -> bool:
    """Whether the lines count themselves in words, 一是、二是 or 第一，第二: a number of ours before that says it twice."""
    typed = [WORD_NUMBER.match(line) for line in written]
    return all(one and means(one[1] or one[2], number) for number, one in enumerate(typed, 1))


def counts_in_parts(written: list[str]) -> bool:
    """Whether the writer numbered a list with parts, 1、 above （1）（2）: two kinds of numbers, each counting from 1."""
    counts: dict[int, int] = {}
    for typed in filter(None, map(TYPED_NUMBER.match, written)):
        kind = typed.lastindex or 0
        following = next((n for n in (counts.get(kind, 0) + 1, 1) if means(typed[kind], n)), None)
        if following is None:
            return False
        counts[kind] = following
    return len(counts) > 1 and bool(TYPED_NUMBER.match(written[0]))


def without_numbers(written: list[str]) -> list[str]:
    """The lines without the numbers that the writer typed, if these really count 1, 2, 3 …

    “三、四季度支出偏慢” and “2019、2020年” begin with a number that belongs to the sentence: there the lines stay.
    """
    if all(counts_itself(line, number) for number, line in enumerate(written, 1)):
        return [TYPED_NUMBER.sub("", line) for line in written]
    return written


def counts_itself(line: str, number: int) -> bool:
    """Whether the line begins with its own number, and not with an enumeration such as “一、二季度”."""
    typed = TYPED_NUMBER.match(line)
    if typed is None or not means(typed[typed.lastindex or 0], number):
        return False
    following = re.match(TYPED_DIGITS, line[typed.end() :])
    return not (typed[0].endswith("、") and following and means(following[0], number + 1))


def means(text: str, number: int) -> bool:
    """Whether a number as typed (12, 十二, ⑫) is this one."""
    return text == number_in_words(number) or (int(text) == number if text.isdecimal() else numeric(text) == number)


def numeric(text: str) -> float:
    """The value of a circled or Chinese number of one character; 0 for any other."""
    return unicodedata.numeric(text, 0) if len(text) == 1 else 0


def needed(text: SchemeText, words: Sentences) -> bool:
    """Whether a text must not be empty for this department."""
    return not text.optional if text.required_when is None else words.holds(text.required_when)


def project_paragraphs(words: Sentences) -> list[Block]:
    """One numbered paragraph a project: amounts, what it consists of, what came of it, below it the tables in that; many
    projects as a table."""
    if len(words.facts.projects) > MOST_TOLD_PROJECTS:
        return [project_overview(words)]
    places = row_places(PlaceKind.PROJECT, words)
    blocks: list[Block] = []
    for number, (project, place) in enumerate(zip(words.facts.projects, places, strict=True), 1):
        said, below = before_rows(project.note)
        told = replace(project, note=leading_to_table(said) if below else said)
        blocks += [replace(project_paragraph(number, told, words), place=place), *text_parts(below, place)]
    return blocks or [Paragraph("本年度没有逐项列出的项目。")]


def project_paragraph(number: int, project: ProjectFacts, words: Sentences) -> Paragraph:
    """1. 名称（专项资金）。预算…万元，到位资金…万元，实际支出…万元。其中：…"""
    named = [
        (words.label(one.label).removesuffix("数"), getattr(project, one.code)) for one in words.scheme.project_columns
    ]
    amounts = "，".join(label + amount_with_unit(value, words) for label, value in named)
    text = f"{amounts}。{project_content(project, words)}"
    name, kind = project.name or BLANK_CELL_TEXT, PROJECT_KINDS[project.kind]
    return Paragraph(text, lead=f"{number}. {name}{'' if kind in name else f'（{kind}）'}。")


def project_content(project: ProjectFacts, words: Sentences) -> str:
    """What a project consists of and what came of it, in sentences."""
    items = "、".join(named_amount(item.name, amount_with_unit(item.amount, words)) for item in project.items)
    note = text_on_one_line(project.note)
    return f"{f'其中：{items}。' if items else ''}{closed_sentence(note) if note else ''}"


def project_overview(words: Sentences) -> TableBlock:
    """A line for each project, where paragraphs would fill page after page."""
    unit, asked = words.scheme.unit, words.scheme.project_columns
    rows = [
        ReportRow(
            (
                ReportCell(str(number), numeric=True),
                ReportCell(f"{project.name or BLANK_CELL_TEXT}（{PROJECT_KINDS[project.kind]}）", head=True),
                *(number_cell(getattr(project, column.code), unit) for column in asked),
                ReportCell(project_content(project, words) or BLANK_CELL_TEXT),
            )
        )
        for number, project in enumerate(words.facts.projects, 1)
    ]
    groups = tuple((row,) for row in rows)
    columns = (
        ReportColumn("序号", "count"),
        ReportColumn(PROJECT_LABELS["name"], "name"),
        *amount_columns((words.label(column.label) for column in asked), groups),
        ReportColumn(PROJECT_LABELS["note"], "text"),
    )
    note = noted_rounding(f"单位：{unit}", groups)
    return TableBlock("overview", f"各项目{PROJECT_LABELS['note']}", columns, groups, note)


def named_amount(name: str, amount: str) -> str:
    """办公设备购置35.00万元; an amount never runs into a name that ends in a digit: 明细3（2.50万元）."""
    return f"{name}（{amount}）" if not name or name[-1].isascii() else f"{name}{amount}"


def row_places(kind: PlaceKind, words: Sentences) -> list[ReportPlace]:
    """Where each row of a list was filled in, by the names that outlive an edit."""
    return [row_place(words.scheme, kind, name) for name in row_names(words.facts, kind)]


def amount_with_unit(value: Amount, words: Sentences) -> str:
    """An amount with its unit; without one when there is no number."""
    shown = words.shown(value, words.scheme.unit)
    return f"{shown}{words.scheme.unit}" if shown[:1].isdigit() else shown


def achievement_blocks(words: Sentences) -> list[Block]:
    """一是…二是…: the title as lead, the body after it."""
    blocks: list[Block] = []
    places = row_places(PlaceKind.ACHIEVEMENT, words)
    for number, (achievement, place) in enumerate(zip(words.facts.achievements, places, strict=True), 1):
        lead = closed_sentence(f"{number_in_words(number)}是{achievement.title or MISSING_TEXT}")
        parts = text_parts(achievement.body, place)
        # A table, or the title of one, does not go on in the line of the lead.
        first = parts[0] if parts and isinstance(parts[0], Paragraph) and not parts[0].lead else None
        blocks += [Paragraph(first.text if first else "", lead, place), *(parts[1:] if first else parts)]
    return blocks or [Paragraph(MISSING_TEXT)]


def building_blocks(words: Sentences) -> list[Block]:
    """The table of buildings, when there are any."""
    return [buildings_table(words)] if words.facts.buildings else []


def target_blocks(words: Sentences) -> list[Block]:
    """The department's own targets as a table in the text."""
    own = [result for result in words.assessment.indicators if result.goal or result.attained]
    return [
        target_table(words.facts.targets, own, COLLECTION_LABELS["targets"], words, among=words.assessment.indicators)
    ]


ROW_BLOCKS = {
    "projects": project_paragraphs,
    "achievements": achievement_blocks,
    "buildings": building_blocks,
    "targets": target_blocks,
}
