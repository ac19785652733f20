"""Whatever a query asks for, on whatever page: never a fault of the server. scripts/test --long, on PostgreSQL."""

import pytest

from tests.access.hostile import HOSTILE, asked, fitting, pages_of
from tests.access.site import World
from tests.patience import thorough_only

pytestmark = [pytest.mark.django_db, thorough_only]
QUERIES = ("page", "year", "cycle", "q", "status", "sort", "a", "b", "version", "place", "department", "sha256")


@pytest.fixture(scope="module")
def world(module_rows):
    return World.made()


def test_no_query_that_a_page_reads_breaks_the_server(world):
    wrong, seen = {}, set()
    for person, address in pages_of(world):
        plain = address.partition("?")[0]
        if plain not in seen:
            seen.add(plain)
            for name in HOSTILE:
                if told := asked(
                    person, "get", plain, dict.fromkeys(QUERIES, fitting("get", HOSTILE[name], len(QUERIES)))
                ):
                    wrong[plain, name] = told
    assert not wrong
