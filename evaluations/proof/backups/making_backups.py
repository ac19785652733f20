"""Making a backup, so that it fits together whatever happens while it is made.

Lasting files first, then the database at one moment, then the files that came in between: each row of the dump has its file.
The witness of the log is taken before the dump, so that its head is always in the chain of the dump.
"""

import os
import shutil
from datetime import UTC
from pathlib import Path

import pyrage

from evaluations.audit.database_clock import database_now
from evaluations.audit.witness import kept_text
from evaluations.evidence.private_files import sync_folder
from evaluations.proof.backups.backup_folder import (
    BACKUP_DUMP,
    BACKUP_FILES,
    BACKUP_MANIFEST,
    BackupManifest,
    backup_ending,
    backup_names,
    backup_recipients,
    file_sha256,
    sealed_bytes,
    store_holds,
    stored_names,
)
from evaluations.proof.backups.database_dump import dump_database


def make_backup(place: Path, keep: int = 0) -> tuple[Path, BackupManifest]:
    """A new backup in the folder; of earlier ones `keep` stay in all, 0 for every one. Raises BackupFault and OSError.

    Files are never deleted: what a submission froze is kept for good, and they are the largest part only once.
    """
    witness, before = kept_text(), stored_names()
    early = copy_files(place, before)
    now = database_now().astimezone(UTC)  # the clock of the events that the dump holds
    run = place / now.strftime("%Y%m%dT%H%M%SZ")
    run.mkdir(parents=True, mode=0o700)
    try:
        dump = sealed_dump(run)
        # A file that was tidied away before its turn came has no row in the dump either.
        files = early | copy_files(place, stored_names())
        manifest = BackupManifest(
            made_at=now.isoformat(timespec="seconds"),
            witness=witness,
            dump_sha256=file_sha256(dump),
            dump_bytes=dump.stat().st_size,
            encrypted=bool(backup_ending()),
            files=sorted(files),
        )
        write_durably(run / BACKUP_MANIFEST, manifest.text().encode())
    except BaseException:
        shutil.rmtree(run, ignore_errors=True)
        raise
    for old in backup_names(place)[:-keep] if keep else ():
        shutil.rmtree(place / old)
    return run, manifest


def sealed_dump(run: Path) -> Path:
    """The dump in the folder of the backup, encrypted if the settings say so; nothing readable stays then."""
    plain = run / BACKUP_DUMP
    dump_database(plain)
    if not backup_ending():
        return plain
    sealed = run / f"{BACKUP_DUMP}{backup_ending()}"
    pyrage.encrypt_file(str(plain), str(sealed), backup_recipients())
    plain.unlink()
    return sealed


def copy_files(place: Path, names: set[str]) -> set[str]:
    """Copy what the folder has not yet, each file whole or not at all; which of the names it has now."""
    held = set()
    for name in sorted(names):
        target = place / BACKUP_FILES / f"{name}{backup_ending()}"
        content = None if target.exists() else store_holds(name)
        if content is not None:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(target, sealed_bytes(content))
        if target.exists():
            held.add(name)
    return held


def write_durably(path: Path, content: bytes) -> None:
    """Under its name when it is on the disk, readable by us alone."""
    half = path.with_name(f".{path.name}.part")
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    sync_folder(path.parent)
