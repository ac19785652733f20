"""One office with an empty draft, and its preparer signed in.

Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture
def office(db):
    from tests.factories import make_office

    return make_office()


@pytest.fixture
def draft(office):
    """An empty draft."""
    from evaluations.workflow import open_draft
    from tests.factories import make_obligation

    return open_draft(make_obligation(office.cycle, office.department), office.preparer)


@pytest.fixture
def preparer(client, office):
    """A client signed in as the office's preparer."""
    client.force_login(office.preparer)
    return client


@pytest.fixture
def address(draft):
    """section code → address of its page."""
    return f"/filing/{draft.pk}/s/{{}}/".format


@pytest.fixture
def returned(office):
    """A report sent back with four comments: at a figure, a text, a whole section, and advice at an indicator."""
    from tests.filing.returns import PLACES, send_back

    return send_back(office, office.evaluation("submitted"), PLACES)
