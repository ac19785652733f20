"""Entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Only the web process keeps a pool of connections: Celery children and commands fork,
# and a pool does not survive a fork.
os.environ.setdefault("DATABASE_POOL", "8")

application = get_wsgi_application()
