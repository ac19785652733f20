"""Private files: written whole or not at all, and sent so that they can do nothing in the reader's browser."""

import os
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header


class DamagedFile(Exception):
    """The stored file is gone or no longer what was written; the text is a Chinese sentence."""


def write_through(path: Path, content: bytes) -> None:
    """Write and wait until it is on the disk."""
    with open(path, "wb", opener=open_private) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


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
