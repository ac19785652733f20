"""Whatever is typed into whatever form, and asked for in whatever query: never a fault of the server.

Every form of every page in every role is sent with texts that no column holds. On PostgreSQL, which keeps to its columns'
lengths and takes no NUL. Only scripts/test --long has the patience (four minutes); headers and names are tried always.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.urls import reverse

from departments.models import User
from departments.roles import Role
from tests.access.site import World, client_of, each_call
from tests.patience import THOROUGH

pytestmark = pytest.mark.django_db
PATIENT = pytest.mark.skipif(not THOROUGH, reason="four minutes: scripts/test --long")
HOSTILE = {
    "long": "龥" * 70_000,
    "number": "9" * 400,
    "nul": "a\0b",
    "lone": "a\ud800b".encode("utf-8", "surrogatepass").decode("latin-1"),
    "sql": "'; SELECT pg_sleep(9); --",
    "zeros": "00000000000000000000000001",
    "minus": "-1",
    "expands": "ﷺ" * 200,
}
LEAVING = {"sign_in:provider_out"}
# Fields whose value decides which form it is; the others are typed into.
STEERING = re.compile(r"csrfmiddlewaretoken|action|kind|version|_csrf")
QUERIES = ("page", "year", "cycle", "q", "status", "sort", "a", "b", "version", "place", "department", "sha256")


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


def typed(fields: dict[str, str], text: str) -> dict[str, str]:
    """The form with the text in everything that a person may type into."""
    return {name: value if STEERING.search(name) else text for name, value in fields.items()}


def asked(person: User, way: str, address: str, sent: dict[str, str]) -> str:
    """What is wrong with the answer; "" for any but a fault of the server. Nothing that was done stays."""
    before = transaction.savepoint()  # no atomic block: an act opens the outermost one itself
    try:
        client = client_of(person)
        status = (client.post if way == "post" else client.get)(address, sent).status_code
    except Exception as fault:  # whichever: it would have been a 500
        return f"{type(fault).__name__}: {fault}"[:200]
    finally:
        transaction.savepoint_rollback(before)
    return str(status) if status >= 500 else ""


def pages_of(world: World) -> Iterator[tuple[User, str]]:
    """Everything that can be opened: in each role what that role opens."""
    for role in Role:
        person = world.person(role)
        for line, method in each_call(lambda line, role=role: line.allows(role) and line.name not in LEAVING):
            if method == "GET":
                yield person, world.ours.address(line, role)


@PATIENT
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
                if told := asked(person, way, action, typed(fields, HOSTILE[name])):
                    wrong[action, name] = told
    assert not wrong and len(seen) > 60


@PATIENT
def test_no_query_that_a_page_reads_breaks_the_server(world):
    wrong, seen = {}, set()
    for person, address in pages_of(world):
        plain = address.partition("?")[0]
        if plain not in seen:
            seen.add(plain)
            for name in HOSTILE:
                if told := asked(person, "get", plain, dict.fromkeys(QUERIES, HOSTILE[name][:2000])):
                    wrong[plain, name] = told
    assert not wrong


def test_headers_that_no_column_holds_are_cut(client, settings):
    settings.TRUSTED_PROXIES = 1
    for address in ("unknown", "192.0.2.1:99", "x" * 300, "1.2.3.4, unknown"):
        sent = {"HTTP_X_FORWARDED_FOR": address, "HTTP_USER_AGENT": "u" * 9000, "HTTP_ACCEPT": "a" * 9000}
        answer = client.post(reverse("departments:login"), {"username": "n" * 300, "password": "x"}, **sent)
        assert answer.status_code == 200, address
