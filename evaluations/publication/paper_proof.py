"""What a published paper prints so that anybody can check it: number, version, digest, seal of the log, address, QR code."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import segno
from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe

from evaluations.models import Publication, Submission
from evaluations.publication.public_part import public_document, public_json_bytes

TOKEN_LENGTH = 16
QR_TITLE = "核验二维码，内容为下面的核验网址"


@dataclass(frozen=True)
class PaperProof:
    """The lines of the box at the end of a paper."""

    number: str
    version: int
    digest: str
    chain_head: str
    address: str

    @property
    def qr_code(self) -> SafeString:
        """The address of its verification."""
        return address_code(self.address, QR_TITLE)


@lru_cache(maxsize=256)
def address_code(address: str, title: str) -> SafeString:
    """One of our own addresses as a QR code: an SVG with a title for those who cannot see it, in XML as in HTML."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=0, omitsize=True, title=title, xmldecl=False, nl=False)
    return mark_safe(drawn.getvalue().decode())  # nothing in it but squares


def proof_of(submission: Submission) -> PaperProof:
    """The proof of an approved submission. The seal of the log is the one that its publication keeps."""
    document, digest = public_document(submission), public_digest(submission)
    head = Publication.objects.filter(submission=submission).values_list("chain_head", flat=True).first()
    return PaperProof(document["number"], document["version"], digest, head or "", verify_address(digest))


def public_digest(submission: Submission) -> str:
    """SHA-256 of the public document, in hexadecimal."""
    return hashlib.sha256(public_json_bytes(submission)).hexdigest()


def verify_address(digest: str) -> str:
    """Where the world asks about the paper with this digest."""
    path = reverse("verification:paper", args=(digest[:TOKEN_LENGTH],))
    return f"{settings.SITE_URL}/{path.removeprefix(get_script_prefix())}"
