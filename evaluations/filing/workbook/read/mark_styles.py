"""Grounds for marked cells: each is the style that the cell has, with another fill. Runs in the child."""

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from evaluations.filing.workbook.plan.template import ENTRY_FILL, FAULT_FILL
from evaluations.foreign_files.workbook_package import WORKBOOK_PART, WorkbookPackage, added_to, child_of


@dataclass
class MarkStyles:
    """The styles of a workbook; without a part for them nothing is coloured."""

    package: WorkbookPackage
    made: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def root(self) -> etree._Element | None:
        """The part of the styles."""
        path = self.package.related(WORKBOOK_PART, "styles")
        return self.package.tree(path) if path in self.package.parts else None

    def faulty(self, style: int) -> int:
        """The style on red ground."""
        return self.filled(style, FAULT_FILL)

    def entry(self, style: int) -> int:
        """The style on the ground of an entry."""
        return self.filled(style, ENTRY_FILL)

    def is_faulty(self, style: int) -> bool:
        """Whether the ground is the red of a mark."""
        root = self.root
        fills, styles = (None, None) if root is None else (child_of(root, "fills"), child_of(root, "cellXfs"))
        if fills is None or styles is None or style >= len(styles):
            return False
        number = int(styles[style].get("fillId", "0"))
        colours = [str(one.get("rgb", "")) for one in fills[number].iter("{*}fgColor")] if number < len(fills) else []
        return any(colour.upper().endswith(FAULT_FILL) for colour in colours)

    def filled(self, style: int, colour: str) -> int:
        """A style with another fill; the style itself where there are none."""
        root = self.root
        fills, styles = (None, None) if root is None else (child_of(root, "fills"), child_of(root, "cellXfs"))
        if fills is None or styles is None or style >= len(styles):
            return style
        if (style, colour) not in self.made:
            pattern = added_to(added_to(fills, "fill"), "patternFill", patternType="solid")
            added_to(pattern, "fgColor", rgb=f"FF{colour}")
            one = deepcopy(styles[style])
            one.set("fillId", str(len(fills) - 1))
            one.set("applyFill", "1")
            self.made[style, colour] = self.appended(styles, one)
            fills.set("count", str(len(fills)))
        return self.made[style, colour]

    def listed(self, bold: bool = False, link: bool = False) -> int:
        """A style for the list of faults: lines broken, and bold or a link where asked."""
        root = self.root
        fonts, styles = (None, None) if root is None else (child_of(root, "fonts"), child_of(root, "cellXfs"))
        if fonts is None or styles is None:
            return 0
        font = deepcopy(fonts[0])
        if bold:
            font.insert(0, etree.Element(f"{{{etree.QName(font).namespace}}}b"))
        if link:
            for colour in font.findall("{*}color"):
                colour.attrib.clear()
                colour.set("rgb", "FF0563C1")
        fonts.append(font)
        fonts.set("count", str(len(fonts)))
        one = added_to(styles, "xf", numFmtId="49", fontId=str(len(fonts) - 1), fillId="0", borderId="0", xfId="0")
        one.set("applyFont", "1")
        one.set("applyAlignment", "1")
        added_to(one, "alignment", vertical="top", wrapText="1")
        styles.set("count", str(len(styles)))
        return len(styles) - 1

    @staticmethod
    def appended(styles: etree._Element, one: etree._Element) -> int:
        """The number of a style that is put behind the others."""
        styles.append(one)
        styles.set("count", str(len(styles)))
        return len(styles) - 1
