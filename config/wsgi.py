"""Entry point of the web server."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Only the web process keeps a pool of connections: Celery children and commands fork,
# and a pool does not survive a fork.
os.environ.setdefault("DATABASE_POOL", "8")

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def below_sub_path(inner: WsgiApplication, sub_path: str) -> WsgiApplication:
    """Take the sub-path of SITE_URL off an address, whether the proxy in front has done so already or not."""

    def outer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == sub_path or path.startswith(f"{sub_path}/"):
            environ["PATH_INFO"] = path.removeprefix(sub_path) or "/"
        return inner(environ, start_response)

    return outer


application: WsgiApplication = get_wsgi_application()
if settings.FORCE_SCRIPT_NAME:
    application = below_sub_path(application, settings.FORCE_SCRIPT_NAME)
