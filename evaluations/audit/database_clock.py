"""The one clock that decides: the database's, so that web servers with wrong clocks agree on order and dates."""

from datetime import UTC, datetime

from django.db import connection


def database_now() -> datetime:
    """The present moment by the database's clock, aware, in UTC."""
    if connection.vendor == "postgresql":
        query = "SELECT clock_timestamp()"
    else:
        query = "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"
    with connection.cursor() as cursor:
        cursor.execute(query)
        (read,) = cursor.fetchone()
    return read if isinstance(read, datetime) else datetime.fromisoformat(read).replace(tzinfo=UTC)
