"""Parts of a page that differ in their values alone: the template draws one with marks, and values are put in their place.

A template draws a table of three hundred lines in a tenth of a second, and crispy a text in half a thousandth of one: most
of it for what is the same every time.
"""

import re
from collections.abc import Callable, Hashable, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from departments.kept_last import KeptLast

MARK = re.compile(r"drawn7f3a9c-(\w+)-")
MOST_DRAWN = 8_192
# As django.utils.html.escape, in one pass and not in five: a table has a thousand values.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})

# Shape → what was drawn between the marks, and the names of the marks in their order.
_drawn: KeptLast[tuple[list[str], list[str]]] = KeptLast(MOST_DRAWN)


def escaped_text(text: str) -> str:
    """The text as it stands in HTML; Django's own `escape` goes through five calls and two classes."""
    return text.translate(ESCAPED)


def value_mark(name: str) -> str:
    """What stands in a drawing for the value of this name."""
    return f"drawn7f3a9c-{name}-"


def drawn_once(shape: Hashable, draw: Callable[[], str], values: Mapping[str, str]) -> SafeString:
    """What `draw` draws of all that have this shape, with the values, escaped, in the place of their marks.

    `shape` says everything that the drawing depends on, except for the values. Raises KeyError for a mark without a value.
    """
    between, names = _drawn.of(shape, lambda: _around_marks(draw()))
    filled = [""] * (2 * len(names) + 1)
    given = [values[name] for name in names]
    filled[::2] = between
    filled[1::2] = [text if isinstance(text, SafeString) else escaped_text(text) for text in given]
    return mark_safe("".join(filled))


def _around_marks(drawn: str) -> tuple[list[str], list[str]]:
    pieces = MARK.split(drawn)
    return pieces[::2], pieces[1::2]


def drawn_part(template: str, texts: Mapping[str, str], **flags: Hashable) -> SafeString:
    """The template with these texts, drawn once for each choice of `flags` and of the texts that are empty."""
    given = tuple(name for name, text in texts.items() if text)

    def draw() -> str:
        return render_to_string(
            template, {**dict.fromkeys(texts, ""), **{name: value_mark(name) for name in given}, **flags}
        )

    return drawn_once((template, given, *flags.items()), draw, texts)
