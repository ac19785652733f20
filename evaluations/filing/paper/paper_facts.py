"""What a paper hands to this year's draft, as the facts that the section pages are filled from.

A paper of this year hands over all it says; one of the year before what a new draft takes from last year's report
(submissions/carry_forward.py), and its texts to be rewritten; of any other year only the texts.
"""

from dataclasses import dataclass, field, replace

from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.facts.document import Facts, ProjectFacts
from evaluations.filing.accounts.proposals import department_names
from evaluations.filing.desk.draft_desk import Desk
from evaluations.papers.figure_readings import FROM_NAME_BESIDE, FigureReading
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_chapters import PaperChapters, paper_chapters
from evaluations.papers.paper_projects import told_note
from evaluations.papers.paper_reading import PaperReading, read_paper
from evaluations.papers.paper_words import bare_words
from evaluations.scoring.assessing import assess_facts
from evaluations.submissions.carry_forward import hand_on, last_year_cells

LAST_YEARS_TEXT = "上年的内容，请按本年情况改写"
OTHER_YEARS_TEXT = "{year}年度的内容，请按本年情况改写"
NO_YEAR = "文件没有写明年度"
TWO_VALUES = "文件里另有一处写的是{value}（{where}）"
FROM_TEXT = "文字没有写明是预算数还是决算数，按前后文理解"
OTHER_UNIT = "认出的单位是“{read}”，与您的单位“{own}”不同，请确认选对了文件"


@dataclass(frozen=True)
class OfferedPaper:
    """The paper as read, and the facts that it offers; `read_as`: figure of the draft → figure of the paper."""

    reading: PaperReading
    chapters: PaperChapters
    facts: Facts
    this_year: bool
    doubt: str = ""
    read_as: dict[str, str] = field(default_factory=dict)

    def other_unit(self, desk: Desk) -> str:
        """What is to be said where the paper names another department; "" for our own, whatever it was called."""
        read, own = self.reading.head.department, department_names(desk)
        return "" if not read or read in own else OTHER_UNIT.format(read=read, own=own[0])

    def figure(self, name: str) -> FigureReading | None:
        """Where the paper prints what is offered for a figure."""
        return self.reading.chosen.get(self.read_as.get(name, name))

    def doubts(self, name: str) -> list[str]:
        """Why a figure must be looked at before it is taken."""
        chosen = self.figure(name)
        if chosen is None:
            return []
        others = [one for one in self.reading.readings if one.figure == chosen.figure and one.value != chosen.value]
        found = [TWO_VALUES.format(value=one.value.normalize().to_eng_string(), where=one.where) for one in others[:1]]
        found += [FROM_TEXT] if chosen.strength < FROM_NAME_BESIDE else []
        return found + ([NO_YEAR] if self.reading.head.year is None else [])


def offered_paper(desk: Desk, document: PaperDocument) -> OfferedPaper:
    """Read a paper under the form of the draft."""
    scheme, year = scheme_of(desk.evaluation), desk.evaluation.cycle.year
    reading = read_paper(document, [scheme])
    chapters = paper_chapters(reading)
    narratives = {
        code: text
        for chapter in chapters.chapters.values()
        for code in chapter.narratives
        if (text := chapter.text(code))
    }
    if reading.head.year in (year, None):
        achieved = tuple(one for chapter in chapters.chapters.values() for one in chapter.achievements)
        facts = Facts(
            figures=reading.facts.figures,
            narratives=narratives,
            achievements=achieved,
            projects=with_notes(reading),
            targets=reading.facts.targets,
            entries=reading.facts.entries,
        )
        return OfferedPaper(reading, chapters, facts, this_year=True)
    if reading.head.year != year - 1:
        facts, doubt = Facts(figures={}, narratives=narratives), OTHER_YEARS_TEXT.format(year=reading.head.year)
        return OfferedPaper(reading, chapters, facts, this_year=False, doubt=doubt)
    carried = hand_on(scheme, reading.facts, scheme, assess_facts(scheme, reading.facts).amounts)
    facts = Facts(figures=carried.figures, narratives=narratives, projects=carried.projects, targets=carried.targets)
    read_as = last_year_cells(scheme, scheme)
    return OfferedPaper(reading, chapters, facts, this_year=False, doubt=LAST_YEARS_TEXT, read_as=read_as)


def with_notes(reading: PaperReading) -> tuple[ProjectFacts, ...]:
    """The projects with what the text says of each besides the amounts: it goes into the field for its note."""
    scheme, facts = reading.scheme, reading.facts
    notes = {bare_words(one.project.name): told_note(scheme, facts, one) for one in reading.told}
    return tuple(
        one if one.note else replace(one, note=notes.get(bare_words(one.name), "")) for one in reading.facts.projects
    )
