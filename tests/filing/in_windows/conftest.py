"""A site that can be cut off, computers with people signed in, and windows open at a section."""

import pytest


@pytest.fixture
def office(transactional_db):
    from tests.factories import make_office

    office = make_office()
    from tests.filing.in_windows.windows import PASSWORD

    office.preparer.set_password(PASSWORD)
    office.preparer.save()
    return office


@pytest.fixture
def draft(office):

    return office.empty_draft()


@pytest.fixture
def site(live_server):
    """The running site, on a line that can be cut."""
    from tests.filing.in_windows.windows import Site

    site = Site(live_server.thread.host, live_server.thread.port)
    yield site
    site.stop()


@pytest.fixture
def computer(browser, site, settings):
    """computer(person) → a browser of its own with that person signed in."""
    contexts = []

    def computer(person):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        contexts.append(context)
        from django.test import Client

        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(person)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])
        return context

    yield computer
    for context in contexts:
        context.close()


@pytest.fixture
def address(site, draft):
    return f"{site.url}/filing/{draft.pk}/s/{{}}/".format


@pytest.fixture
def mine(computer, office):
    return computer(office.preparer)


@pytest.fixture
def window(mine, address):
    """The section of one free text, open at the preparer's."""
    from tests.filing.in_windows.windows import Window

    return Window(mine.new_page(), address("usage"))


@pytest.fixture
def hers(computer, office, address):
    """The same section open at a colleague's."""
    from tests.factories import make_member
    from tests.filing.in_windows.windows import Window

    return Window(
        computer(make_member("preparer", office.department, display_name="赵会计")).new_page(), address("usage")
    )
