"""Notes on cells in the parts where Excel keeps them: the texts in one, their boxes (VML) in another. Runs in the child."""

import re
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from evaluations.filing.workbook.plan.template import MARK_AUTHOR
from evaluations.foreign_files.workbook_package import WorkbookPackage, added_to, child_of

# Behind this our words stand in a note that is somebody else's.
MARK_LEAD = f"〔{MARK_AUTHOR}〕"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# In a sheet the reference to the boxes stands before these.
AFTER_BOXES = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
EMPTY_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
    'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
BOX = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="jixiao_{row}_{column}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:98pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
ANY_BOX = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)


@dataclass
class SheetNotes:
    """The notes of one sheet; their parts are made with the first mark."""

    package: WorkbookPackage
    sheet: str

    @property
    def comments(self) -> etree._Element | None:
        """The texts, where the sheet has any."""
        path = self.package.related(self.sheet, "comments")
        return self.package.tree(path) if path in self.package.parts else None

    def unmark(self) -> list[str]:
        """Take back what an earlier marking wrote; the cells that it was about."""
        root = self.comments
        if root is None:
            return []
        authors, found = child_of(root, "authors"), child_of(root, "commentList")
        names = [one.text for one in authors] if authors is not None else []
        freed = []
        if found is None:
            return []
        for one in list(found):
            author = int(one.get("authorId", "0"))
            if author < len(names) and names[author] == MARK_AUTHOR:
                found.remove(one)
                self.drop_box(one.get("ref", ""))
                freed.append(one.get("ref", ""))
            elif any(MARK_LEAD in (text.text or "") for text in one.iter("{*}t")):
                cut_our_words(one)
                freed.append(one.get("ref", ""))
        return freed

    def mark(self, cell: str, message: str) -> None:
        """A note on a cell; one that its owner has written stays, with ours below it."""
        root = self.comments
        if root is None:
            root = self.new_comments()
        listed = child_of(root, "commentList")
        assert listed is not None  # every part of notes has its list
        old = next((one for one in listed if one.get("ref") == cell), None)
        if old is not None:
            text = child_of(old, "text")
            add_run(old if text is None else text, f"\n{MARK_LEAD}{message}")
            return
        comment = added_to(listed, "comment", ref=cell, authorId=str(self.author_number(root)))
        add_run(added_to(comment, "text"), message)
        self.add_box(cell)

    def author_number(self, root: etree._Element) -> int:
        """Our number among the authors."""
        authors = child_of(root, "authors")
        assert authors is not None  # the same
        names = [one.text for one in authors]
        if MARK_AUTHOR not in names:
            added_to(authors, "author").text = MARK_AUTHOR
            return len(names)
        return names.index(MARK_AUTHOR)

    def new_comments(self) -> etree._Element:
        """An empty part of notes for the sheet."""
        main = etree.QName(self.package.tree(self.sheet)).namespace
        path = f"xl/jixiao_{self.stem}_comments.xml"
        empty = f'<comments xmlns="{main}"><authors/><commentList/></comments>'
        self.package.add(path, empty.encode(), COMMENTS_TYPE)
        self.package.relate(self.sheet, "comments", path)
        return self.package.tree(path)

    @property
    def stem(self) -> str:
        """A word for the names of the sheet's new parts."""
        return self.sheet.rpartition("/")[2].rpartition(".")[0]

    def boxes_path(self) -> str:
        """The part of the boxes, which is made where the sheet has none."""
        path = self.package.related(self.sheet, "vmlDrawing")
        if path in self.package.parts:
            return path
        path = f"xl/drawings/jixiao_{self.stem}.vml"
        self.package.parts[path] = EMPTY_BOXES.encode()
        self.package.add_default_type("vml", VML_TYPE)
        name = self.package.relate(self.sheet, "vmlDrawing", path)
        root = self.package.tree(self.sheet)
        drawing = etree.Element(
            f"{{{etree.QName(root).namespace}}}legacyDrawing", {f"{{{self.package.office}}}id": name}
        )
        later = next((one for one in root if etree.QName(one).localname in AFTER_BOXES), None)
        root.append(drawing) if later is None else later.addprevious(drawing)
        return path

    def add_box(self, cell: str) -> None:
        """The box of a note. VML is often no XML, so it is changed as text."""
        path = self.boxes_path()
        row, column = coordinate_to_tuple(cell)
        head, end, rest = self.package.parts[path].rpartition(b"</xml>")
        box = BOX.format(row=row - 1, column=column - 1).encode()
        self.package.parts[path] = head + box + end + rest

    def drop_box(self, cell: str) -> None:
        """Take the box of a cell's note away."""
        path = self.package.related(self.sheet, "vmlDrawing")
        row, column = coordinate_to_tuple(cell)
        marks = f"<x:Row>{row - 1}</x:Row>".encode(), f"<x:Column>{column - 1}</x:Column>".encode()
        if path in self.package.parts:
            self.package.parts[path] = ANY_BOX.sub(
                lambda box: b"" if all(mark in box[0] for mark in marks) else box[0], self.package.parts[path]
            )


def add_run(text: etree._Element, words: str) -> None:
    """More words at the end of a note."""
    piece = added_to(added_to(text, "r"), "t")
    piece.text = escape_controls(words)
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def escape_controls(words: str) -> str:
    """Without the characters that no XML can hold."""
    return "".join(one for one in words if one.isprintable() or one in "\n\t")


def cut_our_words(comment: etree._Element) -> None:
    """Somebody's note without what we have written below it."""
    for text in comment.iter("{*}t"):
        if text.text and MARK_LEAD in text.text:
            text.text = text.text.partition(MARK_LEAD)[0].rstrip("\n")
