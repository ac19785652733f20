"""The sentence in which a word stands."""

import re

from evaluations.claims.reading.prose_reading import ProseReading

LONGEST_BEHIND = 200  # characters that are looked at behind a word


def sentence_around(reading: ProseReading, found: re.Match[str]) -> str:
    """The sentence in which a word stands."""
    behind = re.split("[。\n]", found.string[found.end() : found.end() + LONGEST_BEHIND], maxsplit=1)[0]
    return found.string[reading.state.sentence_near(found.start()) : found.end()] + behind
