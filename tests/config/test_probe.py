"""The container's question to its own web server: ready or not, by a name that the server serves."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config import probe


class Answering(BaseHTTPRequestHandler):
    """Answers with the status in the path and remembers for whom it was asked."""

    asked: list[str | None] = []

    def do_GET(self):
        self.asked.append(self.headers["Host"])
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nothing to say."""


@pytest.fixture
def server(monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("ALLOWED_HOSTS", "jixiao.example")
    monkeypatch.setattr(Answering, "asked", [])
    with HTTPServer(("127.0.0.1", 0), Answering) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


@pytest.mark.parametrize("status, code", [(200, 0), (503, 1), (500, 1), (404, 1), (400, 1)])
def test_only_a_server_that_is_ready_makes_the_container_healthy(server, status, code):
    assert probe.main(f"{server}/{status}/") == code


@pytest.mark.parametrize(
    "hosts, name",
    [
        ("jixiao.example", "jixiao.example"),
        (" jixiao.example , other.example", "jixiao.example"),
        (".example.org,other.example", "example.org"),
    ],
)
def test_the_server_is_asked_by_the_first_name_it_serves(server, monkeypatch, hosts, name):
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    assert probe.main(f"{server}/200/") == 0 and Answering.asked == [name]


def test_where_nobody_listens_the_container_is_not_healthy(server, monkeypatch):
    with HTTPServer(("127.0.0.1", 0), Answering) as gone:
        port = gone.server_port
    assert probe.main(f"http://127.0.0.1:{port}/200/") == 1


def test_unless_told_otherwise_it_asks_whether_the_site_is_ready_where_the_image_listens():
    (address,) = probe.main.__defaults__ or ("",)
    assert address == "http://127.0.0.1:8000/readyz/"
