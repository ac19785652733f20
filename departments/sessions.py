"""Who is signed in, since when and from where, and how to end it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from departments.lasting import SESSION_BEGUN_KEY, SESSION_FROM_KEY, SESSION_SEEN_KEY


@dataclass(frozen=True)
class OpenSession:
    """One sign-in that has not ended. `key` is a secret of the person's browser: it is on no page and in no log."""

    key: str
    user: int
    since: datetime | None
    seen: datetime | None
    address: str


def open_sessions() -> Iterator[OpenSession]:
    """Every session in which somebody is signed in, in one query; a county has some hundreds."""
    for row in Session.objects.filter(expire_date__gt=timezone.now()).order_by("expire_date"):
        held = row.get_decoded()
        if SESSION_KEY in held:
            yield OpenSession(
                row.session_key,
                int(held[SESSION_KEY]),
                _moment(held.get(SESSION_BEGUN_KEY)),
                _moment(held.get(SESSION_SEEN_KEY)),
                str(held.get(SESSION_FROM_KEY, "")),
            )


def end_sessions(user: int) -> int:
    """End every session of the person at once; return their number."""
    keys = [one.key for one in open_sessions() if one.user == user]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, timezone.get_current_timezone()) if seconds else None
