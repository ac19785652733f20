"""An xlsx as its parts: which sheets there are, shared strings, styles. Knows no Django; runs in the child."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from evaluations.foreign_files.xlsx_styles import CellStyle, is_strike, local_name, read_styles

WORKBOOK_PART = "xl/workbook.xml"
# What programs write for characters that XML loses, and for the underscore that would look like one.
CODED_CHARACTER = re.compile(r"_x00(5F|0D|0A|09)_", re.IGNORECASE)
XML_TRUE = ("1", "true", "on")


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook names it, and where its part lies."""

    title: str
    state: str
    path: str


@dataclass(frozen=True)
class WorkbookText:
    """A text of the workbook; `struck` where any piece of it is crossed out."""

    text: str
    struck: bool = False


class XlsxParts:
    """An archive that the guard has passed, read part by part."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        self.book = self.root(WORKBOOK_PART)

    def opened(self, path: str) -> IO[bytes]:
        """A part as a stream; raises KeyError. UTF-16, which no program writes, would hide from the guard."""
        with self.archive.open(self.names[path.lower()]) as part:
            if b"\0" in part.read(64):
                raise ValueError("a part that is no UTF-8")
        return self.archive.open(self.names[path.lower()])

    def root(self, path: str) -> Element:
        """A small part as a tree."""
        with self.opened(path) as part:
            return whole_tree(part)

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """Relation → (its kind, the path it leads to) of a part; none where it has none."""
        place = join(dirname(path), "_rels", f"{path.rpartition('/')[2]}.rels")
        if place.lower() not in self.names:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                normpath(join(dirname(path), one.get("Target", ""))).lstrip("/"),
            )
            for one in self.root(place)
        }

    def sheets(self) -> list[SheetPart]:
        """The sheets with cells, in the order of their tabs."""
        known = self.related(WORKBOOK_PART)
        found = []
        for one in (one for group in self.book if local_name(group) == "sheets" for one in group):
            relation = next((text for name, text in one.attrib.items() if name.endswith("}id")), "")
            kind, path = known.get(relation, ("", ""))
            if kind == "worksheet":
                found.append(SheetPart(one.get("name", ""), one.get("state", "visible"), path))
        return found

    def flag(self, group: str, name: str) -> bool:
        """A switch of the workbook, such as workbookPr date1904."""
        return any(local_name(one) == group and one.get(name, "0").lower() in XML_TRUE for one in self.book)

    def styles(self) -> list[CellStyle]:
        """The styles; none where the part is missing: then every number is shown as it is stored."""
        path = self.path_of("styles")
        return read_styles(self.root(path)) if path else []

    def strings(self) -> list[WorkbookText]:
        """The shared strings."""
        path = self.path_of("sharedStrings")
        if not path:
            return []
        with self.opened(path) as part:
            return [text_of(one) for one in each_element(part, "si")]

    def path_of(self, kind: str) -> str:
        """Where the workbook's part of this kind lies, or usually lies; empty where there is none."""
        paths = [path for one, path in self.related(WORKBOOK_PART).values() if one == kind] + [f"xl/{kind}.xml"]
        return next((path for path in paths if path.lower() in self.names), "")


def whole_tree(part: IO[bytes]) -> Element:
    """The tree of a part that must have one."""
    root = None
    for _, element in iterparse(part, ("start",)):
        root = element if root is None else root
    if root is None:
        raise ValueError("an empty part")
    return root


def each_element(part: IO[bytes], *names: str) -> Iterator[Element]:
    """The elements with these names one by one; what was given is forgotten, so that a large part stays small."""
    stack: list[Element] = []
    for event, element in iterparse(part, ("start", "end")):
        if event == "start":
            stack.append(element)
            continue
        stack.pop()
        if local_name(element) in names:
            yield element
            element.clear()
            if stack:
                stack[-1].clear()


def text_of(item: Element) -> WorkbookText:
    """A string, in one piece or in several with formats of their own; readings above Chinese characters are left out."""
    pieces, struck = [], False
    for part in item:
        if local_name(part) == "t":
            pieces.append(part.text or "")
        elif local_name(part) == "r":
            pieces += [one.text or "" for one in part if local_name(one) == "t"]
            struck = struck or any(is_strike(mark) for one in part if local_name(one) == "rPr" for mark in one)
    return WorkbookText(plain_text("".join(pieces)), struck)


def plain_text(text: str) -> str:
    """The text behind _x005F_ and its like; lines end with a line feed."""
    return CODED_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text).replace("\r", "")
