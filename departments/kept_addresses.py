"""Addresses of the site that a page names again and again, built once."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

MOST_ADDRESSES = 8_192


def kept_address(name: str, *arguments: object) -> str:
    """As `reverse`; raises NoReverseMatch."""
    return _address(get_script_prefix(), get_urlconf(), name, arguments)


@lru_cache(maxsize=MOST_ADDRESSES)
def _address(prefix: str, urlconf: str | None, name: str, arguments: tuple[object, ...]) -> str:
    return reverse(name, urlconf, args=arguments)
