"""A certificate that signs itself, for trying things out: made once, and nobody outside need believe it."""

import datetime
import os
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

TRIAL_HOLDER = "绩效系统（试用，自签名）"
TRIAL_DAYS = 3650


def make_trial_certificate(path: Path, password: str) -> None:
    """Write the PKCS#12 file unless it is there; two processes at once agree on one."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as draft:
        draft.write(trial_store(password))
        draft.flush()
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return


def trial_store(password: str) -> bytes:
    """A new key of RSA-2048 with its certificate."""
    key = rsa.generate_private_key(65537, 2048)
    holder = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, TRIAL_HOLDER)])
    now = datetime.datetime.now(datetime.UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(holder)
        .issuer_name(holder)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=TRIAL_DAYS))
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(x509.KeyUsage(True, True, key_cert_sign=True, **usage), True)
        .sign(key, hashes.SHA256())
    )
    return serialize_key_and_certificates(b"seal", key, certificate, None, BestAvailableEncryption(password.encode()))
