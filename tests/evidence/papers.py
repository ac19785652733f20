"""Real files to attach, made here, and evil ones."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from uuid import UUID

import docx
import openpyxl
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from weasyprint import HTML

from evaluations.evidence.keeping import evidence_name
from evaluations.filing.evidence.attaching import attach_evidence_files
from evaluations.models import Evaluation, Evidence

PLACE = "indicator.staff_control_rate"
OTHER = "indicator.budget_control_rate"


def kept_path(file: UUID | str) -> Path:
    """Where a kept file lies on the disk of the tests."""
    return Path(default_storage.path(evidence_name(file)))


def pdf(text: str = "机构编制批复") -> bytes:
    """A real PDF of one page."""
    return HTML(string=f"<p>{text}</p>").write_pdf()


def word(text: str = "会议纪要") -> bytes:
    """A real docx."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def workbook(text: str = "决算表") -> bytes:
    """A real xlsx."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()


def picture(form: str = "JPEG", size=(60, 40), exif: bytes | None = None, **more) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image, out = Image.new("RGB", size, "blue"), io.BytesIO()
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    if exif is not None:
        more["exif"] = exif
    image.save(out, form, **more)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """The header of a gigantic picture over almost no data."""
    data = bytearray(picture("PNG"))
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def archive(members: dict[str, bytes], start: bytes = b"", end: bytes = b"") -> bytes:
    """A zip of these members, perhaps with something before or after it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return start + out.getvalue() + end


def more_in(content: bytes, **members: bytes) -> bytes:
    """The archive with further members; __ stands for a slash."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        found = {name: old.read(name) for name in old.namelist()}
    return archive(found | {name.replace("__", "/"): data for name, data in members.items()})


def ole(*streams: str) -> bytes:
    """The first bytes of a file of before 2007, with these names in its directory."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + b"\0\0".join(one.encode("utf-16-le") for one in streams)


def upload(content: bytes, name: str = "批复.pdf") -> SimpleUploadedFile:
    """As a browser sends it; whatever type it claims is not believed."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def attach_paper(
    evaluation: Evaluation, user, name: str = "批复.pdf", content: bytes = b"", place: str = PLACE
) -> Evidence:
    """One file in a draft."""
    outcome = attach_evidence_files(evaluation, user, place, [upload(content or plain_pdf(name), name)])
    assert not outcome.refused, outcome.refused
    return outcome.kept[0]


def plain_pdf(text: str = "", more: bytes = b"") -> bytes:
    """The smallest thing that passes for a PDF, different for each text; quicker than a real one."""
    return b"%PDF-1.7\n%" + text.encode() + b"\n" + more + b"\nstartxref\n9\n%%EOF\n"


def locked_pdf(password: str, way: str = "AES-128") -> bytes:
    """A PDF with an owner's password, and perhaps one that is needed to open it."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.encrypt(password, "owner", algorithm=way)
    writer.write(out)
    return out.getvalue()
