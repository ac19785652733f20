"""Search in the words of the reports on show, below what was found by name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from departments.models import County
from evaluations.language.letter_pairs import SHORTEST_SEARCHED, letter_pairs
from evaluations.models import Publication, PublicText
from evaluations.publication.portal.shelf import PortalSearch, ShelfState, portal_address, publications_on_show
from evaluations.publication.public_part import public_data

MOST_HITS, MOST_MADE = 20, 100
# Pairs of letters that stand apart make candidates of reports without the word; of these no more are looked at.
MOST_LOOKED_AT = 400
HAS_PAIRS = "string_to_array(pairs, ' ') @> %s"
AROUND = 36  # characters that are shown before and after the word


@dataclass(frozen=True)
class TextHit:
    """A report whose words hold what was asked for, and the sentence around the first of them in three pieces."""

    publication: Publication
    address: str
    before: str
    word: str
    after: str


def text_hits(search: PortalSearch, named: Collection[int], counties: list[County]) -> list[TextHit]:
    """At most twenty, newest year first; `named` are those that the search by name has found already."""
    words = [word for word in search.words.split() if len(word) >= SHORTEST_SEARCHED]
    if not words:
        return []
    rows = search.in_place(publications_on_show()).exclude(pk__in=named).select_related("public_text")
    found = rows.filter(public_text__in=texts_with(words)).defer("public_text__pairs")
    return [
        TextHit(row, portal_address("report", row, counties), *around(row.public_text.words, words[0]))
        for row in islice(sure_hits(found, words), MOST_HITS)
    ]


def sure_hits(found: QuerySet[Publication], words: list[str]) -> Iterator[Publication]:
    """Those that hold the words themselves, read some at a time: mostly the first twenty are enough."""
    for start in range(0, MOST_LOOKED_AT, MOST_HITS):
        rows = list(found[start : start + MOST_HITS])
        yield from (row for row in rows if holds_all(row.public_text.words, words))
        if len(rows) < MOST_HITS:
            return


def texts_with(words: list[str]) -> QuerySet[PublicText]:
    """Texts that may hold all the words: by their pairs of letters where there is an index on them, else by reading them."""
    if connection.vendor == "postgresql":
        pairs = sorted(set().union(*map(letter_pairs, words)))
        return PublicText.objects.filter(RawSQL(HAS_PAIRS, [pairs], output_field=BooleanField()))
    return PublicText.objects.filter(*(Q(words__icontains=word) for word in words))


def holds_all(text: str, words: list[str]) -> bool:
    """Whether the words themselves are there: pairs of letters may stand apart."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def around(text: str, word: str) -> tuple[str, str, str]:
    """What stands before the word in its line, the word as it is written there, what follows."""
    at = max(text.casefold().find(word.casefold()), 0)
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line_end = len(text) if end < 0 else end
    before, after = text[begin:at], text[at + len(word) : line_end]
    cut_before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    cut_after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    return cut_before, text[at : at + len(word)], cut_after


def keep_missing_texts() -> int:
    """Keep the words of reports on show that have none yet, some at a time; called again and again by the sweep."""
    lacking = publications_on_show().defer(None).filter(public_text=None).select_related("submission__scheme")
    made = [public_text(row) for row in lacking[:MOST_MADE]]
    PublicText.objects.bulk_create(made, ignore_conflicts=True)
    PublicText.objects.exclude(publication__state=ShelfState.LIVE).delete()
    return len(made)


def public_text(publication: Publication) -> PublicText:
    """The words of a report with their pairs of letters, not yet kept."""
    words = "\n".join(public_words(public_data(publication.submission)["facts"]))
    return PublicText(publication=publication, words=words, pairs=" ".join(sorted(letter_pairs(words))))


def public_words(value: Any) -> Iterator[str]:
    """Every text in the public part that a person could have written: codes and numbers are none."""
    if isinstance(value, dict):
        for one in value.values():
            yield from public_words(one)
    elif isinstance(value, list):
        for one in value:
            yield from public_words(one)
    elif isinstance(value, str) and not value.isascii():
        yield value
