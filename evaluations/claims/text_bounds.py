"""How much of one text is read, weighed and told: no text takes as long as it likes, and what was left out is said.

A report's own texts come nowhere near: of a hundred thousand characters of its prose some seven thousand claims are made.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from evaluations.claims.claim_nouns import Claim
from evaluations.claims.reading.claim_reader import MOST_CLAIMS
from evaluations.claims.scenes.weighed_scenes import MOST_SCENES, ProseScene
from evaluations.claims.words.plain_prose import PlainProse

# Of one text: whoever has so many mends them first, and what follows is held against the figures then.
MOST_WRONG = 500
# What the second reading looks at: sentences with open numbers, and as much twice for each number that it weighs.
MOST_EFFORT, OF_WEIGHED = 5_000, 2
STRETCH, LONGEST_STRETCH = 50, 400  # claims that are solved together: whole sentences, or so much of an endless one


def stretches_of(compared: Sequence[Claim]) -> Iterator[tuple[Sequence[Claim], Claim | None]]:
    """Some sentences after another, each with the claim behind them; None behind the last, even if there are none."""
    begin = 0
    for place, (one, behind) in enumerate(pairwise(compared), 1):
        far = place - begin >= (STRETCH if one.sentence != behind.sentence else LONGEST_STRETCH)
        if far and behind.start > one.start:
            yield compared[begin:place], behind
            begin = place
    yield compared[begin:], None


def end_of_reading(claims: Sequence[Claim], scenes: Sequence[ProseScene], prose: PlainProse) -> int | None:
    """Where a text begins of which not all was read, by either reading; None where all was."""
    end = prose.origins[scenes[-1].start] if len(scenes) >= MOST_SCENES else None
    return first_of_places(end, last_sentence(claims)) if len(claims) >= MOST_CLAIMS else end


def last_sentence(claims: Sequence[Claim]) -> int:
    """Where the first claim of the last sentence stands, which was not read to its end; of an endless one the last claim."""
    first = next(one for one in claims if one.sentence == claims[-1].sentence)
    return claims[-1].start if first is claims[0] else first.start


def first_of_places(one: int | None, other: int | None) -> int | None:
    """The place that comes first; None for the end of a text."""
    return min((place for place in (one, other) if place is not None), default=None)
