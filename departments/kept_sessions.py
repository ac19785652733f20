"""Django's own sessions in the database, read by a statement that is written once: every request begins with it.

Named in SESSION_ENGINE. The class keeps Django's name, with which it seals what a session holds: a session that was made by
Django's own store is read here, and one of ours there (an older version beside this one).
"""

from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from departments.kept_statement import KeptStatement

SESSIONS = KeptStatement(Session.objects.all)


class SessionStore(DjangoStore):
    """Django's store; how it asks for a row is all that is different."""

    def _get_session_from_db(self) -> Session | None:
        row = SESSIONS.row_of(self.session_key or "")
        if row is not None and row.expire_date > timezone.now():
            return row
        self._session_key = None
        return None
