"""What the queue's tests begin with: two reports that are ready to be published."""

import pytest


@pytest.fixture(scope="module")
def kept_ready(kept_office):
    """Two reports of a county whose papers are made; made once."""
    from tests.factories import finish_paper, make_office, make_publication

    offices = (kept_office, make_office(kept_office.county))
    return kept_office, [finish_paper(make_publication(one, live=False)) for one in offices]
