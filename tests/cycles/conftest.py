"""A county with its bureau administrator at the keyboard."""

import pytest


@pytest.fixture
def office():
    from tests.factories import make_office

    return make_office()


@pytest.fixture
def client(client, office):
    client.force_login(office.bureau_admin)
    return client
