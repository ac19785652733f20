"""Fonts on their short way into the file: the engine copies each whole font, and has C read anew for each count of glyphs.

Both cost a printer's child more than an engine that stays: it makes one paper, and has nothing from the paper before.
"""

import re
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, harfbuzz

COUNTED_ARRAY = re.compile(r"(\w+)\[\d+\]")
content_by_engine = fonts.get_hb_object_data
subset_by_engine = fonts.Font.subset


class OpenArrays:
    """The engine's door to C; an array of so many numbers is asked for as one of any length, whose type is read once."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    @staticmethod
    def new(kind: str, values: Any = None) -> Any:
        """Memory for C, as the engine asks for it."""
        counted = COUNTED_ARRAY.fullmatch(kind)
        return ffi.new(f"{counted[1]}[]" if counted and values is not None else kind, values)


def font_content(face: Any, ot_color: str | None = None, glyph: int | None = None) -> Any:
    """The bytes of a font where they lie, some 5 to 20 MB, instead of a copy. The blob is kept: its process ends soon."""
    if ot_color is not None:
        return content_by_engine(face, ot_color, glyph)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(harfbuzz.hb_face_reference_blob(face), length)
    return None if data == ffi.NULL else ffi.buffer(data, length[0])


def subset_font(font: fonts.Font, to_unicode: dict[int, str], hinting: bool) -> None:
    """Cut a font down to its glyphs, by the engine; what it has left whole becomes bytes that can be written."""
    subset_by_engine(font, to_unicode, hinting)
    if not isinstance(font.file_content, bytes):
        font.file_content = bytes(font.file_content)
