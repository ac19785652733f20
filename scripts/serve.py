#!/usr/bin/env python3
"""Serve a trial on this machine: the web server, and beside it the worker that makes PDFs."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
PR_SET_PDEATHSIG = 1
# Whatever the locale of the host.
UTF8 = {"PYTHONUTF8": "1"}
LONGEST_PAUSE = 30
HEALTHY_SECONDS = 60


def start(*command: str) -> subprocess.Popen:
    """Start a child that hears nothing of Ctrl-C itself and dies with this process."""
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, start_new_session=True, preexec_fn=die_with_parent, env=os.environ | UTF8
    )


def die_with_parent() -> None:
    """Ask the kernel for a TERM when the parent is gone, even by kill -9."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Worker:
    """`manage.py work`, started again after a crash, a little later each time."""

    def __init__(self) -> None:
        self.pause = 1
        self.begin()

    def begin(self) -> None:
        """Start the process."""
        self.process, self.since = start("manage.py", "work"), time.monotonic()

    def look_after(self) -> None:
        """Start again what has died, once its pause is over."""
        if self.process.poll() is None:
            return
        lived = time.monotonic() - self.since
        if lived > HEALTHY_SECONDS:
            self.pause = 1
        print(f"The worker ended ({self.process.returncode}); starting again in {self.pause} s.", flush=True)
        time.sleep(self.pause)
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.begin()


def stop(*children: subprocess.Popen) -> None:
    """End the children gently, then firmly."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()


def sub_path() -> str:
    """The path below which SITE_URL puts the site, with a slash at its end; "" where it has none."""
    path = urlsplit(os.environ.get("SITE_URL", "")).path.strip("/")
    return f"/{path}/" if path else ""


def main(port: str) -> int:
    """Run until the web server ends or somebody presses Ctrl-C."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    address = f"127.0.0.1:{port}"
    web = start(
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        address,
        "--worker-class",
        "gthread",
        "--workers",
        "1",
        "--threads",
        "4",
        "--timeout",
        "60",
        "--no-control-socket",
        "--log-level",
        "warning",
    )
    worker = Worker()
    print(f"Open http://{address}{sub_path()} (Ctrl-C ends it).", flush=True)
    try:
        while web.poll() is None:
            worker.look_after()
            time.sleep(0.5)
        return web.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        stop(web, worker.process)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
