"""What a whole report offers to a draft: old and new of every field and list, section by section, beside the original."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.paper.paper_facts import OfferedPaper
from evaluations.filing.paper.unit_proposals import PaperProposal, unit_proposal
from evaluations.filing.section.form import NONE_INPUT, SectionForm, stored_texts
from evaluations.filing.section.origins import unit_of
from evaluations.filing.section.parts import parts_of
from evaluations.filing.workbook.dry_run.checking import canonical_texts, lasting_texts
from evaluations.language.words import NOTHING_LABEL
from evaluations.papers.paper_chapters import PaperChapter, PaperLine, unmatched_lines
from evaluations.schemes.scheme import Section


@dataclass
class PaperSection:
    """One section of the page: the original on the left, what to take on the right."""

    section: Section
    label: str
    lines: Sequence[PaperLine]
    proposals: list[PaperProposal] = field(default_factory=list)
    same: int = 0

    @property
    def shared_doubt(self) -> str:
        """The doubt that all of several proposals have, to be said once; "" for none."""
        doubts = {tuple(one.doubts) for one in self.proposals}
        (only,) = doubts if len(doubts) == 1 and len(self.proposals) > 1 else [()]
        return only[0] if len(only) == 1 else ""


@dataclass(frozen=True)
class UnmatchedPart:
    """Paragraphs under a heading that the form does not have; `put`: the text that a person has chosen for them."""

    number: int
    heading: str
    lines: Sequence[PaperLine]
    put: str = ""

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.lines)


@dataclass
class PaperProposals:
    """All that a paper offers."""

    paper: OfferedPaper
    sections: list[PaperSection]
    unmatched: list[UnmatchedPart]
    places: list[tuple[str, str]]

    @property
    def all(self) -> list[PaperProposal]:
        """Every proposal, whatever its section."""
        return [one for section in self.sections for one in section.proposals]


def paper_proposals(desk: Desk, paper: OfferedPaper) -> PaperProposals:
    """What the paper offers, ticked where nothing is overwritten and nothing is doubtful."""
    scheme = desk.scheme
    source = Desk(desk.evaluation, desk.user, reading=lambda _: DraftResults(scheme, paper.facts))
    found = []
    for section in sorted(scheme.sections, key=lambda one: not one.first):
        chapter = paper.chapters.chapters.get(section.code)
        own = section_proposals(desk.at(section), source.at(section), paper, chapter)
        lines = chapter.lines if chapter else ()
        if own.proposals or lines or own.same:
            found.append(replace(own, lines=lines))
    unmatched = [
        UnmatchedPart(number, part.heading, tuple(unmatched_lines(part)))
        for number, part in enumerate(paper.chapters.unmatched)
    ]
    places = [
        (code, f"{desk.label(scheme.section(one.section).label)} · {desk.label(one.label)}")
        for code, one in scheme.texts.items()
    ]
    return PaperProposals(paper, found, unmatched, places)


def section_proposals(
    there: SectionDesk, source: SectionDesk, paper: OfferedPaper, chapter: PaperChapter | None
) -> PaperSection:
    """Old and new of one section, unit by unit."""
    read: dict[str, str] = {}
    for part in parts_of(source.scheme, source.section):
        read |= part.stored(source)
    old, new = SectionForm.stored(there), SectionForm.arranged(source, read)
    stored = stored_texts(there)
    before, after = (lasting_texts(canonical_texts(form)) for form in (old, new))
    found = PaperSection(there.section, there.label(there.section.label), ())
    for unit in dict.fromkeys(unit_of(new, name) for name in after):
        texts, held = (
            {name: text for name, text in all.items() if unit_of(new, name) == unit} for all in (after, before)
        )
        if texts == held:
            found.same += 1
        elif not there.scheme.figures.get(unit) or not there.scheme.figures[unit].computed:
            found.proposals.append(unit_proposal(unit, new, old, texts, held, paper))
    if chapter and chapter.none and there.section.none_text and not any(stored.values()):
        texts = {NONE_INPUT: "on"}
        found.proposals.append(
            PaperProposal(there.section.code, NONE_INPUT, NOTHING_LABEL, "", "勾选", texts, chosen=paper.this_year)
        )
    return found
