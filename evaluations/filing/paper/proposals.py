"""What a whole report offers to a draft: old and new of every field and list, section by section, beside the original."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.forms import BooleanField, ChoiceField

from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.desk.draft_results import DraftResults
from evaluations.filing.paper.paper_facts import OfferedPaper
from evaluations.filing.section.form import NONE_INPUT, SectionForm, stored_texts
from evaluations.filing.section.origins import unit_of
from evaluations.filing.section.parts import parts_of
from evaluations.filing.section.parts.base import row_numbers
from evaluations.filing.workbook.dry_run.checking import canonical_texts, lasting
from evaluations.language.words import NOTHING_LABEL
from evaluations.papers.paper_chapters import PaperChapter, PaperLine, unmatched_lines
from evaluations.schemes.place_words import LIST_WORDS
from evaluations.schemes.report_place import PlaceKind
from evaluations.schemes.scheme import Section

ENTRY_DOUBT = "按得分表的得分推出"


@dataclass(frozen=True)
class PaperProposal:
    """One field, list or line to be taken or left. `texts` are its inputs; `rows` a list in words; `long`: a text that may
    be mended on the page."""

    section: str
    unit: str
    label: str
    old: str
    new: str
    texts: Mapping[str, str]
    where: str = ""
    doubts: Sequence[str] = ()
    rows: Sequence[str] = ()
    long: bool = False
    chosen: bool = True

    @property
    def code(self) -> str:
        """Its name in the form of the page."""
        return f"{self.section}.{self.unit}"

    @property
    def kind(self) -> str:
        """新填 or 替换."""
        return "替换" if self.old else "新填"


@dataclass
class PaperSection:
    """One section of the page: the original on the left, what to take on the right."""

    section: Section
    label: str
    lines: Sequence[PaperLine]
    proposals: list[PaperProposal] = field(default_factory=list)
    same: int = 0


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
    places = [(code, f"{desk.label(scheme.section(one.section).label)} · {desk.label(one.label)}")
              for code, one in scheme.texts.items()]  # fmt: skip
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
    before, after = (lasting(canonical_texts(form)) for form in (old, new))
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


def unit_proposal(
    unit: str,
    new: SectionForm,
    old: SectionForm,
    texts: Mapping[str, str],
    held: Mapping[str, str],
    paper: OfferedPaper,
) -> PaperProposal:
    """One unit in words."""
    desk, section = new.desk, new.desk.section.code
    if unit in new.lists:
        noun, rows = LIST_WORDS[unit], list(row_lines(new, unit, texts))
        count = len(row_numbers(held, unit))
        held_words = f"现有 {count} 个" if count else ""
        return PaperProposal(
            section,
            unit,
            noun,
            held_words,
            f"{len(rows)} 个",
            texts,
            rows=rows,
            doubts=year_doubt(paper),
            chosen=not held,
        )
    if unit in desk.scheme.figures:
        return figure_proposal(unit, new, texts, held, paper)
    if unit.startswith(f"{PlaceKind.ENTRY}-"):
        label = desk.label(desk.scheme.indicator(unit.partition("-")[2]).label)
        words = [f"{caption} {shown}" for caption, shown in worded(new, texts)]
        shown_old = "；".join(f"{caption} {shown}" for caption, shown in worded(old, held))
        return PaperProposal(
            section, unit, label, shown_old, "；".join(words), texts, doubts=[ENTRY_DOUBT], chosen=not held
        )
    code = unit.removeprefix(f"{PlaceKind.TEXT}-")
    label = desk.label(desk.scheme.texts[code].label) if code in desk.scheme.texts else new.labels[unit][1]
    carried = paper.this_year or (code in desk.scheme.texts and desk.scheme.texts[code].carry)
    return PaperProposal(
        section,
        unit,
        label,
        held.get(unit, ""),
        texts[unit],
        texts,
        doubts=year_doubt(paper),
        long=code in desk.scheme.texts,
        chosen=not held and carried,
    )


def figure_proposal(
    unit: str, new: SectionForm, texts: Mapping[str, str], held: Mapping[str, str], paper: OfferedPaper
) -> PaperProposal:
    """A figure with the place where the paper prints it."""
    read, doubts = paper.figure(unit), paper.doubts(unit)
    where = read.where if read else ""
    quote = f"：{read.quote}" if read and read.quote else ""
    return PaperProposal(
        new.desk.section.code,
        unit,
        new.labels[unit][1],
        held.get(unit, ""),
        texts[unit],
        texts,
        where=where + quote,
        doubts=doubts,
        chosen=not held and not doubts,
    )


def year_doubt(paper: OfferedPaper) -> list[str]:
    """What is to be said of a text or list of another year."""
    return [paper.doubt] if paper.doubt else []


def row_lines(form: SectionForm, prefix: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Each row of a list in one line."""
    for number in row_numbers(texts, prefix):
        own = {name: text for name, text in texts.items() if name.startswith(f"{prefix}-{number}-")}
        yield "；".join(f"{label} {shown}" for label, shown in worded(form, own))


def worded(form: SectionForm, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(label, text) of inputs, choices in their words."""
    fields = {
        one.add_prefix(name): field for part in form.parts for one in part.forms for name, field in one.fields.items()
    }
    for name, text in texts.items():
        control = fields.get(name)
        label = str(control.label) if control else name
        if isinstance(control, ChoiceField):
            text = next((str(words) for code, words in control.widget.choices if code == text), text)
        elif isinstance(control, BooleanField):
            text = "勾选"
        yield label, text
