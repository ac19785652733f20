"""Production as it is shipped: the files describe it, and its commands run here for real."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from tests.patience import cases, thorough_only
from tests.ports import free_port
from tests.ready_tables import ready_tables
from tests.services import LONG_ENOUGH, wait_until
from tests.sources import ROOT

BIN = Path(sys.executable).parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
HOST = "jixiao.example.gov.cn"
PACKED_LIGHTLY = """import gzip, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import brotli, config.lean_files as files
from django.core.management import execute_from_command_line
files.smallest_gzip = lambda data: gzip.compress(data, 1, mtime=0)
files.Compressor.compress_brotli = staticmethod(lambda data: brotli.compress(data, quality=1))
execute_from_command_line(["manage.py", *sys.argv[1:]])"""
HTTPS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def production(child_environment, redis_url, tmp_path) -> dict[str, str]:
    """The environment of a production process beside the private servers."""
    return child_environment | {
        "JIXIAO_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "CELERY_BROKER_URL": redis_url,
        "STATIC_ROOT": str(tmp_path / "static"),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONG_ENOUGH)


def collect(environment: dict[str, str]) -> int:
    """collectstatic; in the short suite it packs lightly, for tests/config/test_lean_files.py measures the smallest files."""
    program = cases(["-c", PACKED_LIGHTLY], ["manage.py"])
    return subprocess.run(
        [sys.executable, *program, "collectstatic", "--noinput"], cwd=ROOT, env=environment
    ).returncode


def image_command() -> list[str]:
    """The web server's command, written once, in the Dockerfile."""
    line = next(line for line in DOCKERFILE.splitlines() if line.startswith("CMD "))
    return json.loads(line.removeprefix("CMD "))


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen]:
    """Run a service's command until the block ends; it must then stop when asked."""
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        assert process.wait(timeout=LONG_ENOUGH) in (0, -15), log.read_text()


def says(process: subprocess.Popen, log: Path, words: str) -> Callable[[], bool]:
    """A condition: the process has written the words; a dead process fails at once."""

    def condition() -> bool:
        assert process.poll() is None, log.read_text()
        return words in log.read_text()

    return condition


def ask(port: int, path: str, host: str = HOST, **headers: str) -> tuple[int, dict[str, str], str]:
    """GET without following redirects, for those lead to https."""
    url = f"http://127.0.0.1:{port}{path}"
    request = urllib.request.Request(url, headers={"Host": host, **headers})
    opener = urllib.request.build_opener(StayHere)
    try:
        answer = opener.open(request, timeout=LONG_ENOUGH)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read().decode()


class StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


# --- the files ----------------------------------------------------------------------------------


def test_compose_file_follows_the_compose_schema():
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_proxy_is_reachable():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["back"]["internal"] and SERVICES["proxy"]["networks"] == ["front"]
    assert {name for name, service in SERVICES.items() if "front" in service["networks"]} == {"proxy", "web"}


def test_every_lasting_service_has_a_health_check():
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"migrate", "roles"}


def test_no_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("ALLOWED_HOSTS", "SITE_URL"):
        assert f"${{{name}:?" in text and f"${{{name}:-" not in text and f"${{{name}}}" not in text
    made = (ROOT / "scripts/deploy/make_secrets").read_text()
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"} and f" {name}" in made
        assert f"${{{name.upper()}" not in text


def test_secrets_are_made_once_and_those_of_an_earlier_version_are_taken_over(tmp_path):
    script = tmp_path / "scripts/deploy/make_secrets"
    script.parent.mkdir(parents=True)
    script.write_bytes((ROOT / "scripts/deploy/make_secrets").read_bytes())
    (tmp_path / ".env").write_text("SECRET_KEY='from before'\nSITE_URL=https://x.example\n")
    for earlier in ("from before", ""):
        subprocess.run(["bash", str(script)], check=True, capture_output=True)
        made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
        assert made.keys() == COMPOSE["secrets"].keys() and all(len(text) > 10 for text in made.values())
        assert (made["secret_key"] == "from before") is bool(earlier)
        subprocess.run(["bash", str(script)], check=True, capture_output=True)
        assert made == {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
        shutil.rmtree(tmp_path / "secrets")
        (tmp_path / ".env").unlink(missing_ok=True)


def test_only_the_web_processes_have_a_pool_of_connections():
    """A pool does not survive a fork, and worker and beat read the environment of all services."""
    assert "DATABASE_POOL" not in (ROOT / "scripts/deploy/install").read_text()
    assert "DATABASE_POOL" not in "".join(str(one.get("environment")) for one in SERVICES.values())
    assert "Environment=DATABASE_POOL=" in (ROOT / "scripts/deploy/jixiao-web@.service").read_text()


def test_our_containers_are_not_root_and_cannot_change_themselves():
    assert "\nUSER jixiao\n" in DOCKERFILE
    for name in ("proxy", "web", "worker", "beat", "migrate", "roles", "redis"):
        assert SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"]
    assert all(one["read_only"] and one["mem_limit"] and one["cpus"] and one["logging"] for one in SERVICES.values())


def test_web_worker_and_beat_wait_for_the_migration():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_each_process_signs_in_to_the_database_as_no_more_than_it_needs():
    names = {name: one["environment"].get("DATABASE_URL", "") for name, one in SERVICES.items() if "environment" in one}
    user = {name: url.removeprefix("postgresql://").partition("@")[0] for name, url in names.items() if url}
    lasting = dict.fromkeys(("web", "worker", "beat"), "jixiao_app")
    assert user == lasting | {"migrate": "jixiao_owner", "roles": "jixiao"}
    assert SERVICES["migrate"]["depends_on"]["roles"]["condition"] == "service_completed_successfully"


def test_image_installs_the_libraries_that_setup_asks_for():
    setup = (ROOT / "scripts" / "setup").read_text()
    for package in ("fonts-noto-cjk", "libharfbuzz-subset0", "libpango-1.0-0", "libpangoft2-1.0-0"):
        assert package in DOCKERFILE and f"need {package} " in setup


# --- what production refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"SECRET_KEY": ""}, 'variable "SECRET_KEY" not set'),
        (
            {"DATABASE_URL": "postgresql://x:pa55word@db:port/y"},
            'variable "DATABASE_URL" invalid: Not a valid database URL',
        ),
    ],
)
def test_production_refuses_with_one_sentence(change, sentence):
    """The last line that is written; each refusal is in tests/config/test_settings.py."""
    environment = os.environ | {
        "JIXIAO_MODE": "production",
        "DATABASE_URL": "postgresql://nobody@localhost/none",
        "ALLOWED_HOSTS": HOST,
    }
    done = manage(environment | change, "check")
    assert done.returncode != 0
    assert sentence in done.stderr.strip().splitlines()[-1]
    assert "pa55word" not in done.stderr


