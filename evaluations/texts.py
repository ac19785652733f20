"""Typed and pasted text as we keep it: plain paragraphs without what Word, WPS or an attacker hides in them."""

import re

from evaluations.indicators.texts import REFUSED, TextError
from evaluations.indicators.texts import clean_text as without_controls

__all__ = ["LONGEST_TEXT", "TextError", "clean_line", "clean_text", "count_characters", "storable"]

LONGEST_TEXT = 20_000
# Invisible or able to turn the reading direction: a text with them can be read otherwise than it is.
INVISIBLE = re.compile("[\u061c\u200b\u2060]")
# Word writes its line and page breaks as \x0b and \x0c.
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BLANKS = " \t\u00a0\u3000"


def clean_text(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """Return the text in NFC with \\n line ends, without controls, bidi marks and blanks at line ends.

    Indents of blanks (Word's U+3000 and NBSP) go: the report indents by itself. Raises TextError for NUL or lone
    surrogates, and for more than `limit` characters.
    """
    text = without_controls(LINE_BREAKS.sub("\n", text)).replace("\u2011", "-")
    lines = INVISIBLE.sub("", text).split("\n")
    text = "\n".join(line.strip(BLANKS).replace("\u00a0", " ") for line in lines).strip("\n")
    if len(text) > limit:
        raise TextError(f"读到{len(text)}字，最多{limit}字，请删减{len(text) - limit}字。您填写的内容仍保留在本页。")
    return text


def clean_line(text: str, *, limit: int) -> str:
    """Return a one-line text (a name, a title): as clean_text, with line ends and tabs turned into blanks."""
    line = " ".join(clean_text(text).split())
    return clean_text(line, limit=limit)


def storable(text: str) -> str:
    """Return refused text in a form the database takes, so that even it can be shown again: NUL and such become �."""
    return REFUSED.sub("\ufffd", text)


def count_characters(text: str) -> int:
    """How long a text is for a reader: characters without blanks and line ends."""
    return len("".join(text.split()))
