"""A whole paper as facts in the engine's terms, with what was recognised where and what was not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evaluations.checks.finding import TextSpot
from evaluations.checks.passages import Passage
from evaluations.claims.claim_nouns import Claim, ClaimYear, Relation, SubjectKind
from evaluations.claims.report_reading import report_claims
from evaluations.facts.document import FACTS_COLLECTIONS, Facts, ProjectFacts, StatedFacts
from evaluations.language.rounding import plain_number
from evaluations.language.units import POINT_UNIT
from evaluations.papers.figure_readings import FigureReading, chosen_figures
from evaluations.papers.figures_in_prose import OpenNumber, prose_readings
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_head import PaperHead, paper_head
from evaluations.papers.paper_projects import PROJECT_AMOUNTS, PrintedProject, projects_in_prose, with_amounts
from evaluations.papers.paper_sections import PaperLayout, paper_layout
from evaluations.papers.paper_tables import TablesRead, read_tables
from evaluations.papers.paper_texts import PaperTexts, paper_texts
from evaluations.papers.paper_words import bare_words
from evaluations.papers.scheme_guess import guessed_scheme
from evaluations.schemes.scheme import ScoringScheme

NO_BUILDING = re.compile(
    r"(?:没有|无|未)[^。；;，,]{0,10}(?:新建|完工|建设)[^。；;，,]{0,10}楼堂馆所|楼堂馆所[^。；;，,]{0,6}无"
)


@dataclass(frozen=True)
class OwnTotal:
    """The total of points that a paper gives itself, and where in its text."""

    stated: StatedFacts
    passage: Passage | None = None
    spot: TextSpot | None = None


@dataclass(frozen=True)
class PaperReading:
    """The facts of a paper; `chosen` tells of each figure where it was read, `readings` all printings of all figures,
    `told` the projects as the text tells of them."""

    head: PaperHead
    scheme: ScoringScheme
    scheme_sure: bool
    facts: Facts
    texts: PaperTexts
    layout: PaperLayout
    readings: tuple[FigureReading, ...]
    chosen: dict[str, FigureReading]
    told: tuple[PrintedProject, ...]
    own_total: OwnTotal | None
    tables: TablesRead
    open_numbers: tuple[OpenNumber, ...]


def read_paper(document: PaperDocument, schemes: Sequence[ScoringScheme]) -> PaperReading:
    """Read a paper under the form among these that fits best."""
    head = paper_head(document)
    guess = guessed_scheme(document, head.year, schemes)
    scheme, layout = guess.scheme, paper_layout(document, guess.scheme)
    tables = read_tables(scheme, layout, head.year)
    facts = first_facts(scheme, head, tables)
    told = told_projects(scheme, facts, paper_texts(layout, scheme), tables)
    texts = paper_texts(layout, scheme, told_paragraphs(layout, told))
    projects = listed_projects(told, tables)
    listed = bool(told or tables.projects)  # sheets alone are not a list of all projects
    facts = with_texts(facts, texts, projects, document, listed)
    said = prose_readings(scheme, facts, texts.figures)
    readings = (*tables.readings, *said.readings)
    chosen = chosen_figures(scheme, readings)
    total = None if tables.other_points else own_total(scheme, facts, texts, tables.total)
    stated = (*tables.stated, *((total.stated,) if total else ()))
    facts = replace(facts, figures={name: one.value for name, one in chosen.items()}, stated=stated)
    return PaperReading(
        head, scheme, guess.sure, facts, texts, layout, readings, chosen, told, total, tables, said.left
    )


def first_facts(scheme: ScoringScheme, head: PaperHead, tables: TablesRead) -> Facts:
    """What is known before the texts are read."""
    return Facts(
        figures={},
        scheme=scheme.code,
        year=head.year,
        department=head.department,
        notice_reference=head.notice,
        entries=tables.entries,
        targets=tuple(tables.targets),
    )


def with_texts(
    facts: Facts, texts: PaperTexts, projects: list[ProjectFacts], document: PaperDocument, listed: bool
) -> Facts:
    """The facts with texts, lists, and the lists that the paper says nothing of; 没有新建楼堂馆所 says there are none."""
    none_built = any(NO_BUILDING.search(one.text) for one in document.paragraphs)
    said = {"projects": listed, "buildings": none_built, "achievements": bool(texts.achievements)}
    return replace(
        facts,
        narratives=texts.narratives,
        achievements=texts.achievements,
        none_sections=texts.none_sections,
        projects=tuple(projects),
        unmentioned=frozenset(name for name in FACTS_COLLECTIONS if not said[name]),
    )


def told_projects(
    scheme: ScoringScheme, facts: Facts, texts: PaperTexts, tables: TablesRead
) -> tuple[PrintedProject, ...]:
    """The projects of the text of 项目支出; where a table lists them, only those that it lists."""
    section = scheme.section_of_table("projects")
    there = [one for one in texts.figures if section and one.place.section == section]
    found = projects_in_prose(scheme, facts, there)
    listed = None if tables.projects is None else {bare_words(one.name) for one in tables.projects}
    return tuple(one for one in found if listed is None or bare_words(one.project.name) in listed)


def told_paragraphs(layout: PaperLayout, told: Sequence[PrintedProject]) -> list[int]:
    """The numbers of the paragraphs that tell of a project: they are read as projects and not as texts."""
    texts = {one.passage.text for one in told}
    return [one.number for part in layout.parts for one in part.paragraphs if one.text in texts]


def listed_projects(told: Sequence[PrintedProject], tables: TablesRead) -> list[ProjectFacts]:
    """The projects of the table, else of the text, else of their own sheets; each with what its sheet adds."""
    listed = [one.project for one in told] if tables.projects is None else tables.projects
    return [with_sheet(one, tables) for one in listed or [sheet.project for sheet in tables.sheets.values()]]


def with_sheet(project: ProjectFacts, tables: TablesRead) -> ProjectFacts:
    """A project with the targets of its own sheet, and with the amounts that only the sheet gives."""
    sheet = tables.sheets.get(bare_words(project.name))
    if sheet is None:
        return project
    given = sheet.execution.amounts if sheet.execution else {}
    printed = {name: getattr(project, name) for name in PROJECT_AMOUNTS if getattr(project, name) is not None}
    return replace(with_amounts(project, given | printed), targets=tuple(sheet.targets))


def own_total(scheme: ScoringScheme, facts: Facts, texts: PaperTexts, printed: str) -> OwnTotal | None:
    """The total that the paper gives itself: as its text says, else as the last line of the score sheet."""
    for passage in texts.figures:
        for claim in report_claims(scheme, facts, passage.text):
            if is_own_total(claim) and claim.number:
                stated = StatedFacts("total", plain_number(claim.number.value), passage.where)
                return OwnTotal(stated, passage, TextSpot(claim.start, claim.end))
    return OwnTotal(StatedFacts("total", printed, "得分表合计行")) if bare_words(printed) else None


def is_own_total(claim: Claim) -> bool:
    """自评得分91分."""
    number, own = claim.number, claim.subject.kind == SubjectKind.SCORE and claim.year == ClaimYear.THIS
    return bool(own and claim.relation == Relation.VALUE and number and number.exact and number.unit == POINT_UNIT)
