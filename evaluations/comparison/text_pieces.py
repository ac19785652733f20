"""What changed inside one value, so that a reviewer reads the change and not the whole text twice."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

SAME, DELETED, INSERTED = "same", "del", "ins"
# A number stays whole: 550.5[5→8]5 cannot be read as an amount.
TEXT_TOKEN = re.compile(r"-?\d+(?:[.,]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
# Matching takes time by the product of both lengths; longer passages are shown as replaced whole.
MOST_COMPARISONS = 4_000_000
CONTEXT_LENGTH = 24
SENTENCE = re.compile(r"[^。！？；]+[。！？；]*|[。！？；]+")
# A longer passage of which less than half stays was written anew: word by word its remains would be a puzzle.
REWRITTEN_LENGTH, LEAST_KEPT = 30, 0.5

TextPiece = tuple[str, str]


def text_pieces(old: str, new: str) -> list[TextPiece]:
    """The way from old to new as (same | del | ins, text); long unchanged stretches are cut to their ends."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) * len(after) > MOST_COMPARISONS:
        return [(DELETED, old), (INSERTED, new)]
    by_line = list(compare_parts(before, after))
    found: list[TextPiece] = []
    while by_line:
        kind, text = by_line.pop(0)
        if kind == DELETED and by_line and by_line[0][0] == INSERTED:
            found += pieces_inside(text, by_line.pop(0)[1])
        else:
            found.append((kind, text))
    return [(kind, shortened_stretch(text) if kind == SAME else text) for kind, text in found]


def unmarked_pieces(text: str) -> list[TextPiece]:
    """A whole text in which nothing is marked."""
    return [(SAME, text)] if text else []


def pieces_inside(old: str, new: str) -> list[TextPiece]:
    """Compare two passages word by word, or sentence by sentence where most of them is new."""
    by_word = pieces_by_word(old, new)
    if is_rewritten(old, new, by_word):
        return list(joined_pieces(pieces_by_sentence(old, new)))
    return by_word


def is_rewritten(old: str, new: str, by_word: list[TextPiece]) -> bool:
    """Whether so little stays of a long passage that single words tell nothing."""
    kept, longest = sum(len(text) for kind, text in by_word if kind == SAME), max(len(old), len(new))
    return longest >= REWRITTEN_LENGTH and kept < LEAST_KEPT * longest


def pieces_by_sentence(old: str, new: str) -> Iterator[TextPiece]:
    """Whole sentences stay, go and come; one that was only changed is compared word by word in its place."""
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(before[i:j])
            continue
        for gone, come in zip_longest(before[i:j], after[k:m], fillvalue=""):
            by_word = pieces_by_word(gone, come)
            yield from ([(DELETED, gone), (INSERTED, come)] if is_rewritten(gone, come, by_word) else by_word)


def joined_pieces(pieces: Iterable[TextPiece]) -> Iterator[TextPiece]:
    """Empty pieces left out; between two that stay, what goes in one run stands before what comes."""
    for stays, run in groupby((one for one in pieces if one[1]), key=lambda piece: piece[0] == SAME):
        found = list(run)
        for kind in (SAME,) if stays else (DELETED, INSERTED):
            if text := "".join(text for one, text in found if one == kind):
                yield kind, text


def pieces_by_word(old: str, new: str) -> list[TextPiece]:
    """Compare two passages word by word, or take them as they are when they are very long."""
    before, after = TEXT_TOKEN.findall(old), TEXT_TOKEN.findall(new)
    if len(before) * len(after) > MOST_COMPARISONS:
        return [(DELETED, old), (INSERTED, new)]
    return list(compare_parts(before, after))


def compare_parts(before: list[str], after: list[str]) -> Iterator[TextPiece]:
    """Yield what stays, goes and comes, in the order of reading; what goes stands before what comes."""
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, "".join(before[i:j])
            continue
        if i < j:
            yield DELETED, "".join(before[i:j])
        if k < m:
            yield INSERTED, "".join(after[k:m])


def shortened_stretch(text: str) -> str:
    """The ends of a long passage."""
    return text if len(text) <= 3 * CONTEXT_LENGTH else f"{text[:CONTEXT_LENGTH]}……{text[-CONTEXT_LENGTH:]}"
