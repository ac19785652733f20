"""Search in the words of the reports on show, below what was found by name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from departments.models import County
from evaluations.models import Publication, PublicText
from evaluations.publication.portal.shelf import PortalSearch, ShelfState, portal_address, publications_on_show
from evaluations.publication.public_part import public_data

MOST_HITS, MOST_MADE = 20, 20
SHORTEST_WORD = 2
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
    words = [word for word in search.words.split() if len(word) >= SHORTEST_WORD]
    if not words:
        return []
    rows = search.in_place(publications_on_show()).exclude(pk__in=named).select_related("public_text")
    for word in words:
        rows = rows.filter(public_text__words__icontains=word)
    return [
        TextHit(row, portal_address("report", row, counties), *around(row.public_text.words, words[0]))
        for row in rows[:MOST_HITS]
    ]


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
    made = [
        PublicText(publication=row, words="\n".join(public_words(public_data(row.submission)["facts"])))
        for row in lacking[:MOST_MADE]
    ]
    PublicText.objects.bulk_create(made, ignore_conflicts=True)
    PublicText.objects.exclude(publication__state=ShelfState.LIVE).delete()
    return len(made)


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
