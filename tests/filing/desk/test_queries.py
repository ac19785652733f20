"""How many queries each filing page costs. That rows add none is asked in test_tasks.py and test_sheet.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.models import Status

PAGES = {
    "/filing/": 14,  # with the card of what is to be done now: one draft with its findings
    "": 18,
    "s/base_data/": 15,
    "s/general_budget/": 15,
    "s/projects/": 14,
    "s/results/": 14,
    "s/execution/": 14,
    "s/indicators/": 14,
    "s/projects/row/?kind=project&n=1&count=20": 8,
    "check/": 18,
    "preview/": 25,
    "history/": 15,
    "history/1/": 6,
}


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
    client.get(f"/filing/{evaluation.pk}/")  # and the process keeps what it read of the draft (test_kept_results.py)
    return {page: queries(client, page if page[:1] == "/" else f"/filing/{evaluation.pk}/{page}") for page in PAGES}


def test_each_page_asks_so_often(preparer, returned):
    assert every(preparer, returned) == PAGES
