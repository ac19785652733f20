"""The one clock that decides: the database's, so that web servers with wrong clocks agree on order and dates.

The trial county alone lets it stand at a moment of the past (evaluations/demo), so that its years have dates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

_stood_at: ContextVar[datetime | None] = ContextVar("stood_at", default=None)


def database_now() -> datetime:
    """The present moment by the database's clock, aware, in UTC."""
    if stood := _stood_at.get():
        return stood
    if connection.vendor == "postgresql":
        query = "SELECT clock_timestamp()"
    else:
        query = "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        (read,) = cursor.fetchone()
    return read if isinstance(read, datetime) else datetime.fromisoformat(read).replace(tzinfo=UTC)


def event_moment() -> datetime | Now:
    """The same for the column of an event, which the database fills in itself."""
    return _stood_at.get() or Now()


@contextmanager
def clock_standing_at(moment: datetime) -> Iterator[None]:
    """Let acts of the trial county happen at this moment; raises RuntimeError in production, whose log tells the truth."""
    if settings.MODE == "production":
        raise RuntimeError("the clock stands still in a trial only")
    token = _stood_at.set(moment)
    try:
        yield
    finally:
        _stood_at.reset(token)
