"""A whole report as it was written, before anybody knows what it says: paragraphs and tables in their order."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluations.language.character_table import BROKEN_CHARACTERS


@dataclass(frozen=True)
class PaperParagraph:
    """One paragraph as written; `number` counts those that hold something, from 1."""

    text: str
    number: int


@dataclass(frozen=True)
class PaperTable:
    """The rows of a table as texts, a merged cell in its first place; `number` counts the tables, from 1.

    A part of a table has `above` rows of the whole above it.
    """

    rows: tuple[tuple[str, ...], ...]
    number: int
    above: int = 0

    def row_name(self, number: int) -> str:
        """表3第7行: a row as people count it in the file, from 1."""
        return f"表{self.number}第{self.above + number}行"


PaperBlock = PaperParagraph | PaperTable
RawBlock = str | list[list[str]]


@dataclass(frozen=True)
class PaperDocument:
    """What a file holds, and the sentences on what of it nobody could open (pictures, for one)."""

    blocks: tuple[PaperBlock, ...]
    remarks: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> Iterator[PaperParagraph]:
        return (block for block in self.blocks if isinstance(block, PaperParagraph))

    @property
    def tables(self) -> Iterator[PaperTable]:
        return (block for block in self.blocks if isinstance(block, PaperTable))


def numbered_blocks(raw: list[RawBlock]) -> tuple[PaperBlock, ...]:
    """Blocks as a reader of files gives them (a text, or the rows of a table), counted; blank ones are left out."""
    found: list[PaperBlock] = []
    paragraphs = tables = 0
    for block in raw:
        if isinstance(block, str):
            for line in filter(str.strip, block.splitlines()):  # a break of lines ends a paragraph for whoever reads
                paragraphs += 1
                found.append(PaperParagraph(kept_text(line).replace("\t", " "), paragraphs))
        elif any(cell.strip() for row in block for cell in row):
            tables += 1
            rows = tuple(tuple(map(kept_text, row)) for row in block)
            found.append(PaperTable(rows, tables))
    return tuple(found)


def kept_text(text: str) -> str:
    """A text without blanks around it, and without what no database keeps (NUL, halves of characters)."""
    return BROKEN_CHARACTERS.sub("\ufffd", text.strip())
