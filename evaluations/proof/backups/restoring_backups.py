"""Putting a backup back: into a scratch database and a folder of its own, and asking `verify` there whether all of it holds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyrage
from django.conf import settings
from django.db import connection

from evaluations.audit.witness import WITNESS_FILE
from evaluations.proof.backups.backup_folder import (
    AGE_ENDING,
    BACKUP_DUMP,
    BACKUP_FILES,
    BackupFault,
    BackupManifest,
    backup_names,
    file_sha256,
    missing_files,
    read_identity,
    read_manifest,
)
from evaluations.proof.backups.database_dump import restore_dump


@dataclass(frozen=True)
class RestorePlace:
    """A database of our server, a folder for its files, and the key to read the backup with."""

    database: str
    files: Path
    identity: str = ""


def chosen_backup(place: Path, name: str) -> Path:
    """The folder of the backup with this name, or of the newest. Raises BackupFault when there is none."""
    names = backup_names(place)
    if not names or (name and name not in names):
        raise BackupFault(f"{place} 中没有{f'名为 {name} 的' if name else ''}备份。")
    return place / (name or names[-1])


def restore_backup(run: Path, place: RestorePlace) -> BackupManifest:
    """Fill database and folder from the backup. Raises BackupFault, naming what is damaged or missing."""
    manifest = read_manifest(run)
    sealed = run / f"{BACKUP_DUMP}{AGE_ENDING if manifest.encrypted else ''}"
    if not sealed.is_file() or file_sha256(sealed) != manifest.dump_sha256:
        raise BackupFault(f"{sealed} 缺失，或与备份时登记的校验值不符：这份备份已损坏。")
    if lost := list(missing_files(run.parent, manifest.files)):
        raise BackupFault(f"备份中缺少 {len(lost)} 个文件，如 {lost[0]}。")
    plain = place.files / BACKUP_DUMP
    with decrypting(sealed, place.identity) as key:
        pyrage.decrypt_file(str(sealed), str(plain), [key]) if key else shutil.copyfile(sealed, plain)
    restore_dump(plain, place.database)
    plain.unlink()
    for name in manifest.files:
        restore_file(run.parent / BACKUP_FILES / name, place.files / name, place.identity)
    (place.files / WITNESS_FILE).write_text(f"{manifest.witness}\n", encoding="utf-8")
    return manifest


def restore_file(source: Path, target: Path, identity: str) -> None:
    """One private file, from its plain or its encrypted copy."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS)
    sealed = source.with_name(f"{source.name}{AGE_ENDING}")
    target.write_bytes(readable(source if source.is_file() else sealed, identity))
    target.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def readable(path: Path, identity: str) -> bytes:
    """The content of a file of the backup. Raises BackupFault where the key is missing or another one."""
    with decrypting(path, identity) as key:
        content = path.read_bytes()
        return bytes(pyrage.decrypt(content, [key])) if key else content


@contextmanager
def decrypting(path: Path, identity: str) -> Iterator[pyrage.x25519.Identity | None]:
    """The key to read the file with; None for one that is not encrypted. Raises BackupFault for a key that is none."""
    if path.suffix != AGE_ENDING:
        yield None
        return
    key = read_identity(identity)
    if key is None:
        raise BackupFault("备份已加密：请用 --identity 指明 age 私钥文件。")
    try:
        yield key
    except pyrage.DecryptError:
        raise BackupFault(f"{path} 不能用所给的私钥解密：私钥不对，或文件已损坏。") from None


def verify_restored(place: RestorePlace, made_at: str) -> tuple[bool, str]:
    """(whether `verify` found everything in order there, as of the moment of the backup; what it said).

    In a process of its own, whose settings see only the restored; not in production mode, where `verify` also judges the
    role that is signed in, which here is the one that may make databases.
    """
    changed = {
        "JIXIAO_MODE": "test",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_address(place.database),
        "DATABASE_STATEMENT_SECONDS": "0",
        "MEDIA_ROOT": str(place.files),
        "FILES_BUCKET": "",
    }
    # NAME_FILE would win over NAME: what is verified would be the site itself.
    named = {*changed, "DATABASE_PASSWORD"}
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in named}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "verify", "--as-of", made_at]
    done = subprocess.run(command, env=kept | changed, capture_output=True, encoding="utf-8", errors="replace")
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def database_address(name: str) -> str:
    """DATABASE_URL of another database of our server."""
    known = connection.settings_dict
    signed_in = ":".join(quote(str(part), safe="") for part in (known["USER"], known["PASSWORD"]) if part)
    host, port = str(known["HOST"] or ""), str(known["PORT"] or "")
    where = f"{signed_in}@" if signed_in else ""
    if host.startswith("/"):
        return f"postgresql://{where}/{quote(name)}?{urlencode({'host': host} | ({'port': port} if port else {}))}"
    return f"postgresql://{where}{host}{f':{port}' if port else ''}/{quote(name)}"
