"""The manual as one PDF, printed by the machine of the reports, once for each state of its chapters and pictures."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from evaluations.evidence.private_files import write_through
from evaluations.manual.manual_chapters import manual_chapters, manual_digest
from evaluations.manual.manual_pictures import illustrated_chapter, picture_data
from evaluations.publication.printing.print_child import print_html

MANUAL_FOLDER_NAME = "manual"


def manual_pdf() -> bytes:
    """The printed manual; made when it is asked for the first time. Raises RenderRefused with the reason in Chinese."""
    path = Path(settings.MEDIA_ROOT) / MANUAL_FOLDER_NAME / f"{manual_digest()}.pdf"
    if not path.is_file():
        keep_paper(path, print_html(manual_html()).pdf)
    return path.read_bytes()


def manual_html() -> str:
    """Title, contents and every chapter, for the printer."""
    chapters = [(chapter, illustrated_chapter(chapter, picture_data)) for chapter in manual_chapters().values()]
    return render_to_string("manual/print.html", {"chapters": chapters})


def keep_paper(path: Path, pdf: bytes) -> None:
    """Put the finished file in its place at once, and take away the papers of earlier states."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    write_through(half, pdf)
    half.replace(path)
    for old in path.parent.glob("*.pdf"):
        if old != path:
            old.unlink(missing_ok=True)
