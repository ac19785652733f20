"""The year that a person works on: chosen in the head of a page, kept with the sign-in."""

from collections.abc import Collection

from django.http import HttpRequest

from evaluations.language.small_numbers import small_number

YEAR_KEY = "year"


def chosen_year(request: HttpRequest, years: Collection[int], first: int | None) -> int | None:
    """The year in the address, which is kept from now on; else the kept one; else `first`. Always one of `years`."""
    asked = small_number(request.GET.get(YEAR_KEY, ""))
    if asked in years:
        if request.session.get(YEAR_KEY) != asked:
            request.session[YEAR_KEY] = asked
        return asked
    kept = request.session.get(YEAR_KEY)
    return kept if kept in years else first
