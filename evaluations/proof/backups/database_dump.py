"""PostgreSQL's own programs for a dump and for putting one back, told of the database as Django knows it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection

from evaluations.proof.backups.backup_folder import BackupFault

HOURS_6 = 6 * 60 * 60


def dump_database(target: Path) -> None:
    """Write the database, as it is at one moment, compressed. Raises BackupFault with what the program said."""
    run_program("pg_dump", "--format=custom", "--compress=6", "--no-password", "--file", str(target))


def restore_dump(source: Path, database: str) -> None:
    """Put a dump into an empty database of the same server, owned by who is signed in. Raises BackupFault."""
    flags = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--no-password")
    run_program("pg_restore", *flags, "--dbname", database, str(source))


def make_database(name: str) -> None:
    """An empty database beside ours, for one that has no rights yet. Raises DatabaseError without the right to make one."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0")


def drop_database(name: str) -> None:
    """Take it away, whoever is still connected."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)} WITH (FORCE)")


def run_program(program: str, *arguments: str) -> None:
    """Run one of the programs against our server; the password travels in the environment."""
    path = shutil.which(program)
    if not path:
        raise BackupFault(f"没有找到 {program}：请安装 PostgreSQL 客户端程序（Debian、Ubuntu：postgresql-client）。")
    done = subprocess.run(
        [path, *arguments],
        env=os.environ | client_variables(connection.settings_dict),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=HOURS_6,
    )
    if done.returncode:
        raise BackupFault(f"{program} 没有完成：{done.stderr.strip()[-500:]}")


def client_variables(database: Mapping[str, Any]) -> dict[str, str]:
    """libpq's variables for the database of the settings."""
    named = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    given = {variable: str(database[key]) for key, variable in named.items() if database.get(key)}
    modes = {f"PG{key.upper()}": str(value) for key, value in database.get("OPTIONS", {}).items() if key in TLS_OPTIONS}
    return given | modes


TLS_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
