"""Pages of a PDF as pictures. Knows no Django; runs in the child, which alone lets PDFium near a file of a stranger.

PDFium is built without JavaScript and XFA here; what a page links to is not followed, and what comes out is pixels.
"""

from base64 import b64encode
from io import BytesIO
from math import sqrt
from typing import Any

import pypdfium2

from evaluations.foreign_files.file_refusals import ForeignFileRefused

PAGE_WIDTH, MOST_PIXELS = 1000, 3_000_000
MOST_AT_ONCE = 4
PICTURE_QUALITY = 80
LOOK_AT_FILE = "请点文件名下载，用 PDF 阅读器查看。"


def pages_as_pictures(first: int, content: bytes) -> dict[str, Any]:
    """{"pages": how many there are, "pictures": JPEG in base64, from page `first` (from 1) on, a few at once}.

    Raises ForeignFileRefused for a file with a password, and for what is no PDF.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()  # what was filled in is drawn, too
        last = min(len(document), first - 1 + MOST_AT_ONCE)
        pictures = [page_picture(document[number]) for number in range(first - 1, last)]
        return {"pages": len(document), "pictures": pictures}
    except pypdfium2.PdfiumError as error:
        what = "文件设有打开密码" if "assword" in str(error) else "文件内容不符合 PDF 的格式"
        raise ForeignFileRefused(what, LOOK_AT_FILE) from error


def page_picture(page: pypdfium2.PdfPage) -> str:
    """One page, as wide as it is shown and never larger than a screenful of memory."""
    width, height = page.get_size()
    scale = min(PAGE_WIDTH / width, sqrt(MOST_PIXELS / (width * height)))
    stream = BytesIO()
    page.render(scale=scale).to_pil().convert("RGB").save(stream, "JPEG", quality=PICTURE_QUALITY)
    return b64encode(stream.getvalue()).decode("ascii")
