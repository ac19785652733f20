"""Static files as production sends them: named by their content, scripts without comments, each beside its gzip and brotli."""

from pathlib import PurePath

from django.core.files.base import ContentFile, File
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class LeanStaticFiles(CompressedManifestStaticFilesStorage):
    """A script imports others by their hashed names, so that all may be kept for ever; WhiteNoise says so of such names."""

    support_js_module_import_aggregation = True
    # One pass settles the names on one more level of scripts that import each other.
    max_post_process_passes = 12

    def _save(self, name: str, content: File) -> str:
        own_script = name.endswith(".js") and "vendor" not in PurePath(name).parts
        return super()._save(name, lean_script(content) if own_script else content)


def lean_script(content: File) -> ContentFile:
    """The same program without comments and indents."""
    return ContentFile(jsmin(b"".join(content.chunks()).decode()).encode())
