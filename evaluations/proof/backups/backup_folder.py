"""What lies in a folder of backups: every private file once, and for each backup a dump of the database and its manifest.

    files/evidence/…, files/publications/…   never change, so that a backup copies only what it has not yet
    20261126T120000Z/database.dump           pg_dump's own format
    20261126T120000Z/backup.json             the manifest: written last, so that a backup without one was not finished

With BACKUP_RECIPIENT each file and dump is encrypted (age) and its name ends in .age: who makes backups cannot read them.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyrage
from django.conf import settings
from django.core.files.storage import default_storage

from evaluations.evidence.private_files import dated_files

BACKUP_FILES, BACKUP_DUMP, BACKUP_MANIFEST = "files", "database.dump", "backup.json"
# Folders of the store whose files never change; what else lies there is made again when somebody wants it.
KEPT_FOLDERS = ("evidence", "publications")
AGE_ENDING = ".age"


class BackupFault(Exception):
    """A backup that cannot be made or restored; the text is a Chinese sentence."""


@dataclass(frozen=True)
class BackupManifest:
    """One backup: what it holds, and the signed head of the log's chain at its beginning."""

    made_at: str
    witness: str
    dump_sha256: str
    dump_bytes: int
    encrypted: bool
    files: list[str]

    def text(self) -> str:
        """The manifest as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def stored_names() -> set[str]:
    """Every lasting file of the store, as folder/name; what is only on its way in begins with a dot."""
    return {f"{one}/{name}" for one in KEPT_FOLDERS for name, _ in dated_files(one) if not name.startswith(".")}


def backup_names(place: Path) -> list[str]:
    """The finished backups of the folder, the newest last."""
    return sorted(path.parent.name for path in place.glob(f"*/{BACKUP_MANIFEST}"))


def read_manifest(run: Path) -> BackupManifest:
    """The manifest of a backup. Raises BackupFault."""
    try:
        return BackupManifest(**json.loads((run / BACKUP_MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BackupFault(f"{run} 不是一份完整的备份：读不出 {BACKUP_MANIFEST}。") from None


def backup_recipients() -> list[pyrage.x25519.Recipient]:
    """Whose keys open a backup of today."""
    return [pyrage.x25519.Recipient.from_str(settings.BACKUP_RECIPIENT)]


def sealed_bytes(content: bytes) -> bytes:
    """The content as it goes into the backup."""
    return bytes(pyrage.encrypt(content, backup_recipients())) if settings.BACKUP_RECIPIENT else content


def backup_ending() -> str:
    """What names of files in a backup of today end in."""
    return AGE_ENDING if settings.BACKUP_RECIPIENT else ""


def read_identity(path: str) -> pyrage.x25519.Identity | None:
    """The secret key of a file as `age-keygen` writes it; None for no path. Raises BackupFault."""
    if not path:
        return None
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        return pyrage.x25519.Identity.from_str(next(one.strip() for one in lines if one.startswith("AGE-SECRET-KEY-")))
    except (OSError, StopIteration, pyrage.IdentityError):
        raise BackupFault(f"{path} 不是 age 私钥文件（内有一行 AGE-SECRET-KEY-…）。") from None


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing_files(place: Path, names: list[str]) -> Iterator[str]:
    """Those of the names that the folder holds neither plain nor encrypted."""
    for name in names:
        if not any((place / BACKUP_FILES / f"{name}{ending}").is_file() for ending in ("", AGE_ENDING)):
            yield name


def store_holds(name: str) -> bytes | None:
    """The content of a file of the store; None when it has gone since it was listed."""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
