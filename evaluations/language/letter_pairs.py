"""Texts as pairs of neighbouring letters, by which a search finds them without reading them: 乡村道路 has 乡村, 村道, 道路.

Chinese words are two letters as often as not, which an index of three letters (PostgreSQL's pg_trgm) cannot find.
"""

SHORTEST_SEARCHED = 2


def letter_pairs(text: str) -> set[str]:
    """Every two letters that stand next to each other, in small letters; none over a blank or the end of a line."""
    folded = text.casefold()
    pairs = {folded[place : place + 2] for place in range(len(folded) - 1)}
    return {pair for pair in pairs if not any(letter.isspace() or letter == "\x00" for letter in pair)}
