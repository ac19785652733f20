"""A sub-path that could be taken for an address of our own ends the start, with the reason."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

from config.wsgi import first_segments, refuse_own_segment

OWN = first_segments(get_resolver().url_patterns)


def test_what_addresses_begin_with_is_read_from_the_site_itself():
    assert {"filing", "review", "accounts", "desk", "reports", "healthz", "static"} <= OWN and "" not in OWN


@pytest.mark.parametrize("path", ["/filing", "/static/site", "/accounts/", "/reports"])
def test_a_sub_path_like_an_own_address_is_refused(path):
    with pytest.raises(ImproperlyConfigured, match="begins with /"):
        refuse_own_segment(path, OWN)


@pytest.mark.parametrize("path", ["/jixiao", "/county/filing", "/filing2"])
def test_any_other_sub_path_is_welcome(path):
    refuse_own_segment(path, OWN)
