"""What must be known of an xlsx's styles: number formats, and what is crossed out. Runs in the child.

Nothing else of the styles is looked at, so that no fault in them costs the file: some programs write `<fill/>`, colours
that are none, or no styles at all, and openpyxl then refuses the whole workbook.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS

from evaluations.foreign_files.number_format import GENERAL_FORMAT, LONGEST_FORMAT

# Ids whose meaning depends on the language of the program; in Chinese ones all are dates.
CHINESE_DATES = {*range(27, 37), *range(50, 59)}
OFF = ("0", "false", "off")


@dataclass(frozen=True)
class CellStyle:
    """Number format and strikethrough of a cell."""

    code: str = GENERAL_FORMAT
    struck: bool = False


def read_styles(root: Element | None) -> list[CellStyle]:
    """The styles that cells name by number, as far as they can be read."""
    if root is None:
        return []
    codes = {
        one.get("numFmtId", ""): one.get("formatCode", GENERAL_FORMAT)[:LONGEST_FORMAT]
        for one in children(root, "numFmts")
    }
    struck = [any(is_strike(part) for part in font) for font in children(root, "fonts")]
    return [style_of(xf, codes, struck) for xf in children(root, "cellXfs")]


def style_of(xf: Element, codes: dict[str, str], struck: list[bool]) -> CellStyle:
    """One style; numbers that name nothing name the plainest."""
    font = number_of(xf.get("fontId"))
    return CellStyle(format_code(xf.get("numFmtId", "0"), codes), font < len(struck) and struck[font])


def format_code(number: str, codes: dict[str, str]) -> str:
    """The format with this number: the file's own, or one that every program knows."""
    if number in codes:
        return codes[number]
    known = number_of(number)
    return "yyyy-mm-dd" if known in CHINESE_DATES else BUILTIN_FORMATS.get(known, GENERAL_FORMAT)


def is_strike(part: Element) -> bool:
    """Whether a part of a font crosses out."""
    return local_name(part) == "strike" and part.get("val", "1").lower() not in OFF


def children(root: Element, name: str) -> Iterator[Element]:
    """What stands in the list of this name."""
    for one in root:
        if local_name(one) == name:
            yield from one


def local_name(element: Element) -> str:
    """The tag without its namespace: transitional and strict files differ in nothing else here."""
    return str(element.tag).rpartition("}")[2]


def number_of(text: str | None) -> int:
    """A number in an attribute; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() else 0
