"""One office with a submission that waits, and its reviewer signed in.

Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture
def office(db):
    from tests.factories import make_office

    return make_office()


@pytest.fixture
def submission(office):
    """What was handed in and nobody has decided."""
    from tests.factories import make_submission

    return make_submission(office)


@pytest.fixture
def client(client, office):
    """A client signed in as the office's reviewer."""
    client.force_login(office.reviewer)
    return client
