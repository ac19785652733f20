"""Finished PDFs in the store of files: named by their content, whole or not there, checked before they are sent."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from evaluations.evidence.private_files import DamagedFile, stored_bytes

PDF_FOLDER = "publications"


def keep_pdf(pdf: bytes) -> tuple[str, str]:
    """Store a PDF and return (name in the store, SHA-256). The same bytes are the same file.

    Raises OSError (disk full, store away) and leaves nothing under the final name.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    return default_storage.save(f"{PDF_FOLDER}/{digest}.pdf", ContentFile(pdf)), digest


def pdf_content(name: str, digest: str) -> bytes:
    """The stored bytes, checked. Raises DamagedFile when they are missing or changed, FilesAway when the store is."""
    data = stored_bytes(name)
    if data is None:
        raise DamagedFile("PDF 文件不在原处，请在“信息公开”中重新生成。")
    if hashlib.sha256(data).hexdigest() != digest:
        raise DamagedFile("PDF 文件与登记的校验值不一致，可能已损坏或被改动，已停止下载。")
    return data
