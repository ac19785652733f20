"""Seventeen ways to make a layout engine load something: none may reach a host or a file."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from weasyprint.urls import FatalURLFetchingError

from evaluations.publication.printing.fetching import AssetFetcher
from evaluations.publication.printing.printer import PrinterRefused, print_pdf

SECRET = "CANARY-4f2a9c"
VECTORS = {
    "img over http": '<img src="{http}/1.png">',
    "img of a file": '<img src="{file}">',
    "object": '<object data="{http}/2.svg"></object>',
    "embed": '<embed src="{http}/3.svg">',
    "style sheet link": '<link rel="stylesheet" href="{http}/4.css">',
    "import": '<style>@import url("{http}/5.css");</style>',
    "font": '<style>@font-face {{ font-family: X; src: url("{http}/6.ttf") }} p {{ font-family: X }}</style><p>x',
    "background": '<p style="background: url({http}/7.png)">x',
    "content": '<style>p::before {{ content: url("{http}/8.png") }}</style><p>x',
    "list style": '<ul style="list-style-image: url({http}/9.png)"><li>x</ul>',
    "svg image": '<svg width="9" height="9"><image href="{http}/10.png" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="{http}/11.svg#a"/></svg>',
    "attachment link": '<link rel="attachment" href="{file}">',
    "attachment anchor": '<a rel="attachment" href="{file}">x</a>',
    "attachment of the system": '<link rel="attachment" href="file:///etc/passwd">',
    "base address": '<base href="{http}/"><img src="12.png">',
    "redirected scheme": '<img src="asset:../../etc/passwd"><img src="ftp://127.0.0.1/13.png">',
}


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that notes every call."""
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()
    thread.join()
    server.server_close()


def test_there_are_seventeen():
    assert len(VECTORS) == 17


@pytest.mark.parametrize("name", VECTORS)
def test_nothing_is_fetched_and_nothing_leaks(name, canary, tmp_path):
    address, hits = canary
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    html = VECTORS[name].format(http=address, file=secret.as_uri())
    try:
        pdf, _ = print_pdf(f"<!DOCTYPE html><title>x</title><body>{html}")
    except PrinterRefused as refusal:
        assert "不允许载入" in str(refusal)
    else:
        assert SECRET.encode() not in pdf and b"/EmbeddedFile" not in pdf
    assert not hits


def test_a_registered_asset_is_served():
    assert AssetFetcher({"seal": (b"<svg/>", "image/svg+xml")}).fetch("asset:seal").read() == b"<svg/>"


@pytest.mark.parametrize("url", ["asset:other", "file:///etc/passwd", "http://127.0.0.1/", "data:,x", "//host/x"])
def test_everything_else_is_refused_for_good(url):
    with pytest.raises(FatalURLFetchingError):
        AssetFetcher({"seal": (b"", "")}).fetch(url)
