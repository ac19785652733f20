"""Which form a paper is made by: the one whose headings, rows and indicators it prints, and whose years fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluations.papers.paper_blocks import PaperDocument, PaperParagraph
from evaluations.papers.paper_headings import heading_core
from evaluations.papers.paper_words import bare_words
from evaluations.schemes.scheme import ScoringScheme

YEAR_FITS = 20
LONGEST_NAME = 40
LEAST_MARKS = 3  # of headings and names; fewer say nothing


@dataclass(frozen=True)
class SchemeGuess:
    """The form, and whether anything in the paper speaks for it."""

    scheme: ScoringScheme
    sure: bool


def guessed_scheme(document: PaperDocument, year: int | None, schemes: Sequence[ScoringScheme]) -> SchemeGuess:
    """The form that fits best; of equals the first. Raises ValueError for no form at all."""
    words = paper_vocabulary(document)
    marks = [(marks_of(scheme, words), scheme) for scheme in schemes]
    points = [(count + (YEAR_FITS if fits_year(scheme, year) else 0), count) for count, scheme in marks]
    place = points.index(max(points))
    return SchemeGuess(marks[place][1], points[place][1] >= LEAST_MARKS)


def fits_year(scheme: ScoringScheme, year: int | None) -> bool:
    """Whether the form is for the year of the paper."""
    return year is not None and bool(scheme.years) and min(scheme.years) <= year <= max(scheme.years)


def paper_vocabulary(document: PaperDocument) -> frozenset[str]:
    """Short lines and cells, bare: headings and names are among them."""
    found = set[str]()
    for block in document.blocks:
        texts = (block.text,) if isinstance(block, PaperParagraph) else (cell for row in block.rows for cell in row)
        short = [text for text in texts if len(text) <= LONGEST_NAME]
        found |= {bare_words(text) for text in short} | {heading_core(text) for text in map(bare_words, short)}
    return frozenset(found)


def marks_of(scheme: ScoringScheme, words: frozenset[str]) -> int:
    """How many headings, rows and indicators of a form the paper prints."""
    own = {heading_core(bare_words(chapter.heading)) for chapter in scheme.chapters} - {""}
    own |= {bare_words(one.label) for one in scheme.indicators}
    own |= {
        bare_words(row.label) for table in scheme.tables for row in table.rows if row.label and "{" not in row.label
    }
    return len(own & words)
