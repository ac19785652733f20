"""Two to four departments of one year side by side."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from evaluations.publication.portal.portal_frame import whole_address
from evaluations.publication.portal.shelf import PortalSearch, publications_on_show, shelf_counties, shelf_years
from evaluations.publication.portal.shelf_lines import shelf_lines

FEWEST_COMPARED, MOST_COMPARED = 2, 4


def comparison_context(query: QueryDict) -> dict[str, Any]:
    """The reports that were ticked (`r`, numbers of publications), at most four of one year; a wrong number is left out."""
    years = shelf_years()
    search = PortalSearch.of(query, years[0] if years else None)
    rows = publications_on_show().filter(pk__in=list(ticked_numbers(query.getlist("r"))))
    lines = shelf_lines(rows, shelf_counties())
    one_year = [line for line in lines if line.publication.year == lines[0].publication.year]
    shown = one_year[:MOST_COMPARED]
    return {
        "lines": shown if len(shown) >= FEWEST_COMPARED else [],
        "year": shown[0].publication.year if shown else search.year,
        "left_out": len(lines) - len(shown),
        "here": whole_address("compare"),
    }


def ticked_numbers(texts: Iterable[str]) -> Iterable[int]:
    """The numbers among what an address brings; as many as a page can tick."""
    return (int(text) for text in list(texts)[:50] if text.isascii() and text.isdigit() and len(text) <= 9)
