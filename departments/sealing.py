"""Secrets that the server must read again, sealed with a key that is made from SECRET_KEY and stands in no database."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


class SealBroken(ValueError):
    """What was stored was sealed with another SECRET_KEY, or is damaged."""


def seal_text(text: str) -> str:
    """The text, encrypted and authenticated (Fernet)."""
    return _fernet().encrypt(text.encode()).decode()


def open_seal(sealed: str) -> str:
    """The text again; raises SealBroken."""
    try:
        return _fernet().decrypt(sealed).decode()
    except InvalidToken as error:
        raise SealBroken("sealed with another SECRET_KEY") from error


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("departments.sealing", "", algorithm="sha256").digest()))
