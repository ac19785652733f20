"""Uploads: no file grows beyond what any page takes, and its name keeps every character that Unicode has today."""

import html
import re
from typing import Any

import unicodedata2 as unicodedata
from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParser

from departments.site_request import SiteRequest

PATH_MARKS = re.compile(r"[/\\]")


class CurrentNames(MultiPartParser):
    """Django's parser drops what Python's own Unicode data call unprintable, and so the names of people and places whose
    characters are younger (Extension I: Unicode 15.1). Here unicodedata2 is asked, as everywhere else."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        last = PATH_MARKS.split(html.unescape(file_name))[-1]
        name = "".join(one for one in last if one == " " or unicodedata.category(one)[0] not in "CZ")
        return None if name in ("", ".", "..") else name


class NameKeepingFiles(FileUploadHandler):
    """Has the request read by CurrentNames: Django lets a handler take the whole input over, and here the first one does."""

    taken = False

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> tuple[Any, Any] | None:
        if self.taken or self.request is None:
            return None
        self.taken = True
        return CurrentNames(META, input_data, self.request.upload_handlers, encoding).parse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
        return None


class LimitedFiles(FileUploadHandler):
    """Skips a file that exceeds EVIDENCE_FILE_BYTES and notes its name in `request.too_large`, for the page to say so.

    Skips every file where none is taken (config/body_ceiling.py): nothing of it reaches the disk.
    """

    request: SiteRequest

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0
        if not getattr(self.request, "keeps_files", True):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > settings.EVIDENCE_FILE_BYTES:
            self.request.too_large = [*getattr(self.request, "too_large", ()), self.file_name or ""]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
        return None
