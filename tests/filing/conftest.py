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
def send(preparer, office, address):
    """send(section, texts, **own): what the page's script sends, with the page's own words."""
    from tests.filing.pages import AS_SCRIPT

    sendings = iter(range(1, 10_000))

    def send(section, texts, client=preparer, **own):
        values = {"page": "mine", "sending": next(sendings), "version": 0} | own
        return client.post(address(section) + "autosave/", values | texts, **AS_SCRIPT)

    return send


@pytest.fixture
def another(office):
    """A second preparer of the department, signed in."""
    from django.test import Client

    from tests.factories import make_member

    client = Client()
    client.force_login(make_member("preparer", office.department, display_name="赵会计"))
    return client
