"""Finished PDFs on disk: named by their content, written whole or not at all, checked before they are sent."""

import hashlib
import os
from pathlib import Path

from django.conf import settings

from evaluations.evidence.private_files import DamagedFile, sync_folder, write_through

PDF_FOLDER = "publications"


def keep_pdf(pdf: bytes) -> tuple[str, str]:
    """Store a PDF and return (name below MEDIA_ROOT, SHA-256). The same bytes are the same file.

    Temporary file in the same folder, fsync, rename, fsync of the folder: after a crash there is the whole
    file or none. Raises OSError (disk full) and leaves nothing under the final name.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    folder = Path(settings.MEDIA_ROOT) / PDF_FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    final = folder / f"{digest}.pdf"
    temporary = folder / f".{digest}.{os.getpid()}"
    try:
        write_through(temporary, pdf)
        temporary.replace(final)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return f"{PDF_FOLDER}/{final.name}", digest


def pdf_content(name: str, digest: str) -> bytes:
    """The stored bytes, checked. Raises DamagedFile when they are missing or changed."""
    try:
        data = (Path(settings.MEDIA_ROOT) / name).read_bytes()
    except OSError:
        raise DamagedFile("PDF 文件不在原处，请在“公开发布”中重新生成。") from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise DamagedFile("PDF 文件与登记的校验值不一致，可能已损坏或被改动，已停止下载。")
    return data
