"""The seam for electronic seals: what the site asks of whoever signs its papers, and the one that is configured.

PAPER_SEAL names a class without arguments. CertificateSeal signs with a certificate of ours (PAdES, RSA or ECDSA). A
county that has to use a national seal (SM2, GB/T 38540) names a class that hands the PDF to its signing server.
"""

from dataclasses import replace
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from evaluations.publication.printing.print_child import PrintedPaper, RenderRefused


class SealRefused(Exception):
    """The paper could not be sealed; the text is a Chinese sentence that says why."""


class PaperSeal(Protocol):
    """One who signs papers."""

    def sealed_by(self) -> str:
        """Whose seal it is, as people read it. Raises SealRefused."""
        ...

    def seal(self, pdf: bytes) -> bytes:
        """The paper with the seal appended; its own bytes stay as they are. Raises SealRefused."""
        ...

    def trusted_certificates(self) -> list[str]:
        """Certificates (PEM) by which a seal counts as ours, those of earlier years too. Raises SealRefused."""
        ...


def configured_seal() -> PaperSeal | None:
    """The seal of this installation; None where papers are not sealed."""
    return import_string(settings.PAPER_SEAL)() if settings.PAPER_SEAL else None


def sealed_paper(paper: PrintedPaper) -> PrintedPaper:
    """The paper as it goes public, sealed where there is a seal. Raises RenderRefused."""
    seal = configured_seal()
    if seal is None:
        return paper
    try:
        return replace(paper, pdf=seal.seal(paper.pdf), sealed_by=seal.sealed_by())
    except SealRefused as refusal:
        raise RenderRefused(f"未能完成电子签名：{refusal}请系统管理员处理后重试。") from refusal


def trusted_certificates() -> list[str]:
    """By which seals of ours are known; none where there is no seal, or it cannot be read."""
    seal = configured_seal()
    try:
        return seal.trusted_certificates() if seal else []
    except SealRefused:
        return []
