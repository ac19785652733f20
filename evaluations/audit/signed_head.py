"""The head of the chain under the installation's signature (Ed25519), for copies that lie outside the database.

Who rewrites the log and does not hold the key cannot make the copies fit it; who plants a false copy cannot sign it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import salted_hmac

# Begins what is signed, so that no signature of another kind can be taken for one of these.
PURPOSE = "jixiao-chain-head-1"


@dataclass(frozen=True)
class SignedHead:
    """A head, when it was signed (ISO 8601, UTC), the public key and the signature, both hexadecimal."""

    head: str
    at: str
    key: str
    signature: str

    def line(self) -> str:
        """All of it in one line, as it stands in the witness and in copies elsewhere."""
        return " ".join((self.head, self.at, self.key, self.signature))

    @property
    def holds(self) -> bool:
        """Whether the signature is of this head and moment, by a key that this installation trusts."""
        if self.key not in trusted_keys():
            return False
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), signed_text(self.head, self.at))
        except (ValueError, InvalidSignature):
            return False
        return True


def sign_head(head: str) -> SignedHead:
    """The head under today's key and moment. Raises ImproperlyConfigured when the key file cannot be used."""
    key, at = record_key(), datetime.now(UTC).isoformat(timespec="seconds")
    return SignedHead(head, at, public_hex(key), key.sign(signed_text(head, at)).hex())


def read_signed_head(line: str) -> SignedHead | None:
    """A line that `SignedHead.line` wrote; None for any other text."""
    parts = line.split()
    return SignedHead(*parts) if len(parts) == 4 else None


def signed_text(head: str, at: str) -> bytes:
    """The bytes that are signed."""
    return f"{PURPOSE}\n{head}\n{at}".encode()


def trusted_keys() -> set[str]:
    """The public key of today and those of before (settings.RECORD_KEYS_BEFORE)."""
    return {public_hex(record_key()), *settings.RECORD_KEYS_BEFORE}


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half, 64 hexadecimal digits: what an auditor writes down."""
    return key.public_key().public_bytes_raw().hex()


def record_key() -> Ed25519PrivateKey:
    """The key of RECORD_KEY_FILE; without one a key that is derived from SECRET_KEY."""
    if path := settings.RECORD_KEY_FILE:
        return key_from_file(Path(path))
    seed = salted_hmac("evaluations.audit.signed_head", "", algorithm="sha256").digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def key_from_file(path: Path) -> Ed25519PrivateKey:
    """The private key of a PEM file, as `openssl genpkey -algorithm ed25519` writes it."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"RECORD_KEY_FILE cannot be read: {type(error).__name__}.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("RECORD_KEY_FILE must hold an Ed25519 private key.")
    return key
