"""One request as a server hands it over, without a server."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from benchmarks.measuring import Work
from departments.frame_room import with_frame_room

TOKEN = "a" * 32


@with_frame_room
def whole_answer(handler: WSGIHandler, environ: dict[str, Any]) -> tuple[str, bytes]:
    """Status and content of the answer, ours or a peer's, called as config/wsgi.py calls ours; all of it is read."""
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], fault: object = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return len  # nobody writes this way

    answer = handler(environ, start)
    content = b"".join(answer)
    answer.close()
    return statuses[0], content


def environ_of(method: str, address: str, cookie: str, body: bytes = b"") -> dict[str, Any]:
    """What a server would say of the request."""
    path, _, query = address.partition("?")
    cookies = f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": cookies,
    }


def request(handler: WSGIHandler, address: str, cookie: str) -> Work:
    """One page, read to its end; what is no page ends the benchmark."""

    def work() -> None:
        status, content = whole_answer(handler, environ_of("GET", address, cookie))
        assert status == "200 OK" and len(content) > 500, (address, status)

    return work


def save(handler: WSGIHandler, address: str, cookie: str, fields: dict[str, object], typed: str = "") -> bytes:
    """The answer to one form that a script of the page sends; `typed`: the other fields as a browser has encoded them."""
    body = f"{typed}&{urlencode({'csrfmiddlewaretoken': TOKEN} | fields)}".encode()
    form = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "HTTP_ACCEPT": "application/json"}
    status, content = whole_answer(handler, environ_of("POST", address, cookie, body) | form)
    assert status == "200 OK", (address, status, content[:300])
    return content
