"""docs/permissions.md over real HTTP, as a production process answers it: each role, its own objects and foreign ones.

scripts/test --long; tests/access/test_matrix.py asks the same without a server, and posts, too.
"""

import sys
from collections.abc import Iterator

import pytest
import requests
from django.conf import settings

from departments.matrix import MatrixLine
from departments.roles import Role
from tests.access.site import World, client_of, each_call
from tests.access.test_matrix import LEAVING, LOGIN, has_object
from tests.patience import THOROUGH
from tests.services import LONG_ENOUGH

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql,
    pytest.mark.skipif(not THOROUGH, reason="scripts/test --long"),
]
COOKIE = "__Host-jixiao_session"


def test_over_http_each_role_reads_what_the_table_says_and_nothing_else(whole_site):
    world, asked, wrong = World.made(), 0, {}
    visits = {role: client_of(world.person(role)).cookies[settings.SESSION_COOKIE_NAME].value for role in Role}
    whole_site.environment["RATE_LIMITS"] = "0"
    whole_site.start_web(0)
    whole_site.wait_for("web0", "Booting worker")
    for role in ("", *Role):
        for line, address, expected in addresses(world, role):
            status = answer(whole_site.web_ports[0], address, visits.get(role, ""), line)
            asked += 1
            if status != expected:
                wrong[role, address] = (status, expected)
    sys.stdout.write(f"{asked} answers over HTTP\n")
    assert not wrong


def addresses(world: World, role: str) -> Iterator[tuple[MatrixLine, str, str]]:
    """(line, address, what the answer must be) for everything that is read; nobody has no role."""
    for line, method in each_call(lambda line: line.name not in LEAVING):
        if method != "GET":
            continue
        open_to = line.public or (bool(role) and line.allows(role))
        yield line, world.ours.address(line, role or None), "given" if open_to else "refused" if role else "sign in"
        if role and open_to and has_object(line):
            for place in world.foreign(role):
                yield line, place.address(line, role), "nothing there"


def answer(port: int, address: str, session: str, line: MatrixLine) -> str:
    """What one request comes to."""
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https", "Cookie": f"{COOKIE}={session}" if session else ""}
    said = requests.get(
        f"http://127.0.0.1:{port}{address}", headers=headers, allow_redirects=False, timeout=LONG_ENOUGH
    )
    if not line.public and said.headers.get("Location", "").startswith(LOGIN):
        return "sign in"
    named = {403: "refused", 404: "nothing there"}
    if line.name == "signed_in" and not session:
        named[401] = "given"  # to say so to nginx is what it is for
    return named.get(said.status_code) or ("given" if said.status_code < 400 else str(said.status_code))
