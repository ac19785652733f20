"""The disk as the store of private files: whole or not there, durable when `save` returns, the same name replaced."""

import os
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage

from evaluations.evidence.private_files import open_private, sync_folder


class DurableFiles(FileSystemStorage):
    """What STORAGES names where files lie on a disk, of this machine or mounted by several."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_overwrite=True)

    def _save(self, name: str, content: File) -> str:
        """Temporary file in the same folder, fsync, rename, fsync of the folder: a crash leaves the whole file or none.

        Raises OSError (disk full) and leaves nothing under the final name.
        """
        final = Path(self.path(name))
        final.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS or 0o750)
        temporary = final.with_name(f".{final.name}.{os.getpid()}")
        try:
            with open(temporary, "wb", opener=open_private) as file:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(final.parent)
        return name

    def dated_files(self, folder: str) -> list[tuple[str, datetime]]:
        """The name of each file of a folder with the moment when it was written; not those that go meanwhile."""
        place = Path(self.path(folder))
        found: list[tuple[str, datetime]] = []
        for path in place.iterdir() if place.is_dir() else ():
            try:
                known = path.stat()
            except FileNotFoundError:  # a temporary file that has got its name, or one that was tidied away
                continue
            if S_ISREG(known.st_mode):
                found.append((path.name, datetime.fromtimestamp(known.st_mtime, UTC)))
        return found
