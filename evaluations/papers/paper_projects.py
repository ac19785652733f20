"""The projects that a paper lists: in a table of its own, else in the numbered paragraphs of 项目支出."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluations.checks.passages import Passage
from evaluations.claims.claim_nouns import Claim, ClaimYear, ColumnWord, Relation, SubjectKind
from evaluations.claims.report_reading import report_claims
from evaluations.facts.document import Facts, ItemFacts, ProjectFacts
from evaluations.language.amounts import Amount
from evaluations.language.units import MONEY_UNIT
from evaluations.language.words import EARMARKED_KIND, OTHER_KIND, PROJECT_KINDS, PROJECT_LABELS
from evaluations.papers.figures_in_prose import clause_column
from evaluations.papers.figures_in_tables import TABLE_SCALES, unit_of_table
from evaluations.papers.paper_blocks import PaperTable
from evaluations.papers.paper_words import bare_words, cell_number
from evaluations.papers.splitting import HEADING_MARK
from evaluations.papers.table_headers import column_header
from evaluations.schemes.scheme import ScoringScheme

PROJECT_NAME_COLUMN = re.compile(r"^(?:项目名称|专项名称|项目资金名称|项目支出名称)")
# 电子政务（专项资金）: as our own papers name a project where they list many of them.
PRINTED_KIND = re.compile(rf"（(?:{'|'.join(PROJECT_KINDS.values())})）$")
ITEM_WORD, EARMARKED = "明细", re.compile("专项")
AMOUNT_FIELDS = {
    ColumnWord.BEGIN: "budget",
    ColumnWord.BUDGET: "budget",
    ColumnWord.ADJUSTED: "full_year",
    ColumnWord.IN_PLACE: "in_place",
    ColumnWord.ACTUAL: "actual",
}
PROJECT_AMOUNTS = ("budget", "full_year", "in_place", "actual")
SUM_ROW = re.compile(r"^(?:合计|总计|小计)")
LEADING = re.compile(r"^.*?(?:分别为|主要包括|包括|其中|分别是|即|为|用于)[:：]?(?=\S)")
NAME_STOP = re.compile(r"[，,；;。:：、（）()]")
NO_PROJECT = re.compile(r"^(?:该|本|此|上述|以上|全年|当年|其他$|年度|预算|实际|支出|资金|经费)")
TAIL = re.compile(r"(?:共计|共|合计|预算|安排)+$")
SPENT = re.compile("^(?:全年|本年|当年|年度|已|共|累计)*(?:支出|支付|使用|开支)")
SENTENCE_END = re.compile(r"(?<=[。；;])")
OPENS_ITEMS = re.compile(r"包括|其中|分别为|分别是|用于|即")
LONGEST_PROJECT_NAME, MOST_TITLE_ROWS = 60, 4


@dataclass(frozen=True)
class PrintedProject:
    """A project of a text, and the paragraph that tells of it."""

    project: ProjectFacts
    passage: Passage


def projects_in_table(table: PaperTable, before: tuple[str, ...], year: int | None) -> list[ProjectFacts] | None:
    """The projects of a table with 项目名称 and amounts; None for another table. 明细 are items of the project above."""
    start, place = next(
        (
            (number, n)
            for number, row in enumerate(table.rows[:MOST_TITLE_ROWS])
            for n, cell in enumerate(row)
            if PROJECT_NAME_COLUMN.match(bare_words(cell))
        ),
        (0, None),
    )
    head = enumerate(table.rows[start])
    columns = {n: one.kind for n, cell in head if (one := column_header(cell, year)) and not one.last_year}
    if place is None or not columns:
        return None
    scale, found = TABLE_SCALES[unit_of_table(table, before)], list[ProjectFacts]()
    for row in table.rows[start + 1 :]:
        name = PRINTED_KIND.sub("", row[place].strip()) if place < len(row) else ""
        amounts = {
            AMOUNT_FIELDS[kind]: value * scale
            for n, kind in columns.items()
            if (value := amount_at(row, n)) is not None
        }
        if not name or SUM_ROW.match(bare_words(name)):
            continue
        if ITEM_WORD in row and found:
            item = ItemFacts(name=name, amount=next(iter(amounts.values()), None))
            found[-1] = replace(found[-1], items=(*found[-1].items, item))
        else:
            found.append(with_amounts(ProjectFacts(name=name, kind=kind_of(" ".join(row))), amounts))
    return found


def projects_of_tables(known: Sequence[ProjectFacts], found: Sequence[ProjectFacts]) -> list[ProjectFacts]:
    """Those of a further table behind the known ones; what is listed again with the same amounts is one project.

    Our own papers list more than ten projects in the chapter, and in the annex with what each consists of.
    """
    merged, places = list(known), {bare_words(one.name): place for place, one in enumerate(known)}
    for one in found:
        place = places.get(bare_words(one.name))
        if place is not None and amounts_of(one) == amounts_of(merged[place]):
            merged[place] = replace(one, items=one.items or merged[place].items)
        else:
            merged.append(one)
    return merged


def amounts_of(project: ProjectFacts) -> tuple[Amount, ...]:
    """What a table says of a project."""
    return project.budget, project.full_year, project.in_place, project.actual


def amount_label(scheme: ScoringScheme, field: str) -> str:
    """What the form calls an amount of a project: 全年执行数."""
    own = {column.code: column.label for column in scheme.project_columns}
    return own.get(field, PROJECT_LABELS[field])


def amount_at(row: tuple[str, ...], place: int) -> Decimal | None:
    return cell_number(row[place], "") if place < len(row) else None


def kind_of(words: str) -> str:
    """专项资金 or 其他项目."""
    return EARMARKED_KIND if EARMARKED.search(words) else OTHER_KIND


def projects_in_prose(scheme: ScoringScheme, facts: Facts, passages: Iterable[Passage]) -> list[PrintedProject]:
    """The projects of numbered paragraphs."""
    found: list[PrintedProject] = []
    for passage in passages:
        marked = HEADING_MARK.match(passage.text)
        project = project_of(scheme, facts, passage.text[marked.end() :]) if marked and marked.end() else None
        if project is not None:
            found.append(PrintedProject(project, passage))
    return found


def project_of(scheme: ScoringScheme, facts: Facts, line: str) -> ProjectFacts | None:
    """The project of one paragraph: its first amount of money about a thing with a name, or the name it begins with."""
    claims = [one for one in report_claims(scheme, facts, line) if is_amount(one)]
    if not claims:
        return None
    first = claims[0]
    lead = leading_name(line)
    named = amount_name(first)
    name = named if first.subject.kind not in (SubjectKind.ROW, SubjectKind.DEPARTMENT) and named else lead
    if first.column and lead:  # 电子政务运行维护（专项资金）。预算100.00万元
        name = lead
    if not name or NO_PROJECT.match(name) or len(name) > LONGEST_PROJECT_NAME:
        return None
    amounts = own_amounts(claims)
    if first.number and first.column in ("", ColumnWord.BUDGET):
        amounts.setdefault("budget", first.number.value)
    project = ProjectFacts(name=name, kind=kind_of(line[:80]), items=tuple(items_of(claims)))
    return with_amounts(project, amounts)


def told_note(scheme: ScoringScheme, facts: Facts, told: PrintedProject) -> str:
    """What a paragraph says of a project besides its name and its amounts: whole sentences, as they stand there."""
    line = told.passage.text[heading_end(told.passage.text) :]
    spans = [(one.start, one.end) for one in report_claims(scheme, facts, line) if is_amount(one)]
    note, begin = "", 0
    for sentence in SENTENCE_END.split(line):
        end = begin + len(sentence)
        named = not begin and bare_words(sentence).startswith(bare_words(told.project.name))
        if not named and not any(begin < until and start < end for start, until in spans):
            note += sentence
        begin = end
    return note.strip()


def heading_end(text: str) -> int:
    """Where the words of a numbered paragraph begin."""
    marked = HEADING_MARK.match(text)
    return marked.end() if marked else 0


def is_amount(claim: Claim) -> bool:
    """Whether a claim gives an exact sum of money of this year."""
    number = claim.number
    return bool(
        claim.relation == Relation.VALUE
        and number
        and number.exact
        and number.unit == MONEY_UNIT
        and claim.year == ClaimYear.THIS
    )


def leading_name(line: str) -> str:
    """What a paragraph begins with, up to the first sign: 电子政务运行维护."""
    return bare_words(NAME_STOP.split(line, maxsplit=1)[0])[: LONGEST_PROJECT_NAME + 1]


def amount_name(claim: Claim) -> str:
    """The words right before a number: 为:电子政务项目运行维护费69.15万元 → 电子政务项目运行维护费."""
    number = claim.number
    length = number.until - number.start if number else 0
    words = NAME_STOP.split(claim.quote[: len(claim.quote) - length])[-1]
    return TAIL.sub("", LEADING.sub("", words))


def with_amounts(project: ProjectFacts, amounts: Mapping[str, Decimal]) -> ProjectFacts:
    """The project with the amounts that were read."""
    return replace(
        project,
        budget=amounts.get("budget"),
        full_year=amounts.get("full_year"),
        in_place=amounts.get("in_place"),
        actual=amounts.get("actual"),
    )


def own_amounts(claims: Sequence[Claim]) -> dict[str, Decimal]:
    """The amounts of a project by its columns: the first of each."""
    found: dict[str, Decimal] = {}
    for claim in claims:
        field = AMOUNT_FIELDS.get(amount_column(claim))
        if field and claim.number and not (claim.part_of is not None and not claim.firm):
            found.setdefault(field, claim.number.value)
    return found


def amount_column(claim: Claim) -> ColumnWord:
    """The column of a project's amount: named, or by a word in its clause; NO_COLUMN for an item."""
    spent = SPENT.search(NAME_STOP.split(claim.quote)[-1])
    return claim.column or clause_column(claim) or (ColumnWord.ACTUAL if spent else ColumnWord.NO_COLUMN)


def items_of(claims: Sequence[Claim]) -> Iterator[ItemFacts]:
    """What a project consists of: amounts without a column behind 包括, 其中, 分别为."""
    opened = False
    for claim in claims[1:]:
        opened = opened or claim.part_of is not None or bool(OPENS_ITEMS.search(claim.quote))
        item = amount_name(claim)
        if opened and not amount_column(claim) and item and not NO_PROJECT.match(item) and claim.number:
            yield ItemFacts(name=item, amount=claim.number.value)
