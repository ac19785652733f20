"""The reader: one text → its claims, word by word from left to right.

What is open at a word is remembered (prose_reading.py): whose numbers these are, of which column and year, held against
what. A subject carries on over clauses and sentences until another opens. Words that are neither names nor grammar are
`residue`: a number behind some of it is about a thing that the form does not have, and so never a contradiction.
"""

import re
from collections.abc import Sequence

from evaluations.claims.claim_nouns import WHOLE_DEPARTMENT, Claim, ClaimSubject
from evaluations.claims.reading.claim_words import CLAIM_WORDS, on_stop_text
from evaluations.claims.reading.heading_scopes import TextScope
from evaluations.claims.reading.prose_reading import ProseReading
from evaluations.claims.reading.prose_words import ProseLexer
from evaluations.claims.reading.relation_words import RELATION_WORDS
from evaluations.claims.reading.subject_words import SUBJECT_WORDS
from evaluations.claims.words.plain_prose import plain_prose

HANDLERS = SUBJECT_WORDS | RELATION_WORDS | CLAIM_WORDS
MOST_CLAIMS = 9_000  # of a text
MENTIONED = {"row": "name", "project": "name", "year": "year"} | dict.fromkeys(
    ("begin", "adjusted", "actual", "budget"), "column"
)  # two of a kind before 分别为


def read_prose(
    lexer: ProseLexer,
    text: str,
    year: int | None,
    about: ClaimSubject = WHOLE_DEPARTMENT,
    scopes: Sequence[TextScope] = (),
) -> tuple[Claim, ...]:
    """The claims of a text as written, in its order; `about` is what it speaks of before it names anything, and `scopes`
    what its headings do.

    What stands behind MOST_CLAIMS of them is not read.
    `Claim.start` and `Claim.end` are places in `text` itself, of the digits or the word; every number that was read is
    one claim, also one about another year or party, which is held against nothing. `year` is the report's.
    """
    reading = ProseReading(lexer, plain_prose(text), year, about, scopes)
    position, plain, state = 0, reading.prose.text, reading.state
    for found in lexer.words(plain):
        start, end = found.span()
        if start > position:
            state.residue.append((position, start))
        position, kind = end, found.lastgroup or "neutral"
        if kind not in HANDLERS:
            kind = outermost_group(found)
        if kind in MENTIONED:
            state.mentions[MENTIONED[kind]] += 1
        HANDLERS[kind](reading, found)
        if len(reading.claims) >= MOST_CLAIMS:
            break
    on_stop_text(reading, "\n", len(plain))
    return tuple(reading.claims)


def outermost_group(found: re.Match[str]) -> str:
    """The group of a word that another group ends."""
    return next(one for one, words in found.groupdict().items() if one in HANDLERS and words is not None)
