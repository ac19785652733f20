"""What settings.py reads the environment with: environs for a variable, dj-database-url for the database's address."""

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import FileAwareEnv

SQLITE_OPTIONS = {
    # IMMEDIATE: a reader that becomes a writer would otherwise fail with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
}


# Seconds. While the server is away a request waits this long and no longer; the pool soon gives up trying by itself, for its
# pauses grow to half a minute, and tries again whenever a request comes: the site is back as soon as the server is.
POOL_PATIENCE = {"timeout": 2, "reconnect_timeout": 1}


class TrimmedEnv(FileAwareEnv):
    """environs' reader, for which an empty variable is one that is not set: docker compose passes such on.

    NAME_FILE names a file that holds the value of NAME: a secret that no list of processes shows.

    Every reader raises EnvError, whose message names the variable and does not show its value.
    """

    def _get_value(self, env_key: str, default: Any) -> Any:
        """The place where environs' own variants, too, change how a variable is looked up."""
        return super()._get_value(env_key, "").strip() or default

    def words(self, name: str, default: str = "") -> list[str]:
        """Return the comma-separated parts of the variable."""
        parts = self.str(name, default).split(",")
        return [part.strip() for part in parts if part.strip()]


# Of a sub-path: plain letters, as they stand in a proxy's configuration and in a cookie.
SUB_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)*", re.ASCII)


@dataclass(frozen=True)
class SiteAddress:
    """The address people type: https://host:port, host:port, and the sub-path ("" at the root of the host)."""

    origin: str
    host: str
    path: str


def site_address(address: str) -> SiteAddress:
    """Read SITE_URL. Raises ImproperlyConfigured, with the reason, for what cannot be the address of a site."""
    try:
        parts = urlsplit(address.rstrip("/"))
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"SITE_URL is no address: {error}.") from None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username
        or port == 0
        or address.split() != [address]
    ):
        raise ImproperlyConfigured("SITE_URL must be http:// or https:// and a host, as people type it.")
    if parts.query or parts.fragment or not SUB_PATH.fullmatch(parts.path) or ".." in parts.path:
        raise ImproperlyConfigured(
            "The sub-path in SITE_URL may hold letters, digits and . _ ~ - between slashes, and nothing may follow it."
        )
    return SiteAddress(f"{parts.scheme}://{parts.netloc}", parts.netloc, parts.path)


def syslog_address(text: str) -> tuple[str, int] | None:
    """Read host:port of a syslog server; None for "". Raises ImproperlyConfigured for anything else."""
    host, _, port = text.rpartition(":")
    if not text:
        return None
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise ImproperlyConfigured("RECORD_HEAD_SYSLOG must be host:port.")
    return host, int(port)


def kept_secret(path: Path) -> str:
    """Return the random key in the file, made on the first call and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent) as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            # link() refuses an existing name, so two processes starting at once agree on one key
            try:
                os.link(draft.name, path)
            except FileExistsError:
                pass
    return path.read_text(encoding="utf-8")


def database_settings(address: dict[str, Any], base: Path, pool: int, statement_seconds: int) -> dict[str, Any]:
    """Return Django's settings for the address as dj-database-url reads it, SQLite's files below base.

    Raises ImproperlyConfigured for any other engine.
    """
    match address["ENGINE"]:
        case "django.db.backends.sqlite3":
            return address | sqlite_settings(base / address["NAME"])
        case "django.db.backends.postgresql":
            return address | postgresql_settings(address, pool, statement_seconds)
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def sqlite_settings(path: Path) -> dict[str, Any]:
    """Return what is ours in the settings of a SQLite file; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "NAME": path,
        "OPTIONS": SQLITE_OPTIONS,
        # a file, not memory: a live server and a worker must see the same rows
        "TEST": {"NAME": path.with_name(f"test_{path.name}")},
    }


def postgresql_settings(address: dict[str, Any], pool: int, statement_seconds: int) -> dict[str, Any]:
    """Return what is ours in the settings of a PostgreSQL database; ?host=/dir names a directory of sockets."""
    options = dict(address.get("OPTIONS", {}))
    host = options.pop("host", address["HOST"])
    session: dict[str, int | str] = {
        "statement_timeout": statement_seconds * 1000,
        "lock_timeout": 3000,
        "idle_in_transaction_session_timeout": 30000,
        # Where rows are badly guessed (a new table, an upgrade) PostgreSQL compiles a statement of 5 ms for 3 s.
        "jit": "off",
    }
    options.setdefault("connect_timeout", 2)
    options["options"] = " ".join(f"-c {name}={value}" for name, value in session.items())
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, **POOL_PATIENCE}
    return {"HOST": host, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
