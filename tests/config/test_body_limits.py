"""nginx keeps of a body what the application would take at that address and a little more, never 115 MB for a form of text."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import get_resolver

from config import health
from departments.matrix import walk
from departments.taking_files import ROOM_FOR_FIELDS, most_bytes_of
from tests.sources import ROOT

MEGABYTE = 2**20
SITE = (ROOT / "scripts/deploy/nginx.conf").read_text(encoding="utf-8")
PLACES = re.findall(r"^    location ~ (\S+) \{\n(.*?)^    \}", SITE, re.M | re.S)
EXAMPLES = {"int": "7", "uuid": "0b6f1c52-0000-4000-8000-000000000000"}


def kept_by_nginx(path: str) -> tuple[int, bool]:
    """(bytes of a body that nginx takes at the address, whether it first asks who sends it)."""
    body = next((body for pattern, body in PLACES if re.search(pattern, path)), "")
    limit = re.search(r"client_max_body_size (\d+)m;", body) or re.search(
        r"^    client_max_body_size (\d+)m;", SITE, re.M
    )
    return int(limit[1]) * MEGABYTE, "auth_request" in body


def test_each_address_has_the_limit_of_its_view():
    wrong, marked = [], 0
    for name, pattern, view in walk(get_resolver(), "/jixiao/", ""):
        path = re.sub(r"<(\w+):\w+>", lambda found: EXAMPLES.get(found[1], "x"), pattern)
        (kept, asks), most = kept_by_nginx(path), most_bytes_of(view)
        # Who may send several files is asked for, or a stranger could fill the disk with what nobody will take.
        if not most < kept <= most + 4 * MEGABYTE or asks is not (most > 30 * MEGABYTE):
            wrong.append((name, path, most / MEGABYTE, kept / MEGABYTE))
        marked += most > ROOM_FOR_FIELDS
    assert (wrong, marked) == ([], 9)


@pytest.mark.parametrize(
    "session, status", [({SESSION_KEY: "1"}, 204), ({}, 401), (None, 204)], ids=["signed in", "stranger", "away"]
)
def test_nginx_is_told_whether_somebody_is_signed_in(session, status):
    class Away:
        def __contains__(self, key):
            raise DatabaseError

    request = HttpRequest()
    request.method = "GET"
    vars(request)["session"] = Away() if session is None else session
    answer = health.report_session(request)
    assert (answer.status_code, answer.content) == (status, b"") and "no-store" in answer["Cache-Control"]
