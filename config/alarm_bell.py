"""Has the web processes look, once a minute at most, whether the background work goes on: a dead worker tells nobody."""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from evaluations.notices.alarms import ring_alarms

log = logging.getLogger(__name__)
BellHandler = Callable[[HttpRequest], HttpResponse]


class AlarmBell:
    """Middleware: after an answer was made, look again if a minute has passed. Supervisors ask for pages all day."""

    def __init__(self, get_response: BellHandler) -> None:
        self.get_response = get_response
        self.looked, self.looking = time.monotonic(), threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer first."""
        response = self.get_response(request)
        if settings.ALARM_SECONDS and time.monotonic() - self.looked >= settings.ALARM_SECONDS:
            self.look()
        return response

    def look(self) -> None:
        """One thread looks, the others go on. While the database is away every page says so."""
        if not self.looking.acquire(blocking=False):
            return
        try:
            self.looked = time.monotonic()
            ring_alarms()
        except DatabaseError as error:
            log.warning("the state of the site could not be read: %s", error)
        except Exception:  # the answer is made; no fault of the bell may take it back
            log.exception("the bell itself failed")
        finally:
            self.looking.release()
