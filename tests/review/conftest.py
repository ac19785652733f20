"""One office with a submission that waits, and its reviewer signed in.

Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest

from tests.kept_rows import kept_or_new


@pytest.fixture
def office(request, db):
    from tests.factories import make_office

    return kept_or_new(request, "office", make_office)


@pytest.fixture
def submission(request, office):
    """What was handed in and nobody has decided."""
    from tests.factories import make_submission

    return kept_or_new(request, "submission", lambda: make_submission(office))


@pytest.fixture
def client(client, office):
    """A client signed in as the office's reviewer."""
    client.force_login(office.reviewer)
    return client
