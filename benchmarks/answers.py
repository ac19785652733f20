"""One request as a server hands it over, without a server."""

from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler


def whole_answer(handler: WSGIHandler, environ: dict[str, Any]) -> tuple[str, bytes]:
    """Status and content of the answer; all of it is read."""
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], fault: object = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return len  # nobody writes this way

    answer = handler(environ, start)
    content = b"".join(answer)
    answer.close()
    return statuses[0], content
