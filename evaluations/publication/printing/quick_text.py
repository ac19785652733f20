"""Lines of text drawn as they were laid out: the engine throws each layout away and makes it again to draw it.

A line whose characters are all in their fonts and stand on the baseline is written in one piece, a gap between its
characters (justify.py) as PDF's character spacing. Every other line goes the engine's way.
"""

from array import array
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

import pydyf
from weasyprint.draw import text as engine_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

INTEGERS_PER_GLYPH = 5  # of PangoGlyphInfo: number, width, two offsets, attributes
LAST_GLYPH = 0xFFFF  # above it are Pango's signs for “nothing” and “not in this font”
drawn_by_engine = engine_text.draw_text
deactivated_by_engine = line_break.Layout.deactivate


class GlyphRun(NamedTuple):
    """Neighbours of one font: glyph numbers and widths in Pango's units."""

    font: Font
    size: float
    pango_font: Any
    glyphs: array
    widths: array
    item: Any


def keep_layout(layout: Any) -> None:
    """In the place of the engine's `deactivate`: a report has some hundred lines, and its process ends with it."""


def draw_text(stream: Stream, box: boxes.TextBox, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:
    """Write a line of text, in one piece if it is plain."""
    whole = text_overflow == "clip" and block_ellipsis == "none"
    runs = plain_runs(stream, box) if whole and is_plain(box) else None
    if not runs:
        drawn_by_engine(stream, box, offset_x, text_overflow, block_ellipsis)
        return
    stream.set_color(box.style["color"])
    stream.begin_text()
    stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
    gap = getattr(box.pango_layout, "chinese_gap", 0)
    if gap:
        stream.stream.append(pydyf._to_bytes(float(gap)) + b" Tc")
    for run in runs:
        stream.set_font_size(run.font.hash, run.size)
        stream.show_text(shown_text(stream, run, box.pango_layout.text))
    if gap:
        stream.stream.append(b"0 Tc")
    stream.end_text()


def is_plain(box: boxes.TextBox) -> bool:
    """Whether a text is to be seen, without lines through or under it, and without stretched blanks."""
    style = box.style
    shown = style["visibility"] == "visible" and style["text_decoration_line"] == "none"
    return shown and not box.justification_spacing and bool(box.text.strip())


def plain_runs(stream: Stream, box: boxes.TextBox) -> list[GlyphRun] | None:
    """The runs of the one line of a layout; None where one of them is not plain or the layout has more than a line."""
    line, following = box.pango_layout.get_first_line()
    if following is not None or line.length != len(box.pango_layout.text.encode()):
        return None
    runs = [glyph_run(stream, item) for item in line_items(line)]
    return None if None in runs else [run for run in runs if run]


def line_items(line: Any) -> Iterator[Any]:
    """Pango's glyph items of a line."""
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def glyph_run(stream: Stream, item: Any) -> GlyphRun | None:
    """A run with its font; None where a glyph is missing, lies off the baseline or is a picture."""
    glyphs = item.glyphs
    numbers = array("i", bytes(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * INTEGERS_PER_GLYPH * 4)))
    numbers_of, moved = (
        numbers[::INTEGERS_PER_GLYPH],
        chain(numbers[2::INTEGERS_PER_GLYPH], numbers[3::INTEGERS_PER_GLYPH]),
    )
    if max(numbers_of) > LAST_GLYPH or any(moved) or item.item.analysis.level % 2:
        return None
    font, size = stream.add_font(item.item.analysis.font)
    if font.bitmap or font.svg or font.png or font.colr:
        return None
    return GlyphRun(font, size, item.item.analysis.font, numbers_of, numbers[1::INTEGERS_PER_GLYPH], item)


def shown_text(stream: Stream, run: GlyphRun, text: str) -> str:
    """The operand of TJ: glyph numbers, and a shift where a glyph is not as wide as its font says."""
    known, thousandths = run.font.widths, 1000 * FROM_UNITS / run.size
    parts = ["<"]
    for place, (glyph, width) in enumerate(zip(run.glyphs, run.widths, strict=True)):
        if glyph not in known or glyph not in run.font.to_unicode:
            learn_glyph(stream, run, place, text)
        parts.append(f"{glyph:04x}")
        if shift := int(known[glyph] - width * thousandths):
            parts.append(f">{shift}<")
    return "".join([*parts, ">"])


def learn_glyph(stream: Stream, run: GlyphRun, place: int, text: str) -> None:
    """Tell the font which character a glyph stands for and how wide it is, as the engine does."""
    glyph, item = run.glyphs[place], run.item
    clusters, last = item.glyphs.log_clusters, place == len(run.glyphs) - 1
    start = item.item.offset + clusters[place]
    end = item.item.offset + (item.item.length if last else clusters[place + 1])
    run.font.to_unicode.setdefault(glyph, text.encode()[start:end].decode())
    if glyph not in run.font.widths:
        pango.pango_font_get_glyph_extents(run.pango_font, glyph, stream.ink_rect, stream.logical_rect)
        run.font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / run.size)
