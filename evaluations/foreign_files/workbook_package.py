"""An xlsx whose parts are changed one by one: every other part stays as its owner's program wrote it. Runs in the child."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from posixpath import basename, dirname, join, normpath, relpath

from lxml import etree

CONTENT_TYPES, WORKBOOK_PART = "[Content_Types].xml", "xl/workbook.xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@dataclass
class WorkbookPackage:
    """The parts of an archive; a tree that was changed is written anew, everything else byte for byte."""

    parts: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)
    seen: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes) -> "WorkbookPackage":
        """The archive, which the guard has passed."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return cls({info.filename: archive.read(info) for info in archive.infolist()})

    def tree(self, path: str) -> etree._Element:
        """A part to be changed; raises KeyError for one that there is not."""
        if path not in self.trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self.trees[path] = etree.fromstring(self.parts[path], parser)
            self.seen[path] = sha256(written(self.trees[path])).digest()
        return self.trees[path]

    def add(self, path: str, content: bytes, content_type: str) -> None:
        """A new part, with its type in the list of types."""
        self.parts[path] = content
        types = self.tree(CONTENT_TYPES)
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{path}", ContentType=content_type)

    def add_default_type(self, extension: str, content_type: str) -> None:
        """The type of all parts that end so, unless the list has one."""
        types = self.tree(CONTENT_TYPES)
        known = {one.get("Extension", "").lower() for one in types.iter(f"{{{TYPES}}}Default")}
        if extension not in known:
            types.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type))

    def drop(self, path: str) -> None:
        """Take a part out, and its line in the list of types."""
        self.parts.pop(path, None)
        self.trees.pop(path, None)
        types = self.tree(CONTENT_TYPES)
        for one in types.findall(f"{{{TYPES}}}Override[@PartName='/{path}']"):
            types.remove(one)

    def related(self, path: str, kind: str) -> str:
        """Where the relation of this kind leads from a part; empty where there is none."""
        for one in self.relations(path):
            if one.get("Type", "").rpartition("/")[2] == kind:
                return target_path(path, one)
        return ""

    def relations(self, path: str) -> Iterator[etree._Element]:
        """The relations of a part."""
        place = relations_path(path)
        if place in self.parts:
            yield from self.tree(place).iter(f"{{{RELATIONS}}}Relationship")

    def relate(self, path: str, kind: str, target: str) -> str:
        """A new relation from a part to another; its id."""
        place = relations_path(path)
        if place not in self.parts:
            self.parts[place] = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        root = self.tree(place)
        known = {one.get("Id") for one in root}
        name = next(one for n in range(1, len(known) + 2) if (one := f"jixiao{n}") not in known)
        attributes = {"Id": name, "Type": f"{self.office}/{kind}", "Target": relpath(target, dirname(path))}
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", attributes)
        return name

    @property
    def office(self) -> str:
        """The namespace of relations: that of transitional or of strict files."""
        strict = (etree.QName(self.tree(WORKBOOK_PART)).namespace or "").startswith("http://purl.oclc.org")
        return STRICT_OFFICE if strict else OFFICE

    def saved(self) -> bytes:
        """The archive."""
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in self.parts.items():
                again = written(self.trees[path]) if path in self.trees else content
                same = path in self.trees and sha256(again).digest() == self.seen[path]
                archive.writestr(path, content if same else again)
        return stream.getvalue()


def written(tree: etree._Element) -> bytes:
    """A tree as a part."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_path(path: str) -> str:
    """Where the relations of a part lie."""
    return join(dirname(path), "_rels", f"{basename(path)}.rels")


def target_path(path: str, relation: etree._Element) -> str:
    """Where a relation of a part leads."""
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(path), target))


def child_of(parent: etree._Element, name: str) -> etree._Element | None:
    """The child with this name, in the parent's namespace."""
    return parent.find(f"{{{etree.QName(parent).namespace}}}{name}")


def added_to(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new last child, in the parent's namespace."""
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)
