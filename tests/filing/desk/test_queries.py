"""How many queries each filing page costs. That rows add none is asked in test_tasks.py and test_sheet.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.models import Status

# Of a returned report: who returned it is read with it.
PAGES = {
    "/filing/": 9,  # with the card of what is to be done now
    "": 8,
    "s/base_data/": 5,
    "s/general_budget/": 5,
    "s/projects/": 5,
    "s/results/": 5,
    "s/execution/": 5,
    "s/indicators/": 5,
    "s/projects/row/?kind=project&n=1&count=20": 4,
    "check/": 9,
    "preview/": 5,
    "history/": 8,
    "history/1/": 6,
}
SHOWN_ONCE = ("", "s/base_data/")


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def returned(office):
    """A report that was handed in once and can be edited again."""
    return office.evaluation(Status.RETURNED)


def every(client, evaluation):
    client.get("/filing/")  # the session notes once a minute that the person is still here
    addresses = {page: page if page[:1] == "/" else f"/filing/{evaluation.pk}/{page}" for page in PAGES}
    for page in SHOWN_ONCE:  # and the process keeps what it read of the draft (test_kept_results.py)
        client.get(addresses[page])
    return {page: queries(client, address) for page, address in addresses.items()}


def test_each_page_asks_so_often(preparer, returned):
    assert every(preparer, returned) == PAGES