# --- the commands -------------------------------------------------------------------------------


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
class TestCommands:
    def test_deployment_check_has_nothing_to_say(self, production):
        done = manage(production, "check", "--deploy", "--fail-level", "WARNING")
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("begun", cases(["migrated"], ["migrated", "empty"]))
    def test_the_migration_may_be_started_again(self, production, begun):
        """On what is there already; an empty database is migrated for all tests (tests/ready_tables.py)."""
        from django.db import connection

        name, begin = f"fresh_{secrets.token_hex(4)}", ready_tables() if begun == "migrated" else "template1"
        own, fresh = f"/{connection.settings_dict['NAME']}?", f"/{name}?"
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {begin}")
        elsewhere = production | {"DATABASE_URL": production["DATABASE_URL"].replace(own, fresh)}
        try:
            done = manage(elsewhere, *SERVICES["migrate"]["command"][2:])
            assert done.returncode == 0, done.stderr
        finally:
            connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")

    def test_web_server_answers(self, production, tmp_path):
        assert collect(production) == 0
        assert Path(production["STATIC_ROOT"]).stat().st_mode & 0o777 == 0o755, "others than who collects read it"
        port, log = free_port(), tmp_path / "web.log"
        command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in image_command()]
        with running(command, production, log) as web:
            wait_until(says(web, log, "Booting worker"), "gunicorn does not start")
            wait_until(lambda: ask(port, "/healthz/")[0] == 200, "gunicorn does not answer")
            manifest = json.loads((Path(production["STATIC_ROOT"]) / "staticfiles.json").read_text())
            self.check_answers(port, "/static/" + manifest["paths"]["vendor/bootstrap/bootstrap.min.css"])
            script = (Path(production["STATIC_ROOT"]) / manifest["paths"]["filing/desk/desk.js"]).read_text()
            imported = script.partition('from"../')[2].partition('"')[0]
            assert "immutable" in ask(port, f"/static/filing/{imported}", **HTTPS)[1]["cache-control"]
            url = f"http://127.0.0.1:{port}/readyz/"
            probe = [sys.executable, "-m", "config.probe", url]
            assert subprocess.run(probe, cwd=ROOT, env=production).returncode == 0

    def check_answers(self, port: int, style: str) -> None:
        """Health over plain http, everything else over https, headers on all of it."""
        ready = json.loads(ask(port, "/readyz/")[2])
        assert (ready["status"], ready["faults"], ready["warnings"]) == ("ok", [], [])
        assert ask(port, "/healthz/", "evil.example")[0] == 400
        assert ask(port, "/")[1]["location"] == f"https://{HOST}/"
        status, headers, _ = ask(port, style, **HTTPS)
        assert status == 200 and "immutable" in headers["cache-control"]
        for path in ("/healthz/", "/no-such-page/", style):
            _, headers, _ = ask(port, path, **HTTPS)
            assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains; preload"
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["cross-origin-resource-policy"] == "same-origin"
        policy = ask(port, "/healthz/")[1]["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy

    @thorough_only
    def test_worker_starts(self, production, tmp_path):
        log = tmp_path / "worker.log"
        with running(SERVICES["worker"]["command"], production, log) as worker:
            wait_until(says(worker, log, " ready."), "the worker does not start")

    @thorough_only
    def test_beat_starts(self, production, tmp_path):
        log = tmp_path / "beat.log"
        command = [part.replace("/tmp", str(tmp_path)) for part in SERVICES["beat"]["command"]]
        with running(command, production, log) as beat:
            wait_until(says(beat, log, "beat: Starting"), "beat does not start")
            wait_until(lambda: list(tmp_path.glob("beat*[!g]")), "beat writes no schedule")


@pytest.mark.parametrize("name", ["Dockerfile", "scripts/serve.py"])
def test_a_silent_web_process_is_replaced_after_a_minute(name):
    assert '"--timeout", "60"' in " ".join((ROOT / name).read_text().split())
