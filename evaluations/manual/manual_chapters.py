"""The chapters of docs/manual: Markdown files that also read well where they lie, kept as HTML with their sections."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings
from markdown import Markdown

MANUAL_FOLDER = settings.BASE_DIR / "docs" / "manual"
# In the order of the work; the name is the file's and the address's.
CHAPTER_NAMES = ("first-steps", "filing", "signing", "reviewing", "managing", "publishing", "administering", "reading")
PICTURE_MARK = re.compile(r'<p><img alt="([^"]*)" src="([a-z0-9-]+\.png)" ?/?></p>')
HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>')
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, kw_only=True)
class ManualSection:
    """A heading of a chapter, with the plain text under it."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ManualChapter:
    """One role's chapter: its HTML names pictures as they stand in the file, so that pages and paper each show them."""

    name: str
    title: str
    html: str
    sections: tuple[ManualSection, ...]


def plain_text(html: str) -> str:
    """The words of HTML, blanks and line ends as one blank."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def read_chapter(path: Path) -> ManualChapter:
    """Read a Markdown file whose first line is its title. Raises FileNotFoundError, or ValueError without a title."""
    source = path.read_text(encoding="utf-8")
    title, _, body = source.partition("\n")
    if not title.startswith("# "):
        raise ValueError(f"{path.name}: the first line is no title")
    html = Markdown(extensions=["attr_list", "sane_lists"], output_format="html").convert(body)
    _, *parts = HEADING.split(html)
    # split() gives level, anchor, heading, text for each heading
    sections = tuple(
        ManualSection(anchor=anchor, title=plain_text(heading), text=plain_text(text))
        for anchor, heading, text in zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
    )
    return ManualChapter(name=path.stem, title=title.removeprefix("# ").strip(), html=html, sections=sections)


@cache
def manual_chapters() -> dict[str, ManualChapter]:
    """Every chapter by its name, read once a process."""
    return {name: read_chapter(MANUAL_FOLDER / f"{name}.md") for name in CHAPTER_NAMES}


def pictures_folder() -> Path:
    """Where scripts/manual_pictures.py leaves its pictures; the manual reads well without them."""
    return Path(settings.MANUAL_PICTURES)


def manual_digest() -> str:
    """Changes when a chapter or a picture does: the name of the printed manual."""
    digest = hashlib.sha256()
    for chapter in manual_chapters().values():
        digest.update(chapter.html.encode())
    for picture in sorted(pictures_folder().glob("*.png")):
        digest.update(f"{picture.name} {picture.stat().st_mtime_ns} {picture.stat().st_size}".encode())
    return digest.hexdigest()[:16]
