"""Whatever is typed into whatever form: never a fault of the server.

Every form of every page in every role is sent with texts that no column holds. On PostgreSQL, which keeps to its columns'
lengths and takes no NUL. Only scripts/test --long has the patience (a minute and a half of a processor); headers and names are
tried always. Queries: test_hostile_queries.py.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.access.hostile import HOSTILE, asked, fitting, pages_of
from tests.access.site import World, client_of
from tests.patience import thorough_only

pytestmark = pytest.mark.django_db
# Fields whose value decides which form it is; the others are typed into.
STEERING = re.compile(r"csrfmiddlewaretoken|action|kind|version|_csrf")


class FormReader(HTMLParser):
    """The forms of a page: (method, action, {name: value})."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((found.get("method", "get").lower(), found.get("action", ""), {}))
            self.inside = True
        elif self.inside and tag in ("input", "textarea", "select", "button") and found.get("name"):
            if found.get("type") != "file":
                self.forms[-1][2][found["name"]] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


@pytest.fixture(scope="module")
def world(module_rows):
    return World.made()


def forms_of(text: str, address: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The forms of a page, with full addresses."""
    reader = FormReader()
    reader.feed(text)
    for method, action, fields in reader.forms:
        yield method, action or address, fields


def typed(way: str, fields: dict[str, str], text: str) -> dict[str, str]:
    """The form with the text in everything that a person may type into."""
    text = fitting(way, text, len(fields))
    return {name: value if STEERING.search(name) else text for name, value in fields.items()}


@thorough_only
def test_no_form_of_any_page_breaks_the_server(world):
    """A form is known by its address without numbers and its fields; each is tried once, in the first role that has it."""
    wrong, seen = {}, set()
    for person, address in pages_of(world):
        answer = client_of(person).get(address)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for way, action, fields in forms_of(answer.content.decode(), address):
            key = (way, *(re.sub(r"\d+", "0", one) for one in (action.partition("?")[0], *sorted(fields))))
            if key in seen or not fields or "logout" in action:
                continue
            seen.add(key)
            for name in HOSTILE:
                if told := asked(person, way, action, typed(way, fields, HOSTILE[name])):
                    wrong[action, name] = told
    assert not wrong and len(seen) > 60


def test_headers_that_no_column_holds_are_cut(client, settings):
    settings.TRUSTED_PROXIES = 1
    for address in ("unknown", "192.0.2.1:99", "x" * 300, "1.2.3.4, unknown"):
        sent = {"HTTP_X_FORWARDED_FOR": address, "HTTP_USER_AGENT": "u" * 9000, "HTTP_ACCEPT": "a" * 9000}
        answer = client.post(reverse("departments:login"), {"username": "n" * 300, "password": "x"}, **sent)
        assert answer.status_code == 200, address
