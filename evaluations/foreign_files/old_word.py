"""Old Word files (.doc, .wps, .rtf) by way of LibreOffice, where it is installed: they become a .docx in a folder of their own.

LibreOffice runs without the database, without our environment, with a profile that is thrown away (macros are never run
in it), and with a proxy that leads nowhere, so that a picture linked on the web is not fetched.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from evaluations.foreign_files.child_tasks import READ_PAPER
from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES, ForeignFileRefused
from evaluations.foreign_files.opening import ask_child
from evaluations.foreign_files.paper_refusals import (
    ENCRYPTED_STREAM,
    LARGEST_PAPER,
    PAPER_KINDS,
    PASTE_INSTEAD,
    SAVE_AS_DOCX,
    refuse_paper,
)
from evaluations.papers.paper_blocks import PaperDocument

RTF_FIRST_BYTES = b"{\\rtf"
OFFICE_ITSELF, OFFICE_WRITER = "soffice.bin", "libswlo.so"
CONVERSION_SECONDS = 60
NOT_CONVERTED = "这个旧版 Word 文件（.doc、.wps、.rtf）没能打开，可能已损坏，或设了打开密码"
NOWHERE = "http://127.0.0.1:9"


def opened_paper(content: bytes) -> PaperDocument:
    """A paper of any kind that can be read here; raises ForeignFileRefused."""
    if word_converter() and is_old_word(content):
        content = modern_word(content)
    refuse_paper(content)  # needs no child to be refused
    return ask_child(READ_PAPER, None, content)


def is_old_word(content: bytes) -> bool:
    """Whether LibreOffice has to read it first."""
    old = content.startswith((OLE_FIRST_BYTES, RTF_FIRST_BYTES)) and len(content) <= LARGEST_PAPER
    return old and ENCRYPTED_STREAM not in content


def word_converter() -> str:
    """The path of LibreOffice; "" where it is not installed, or without Writer (it comes in parts)."""
    program = shutil.which("soffice") or shutil.which("libreoffice") or ""
    folder = Path(program).resolve().parent
    without = (folder / OFFICE_ITSELF).exists() and not (folder / OFFICE_WRITER).exists()
    return "" if without else program


def modern_word(content: bytes) -> bytes:
    """The same text as .docx; raises ForeignFileRefused where LibreOffice makes nothing of it in time."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "paper.doc").write_bytes(content)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [word_converter(), profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder]
        environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "http_proxy": NOWHERE, "https_proxy": NOWHERE}
        try:
            subprocess.run(
                [*command, str(place / "paper.doc")],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=CONVERSION_SECONDS,
                check=False,
            )
            return (place / "paper.docx").read_bytes()
        except (subprocess.TimeoutExpired, FileNotFoundError) as error:
            raise ForeignFileRefused(NOT_CONVERTED, SAVE_AS_DOCX + PASTE_INSTEAD, PAPER_KINDS) from error
