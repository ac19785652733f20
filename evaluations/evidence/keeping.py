"""Evidence on disk: one file for each content, named by chance, below MEDIA_ROOT and reached through views alone."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File

from evaluations.evidence.private_files import DamagedFile, open_private, sync_folder

EVIDENCE_FOLDER = "evidence"
DAY_SECONDS = 24 * 60 * 60


def evidence_folder() -> Path:
    """Where the files lie; made on the first call."""
    path = Path(settings.MEDIA_ROOT) / EVIDENCE_FOLDER
    path.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    return path


def evidence_path(file: UUID | str) -> Path:
    """The path of a kept file; the name is taken apart and put together again, so that it leads nowhere else."""
    return evidence_folder() / UUID(str(file)).hex


@contextmanager
def incoming_evidence(upload: File) -> Iterator[Path]:
    """A private copy of an upload beside the kept files; it is gone after the block, unless it was put among them."""
    path = evidence_folder() / f".{uuid4().hex}"
    try:
        with open(path, "wb", opener=open_private) as file:
            for chunk in upload.chunks():
                file.write(chunk)
        yield path
    finally:
        path.unlink(missing_ok=True)


def keep_evidence(path: Path) -> UUID:
    """Give the incoming file its lasting name, durably; a crash leaves the whole file or none."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    name = uuid4()
    path.replace(evidence_path(name))
    sync_folder(path.parent)
    return name


def evidence_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def evidence_fault(file: UUID | str, sha256: str) -> str:
    """What is wrong with a kept file, in Chinese; nothing when it is as it was."""
    try:
        return "" if evidence_digest(evidence_path(file)) == sha256 else "与登记的 SHA-256 不符，已被改动或损坏"
    except OSError:
        return "不在原处"


def evidence_content(file: UUID | str, sha256: str) -> bytes:
    """The kept bytes, checked. Raises DamagedFile when they are missing or changed."""
    try:
        data = evidence_path(file).read_bytes()
    except OSError:
        raise DamagedFile("文件不在原处。") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedFile("文件与上传时登记的校验值不一致，可能已损坏或被改动。")
    return data


def old_files() -> list[Path]:
    """Files that nobody has written for a day: an upload under way is never among them."""
    before = time.time() - DAY_SECONDS
    return [path for path in evidence_folder().iterdir() if path.is_file() and path.stat().st_mtime < before]
