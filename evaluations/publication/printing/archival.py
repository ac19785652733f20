"""PDF/A-3a and PDF/UA-1 in one file: WeasyPrint 70 declares one of them, here the other stands beside it.

Runs in the printer's process. tests/publication/printing/test_conformance.py asks veraPDF about both.
"""

import datetime
from collections.abc import Callable

import pydyf
from weasyprint import Attachment
from weasyprint.document import Document

from evaluations.publication.printing.printer_order import PaperAttachment

ARCHIVAL_VARIANT = "pdf/a-3a"
# PDF/A knows no pdfuaid:part, so the packet has to say what it is (ISO 19005-3, 6.6.2.3).
UA_DECLARED = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />"""
PACKET_END = b"</rdf:RDF>"


def archived_pdf(document: Document, attachments: tuple[PaperAttachment, ...]) -> bytes:
    """The laid-out document as PDF/A-3a and PDF/UA-1 with its attachments; the same input gives the same bytes."""
    document.metadata.generate_rdf_metadata = both_standards(document.metadata.generate_rdf_metadata)
    written: bytes = document.write_pdf(
        finisher=finish_file,
        pdf_variant=ARCHIVAL_VARIANT,
        attachments=[enclosed(one) for one in attachments],
    )
    return written


def both_standards(packet: Callable[[str, int, str], bytes]) -> Callable[[str, int, str], bytes]:
    """WeasyPrint's maker of the XMP packet, made to declare PDF/UA-1, too. Raises ValueError for a packet of another kind."""

    def with_accessibility(variant: str, version: int, conformance: str) -> bytes:
        body, end, rest = packet(variant, version, conformance).rpartition(PACKET_END)
        if not end or rest:
            raise ValueError("the XMP packet of this WeasyPrint does not end with </rdf:RDF>")
        return body + UA_DECLARED + end

    return with_accessibility


class WrittenObject(pydyf.Object):
    """An object of the file whose bytes are made: a file with an /ID is written twice, once to be hashed."""

    def __init__(self, made: pydyf.Object) -> None:
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.written: bytes = made.data

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self.written


def finish_file(document: Document, pdf: pydyf.PDF) -> None:
    """The last thing before the file is written: nothing in it changes any more."""
    show_title(pdf)
    places = [place for place, made in enumerate(pdf.objects) if made.free != "f" and made.compressible]
    for place in places:
        pdf.objects[place] = WrittenObject(pdf.objects[place])


def show_title(pdf: pydyf.PDF) -> None:
    """PDF/UA wants the title in the window's head instead of the file's name (ISO 14289-1, 7.1)."""
    preferences = pdf.catalog.get("ViewerPreferences") or pydyf.Dictionary()
    preferences["DisplayDocTitle"] = "true"
    pdf.catalog["ViewerPreferences"] = preferences


def enclosed(attachment: PaperAttachment) -> Attachment:
    """An attachment for WeasyPrint; its dates come with it, or the clock would be in the file."""
    stamp = datetime.datetime.fromisoformat(attachment.stamp)
    return Attachment(
        string=attachment.content,
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=stamp,
        modified=stamp,
    )
