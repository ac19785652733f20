"""One office with an empty draft, and its preparer signed in.

Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest

from tests.kept_rows import kept_or_new


@pytest.fixture
def office(request, db):
    from tests.factories import make_office

    return kept_or_new(request, "office", make_office)


@pytest.fixture
def draft(request, office):
    """An empty draft."""

    return kept_or_new(request, "draft", lambda: office.empty_draft())


@pytest.fixture
def preparer(client, office):
    """A client signed in as the office's preparer."""
    client.force_login(office.preparer)
    return client


@pytest.fixture
def address(draft):
    """section code → address of its page."""
    return f"/filing/{draft.pk}/s/{{}}/".format


@pytest.fixture(scope="module")
def kept_returned(kept_office):
    """The same as `returned`, made once (tests/kept_rows.py)."""
    from tests.filing.returns import PLACES, send_back

    return send_back(kept_office, kept_office.evaluation("submitted"), PLACES)


@pytest.fixture
def returned(request, office):
    """A report sent back with four comments: at a figure, a text, a whole section, and advice at an indicator."""
    from tests.filing.returns import PLACES, send_back

    return kept_or_new(request, "returned", lambda: send_back(office, office.evaluation("submitted"), PLACES))


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """(desk, its workbook) of a whole report, everything read already: what looks at it needs no database."""
    from django.db import transaction

    from evaluations.filing.desk.draft_desk import Desk
    from evaluations.filing.workbook.plan.sheets import planned_sheets
    from evaluations.filing.workbook.write.workbook import downloadable_workbook
    from tests.factories import make_office

    with django_db_blocker.unblock(), transaction.atomic():
        office = make_office()
        desk = Desk(office.evaluation(), office.preparer)
        content = downloadable_workbook(desk, planned_sheets(desk))
        transaction.set_rollback(True)
    return desk, content


@pytest.fixture
def quick(monkeypatch):
    """Files are opened in this process."""
    from tests.foreign_files.in_process import answer_in_process

    answer_in_process(monkeypatch)


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
