"""Evidence in the store of files: one for each content, named by chance, and reached through views alone.

An upload is looked at on this host's disk, below MEDIA_ROOT, before the store gets it.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from evaluations.evidence.private_files import DamagedFile, dated_files, open_private, stored_bytes

EVIDENCE_FOLDER = "evidence"
DAY_SECONDS = 24 * 60 * 60


def evidence_folder() -> Path:
    """Where uploads lie while they are looked at, and kept files where the store is a disk; made on the first call."""
    path = Path(settings.MEDIA_ROOT) / EVIDENCE_FOLDER
    path.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    return path


def evidence_name(file: UUID | str) -> str:
    """The name of a kept file in the store; it is taken apart and put together again, so that it leads nowhere else."""
    return f"{EVIDENCE_FOLDER}/{UUID(str(file)).hex}"


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
    """Put the incoming file into the store, durably; a crash leaves the whole file or none. Raises OSError."""
    name = uuid4()
    with path.open("rb") as file:
        default_storage.save(evidence_name(name), File(file))
    return name


def evidence_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def evidence_fault(file: UUID | str, sha256: str) -> str:
    """What is wrong with a kept file, in Chinese; nothing when it is as it was."""
    data = stored_bytes(evidence_name(file))
    if data is None:
        return "不在原处"
    return "" if hashlib.sha256(data).hexdigest() == sha256 else "与登记的 SHA-256 不符，已被改动或损坏"


def evidence_content(file: UUID | str, sha256: str) -> bytes:
    """The kept bytes, checked. Raises DamagedFile when they are missing or changed, FilesAway when the store is."""
    data = stored_bytes(evidence_name(file))
    if data is None:
        raise DamagedFile("文件不在原处。")
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedFile("文件与上传时登记的校验值不一致，可能已损坏或被改动。")
    return data


def old_files() -> list[str]:
    """Names of files in the store that nobody has written for a day."""
    before = timezone.now() - timedelta(seconds=DAY_SECONDS)
    return [name for name, written in dated_files(EVIDENCE_FOLDER) if written < before]


def forget_file(name: str) -> None:
    """Take a file of the folder out of the store; one that is not there is no fault."""
    default_storage.delete(f"{EVIDENCE_FOLDER}/{name}")


def old_uploads() -> list[Path]:
    """What a crash left of uploads on this host's disk a day ago; one that is under way is never among them."""
    before = time.time() - DAY_SECONDS
    return [path for path in evidence_folder().glob(".*") if path.is_file() and path.stat().st_mtime < before]
