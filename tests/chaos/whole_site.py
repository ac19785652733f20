"""All processes of an installation, as the unit files of scripts/deploy start them, beside the test's database and Redis."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.ports import free_port
from tests.services import LONG_ENOUGH, die_with_parent, wait_until
from tests.sources import ROOT

DEPLOY = ROOT / "scripts" / "deploy"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
AROUND = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; default_type text/html;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {site}
}}
"""


def unit_command(unit: str, folder: Path, port: int = 0) -> list[str]:
    """What a unit file starts, with the programs of this Python and a folder for what would lie in /run."""
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(.*)$", text, re.M)[1].replace("%i", str(port))
    own = command.replace("/opt/jixiao/current/.venv/bin", str(Path(sys.executable).parent))
    return shlex.split(own.replace("/run/jixiao-beat", str(folder)))


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """What envsubst makes of a text when it is told these names: others, as nginx' own variables, stay."""
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    return text


def make_certificate(folder: Path) -> None:
    """A certificate for localhost that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(encoding))
    (folder / "privkey.pem").write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))


class WholeSite:
    """nginx at one port, web processes behind it, worker and beat; each can be stopped, killed and started anew."""

    def __init__(self, environment: Mapping[str, str], folder: Path, webs: int = 2) -> None:
        self.folder, self.environment = folder, dict(environment)
        self.port, self.plain_port = free_port(), free_port()
        self.web_ports = [free_port() for _ in range(webs)]
        self.running: dict[str, subprocess.Popen] = {}

    @property
    def address(self) -> str:
        """What people type."""
        return f"https://localhost:{self.port}"

    @property
    def certificate(self) -> str:
        """What a client is to trust."""
        return str(self.folder / "fullchain.pem")

    def start(self, name: str, command: list[str], **own: str) -> subprocess.Popen:
        """Start a process under a name; what it says goes into a file of that name."""
        with (self.folder / f"{name}.log").open("a") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment | {"SITE_URL": self.address} | own,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
            )
        return self.running[name]

    def start_web(self, number: int, **own: str) -> None:
        """Start one of the web processes."""
        command = unit_command("jixiao-web@.service", self.folder, self.web_ports[number])
        self.start(f"web{number}", command, **{"DATABASE_POOL": "4"} | own)

    def start_worker(self, name: str = "worker", **own: str) -> None:
        """Start a worker; several need names."""
        self.start(
            name, [*unit_command("jixiao-worker.service", self.folder), "--hostname", f"{name}@{self.port}"], **own
        )

    def start_beat(self) -> None:
        """Start beat."""
        self.start("beat", unit_command("jixiao-beat.service", self.folder))

    def start_nginx(self) -> None:
        """Start nginx with the shipped site and wait until it serves something."""
        make_certificate(self.folder)
        self.folder.chmod(0o755)  # nginx' own processes, which keep a large body here, are nobody's
        shutil.copytree(DEPLOY / "pages", self.folder / "pages")  # nor do they see a checkout below /root
        values = {
            "JIXIAO_WEB": " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in self.web_ports),
            "JIXIAO_LISTEN": f"listen 127.0.0.1:{self.plain_port}; listen 127.0.0.1:{self.port} ssl http2;",
            "JIXIAO_TLS": str(self.folder),
            "JIXIAO_PAGES": str(self.folder / "pages"),
            "JIXIAO_CACHE": str(self.folder / "portal"),
        }
        site = filled_in((DEPLOY / "nginx.conf").read_text(encoding="utf-8"), values)
        configuration = self.folder / "nginx.conf"
        configuration.write_text(AROUND.format(folder=self.folder, site=site), encoding="utf-8")
        self.start("nginx", [NGINX, "-c", str(configuration)])

    def log(self, name: str) -> str:
        """What a process has said."""
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def wait_for(self, name: str, words: str) -> None:
        """Wait until a process has said something; one that has died fails at once."""

        def said() -> bool:
            assert self.running[name].poll() is None, self.log(name)
            return words in self.log(name)

        wait_until(said, f"{name} does not begin")

    def stop(self, name: str, *, kill: bool = False) -> None:
        """End a process, politely or by kill -9."""
        process = self.running.pop(name)
        process.kill() if kill else process.terminate()
        process.wait(timeout=LONG_ENOUGH)

    def close(self) -> None:
        """End everything."""
        for name in list(self.running):
            if name in self.running:
                self.running[name].terminate()
        for process in self.running.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def has_nginx() -> bool:
    """Whether scripts/setup --test has installed it."""
    return os.access(NGINX, os.X_OK)
