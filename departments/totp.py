"""Codes of an authenticator (RFC 6238): six digits of SHA-1, new every 30 seconds, which is what every app can do."""

import base64
import secrets
import time
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

CODE_DIGITS, STEP_SECONDS = 6, 30
SECRET_BYTES = 20  # RFC 4226 asks for 160 bits
# A phone's clock may be half a minute off, and people type slowly.
STEPS_OFF = (0, -1, 1)


def new_totp_secret() -> str:
    """A fresh secret in base32, as authenticators want it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def matching_step(secret: str, code: str, now: float | None = None) -> int | None:
    """The number of the 30 seconds to which the code belongs, now or next to now; None when to none."""
    totp = _totp(secret)
    current = int((time.time() if now is None else now) // STEP_SECONDS)
    for step in (current + off for off in STEPS_OFF):
        if bytes_eq(totp.generate(step * STEP_SECONDS), code.encode()):
            return step
    return None


def totp_address(secret: str, account: str, issuer: str) -> str:
    """What the QR code says: the otpauth address that authenticators read."""
    told = {"secret": secret, "issuer": issuer, "digits": CODE_DIGITS, "period": STEP_SECONDS}
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode(told, quote_via=quote)}"


def _totp(secret: str) -> TOTP:
    return TOTP(base64.b32decode(secret), CODE_DIGITS, SHA1(), STEP_SECONDS)
