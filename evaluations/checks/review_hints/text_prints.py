"""Prints of texts: one number for each sentence, by which many reports are compared without reading them again.

A sentence counts by its words: signs and blanks fall away, every number counts as the same number, and the department's own
name as no name. So a text in which only year, amounts and name were changed has the prints of the one it was made from.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

SENTENCE_END = re.compile(r"[。！？；!?;\n\r]+")
NUMBERS = re.compile(r"\d+(?:[.,，]\d+)*")
NOT_WORDS = re.compile(r"[\W_]+")
SHORTEST_SENTENCE = 10
# Commonplaces of one or two sentences are rightly the same in many reports.
SHORTEST_TEXT = 100
PRINT_BYTES = 8


@dataclass(frozen=True)
class SentencePrint:
    """A sentence of the text `code`: its print (a signed number of 64 bits) and its length in characters."""

    code: str
    digest: int
    length: int


def text_prints(texts: Mapping[str, str], own_name: str = "") -> list[SentencePrint]:
    """The prints of all texts of a report that are long enough to be compared; a sentence said twice in a text once."""
    found: dict[tuple[str, int], SentencePrint] = {}
    for code, text in texts.items():
        prints = [SentencePrint(code, print_of(one), len(one)) for one in plain_sentences(text, own_name)]
        if sum(one.length for one in prints) >= SHORTEST_TEXT:
            found |= {(code, one.digest): one for one in prints}
    return list(found.values())


def plain_sentences(text: str, own_name: str = "") -> list[str]:
    """The sentences by their words alone; short ones say too little to be compared."""
    text = text.replace(own_name, "") if own_name else text
    plain = (NOT_WORDS.sub("", NUMBERS.sub("#", one)) for one in SENTENCE_END.split(text))
    return [one for one in plain if len(one) >= SHORTEST_SENTENCE]


def print_of(sentence: str) -> int:
    """The print of a sentence."""
    return int.from_bytes(blake2b(sentence.encode(), digest_size=PRINT_BYTES).digest(), signed=True)


def shared_lengths(own: Iterable[SentencePrint], others: set[int]) -> dict[str, tuple[int, int]]:
    """Text → (characters whose print the others have, all characters that count)."""
    found: dict[str, tuple[int, int]] = {}
    for one in own:
        shared, total = found.get(one.code, (0, 0))
        found[one.code] = (shared + (one.length if one.digest in others else 0), total + one.length)
    return found
