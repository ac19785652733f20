"""A paper's chapters as the texts of the form: what to type where, what the form says by itself, and what fits nowhere.

The check of a paper (paper_texts.py) wants every paragraph somewhere; here a paragraph that is put wrongly would be
printed, so what belongs to no chapter of the form is left to people, and sentences that the form makes of its figures
are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from evaluations.facts.document import AchievementFacts
from evaluations.papers.paper_headings import usual_text
from evaluations.papers.paper_reading import PaperReading, told_paragraphs
from evaluations.papers.paper_sections import LEAD_HEADING, PaperPart, says_nothing
from evaluations.papers.paper_texts import achievements_of, is_list_of_achievements, none_sections
from evaluations.papers.printed_sentences import SectionSentences
from evaluations.schemes.scheme import ScoringScheme

# The title, or the end of a first paragraph.
OPENS_REPORT = re.compile(r"^.{0,60}报告$|如下[:：。]?$")
TYPED, GENERATED, PROJECT, NOTHING = "typed", "generated", "project", "nothing"


@dataclass(frozen=True)
class PaperLine:
    """One paragraph of the original; `use`: what became of it; `number` counts the paragraphs of the paper from 1."""

    number: int
    text: str
    use: str = TYPED


@dataclass
class PaperChapter:
    """What a paper says in one section of the form: the original, and the texts by code (`achieved` for a list)."""

    section: str
    lines: list[PaperLine] = field(default_factory=list)
    narratives: dict[str, list[str]] = field(default_factory=dict)
    achieved: list[str] = field(default_factory=list)
    none: bool = False

    @property
    def achievements(self) -> tuple[AchievementFacts, ...]:
        """一是……二是…… as a list."""
        return tuple(achievements_of("\n".join(self.achieved))) if self.achieved else ()

    def text(self, code: str) -> str:
        """One text of the section; "" for none."""
        return "\n".join(self.narratives.get(code, ()))


@dataclass(frozen=True)
class PaperChapters:
    """The chapters by section code, and the parts under headings that the form does not have."""

    chapters: dict[str, PaperChapter]
    unmatched: tuple[PaperPart, ...]


def paper_chapters(reading: PaperReading) -> PaperChapters:
    """Every paragraph before the annexes, once."""
    scheme, chapters = reading.scheme, dict[str, PaperChapter]()
    told = frozenset(told_paragraphs(reading.layout, reading.told))
    none = frozenset(none_sections(reading.layout, scheme))
    sentences = {section.code: SectionSentences(section) for section in scheme.sections}
    for part in reading.layout.parts:
        if part.section:
            chapter = chapters.setdefault(part.section, PaperChapter(part.section, none=part.section in none))
            add_part(chapter, part, scheme, sentences[part.section], told)
    unmatched = (
        one
        for one in reading.layout.parts
        if not one.section and one.text.strip() and not only_opens_report(one, reading.head.department)
    )
    return PaperChapters(chapters, tuple(unmatched))


def add_part(
    chapter: PaperChapter, part: PaperPart, scheme: ScoringScheme, sentences: SectionSentences, told: frozenset[int]
) -> None:
    """Put the paragraphs of one heading."""
    listed = is_list_of_achievements(part, scheme)
    own = part.code if part.code != usual_text(scheme.section(part.section)) else ""
    for paragraph in part.paragraphs:
        use = TYPED
        if paragraph.number in told:
            use = PROJECT
        elif chapter.none or says_nothing(paragraph.text):
            use = NOTHING
        elif listed:
            chapter.achieved.append(paragraph.text)
        else:
            placed = list(sentences.placed(paragraph.text, own))
            for code, text in placed:
                chapter.narratives.setdefault(code, []).append(text)
            use = TYPED if placed else GENERATED
        chapter.lines.append(PaperLine(paragraph.number, paragraph.text, use))


def only_opens_report(part: PaperPart, department: str) -> bool:
    """Whether a part is the title and 现将情况报告如下 alone, which the form prints itself."""
    lines = [one.text.strip() for one in part.paragraphs]
    return part.heading == LEAD_HEADING and all(line == department or OPENS_REPORT.search(line) for line in lines)


def unmatched_lines(part: PaperPart) -> Iterator[PaperLine]:
    """The paragraphs of a part that fits nowhere."""
    return (PaperLine(one.number, one.text) for one in part.paragraphs)
