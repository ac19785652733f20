"""Typed and pasted text as we keep it: cleaned as every text is, and of bounded length."""

from evaluations.language.texts import REFUSED_CHARACTERS, TextError
from evaluations.language.texts import clean_characters as cleaned

__all__ = ["LONGEST_TEXT", "TextError", "clean_line", "clean_typed_text", "count_characters", "storable_text"]

LONGEST_TEXT = 20_000
# What is longer than this many times its limit is not even looked at: cleaning takes time.
HOPELESS = 2


def clean_typed_text(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """Return the text as indicators.texts.clean_text does; raises TextError, too, for more than `limit` characters."""
    if len(text) > HOPELESS * limit:
        raise too_long(text, limit)
    text = cleaned(text)
    if len(text) > limit:
        raise too_long(text, limit)
    return text


def too_long(text: str, limit: int) -> TextError:
    """How much to cut, and what becomes of the text until then."""
    kept = LONGEST_TEXT + 1
    lost = f"，离开后只保留前{kept}字，请先另存一份" if len(text) > kept else ""
    return TextError(f"读到{len(text)}字，最多{limit}字，请删减{len(text) - limit}字。您填写的内容仍保留在本页{lost}。")


def clean_line(text: str, *, limit: int) -> str:
    """Return a one-line text (a name, a title): as clean_text, with line ends and tabs turned into blanks."""
    line = " ".join(clean_typed_text(text).split())
    return clean_typed_text(line, limit=limit)


def storable_text(text: str) -> str:
    """Return refused text in a form the database takes, so that it can be shown again: NUL becomes �, at most 20,001
    characters are kept."""
    return REFUSED_CHARACTERS.sub("\ufffd", text[: LONGEST_TEXT + 1])


def count_characters(text: str) -> int:
    """How long a text is for a reader: characters without blanks and line ends."""
    return len("".join(text.split()))
