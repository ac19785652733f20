"""Static files as production sends them: named by their content, scripts without comments, each beside its gzip and brotli."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile, File
from rjsmin import jsmin
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage
from zopfli.gzip import compress as smallest_gzip


class SmallestCompressor(Compressor):
    """As WhiteNoise compresses, with the smallest gzip that can be had: written once, read by every browser without brotli."""

    @staticmethod
    def compress_gzip(data: bytes) -> bytes:
        """The file as gzip without a time, so that equal files are equal bytes."""
        return smallest_gzip(data)


class LeanStaticFiles(CompressedManifestStaticFilesStorage):
    """A script imports others by their hashed names, so that all may be kept for ever; WhiteNoise says so of such names."""

    support_js_module_import_aggregation = True
    # One pass settles the names on one more level of scripts that import each other.
    max_post_process_passes = 12

    def create_compressor(self, **options: Any) -> Compressor:
        return SmallestCompressor(**options)

    def _save(self, name: str, content: File) -> str:
        own_script = name.endswith(".js") and "vendor" not in PurePath(name).parts
        return super()._save(name, lean_script(content) if own_script else content)


def lean_script(content: File) -> ContentFile:
    """The same program without comments and indents."""
    return ContentFile(jsmin(b"".join(content.chunks()).decode()).encode())
