"""Which characters the paper can show: asked of fontconfig, which chooses the printer's fonts, on this host.

WeasyPrint falls back from the families of print.css to any outline font that is installed, so the union of all counts.
A worker on another host needs the same fonts (docs/operations.md); where it has not, printing says so as before.
"""

import os
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from evaluations.fonts.private_fonts import font_environment

# Each line is the charset of a font: “20-7e a0 4e00-9fff”.
LIST_CHARSETS: Final = ("fc-list", "--format=%{charset}\n", ":outline=True")
LISTING_SECONDS: Final = 60  # the first call on a host may build fontconfig's cache
CODES: Final = 0x110000
# Selectors of Mongolian shapes: they have no glyph of their own, and no printer asks for one.
SHAPING_MARKS: Final = frozenset("\u180b\u180c\u180d\u180e\u180f")


class FontsUnknown(RuntimeError):
    """fontconfig cannot be asked; the text is a Chinese sentence."""


def has_glyph(character: str) -> bool:
    """Whether a font of this host draws the character; True for all when fontconfig cannot be asked."""
    try:
        return character in SHAPING_MARKS or bool(covered_codes()[ord(character)])
    except FontsUnknown:
        return True


@lru_cache(maxsize=1)
def covered_codes() -> bytearray:
    """One byte for each code point, 1 where some font has it; read once in a process. Raises FontsUnknown."""
    covered = bytearray(CODES)
    for first, last in code_ranges(listed_charsets()):
        covered[first : last + 1] = b"\x01" * (last + 1 - first)
    return covered


def listed_charsets() -> str:
    """The charsets of all outline fonts as fontconfig writes them. Raises FontsUnknown."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"} | font_environment()
    try:
        listed = subprocess.run(
            LIST_CHARSETS, capture_output=True, timeout=LISTING_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise FontsUnknown("不能运行 fc-list（Debian 的 fontconfig 软件包），无法得知打印字体里有哪些字。") from error
    return listed.stdout.decode("ascii", errors="replace")


def code_ranges(charsets: str) -> Iterator[tuple[int, int]]:
    """(first, last) of every range in lines of charsets."""
    for part in {part for line in set(charsets.splitlines()) for part in line.split()}:
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)
