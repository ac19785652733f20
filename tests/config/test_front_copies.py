"""nginx looks for copies at the addresses of public views alone.

Where it looks for one that never comes, those who ask for the same at once are served one after the other, each half a
second later: static files and the sign-in page in the morning.
"""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from django.urls import get_resolver

from departments.matrix import walk
from tests.chaos.whole_site import WholeSite, has_nginx
from tests.config.test_body_limits import EXAMPLES, SITE
from tests.services import LONG_ENOUGH, private_directory, wait_until

SHELF = re.findall(r'^    "~(\S+)" (jixiao_portal|off);$', SITE[: SITE.index("map $http_cookie")], re.M)


def may_be_kept(path: str) -> bool:
    """Whether nginx looks for a copy: the first pattern that is found decides."""
    return next((zone for pattern, zone in SHELF if re.search(pattern, path)), "off") != "off"


@pytest.mark.parametrize("root, elsewhere", [("/", []), ("/jixiao/", ["portal:home"])])
def test_copies_are_looked_for_where_a_public_view_lets_nginx_keep_its_answer(root, elsewhere):
    wrong, kept = [], 0
    for name, pattern, view in walk(get_resolver(), root, ""):
        path = re.sub(r"<(\w+):\w+>", lambda found: EXAMPLES.get(found[1], "x"), pattern)
        allowed = getattr(view, "kept_in_front", False)
        kept += allowed
        if may_be_kept(path) is not allowed:
            wrong.append(name)
    assert wrong == elsewhere and kept > 20
    assert not may_be_kept(f"{root}static/departments/sign_in.0123456789ab.css")


def test_who_may_be_signed_in_is_never_given_a_copy():
    people = r'map \$http_cookie \$jixiao_copies \{\n    "~(\S+)" off;\n    default \$jixiao_shelf;\n\}'
    cookies = re.search(people, SITE)
    assert cookies and "proxy_cache $jixiao_copies;" in SITE
    for header in ("__Host-jixiao_session=x", "a=b; __Secure-jixiao_session=x; c=d", "jixiao_session=x"):
        assert re.search(cookies[1], header)
    assert not re.search(cookies[1], "__Host-jixiao_csrf=x")


class SlowApplication(ThreadingHTTPServer):
    """Answers with the number of the question, to be kept for a second; whoever asks second waits until it may go on."""

    def __init__(self, port: int) -> None:
        self.asked, self.going_on = 0, threading.Event()
        super().__init__(("127.0.0.1", port), NumberedAnswer)


class NumberedAnswer(BaseHTTPRequestHandler):
    server: SlowApplication

    def do_GET(self) -> None:
        self.server.asked += 1
        number = self.server.asked
        if number == 2:
            self.server.going_on.wait(60)
        self.send_response(200)
        self.send_header("X-Accel-Expires", "1")
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(str(number).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def slow_site() -> Iterator[tuple[WholeSite, SlowApplication]]:
    site = WholeSite({}, private_directory("jixiao-front-"), webs=1)
    application = SlowApplication(site.web_ports[0])
    threading.Thread(target=application.serve_forever, daemon=True).start()
    site.start_nginx()
    yield site, application
    application.going_on.set()
    site.close()
    application.shutdown()
    application.server_close()


def page_of(site: WholeSite) -> str:
    return requests.get(f"{site.address}/glossary/", verify=site.certificate, timeout=LONG_ENOUGH).text


@pytest.mark.skipif(not has_nginx(), reason="scripts/setup --test installs nginx-light")
def test_one_reader_has_an_old_copy_renewed_and_nobody_else_waits_for_it(slow_site):
    site, application = slow_site
    wait_until(lambda: page_of(site) == "1", "nginx does not begin")
    renewing = threading.Thread(target=wait_until, args=(lambda: page_of(site) == "2", "no new copy"))
    renewing.start()
    wait_until(lambda: application.asked == 2, "nobody renews the copy")
    assert [page_of(site) for _ in range(3)] == ["1"] * 3 and application.asked == 2
    application.going_on.set()
    renewing.join()
    assert application.asked == 2
