"""Private files: written whole or not at all, and sent so that they can do nothing in the reader's browser."""

import os
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.http import content_disposition_header


class DamagedFile(Exception):
    """The stored file is gone or no longer what was written; the text is a Chinese sentence."""


class FilesAway(OSError):
    """The store of files does not answer; says nothing about whether a file is there."""


def stored_bytes(name: str) -> bytes | None:
    """What lies in the store under the name; None when nothing does. Raises FilesAway."""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FilesAway:
        raise
    except OSError:
        return None


class DatedFiles(Protocol):
    """What our stores (durable_files.py, bucket_files.py) can besides what Django asks of one."""

    def dated_files(self, folder: str) -> list[tuple[str, datetime]]: ...


def dated_files(folder: str) -> list[tuple[str, datetime]]:
    """The name of each file of a folder of the store with the moment when it was written. Raises FilesAway."""
    return cast(DatedFiles, default_storage).dated_files(folder)


def open_private(name: str, flags: int) -> int:
    """Open a new file that only we and our group may read."""
    return os.open(name, flags, settings.FILE_UPLOAD_PERMISSIONS)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_harmless(response: HttpResponse, name: str) -> HttpResponse:
    """Add what makes a file only a file: RFC 6266 name, nosniff, an empty sandbox."""
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
