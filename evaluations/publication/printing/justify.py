"""Both edges flush for Chinese text: WeasyPrint 70 stretches only blanks, which Chinese lines do not have.

Measured: no cost, lines end on the type area's edge instead of up to one character before it. The change
leans on two functions of WeasyPrint; tests/publication/printing/test_justify.py fails when a new version moves them.
"""

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, inline
from weasyprint.text import line_break

FULL_WIDTH_LETTERS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
LATIN_LETTERS = re.compile("[A-Za-z]")
MOST_EM = 0.15  # a wider gap would show; such a line stays as it is
INLINE = (boxes.LineBox, boxes.InlineBox)
stretch_blanks = inline.justify_line
reactivate_plain = line_break.Layout.reactivate


class SpacedStyle:
    """A style with some more space between letters."""

    def __init__(self, style: ComputedStyle, extra: float) -> None:
        self.style, self.extra, self.font_config = style, extra, style.font_config

    def __getitem__(self, key: str) -> Any:
        value = self.style[key]
        if key != "letter_spacing":
            return value
        return (0 if value == "normal" else value) + self.extra


def text_boxes(box: boxes.Box) -> Iterator[boxes.TextBox]:
    """The text boxes of a line."""
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, INLINE):
        for child in flowing(box):
            yield from text_boxes(child)


def flowing(box: boxes.Box) -> list[boxes.Box]:
    """The children that take part in the line."""
    return [child for child in box.children if child.is_in_normal_flow()]


def spread(box: boxes.Box, gap: float, x: float) -> float:
    """Move a box by x, widen its text by the gap for each character, and return how far the next one moves."""
    if isinstance(box, boxes.TextBox):
        extra = gap * len(box.text)
        box.position_x += x
        box.width += extra
        box.pango_layout.chinese_gap = gap
        return x + extra
    if not isinstance(box, INLINE):
        box.translate(x, 0)
        return x
    start, box.position_x = x, box.position_x + x
    for child in flowing(box):
        x = spread(child, gap, x)
    box.width += x - start
    return x


def justify_line(context: LayoutContext, line: boxes.LineBox, extra_width: float) -> None:
    """Spread a Chinese line over its characters, however many digits it has; one of Latin words over its blanks."""
    text = "".join(box.text for box in text_boxes(line))
    if extra_width <= 0 or len(FULL_WIDTH_LETTERS.findall(text)) <= len(LATIN_LETTERS.findall(text)):
        stretch_blanks(context, line, extra_width)
        return
    gap = extra_width / max(1, len(text) - 1)
    if gap <= MOST_EM * line.style["font_size"]:
        spread(line, gap, 0)


def reactivate(layout: line_break.Layout, style: ComputedStyle) -> None:
    """Draw a text with the gap it was given."""
    gap = getattr(layout, "chinese_gap", 0)
    if not gap:
        reactivate_plain(layout, style)
        return
    layout.setup(style)
    layout.style = SpacedStyle(style, gap)
    layout.set_text(layout.text, justify=True)


def install_justification() -> None:
    """Put the two functions in the place of WeasyPrint's own, in this process."""
    inline.justify_line = justify_line
    line_break.Layout.reactivate = reactivate
