"""What a round does beside the jobs, under Celery and under `manage.py work` alike."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def do_beside_jobs() -> None:
    """Do each of settings.BESIDE_JOBS; what is wrong with one stops no other.

    Raises DatabaseError while the database is away: then there is nothing to be done.
    """
    for name in settings.BESIDE_JOBS:
        try:
            import_string(name)()
        except DatabaseError:
            raise
        except Exception:
            log.exception("%s was broken off", name)
