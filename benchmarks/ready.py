"""Django made ready for a benchmark when this is imported: a fresh SQLite in a scratch folder, or DATABASE_URL if given."""

import os
import secrets
import tempfile

import django

KEPT = tempfile.TemporaryDirectory(prefix="jixiao-bench-")
SCRATCH = KEPT.name
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": secrets.token_urlsafe(40),
    "JIXIAO_MODE": "test",
    "MEDIA_ROOT": SCRATCH,
    "CELERY_BROKER_URL": "",
}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH}/bench.sqlite3")
django.setup()
