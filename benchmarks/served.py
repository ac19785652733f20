"""The site on a port, for browsers and load generators: static files as production sends them, whatever the database.

gunicorn benchmarks.served:application (STATIC_ROOT: where collected files lie)       the application
with served_site() as address: …                                                      started and ended by a benchmark
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORKERS = ["--worker-class", "gthread", "--workers", "2", "--threads", "4"]
COLLECT = """from benchmarks import served
served.static_as_in_production()
import django
django.setup()
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)"""
PATIENCE = 60  # seconds until the server answers


def static_as_in_production() -> None:
    """What config/settings.py has for production only; called before Django reads the settings."""
    from config import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "config.lean_files.LeanStaticFiles"}
    settings.STATIC_ROOT = os.environ["STATIC_ROOT"]
    settings.WHITENOISE_USE_FINDERS = False


def __getattr__(name: str) -> Any:
    """`application` is made when a server asks for it, and not in the benchmark that starts the server."""
    if name != "application":
        raise AttributeError(name)
    static_as_in_production()
    from config.wsgi import application

    return application


@contextmanager
def served_site(port: int = 0) -> Iterator[str]:
    """The site on the database of DATABASE_URL until the block ends; its address."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as place:
        environment = os.environ | {"STATIC_ROOT": place, "SITE_URL": f"http://127.0.0.1:{port}", "PYTHONUTF8": "1"}
        subprocess.run([sys.executable, "-c", COLLECT], cwd=ROOT, env=environment, check=True)
        command = [sys.executable, "-m", "gunicorn", "benchmarks.served:application", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(
            [*command, *WORKERS, "--no-control-socket", "--log-level", "error"], cwd=ROOT, env=environment
        )
        try:
            wait_until_answered(f"http://127.0.0.1:{port}/healthz/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_until_answered(address: str) -> None:
    """Raises TimeoutError when the server does not come up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")
