"""A published PDF taken apart for whoever checks it: the document inside, and the seals on it.

Runs in the limited child; knows no Django. Nothing is fetched: a certificate counts by the list that the request brings.
"""

import hashlib
import io
import json
from typing import Any

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import DisallowedAlgorithmError, SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

PUBLIC_DOCUMENT = "report.json"
MOST_SEALS = 5


def published_content(trusted: list[str], content: bytes) -> dict[str, Any]:
    """Digest, number and version of the public document inside, blanks where there is none; and the seals."""
    files = PdfReader(io.BytesIO(content)).attachments.get(PUBLIC_DOCUMENT, [])
    document = files[0] if files else b""
    digest = hashlib.sha256(document).hexdigest() if document else ""
    return {"digest": digest, "seals": seals_on(content, trusted)} | claimed_number(document)


def claimed_number(document: bytes) -> dict[str, Any]:
    """Number and version that the document names."""
    try:
        read = json.loads(document)
        return {"number": str(read["number"]), "version": int(read["version"])}
    except (ValueError, KeyError, TypeError):
        return {"number": "", "version": 0}


def seals_on(content: bytes, trusted: list[str]) -> list[list[str]]:
    """(signer, standing) of every seal: ours, stranger, broken, or unknown where the kind of signature is."""
    try:
        seals = PdfFileReader(io.BytesIO(content), strict=False).embedded_regular_signatures[:MOST_SEALS]
    except PdfError:
        return []
    roots = list(load_certs_from_pemder_data("\n".join(trusted).encode())) if trusted else []
    return [seal_reading(seal, ValidationContext(trust_roots=roots)) for seal in seals]


def seal_reading(seal: EmbeddedPdfSignature, context: ValidationContext) -> list[str]:
    """Who signed, and how the signature stands; what pyHanko does not know it says with several errors."""
    try:
        certificate = seal.signer_cert
        signer = str(certificate.subject.native.get("common_name", "")) if certificate else ""
        return [signer, standing_of_seal(seal, context)]
    except (DisallowedAlgorithmError, NotImplementedError, KeyError):
        return ["", "unknown"]
    except (SignatureValidationError, PdfError, ValueError):
        return ["", "broken"]


def standing_of_seal(seal: EmbeddedPdfSignature, context: ValidationContext) -> str:
    """Whether it covers the whole file unchanged, and by whose certificate."""
    status = validate_pdf_signature(seal, context)
    if not (status.intact and status.valid) or status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return "broken"
    return "ours" if status.trusted else "stranger"
