"""The manual as one PDF, printed by the machine of the reports, once for each state of its chapters and pictures."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from evaluations.evidence.private_files import dated_files, stored_bytes
from evaluations.manual.manual_chapters import manual_chapters, manual_digest
from evaluations.manual.manual_pictures import illustrated_chapter, picture_data
from evaluations.publication.printing.print_child import print_html

MANUAL_FOLDER_NAME = "manual"


def manual_pdf() -> bytes:
    """The printed manual; made when it is asked for the first time. Raises RenderRefused with the reason in Chinese."""
    name = f"{manual_digest()}.pdf"
    kept = stored_bytes(f"{MANUAL_FOLDER_NAME}/{name}")
    return kept if kept is not None else keep_paper(name, print_html(manual_html()).pdf)


def manual_html() -> str:
    """Title, contents and every chapter, for the printer."""
    chapters = [(chapter, illustrated_chapter(chapter, picture_data)) for chapter in manual_chapters().values()]
    return render_to_string("manual/print.html", {"chapters": chapters})


def keep_paper(name: str, pdf: bytes) -> bytes:
    """Put the finished file into the store, and take away the papers of earlier states."""
    default_storage.save(f"{MANUAL_FOLDER_NAME}/{name}", ContentFile(pdf))
    for old, _ in dated_files(MANUAL_FOLDER_NAME):
        if old != name:
            default_storage.delete(f"{MANUAL_FOLDER_NAME}/{old}")
    return pdf
