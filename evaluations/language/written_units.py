"""A unit written behind a number, where papers have a column for it: 95%, 12场."""

import re
from typing import Final

from evaluations.language.amounts import amount_spelling

# At most six characters. 万 and 亿 are part of the number, which has to be written out.
UNIT_BESIDE: Final = re.compile(r"-?[0-9][0-9,.]*\s*([^\s\d万亿,.()<>≥≤=~～-][^\s\d,()<>≥≤=~～-]{0,5})")


def unit_beside(text: str) -> str:
    """The unit behind the number in a text; "" where there is none, or no number before it."""
    found = UNIT_BESIDE.fullmatch(amount_spelling(text))
    return found[1] if found else ""
