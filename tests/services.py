"""Private PostgreSQL and Redis for tests: own directory, unix socket only, gone at exit.

python -m tests.services COMMAND…      run a command with both of them in its environment
"""

import ctypes
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import redis

LONG_ENOUGH = (
    180  # seconds for an answer or an end that a busy machine may owe for long; whoever waits longer waits in vain
)
# Tables joined in the order in which they are written: of eleven all orders take five times as long to weigh as to read few rows.
HASTY_PLANS = "-c join_collapse_limit=1 -c from_collapse_limit=1"
NOT_YET = (OSError, http.client.HTTPException)  # all that urllib and requests raise for lack of an answer is an OSError


def as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root: borrow the system user of the Debian package."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def postgres_program(name: str) -> str | None:
    """Find a program of the newest Debian package, or of an installation in PATH."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: int(home.parent.name))
    places = [str(home) for home in reversed(homes)] + [os.environ.get("PATH", "")]
    return shutil.which(name, path=os.pathsep.join(places))


def run(*command: str) -> None:
    """Run a program quietly; what it said becomes the error when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def private_directory(prefix: str) -> Path:
    """Make a directory in the system's temp folder, short enough for a socket's path."""
    return Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))


def die_with_parent() -> None:
    """For preexec_fn: have the kernel end the child when the tests are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 is PR_SET_PDEATHSIG


@dataclass
class Postgres:
    """A database server that forgets on power failure and is quick for it."""

    home: Path = field(default_factory=lambda: private_directory("jixiao-pg-"))
    options: str = ""  # none but for tests: what is measured beside it shall be planned as in production

    @property
    def url(self) -> str:
        """Address of the (not yet existing) database that tests derive theirs from."""
        return f"postgresql://postgres@/jixiao?host={quote(str(self.home))}"

    def start(self) -> "Postgres":
        """Create the cluster on first use and start it."""
        if not (self.home / "data").exists():
            self.create()
        options = f"-k {self.home} -h '' -c fsync=off -c full_page_writes=off -c max_connections=200 {self.options}"
        self.control("start", "-w", "-l", str(self.home / "log"), "-o", options)
        return self

    def create(self) -> None:
        """Run initdb in a directory of the user that will own the server."""
        if as_postgres():
            shutil.chown(self.home, "postgres")
        flags = ["-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]
        run(*as_postgres(), postgres_program("initdb") or "initdb", "-D", str(self.home / "data"), *flags)

    def control(self, *arguments: str) -> None:
        """Call pg_ctl."""
        program = postgres_program("pg_ctl") or "pg_ctl"
        run(*as_postgres(), program, "-D", str(self.home / "data"), *arguments)

    def restart(self) -> None:
        """Restart as an impatient administrator does, ending open connections."""
        self.control("restart", "-w", "-m", "fast", "-l", str(self.home / "log"))

    def remove(self) -> None:
        """Stop the server and remove every trace."""
        self.control("stop", "-w", "-m", "immediate")
        shutil.rmtree(self.home)


@dataclass
class Redis:
    """A broker that keeps nothing."""

    home: Path = field(default_factory=lambda: private_directory("jixiao-redis-"))
    process: subprocess.Popen | None = None

    @property
    def socket(self) -> Path:
        """The only way in."""
        return self.home / "redis.sock"

    @property
    def url(self) -> str:
        """Address in the form that Celery reads."""
        return f"redis+socket://{self.socket}"

    @property
    def client(self) -> redis.Redis:
        """A connection for tests that look at or spoil the queue."""
        return redis.Redis(unix_socket_path=str(self.socket))

    def start(self) -> "Redis":
        """Start the server and wait until it listens."""
        flags = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(
            ["redis-server", *flags, "--dir", str(self.home)],
            stdout=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        )
        wait_until(self.socket.exists, "redis-server does not listen")
        return self

    def stop(self) -> None:
        """Stop the server; start() brings it back at the same address, empty."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
        self.socket.unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop the server and remove every trace."""
        self.stop()
        shutil.rmtree(self.home)


def wait_until(condition: Callable[[], object], complaint: str, seconds: float = LONG_ENOUGH) -> None:
    """Ask again until the condition holds; the limit is for what never comes, not for a machine that is busy.

    A server that refuses, hangs up or answers too late, and a file that is not there, say "not yet".
    """
    end, reason = time.monotonic() + seconds, None
    while True:
        try:
            if condition():
                return
        except NOT_YET as error:
            reason = error
        if time.monotonic() > end:
            raise TimeoutError(complaint) from reason
        time.sleep(0.05)


def main(command: list[str]) -> int:
    """Run the command beside both servers."""
    postgres, broker = Postgres().start(), Redis().start()
    try:
        run(
            *as_postgres(),
            postgres_program("createdb") or "createdb",
            "-U",
            "postgres",
            "-h",
            str(postgres.home),
            "jixiao",
        )
        environment = {"DATABASE_URL": postgres.url, "CELERY_BROKER_URL": broker.url}
        return subprocess.run(command, env=os.environ | environment).returncode
    finally:
        broker.remove()
        postgres.remove()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
