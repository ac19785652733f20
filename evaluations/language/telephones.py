"""A telephone number as people write it: 0735-5521234, 138 0000 0000, 5521234转801, two of them with 、 between."""

import re

# Digits with what stands between or around them; "转" and "分机" lead to an extension.
TELEPHONE_CHARACTERS = re.compile(r"(?:[0-9 +\-‐–—()（）、,，;；/]|转|分机)*")
FEWEST_DIGITS = 3
TELEPHONE_EXPECTED = "由数字组成的电话号码，如 0735-5521234 或 13800000000"


def telephone_fault(text: str) -> str:
    """What is wrong with a telephone number, in a sentence; "" for one that can be dialled, and for none."""
    if not text:
        return ""
    if TELEPHONE_CHARACTERS.fullmatch(text) and sum(one.isdigit() for one in text) >= FEWEST_DIGITS:
        return ""
    return f"读到“{text}”，不是电话号码。请填写{TELEPHONE_EXPECTED}；暂时没有的留空。"
