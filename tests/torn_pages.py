"""In scripts/test --long each page comes in two parts: who looks at once fails each time there, not by chance elsewhere."""

import threading
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tests.patience import THOROUGH

FIRST, PAUSE = 400, 0.5  # bytes: the head of a page, without its fields; seconds until the rest comes


@pytest.fixture(autouse=THOROUGH, scope="session")
def pages_come_in_two_parts():
    """Tear what browsers ask the live server for; Django's test client, in the main thread, is answered as ever."""
    whole = WSGIHandler.__call__

    def torn(handler, environ, start_response):
        answer = whole(handler, environ, start_response)
        asked_by_browser = threading.current_thread() is not threading.main_thread()
        return two_parts(answer) if asked_by_browser and is_page(environ) else answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "__call__", torn)
        yield


def is_page(environ):
    """Whether a whole page is asked for, and not what it is made of."""
    return "text/html" in environ.get("HTTP_ACCEPT", "")


def two_parts(answer):
    """The answer's bytes with a pause between."""
    try:
        content = b"".join(answer)
        yield content[:FIRST]
        time.sleep(PAUSE)
        yield content[FIRST:]
    finally:
        answer.close()
