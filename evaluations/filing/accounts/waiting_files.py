"""Uploaded accounts between the look at them and the confirmation: on disk among the evidence, but in no row.

A file that nobody confirms is gone after a day, as every file that no row knows (evidence/tidying.py).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from evaluations.evidence import keeping
from evaluations.evidence.names import clean_name
from evaluations.evidence.private_files import DamagedFile
from evaluations.evidence.refusal import UnacceptableFile
from evaluations.evidence.scanner import scan_file
from evaluations.evidence.tidying import request_tidying
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.parcels import SpoiltParcel, sealed_parcel, unsealed_parcel
from evaluations.final_accounts.sheet_account import AccountFile
from evaluations.foreign_files.accounts_file import accounts_file

SALT = "filing.accounts"


@dataclass(frozen=True)
class WaitingFile:
    """One file on disk: under its own name, its place and its hash."""

    name: str
    file: str
    sha256: str

    @property
    def content(self) -> bytes:
        """The bytes; raises SpoiltParcel where they are gone."""
        try:
            return keeping.evidence_content(self.file, self.sha256)
        except DamagedFile as damage:
            raise SpoiltParcel from damage


@dataclass(frozen=True)
class AccountsParcel:
    """What a confirmation goes by: whose it is, which files, and the version of each section that was shown."""

    evaluation: int
    user: int
    files: Sequence[WaitingFile]
    versions: dict[str, int]

    def sealed(self) -> str:
        """The parcel for a hidden input: nobody can alter it or use it elsewhere."""
        return sealed_parcel(asdict(self), SALT)


def unsealed_accounts(text: str, desk: Desk) -> AccountsParcel:
    """The parcel of a hidden input; raises SpoiltParcel."""
    return unsealed_parcel(text, SALT, desk, _accounts_parcel)


def _accounts_parcel(data: dict[str, Any]) -> AccountsParcel:
    return AccountsParcel(**data | {"files": [WaitingFile(**one) for one in data["files"]]})


def put_aside(uploads: Sequence[UploadedFile]) -> tuple[list[WaitingFile], list[AccountFile]]:
    """(files on disk, files as they were opened); one that cannot be opened is only said."""
    waiting: list[WaitingFile] = []
    opened: list[AccountFile] = []
    for upload in uploads:
        name = name_apart(clean_name(upload.name or ""), [file.name for file in opened])
        content = upload.read()
        try:
            with keeping.incoming_evidence(upload) as path:
                scan_file(path, name)
                file = accounts_file(name, content)
                opened.append(file)
                if not file.refused:
                    place = keeping.keep_evidence(path)
                    waiting.append(WaitingFile(name, UUID(str(place)).hex, hashlib.sha256(content).hexdigest()))
        except UnacceptableFile as refusal:
            opened.append(AccountFile(name, refused=refusal.sentence))
    request_tidying()
    return waiting, opened


def name_apart(name: str, others: Sequence[str]) -> str:
    """The name, told apart from a file of the same name."""
    same = sum(other == name or other.startswith(f"{name}（第") for other in others)
    return f"{name}（第{same + 1}个）" if same else name


def opened_again(parcel: AccountsParcel) -> list[AccountFile]:
    """The files of a parcel, opened once more; raises SpoiltParcel."""
    return [accounts_file(one.name, one.content) for one in parcel.files]
