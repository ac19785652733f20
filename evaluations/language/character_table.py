"""What becomes of a character, at every door alike: typed, pasted, imported, searched for or named on a command line.

Invisible marks vanish. What only looks like another character (radicals from PDF copies, private codes of GBK) becomes
that character. The blanks of typesetters are blanks. What is a character of its own stays itself: ① ² ½ Ⅲ are never
digits. Unicode's data come from unicodedata2, which is younger than Python's own.
"""

import re
from pathlib import Path
from types import MappingProxyType
from typing import Final

import unicodedata2 as unicodedata

# A damaged file: no database takes them.
BROKEN_CHARACTERS: Final = re.compile("[\x00\ud800-\udfff]")
# Word writes its line and page breaks as \x0b and \x0c.
LINE_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls and what Unicode calls default ignorable: joiners, reading directions, soft hyphens, variants of a glyph,
# fillers. With them a text can be read otherwise than it is. The selectors of Mongolian, U+180B-180F, shape its words.
INVISIBLE_CHARACTERS: Final = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# No-break, figure, thin … blanks. U+3000, as wide as a character, is part of Chinese texts.
TYPESET_BLANKS: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
FOLDED_FILE: Final = Path(__file__).with_name("folded_characters.txt")
# The non-breaking hyphen is a hyphen.
OTHER_LOOKS: Final = {0x2011: "-"}
# Full width, half width and small forms of the same character; not circled, raised or written in one square.
WIDTH_VARIANTS: Final = ("<wide>", "<narrow>", "<small>")
# Private use and unassigned: nobody knows what they are.
UNKNOWN_CATEGORIES: Final = ("Co", "Cn")


def folded_table(source: str) -> dict[int, str]:
    """Code → character, from lines such as “2EA0 民”; comments begin with #."""
    lines = (line.split() for line in source.splitlines() if not line.startswith("#"))
    return {int(code, 16): kept for code, kept in lines}


FOLDED_CHARACTERS: Final = MappingProxyType(folded_table(FOLDED_FILE.read_text(encoding="utf-8")) | OTHER_LOOKS)
MENDING: Final = {**FOLDED_CHARACTERS, **dict.fromkeys(map(ord, TYPESET_BLANKS), " ")}


def without_invisible(text: str) -> str:
    """Without the characters that nobody sees; line ends and blanks stay as they are."""
    return INVISIBLE_CHARACTERS.sub("", text)


def mended_characters(text: str) -> str:
    """As it is meant: invisible marks gone, look-alikes folded, typeset blanks as blanks, line ends as \\n."""
    return without_invisible(LINE_BREAKS.sub("\n", text)).translate(MENDING)


def named_spelling(text: str) -> str:
    """A name on one line as it is stored: mended, blanks joined; full-width brackets stay.

    Bytes that the command line could not decode and NUL become �, which names nothing.
    """
    return " ".join(BROKEN_CHARACTERS.sub("\ufffd", mended_characters(text)).split())


def plain_spelling(text: str) -> str:
    """One spelling for codes, names and words that look the same: mended, narrowed, blanks joined, NFC.

    Circled digits, superscripts and fractions stay what they are.
    """
    return " ".join(unicodedata.normalize("NFC", narrowed_characters(mended_characters(text))).split())


def compared_spelling(text: str) -> str:
    """What two spellings of one word have in common: plain, without blanks, in small letters."""
    return "".join(plain_spelling(text).split()).casefold()


def narrowed_characters(text: str) -> str:
    """Full-width, half-width and small forms as the ordinary character: （１．５％） is (1.5%)."""
    return text if text.isascii() else "".join(map(_narrowed, text))


def _narrowed(character: str) -> str:
    width, _, code = unicodedata.decomposition(character).partition(" ")
    return chr(int(code, 16)) if width in WIDTH_VARIANTS else character


def unknown_character(character: str) -> bool:
    """Whether nobody knows what the character is: private use, or not assigned in the Unicode of today."""
    return unicodedata.category(character) in UNKNOWN_CATEGORIES


def looks_like_number(character: str) -> bool:
    """Whether the eye takes it for a number that is no ASCII digit: ①, ², ½, Ⅲ, ٣; 三 and 〇 are words."""
    return not character.isascii() and character != "〇" and unicodedata.category(character).startswith("N")


def number_seen(character: str) -> float | None:
    """The value that the eye reads in ①, ², ½ or Ⅲ; None for a character that is no number."""
    value: float | None = unicodedata.numeric(character, None)
    return value


def code_point(character: str) -> str:
    """“民”（U+6C11）: a character as messages name it; what has no shape of its own is named by its code alone."""
    code = f"U+{ord(character):04X}"
    return (
        code
        if unknown_character(character) or unicodedata.category(character)[0] in "CMZ"
        else f"“{character}”（{code}）"
    )
