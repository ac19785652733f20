"""Cleaning typed and pasted text: one form for the database, the page and the PDF."""

import re
import unicodedata

REFUSED = re.compile("[\x00\ud800-\udfff]")
DROPPED = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


class TextError(ValueError):
    """A text with characters that cannot be kept; the message is Chinese."""


def clean_text(text: str) -> str:
    """NFC, line ends as LF, without control and direction marks; line feeds and tabs stay.

    Raises TextError for NUL and lone surrogates: they mean a damaged file and cannot be stored.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if REFUSED.search(text):
        raise TextError("文字中有无法保存的字符（空字符或残缺的字符），请删去后重新输入。")
    return unicodedata.normalize("NFC", DROPPED.sub("", text))
