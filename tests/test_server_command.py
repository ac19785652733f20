"""What an administrator with docs/operations.md alone relies on: scripts/deploy/jixiao, with stand-ins for the programs
around it, and that what is written into .env reaches the containers."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.sources import ROOT

# What the image or its volumes decide, or a process of its own kind (DATABASE_POOL).
OF_THE_IMAGE = {
    "JIXIAO_DEBUG",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "REPORT_FONTS",
    "METRICS_FOLDER",
    "DATABASE_POOL",
    "DATABASE_ROLE_PREFIX",
}
RUNUSER = """#!/usr/bin/env bash
[[ $2 == postgres ]] && { echo "$2: $(cat)" >>"$TOLD"; exit; }
echo "$* | $DATABASE_URL $DATABASE_PASSWORD $SECRET_KEY $JIXIAO_MODE" >>"$TOLD"
exit 3
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Run the command with a site of its own; what was run as whom, and the status it ended with."""
    (tmp_path / "secrets").mkdir()
    for name in ("secret_key", "database_owner_password", "database_app_password"):
        (tmp_path / "secrets" / name).write_text(f"the-{name}\n")
    (tmp_path / "environment").write_text("DATABASE_URL=postgresql://jixiao_app@127.0.0.1/county\n")
    runuser = tmp_path / "runuser"
    runuser.write_text(RUNUSER)
    runuser.chmod(0o755)
    script = tmp_path / "jixiao"
    text = (ROOT / "scripts/deploy/jixiao").read_text()
    script.write_text(text.replace("/etc/jixiao", str(tmp_path)).replace("((EUID == 0))", "true"))

    def run(*words: str) -> tuple[list[str], int]:
        environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "TOLD": str(tmp_path / "told")}
        done = subprocess.run(["bash", script, *words], env=environment, capture_output=True, text=True)
        return Path(environment["TOLD"]).read_text().splitlines(), done.returncode

    return run


def test_a_command_runs_as_the_site_s_user_with_secrets_that_no_argument_shows(told):
    (line,), status = told("verify", "--heads", "a b")
    words, _, values = line.partition(" | ")
    assert words.endswith("manage.py verify --heads a b") and words.startswith("-u jixiao ") and "the-" not in words
    said = "postgresql://jixiao_app@127.0.0.1/county the-database_app_password the-secret_key production"
    assert (values, status) == (said, 3)


def test_the_administrator_s_way_into_the_database_is_shut_again_even_after_a_failure(told):
    (opened, line, shut), status = told("--admin", "restore_drill", "/backups")
    assert opened.startswith("postgres: ALTER ROLE jixiao_setup LOGIN PASSWORD '")
    password = opened.split("'")[1]
    assert len(password) == 64 and f"jixiao_setup@127.0.0.1/county {password} " in line
    assert (shut, status) == ("postgres: ALTER ROLE jixiao_setup NOLOGIN PASSWORD NULL", 3)


def test_each_variable_of_the_manual_that_is_written_into_env_reaches_the_containers():
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.M)
    named = {name for row in rows for name in re.findall("`([A-Z]+_[A-Z_]+)`", row)}
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    lost = {name for name in named if not re.search(rf"\b{name}(_FILE)?:", compose)}
    assert len(named) > 60 and lost == OF_THE_IMAGE
