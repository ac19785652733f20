"""Django made ready for a benchmark when this is imported: a fresh SQLite in a scratch folder, or DATABASE_URL if given.

Connections are kept between requests as in production (SQLite: for ever; PostgreSQL: in a pool), ours and the peers' alike.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

KEPT = tempfile.TemporaryDirectory(prefix="jixiao-bench-")
SCRATCH = KEPT.name
os.environ |= {
    "SECRET_KEY": secrets.token_urlsafe(40),
    "JIXIAO_MODE": "test",
    "MEDIA_ROOT": SCRATCH,
    "MANUAL_PICTURES": SCRATCH,
    "CELERY_BROKER_URL": "",
}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH}/bench.sqlite3")
os.environ.setdefault("DATABASE_POOL", "4")
django.setup()
if connection.vendor == "sqlite":
    connection.settings_dict["CONN_MAX_AGE"] = None
elif close_pool := getattr(connection, "close_pool", None):
    atexit.register(close_pool)


def engine() -> str:
    """What a table says it was measured on."""
    return connection.vendor if connection.vendor == "postgresql" else "sqlite3"


def make_tables() -> None:
    """Migrate; the scripts of one scripts/bench do so once on SQLite and leave the file to each other at BENCH_TABLES."""
    place = os.environ.get("BENCH_TABLES")
    if not place or connection.vendor != "sqlite":
        call_command("migrate", verbosity=0)
        return
    kept, own = Path(place), connection.settings_dict["NAME"]
    if not kept.exists():
        call_command("migrate", verbosity=0)
    connection.close()  # what is written lies in the file
    shutil.copyfile(*((kept, own) if kept.exists() else (own, kept)))
