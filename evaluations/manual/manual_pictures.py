"""Pictures in a chapter: shown where they have been made, left out with their caption where not."""

import base64
import re
from collections.abc import Callable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from evaluations.manual.manual_chapters import PICTURE_MARK, ManualChapter, pictures_folder

FIGURE = '<figure class="manual-picture"><img src="{}" alt="{}" loading="lazy"><figcaption>{}</figcaption></figure>'


def illustrated_chapter(chapter: ManualChapter, address: Callable[[str], str]) -> SafeString:
    """The chapter's HTML with those of its pictures that are there; `address` turns a file's name into one for src."""

    def figure(match: re.Match[str]) -> str:
        title, name = match.groups()
        return format_html(FIGURE, address(name), title, title) if (pictures_folder() / name).is_file() else ""

    return mark_safe(PICTURE_MARK.sub(figure, chapter.html))  # noqa: S308 our own files, no input of anybody


def picture_address(name: str) -> str:
    """Where the site serves a picture."""
    return reverse("manual:picture", args=(name.removesuffix(".png"),))


def picture_data(name: str) -> str:
    """A picture as an address that carries it: the printer opens no file."""
    return "data:image/png;base64," + base64.b64encode((pictures_folder() / name).read_bytes()).decode()
