"""Printed papers: which fonts they have, and who signs those that go public."""

from pathlib import Path
from typing import NamedTuple

from config.environment import TrimmedEnv

CERTIFICATE_SEAL = "evaluations.publication.sealing.certificate_seal.CertificateSeal"


class PaperSettings(NamedTuple):
    """What scripts/report_fonts.py makes; the class that signs; a PKCS#12 file, its password, certificates of before."""

    report_fonts: Path
    paper_seal: str
    trial_seal: str
    certificate: str
    password: str
    trusted: str


def paper_settings(env: TrimmedEnv, mode: str, var_dir: Path, secret: str) -> PaperSettings:
    """Read them. The trial signs with a certificate of its own, whose password is the site's secret."""
    certificate = env.str("SEAL_CERTIFICATE", "")
    trial_seal = str(var_dir / "trial-seal.p12") if mode == "trial" else ""
    return PaperSettings(
        env.path("REPORT_FONTS", var_dir / "fonts"),
        env.str("PAPER_SEAL", CERTIFICATE_SEAL if certificate or trial_seal else ""),
        trial_seal,
        certificate,
        env.str("SEAL_PASSWORD", "") if certificate else secret,
        env.str("SEAL_TRUSTED", ""),
    )
