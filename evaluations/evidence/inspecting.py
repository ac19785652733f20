"""What a file really is: extension, first bytes and what lies inside must tell the same story."""

from dataclasses import dataclass
from pathlib import Path

from evaluations.evidence.kinds import (
    PDF_REMEDY,
    REMEDY_BY_EXTENSION,
    ZIP_SIGNATURE,
    FileKind,
    allowed_extensions,
    holds_markup,
    kind_by_content,
    kind_by_extension,
    looks_like,
)
from evaluations.evidence.names import extension_of
from evaluations.evidence.ole import OLD_OFFICE_LOCK, OLD_OFFICE_SIGNATURE, inspect_old_office
from evaluations.evidence.refusal import OFD_AGAIN, SAVE_OFFICE_AGAIN, UnacceptableFile
from evaluations.foreign_files.child_tasks import INSPECT_ARCHIVE, OLD_OFFICE_LOCKED, PDF_OPENS
from evaluations.foreign_files.file_refusals import ChildStopped, ForeignFileRefused
from evaluations.foreign_files.opening import ask_child

LONGEST_HEAD = 1024
# What may follow the last %%EOF: line ends, and the few bytes that some scanners add.
LONGEST_TAIL = 1024
# The end record of a zip archive with the longest comment.
ZIP_END = 65_557


@dataclass(frozen=True)
class AcceptedFile:
    """A file that may be kept."""

    kind: FileKind
    encrypted: bool = False


def inspect_evidence(path: Path, name: str) -> AcceptedFile:
    """What the file at `path` is, which a person calls `name`; raises UnacceptableFile."""
    kind = kind_by_extension(extension := extension_of(name))
    if kind is None:
        read = f"扩展名是 .{extension}" if extension else "文件名没有扩展名"
        raise UnacceptableFile(
            name, read, REMEDY_BY_EXTENSION.get(extension, PDF_REMEDY), "、".join(allowed_extensions())
        )
    with path.open("rb") as file:
        head = file.read(LONGEST_HEAD)
    found = kind_by_content(kind, head)
    if found is None:
        read = f"扩展名是 .{extension}，内容却是{looks_like(head)}"
        raise UnacceptableFile(
            name, read, "请用原来的软件打开后重新另存，不要直接改扩展名；设了打开密码的请先去掉。", kind.label
        )
    if found.code == "pdf":
        return AcceptedFile(found, encrypted=pdf_is_encrypted(path, name))
    if found.signature == ZIP_SIGNATURE:
        refuse_bad_archive(path, name, found)
    elif found.signature == OLD_OFFICE_SIGNATURE:
        inspect_old_office(path, name, found)
        refuse_locked(path, name)
    return AcceptedFile(found)


def refuse_bad_archive(path: Path, name: str, kind: FileKind) -> None:
    """Let the child process look into an Office or OFD file; raises UnacceptableFile."""
    again = OFD_AGAIN if kind.code == "ofd" else SAVE_OFFICE_AGAIN
    try:
        ask_child(INSPECT_ARCHIVE, {"code": kind.code, "label": kind.label}, path.read_bytes())
    except ChildStopped as stopped:
        raise UnacceptableFile(name, "文件太复杂，没有检查完", again, f"普通的{kind.label}") from stopped
    except ForeignFileRefused as refused:
        if refused.remedy != SAVE_OFFICE_AGAIN:
            raise UnacceptableFile(name, refused.what, refused.remedy, refused.expected) from refused
        expected = refused.expected if again == SAVE_OFFICE_AGAIN else f"完整的{kind.label}"
        raise UnacceptableFile(name, refused.what, again, expected) from refused


def refuse_locked(path: Path, name: str) -> None:
    """Let the child process look for a password in an Office file of before 2007; raises UnacceptableFile."""
    try:
        locked = ask_child(OLD_OFFICE_LOCKED, None, path.read_bytes())
    except ForeignFileRefused:
        return  # what no reader of such files understands is handed over as it is: it is only downloaded
    if locked:
        raise UnacceptableFile(name, *OLD_OFFICE_LOCK)


def pdf_is_encrypted(path: Path, name: str) -> bool:
    """Whether the PDF opens only with a password; raises UnacceptableFile for one that is cut off or something besides."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF")
    if end < 0 or data.rfind(b"startxref") < 0:
        raise UnacceptableFile(
            name, "PDF 不完整，缺少结尾", "可能是下载或复制中断，请重新获取原文件后上传。", "完整的 PDF"
        )
    if len(data) - end - len(b"%%EOF") > LONGEST_TAIL or holds_markup(data[:LONGEST_HEAD]) or ends_as_zip(data):
        raise UnacceptableFile(
            name, "PDF 里夹带了别的内容", "请用 PDF 阅读器打开，重新打印为 PDF 后上传。", "单纯的 PDF"
        )
    return b"/Encrypt" in data and needs_password(data)


def needs_password(data: bytes) -> bool:
    """Whether an encrypted PDF asks for a password: one that only forbids printing or copying opens without."""
    try:
        return not ask_child(PDF_OPENS, None, data)
    except ForeignFileRefused:
        return True  # a person will see; the warning is the careful answer


def ends_as_zip(data: bytes) -> bool:
    """Whether the file is an archive, too: an end record whose comment reaches exactly to the end of the file."""
    tail = data[-ZIP_END:]
    at = tail.find(b"PK\x05\x06")
    while at >= 0:
        if at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail):
            return True
        at = tail.find(b"PK\x05\x06", at + 1)
    return False
