"""A site below a sub-path, behind the proxy of docs/operations.md, which drops the port of its address."""

import http.client
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.factories import make_member, make_office
from tests.patience import cases
from tests.ports import free_port
from tests.services import LONG_ENOUGH, die_with_parent, wait_until
from tests.sources import ROOT

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
SNIPPET = re.search(r"```nginx\n(.*?)```", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.S)[1]
SITE = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""
PASSWORD = "一个够长的试用口令-2021"
ADDRESS = re.compile(r'(?:href|src|action|hx-get|hx-post|data-[a-z-]*(?:url|address|to))="(/[^"]*)"')


class Visitor:
    """A browser as far as it matters: an address with a port, cookies by their path, redirects looked at."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **form: str) -> tuple[int, dict[str, str], str]:
        origin = f"http://127.0.0.1:{self.port}"
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Origin": origin}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG_ENOUGH)) as wire:
            wire.request(method, path, urlencode(form) if form else None, headers)
            answer = wire.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self.keep(value)
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def keep(self, cookie: str) -> None:
        assert "Path=/jixiao/" in cookie
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value


@pytest.fixture(params=cases(["passed on"], ["passed on", "taken off"]))
def port(request, child_environment, tmp_path) -> Iterator[int]:
    """The port of nginx in front of gunicorn; the proxy passes the sub-path on, as documented, or takes it off."""
    inner, outer = free_port(), free_port()
    locations = SNIPPET.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{inner}")
    if request.param == "taken off":
        locations = locations.replace(f":{inner};", f":{inner}/;")
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(SITE.format(folder=tmp_path, port=outer, locations=locations), encoding="utf-8")
    environment = child_environment | {"SITE_URL": f"http://127.0.0.1:{outer}/jixiao", "TRUSTED_PROXIES": "1"}
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{inner}", "--threads", "2"]
    commands = [[*web, "--no-control-socket", "--log-level", "critical"], [NGINX, "-c", str(configuration)]]
    children = [
        subprocess.Popen(one, cwd=ROOT, env=environment, preexec_fn=die_with_parent, stderr=subprocess.DEVNULL)
        for one in commands
    ]
    try:
        wait_until(
            lambda: Visitor(outer).ask("GET", "/jixiao/healthz/")[0] == 200, "the site does not answer behind nginx"
        )
        yield outer
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=LONG_ENOUGH)


@pytest.mark.skipif(not Path(NGINX).exists(), reason="scripts/setup --test installs nginx-light")
def test_a_sub_path_and_a_lost_port_are_no_obstacle(port):
    office = make_office()
    person = make_member("preparer", office.department)
    person.set_password(PASSWORD)
    person.save()
    visitor = Visitor(port)
    status, headers, _ = visitor.ask("GET", "/jixiao/filing/")
    assert status == 302 and headers["Location"].startswith("/jixiao/accounts/login/?next=/jixiao/filing/")
    status, _, page = visitor.ask("GET", headers["Location"])
    assert status == 200 and all(address.startswith("/jixiao/") for address in ADDRESS.findall(page))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": person.username, "password": PASSWORD}
    status, headers, _ = visitor.ask("POST", "/jixiao/accounts/login/?next=/jixiao/filing/", **form)
    assert (status, headers.get("Location")) == (302, "/jixiao/filing/")
    for path in ("/jixiao/filing/", "/jixiao/", "/jixiao/no-such-page/"):
        _, _, page = visitor.ask("GET", path)
        found = set(ADDRESS.findall(page))
        assert found and all(address.startswith("/jixiao/") for address in found), found
    for style in {address for address in found if address.endswith(".css")}:
        assert visitor.ask("GET", style)[0] == 200
    assert {"jixiao_session", "jixiao_csrf"} <= set(visitor.cookies)
