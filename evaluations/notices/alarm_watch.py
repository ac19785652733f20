"""Who looks whether the site does its work, and how often: each process at most once within settings.ALARM_SECONDS."""

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError

from evaluations.notices.alarms import ring_alarms

log = logging.getLogger(__name__)


class AlarmWatch:
    """Of one process: begins to count when it is made, so that a process which has just started does not look at once."""

    def __init__(self) -> None:
        self.looked, self.looking = time.monotonic(), threading.Lock()

    def look_if_due(self) -> None:
        """Ring when the time has passed; whatever comes of it is no fault of who asks."""
        if settings.ALARM_SECONDS and time.monotonic() - self.looked >= settings.ALARM_SECONDS:
            self.look()

    def look(self) -> None:
        """One thread looks, the others go on. While the database is away every page says so."""
        if not self.looking.acquire(blocking=False):
            return
        try:
            self.looked = time.monotonic()
            ring_alarms()
        except DatabaseError as error:
            log.warning("the state of the site could not be read: %s", error)
        except Exception:  # the answer is made or the jobs are done; no fault of the bell may take them back
            log.exception("the bell itself failed")
        finally:
            self.looking.release()
