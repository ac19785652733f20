"""Small readers of environment variables for settings.py."""

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

SQLITE_OPTIONS = {
    # IMMEDIATE: a reader that becomes a writer would otherwise fail with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
}


def text(name: str, default: str = "") -> str:
    """Return the variable without surrounding blanks."""
    return os.environ.get(name, default).strip()


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    try:
        return int(text(name) or default)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated parts of the variable."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def required(name: str) -> str:
    """Return the variable or refuse to start."""
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"Production mode needs {name}; set it in the environment.")


def kept_secret(path: Path) -> str:
    """Return the random key in the file, made on the first call and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            # link() refuses an existing name, so two processes starting at once agree on one key
            try:
                os.link(draft.name, path)
            except FileExistsError:
                pass
    return path.read_text()


def database(url: str, base: Path, pool: int, statement_seconds: int) -> dict[str, Any]:
    """Return Django's database settings for a sqlite:/// or postgresql:// address."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = base / unquote(parts.path.removeprefix("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": SQLITE_OPTIONS,
            # a file, not memory: a live server and a worker must see the same rows
            "TEST": {"NAME": path.with_name(f"test_{path.name}")},
        }
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://.")
    return postgresql(url, pool, statement_seconds)


def postgresql(url: str, pool: int, statement_seconds: int) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database; ?host=/dir names a directory of sockets."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    limits = {
        "statement_timeout": statement_seconds * 1000,
        "lock_timeout": 3000,
        "idle_in_transaction_session_timeout": 30000,
    }
    options: dict[str, Any] = {**query, "options": " ".join(f"-c {k}={v}" for k, v in limits.items())}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
