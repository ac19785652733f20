"""A published PDF taken apart for whoever checks it: the document inside. Runs in the limited child; knows no Django."""

import hashlib
import io
import json
from typing import Any

from pypdf import PdfReader

PUBLIC_DOCUMENT = "report.json"
NOTHING_INSIDE = {"digest": "", "number": "", "version": 0}


def published_content(asked: None, content: bytes) -> dict[str, Any]:
    """Digest, number and version of the public document inside; blanks where there is none that can be read."""
    files = PdfReader(io.BytesIO(content)).attachments.get(PUBLIC_DOCUMENT, [])
    if not files:
        return NOTHING_INSIDE
    document = files[0]
    return {"digest": hashlib.sha256(document).hexdigest()} | claimed_number(document)


def claimed_number(document: bytes) -> dict[str, Any]:
    """Number and version that the document names."""
    try:
        read = json.loads(document)
        return {"number": str(read["number"]), "version": int(read["version"])}
    except (ValueError, KeyError, TypeError):
        return {"number": "", "version": 0}
