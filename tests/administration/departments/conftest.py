"""A county with its system administrator at the keyboard."""

import pytest
from django.urls import reverse


@pytest.fixture
def office():
    from tests.factories import make_office

    return make_office()


@pytest.fixture
def client(client, office):
    client.force_login(office.system_admin)
    return client


@pytest.fixture
def at():
    """The address of one of the pages: at("department", row.pk)."""
    return lambda name, *arguments: reverse(f"administration:{name}", args=arguments)
