"""Typed, pasted and imported text as we keep it: one form for database, page and PDF, and of bounded length."""

import re
import unicodedata

REFUSED_CHARACTERS = re.compile("[\x00\ud800-\udfff]")
# Invisible or able to turn the reading direction: a text with them can be read otherwise than it is.
# The soft hyphen and the joiners of other scripts come along from Word.
INVISIBLE_CHARACTERS = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
# Word writes its line and page breaks as \x0b and \x0c.
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BLANK_CHARACTERS = " \t\u00a0\u3000"
# Word's list bullets are private characters of Symbol and Wingdings; at the start of a line they say nothing.
BULLETS = re.compile("(?m)^[ \t\u00a0\u3000]*(?:[\uf020-\uf0ff][ \t\u00a0\u3000]*)+")
# ⼀ (a radical, from PDF and OCR) and 一 look the same, but no search and no check takes them for the same.
RADICAL = re.compile("[\u2f00-\u2fd5\u2e9f\u2ef3]")
# Private use, unassigned: no font of ours draws them, nor the coloured pictures above U+1F300.
UNDRAWN = ("Co", "Cn")
PICTURES = ("\U0001f300", "\U0001faff")
# Nearly every text consists of these alone: they need no second look.
ORDINARY = re.compile("[\n\t\x20-\x7e\u3000-\u3011\u4e00-\u9ffc\uff01-\uff5e\u2014\u2018-\u201d\u2026]+")
# Unicode's stream-safe text (UAX 15): no language piles up more marks, and sorting them costs the square of their number.
MOST_MARKS = 30
LONGEST_TEXT = 20_000
# What is longer than this many times its limit is not even looked at: cleaning takes time.
HOPELESS = 2


class TextError(ValueError):
    """A text with characters that cannot be kept; the message is Chinese."""


def clean_characters(text: str) -> str:
    """Return the text in NFC with \\n line ends, without controls, bidi marks, list bullets and blanks at line ends.

    Tabs, which Word sets behind typed numbers and between cells, become blanks; smart quotes stay. Indents of blanks
    (Word's U+3000 and NBSP) go: the report indents by itself. Raises TextError for NUL and lone surrogates (a damaged
    file, cannot be stored), for what cannot be printed, and for piles of combining marks.
    """
    if REFUSED_CHARACTERS.search(text):
        raise TextError("文字中有无法保存的字符（空字符或残缺的字符），请删去后重新输入。")
    text = INVISIBLE_CHARACTERS.sub("", LINE_BREAKS.sub("\n", text)).replace("\u2011", "-")
    text = RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), BULLETS.sub("", text))
    if undrawn := unprintable_characters(text):
        raise TextError(f"文字中有印不出来的字符（{undrawn}），多半是造字或表情符号，请删去或改用通用的字后重新保存。")
    if _piled(text):
        raise TextError(f"文字中有一个字上叠了{MOST_MARKS}个以上的音调符号，多半是乱码，请删去后重新输入。")
    lines = (line.strip(BLANK_CHARACTERS).replace("\u00a0", " ").replace("\t", " ") for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n"))


def unprintable_characters(text: str) -> str:
    """The first characters that no font draws, as code points: “U+E000、U+1F600”; "" when all can be printed."""
    found = sorted(one for one in set(ORDINARY.sub("", text)) if _undrawn(one))
    return "、".join(f"U+{ord(one):04X}" for one in found[:3])


def _undrawn(character: str) -> bool:
    return unicodedata.category(character) in UNDRAWN or PICTURES[0] <= character <= PICTURES[1]


def _piled(text: str) -> bool:
    """Whether more combining marks follow each other than any language writes."""
    marks = {one for one in set(ORDINARY.sub("", text)) if unicodedata.combining(one)}
    run = 0
    for character in text if marks else "":
        run = run + 1 if character in marks else 0
        if run > MOST_MARKS:
            return True
    return False


def clean_typed_text(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """Return the text as clean_characters does; raises TextError, too, for more than `limit` characters."""
    if len(text) > HOPELESS * limit:
        raise too_long(text, limit)
    text = clean_characters(text)
    if len(text) > limit:
        raise too_long(text, limit)
    return text


def too_long(text: str, limit: int) -> TextError:
    """How much to cut, and what becomes of the text until then."""
    kept = LONGEST_TEXT + 1
    lost = f"，离开后只保留前{kept}字，请先另存一份" if len(text) > kept else ""
    return TextError(f"读到{len(text)}字，最多{limit}字，请删减{len(text) - limit}字。您填写的内容仍保留在本页{lost}。")


def clean_line(text: str, *, limit: int) -> str:
    """Return a one-line text (a name, a title): as clean_typed_text, with line ends and tabs turned into blanks."""
    line = " ".join(clean_typed_text(text).split())
    return clean_typed_text(line, limit=limit)


def storable_text(text: str) -> str:
    """Return refused text in a form the database takes, so that it can be shown again: NUL becomes �, at most 20,001
    characters are kept."""
    return REFUSED_CHARACTERS.sub("\ufffd", text[: LONGEST_TEXT + 1])


def count_characters(text: str) -> int:
    """How long a text is for a reader: characters without blanks and line ends."""
    return len("".join(text.split()))
