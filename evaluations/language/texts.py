"""Typed, pasted and imported text as we keep it: one form for database, page and PDF, and of bounded length."""

import re
from collections.abc import Callable
from functools import lru_cache

import unicodedata2 as unicodedata

from evaluations.language.character_table import (
    BROKEN_CHARACTERS,
    code_point,
    mended_characters,
    plain_spelling,
    unknown_character,
)
from evaluations.language.text_rows import CELL_SIGN, with_row_signs

BLANK_CHARACTERS = " \t\u3000"
# Word's list bullets are private characters of Symbol and Wingdings; at the start of a line they say nothing.
BULLETS = re.compile("(?m)^[ \t\u3000]*(?:[\uf020-\uf0ff][ \t\u3000]*)+")
# The coloured pictures above U+1F300 are no writing.
PICTURES = ("\U0001f300", "\U0001faff")
# Nearly every text consists of these alone: they need no second look.
ORDINARY = re.compile("[\n\t\x20-\x7e\u3000-\u3011\u4e00-\u9ffc\uff01-\uff5e\u2014\u2018-\u201d\u2026]+")
# Unicode's stream-safe text (UAX 15): no language piles up more marks, and sorting them costs the square of their number.
MOST_MARKS = 30
LONGEST_TEXT = 20_000
LONGEST_SEARCH = 120
# Texts kept by what they say, as they were cleaned: who fills in numbers sends the same texts again. Longer ones are not.
KEPT_TEXTS, LONG_TEXT = 2_048, 2_000
# What is longer than this many times its limit is not even looked at: cleaning takes time.
HOPELESS = 2
MOST_NAMED = 3
WORDS_BEFORE = 8
UNDRAWN_REMEDY = "请改用通用的字，或写明读音和字形，如“（上木下土）”；带框数字请写成 1 或 ①"
# Whether the fonts of the paper have a character; the room that knows the fonts hands it in.
GlyphTest = Callable[[str], bool]


class TextError(ValueError):
    """A text with characters that cannot be kept; the message is Chinese."""


def clean_characters(text: str) -> str:
    """Return the text as the character table mends it, in NFC, without list bullets and blanks at line ends.

    Tabs, which Word sets behind typed numbers, become blanks, and ｜ between cells; smart quotes stay. Indents of blanks
    (Word's U+3000 and NBSP) go: the report indents by itself. Raises TextError for NUL and lone surrogates (a damaged
    file, cannot be stored), for what nobody knows (private, unassigned), for pictures, and for piles of marks.
    """
    return _cleaned(text) if len(text) <= LONG_TEXT else _cleaned.__wrapped__(text)


@lru_cache(maxsize=KEPT_TEXTS)
def _cleaned(text: str) -> str:
    if BROKEN_CHARACTERS.search(text):
        raise TextError("文字中有无法保存的字符（空字符或残缺的字符），请删去后重新输入。")
    text = BULLETS.sub("", mended_characters(text))
    if unknown := unknown_characters(text):
        raise TextError(f"文字中有印不出来的字符：{unknown}，可能是造字或表情符号，请删去或改用通用的字后重新保存。")
    if _piled(text):
        raise TextError(f"文字中有一个字上叠了{MOST_MARKS}个以上的音调符号，可能是乱码，请删去后重新输入。")
    lines = (line.strip(BLANK_CHARACTERS).replace("\t", " ") for line in with_row_signs(text).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines).strip("\n"))


def unknown_characters(text: str) -> str:
    """The first characters that are no writing, by shape and code, and behind which words the first stands; "" for none."""
    found = [one for one in dict.fromkeys(ORDINARY.sub("", text)) if _no_writing(one)]
    named = "、".join(map(code_point, found[:MOST_NAMED]))
    return f"{named}{_after(text[: text.index(found[0])])}" if found else ""


def undrawn_characters(text: str, drawn: GlyphTest) -> str:
    """The first characters for which there is no glyph, by shape, code and the words before: “ꀀ”（U+A000，在“……”之后）."""
    found = {one: text.index(one) for one in dict.fromkeys(text) if not one.isspace() and not drawn(one)}
    return "、".join(f"{code_point(one)}{_after(text[:place])}" for one, place in list(found.items())[:MOST_NAMED])


def _after(before: str) -> str:
    words = "".join(before[-WORDS_BEFORE:].split())
    return f"（在“{words}”之后）" if words else ""


def require_glyphs(text: str, drawn: GlyphTest) -> str:
    """Return the text; raises TextError when the paper could not show all of it."""
    if undrawn := undrawn_characters(text, drawn):
        raise TextError(f"文字中有打印字体里没有的字：{undrawn}。{UNDRAWN_REMEDY}。")
    return text


def _no_writing(character: str) -> bool:
    return unknown_character(character) or PICTURES[0] <= character <= PICTURES[1]


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
    line = " ".join(clean_typed_text(text.replace("\t", " ")).split())
    return clean_typed_text(line, limit=limit)


def storable_text(text: str) -> str:
    """Return refused text in a form the database takes, so that it can be shown again: NUL becomes �, at most 20,001
    characters are kept."""
    return BROKEN_CHARACTERS.sub("\ufffd", text[: LONGEST_TEXT + 1])


def searched_words(text: str) -> tuple[str, ...]:
    """What to look for: the text as it is stored when somebody saves it, and in its plain spelling. Never raises."""
    try:
        stored = clean_line(text[:LONGEST_SEARCH], limit=LONGEST_SEARCH)
    except TextError:
        stored = " ".join(storable_text(mended_characters(text[:LONGEST_SEARCH])).split())
    return tuple(dict.fromkeys(filter(None, (stored, plain_spelling(stored)))))


def count_characters(text: str) -> int:
    """How long a text is for a reader: characters without blanks, line ends and the signs between the cells of a table."""
    return len("".join(text.replace(CELL_SIGN, " ").split()))
