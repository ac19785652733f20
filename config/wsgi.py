"""Entry point of the web server."""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern, URLResolver, get_resolver

from config.shared_counts import share_counts
from config.warm_start import load_ahead
from departments.frame_room import with_frame_room

share_counts()
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


def first_segments(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """What our own addresses begin with: filing, accounts …; and what lies beside them in the same place."""
    found = set()
    for one in patterns:
        begun = str(one.pattern).partition("/")[0]
        found |= {begun} if begun or isinstance(one, URLPattern) else first_segments(one.url_patterns)
    return (found | {"static"}) - {""}


def refuse_own_segment(sub_path: str, own: set[str]) -> None:
    """Raise ImproperlyConfigured for a sub-path that begins like one of our own addresses.

    A proxy may take the sub-path off or pass it on; /filing/3/ would then be either page.
    """
    begun = sub_path.strip("/").partition("/")[0]
    if begun in own:
        taken = ", ".join(f"/{one}" for one in sorted(own))
        raise ImproperlyConfigured(
            f"The sub-path in SITE_URL begins with /{begun}, as addresses of this site do. Choose one outside {taken}."
        )


application: WsgiApplication = with_frame_room(get_wsgi_application())
if settings.FORCE_SCRIPT_NAME:
    refuse_own_segment(settings.FORCE_SCRIPT_NAME, first_segments(get_resolver().url_patterns))
    application = below_sub_path(application, settings.FORCE_SCRIPT_NAME)
load_ahead()
# What is loaded lives as long as the process: the collector need not look through it again and again.
gc.collect()
gc.freeze()
