"""Parts of a page that differ in their values alone: the template draws one with marks, and values are put in their place.

A template draws a table of three hundred lines in a tenth of a second, and crispy a text in half a thousandth of one: most
of it for what is the same every time.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

MARK = re.compile(r"drawn7f3a9c-(\w+)-")
MOST_DRAWN = 8_192

_drawn: OrderedDict[Hashable, list[str]] = OrderedDict()


def value_mark(name: str) -> str:
    """What stands in a drawing for the value of this name."""
    return f"drawn7f3a9c-{name}-"


def drawn_once(shape: Hashable, draw: Callable[[], str], values: Mapping[str, str]) -> SafeString:
    """What `draw` draws of all that have this shape, with the values, escaped, in the place of their marks.

    `shape` says everything that the drawing depends on, except for the values. Raises KeyError for a mark without a value.
    """
    pieces = _drawn.get(shape)
    if pieces is None:
        pieces = _drawn[shape] = MARK.split(draw())
        if len(_drawn) > MOST_DRAWN:
            _drawn.popitem(last=False)
    # Between the pieces that were drawn stand the names of the marks.
    filled = [conditional_escape(values[piece]) if number % 2 else piece for number, piece in enumerate(pieces)]
    return mark_safe("".join(filled))
