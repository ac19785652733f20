"""No file grows beyond what any page takes: the rest of a larger one is read and thrown away."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from departments.site_request import SiteRequest


class LimitedFiles(FileUploadHandler):
    """Skips a file that exceeds EVIDENCE_FILE_BYTES and notes its name in `request.too_large`, for the page to say so."""

    request: SiteRequest

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > settings.EVIDENCE_FILE_BYTES:
            self.request.too_large = [*getattr(self.request, "too_large", ()), self.file_name or ""]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""
        return None
