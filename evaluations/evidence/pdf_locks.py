"""Passwords of a PDF. Knows no Django; runs in the child."""

from io import BytesIO

from pypdf import PasswordType, PdfReader


def opens_without_password(_: None, content: bytes) -> bool:
    """Whether an encrypted PDF can be read by everybody: it has an owner's password alone. Raises for what is no PDF."""
    reader = PdfReader(BytesIO(content))
    return not reader.is_encrypted or reader.decrypt("") != PasswordType.NOT_DECRYPTED
