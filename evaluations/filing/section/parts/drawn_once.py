"""Parts of a page that differ in their values alone: the template draws one with marks, and values are put in their place.

A template draws a table of three hundred lines in a tenth of a second, most of it for what is the same every time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# No text that is stored or typed holds it: language/texts.py and the database refuse it.
VALUE_MARK = "\0"
MOST_DRAWN = 8_192

_drawn: OrderedDict[Hashable, list[str]] = OrderedDict()


def drawn_once(shape: Hashable, draw: Callable[[], str], values: Sequence[str]) -> SafeString:
    """What `draw` draws of all that have this shape, the values escaped and in the place of its marks, in their order.

    `shape` says everything that the drawing depends on, except for the values. Raises ValueError when `draw` shows
    another number of values.
    """
    pieces = _drawn.get(shape)
    if pieces is None:
        pieces = _drawn[shape] = draw().split(VALUE_MARK)
        if len(_drawn) > MOST_DRAWN:
            _drawn.popitem(last=False)
    filled = [pieces[0]]
    for value, piece in zip(values, pieces[1:], strict=True):
        filled += (conditional_escape(value), piece)
    return mark_safe("".join(filled))
