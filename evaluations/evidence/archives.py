"""Office files of today are zip archives: what they must hold, must not hold, and how far they may unfold."""

import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from evaluations.evidence.kinds import FileKind
from evaluations.evidence.refusal import UnacceptableFile

MOST_ARCHIVE_MEMBERS = 2_000
MOST_ARCHIVE_BYTES = 200 * 2**20
# A workbook of equal rows packs 30:1; bombs pack 1000:1.
MOST_ARCHIVE_RATIO = 100
# Below this size no ratio does harm.
HARMLESS_ARCHIVE_SIZE = 2**20
CONTENT_TYPES = "[Content_Types].xml"
# The member that makes the file what it is, and the content type that names it.
ARCHIVE_CONTENTS = {
    "docx": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
    "ofd": ("OFD.xml", b""),
}
MACRO_MEMBERS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
PROGRAM_ENDINGS = (".exe", ".dll", ".scr", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".html", ".htm", ".hta", ".jar")
SAVE_OFFICE_AGAIN = "请用 Word、Excel 或 WPS 打开，另存一份后重新上传；打不开的请输出为 PDF。"
NO_MACROS = "请在 Word、Excel 或 WPS 中另存为不含宏的 docx、xlsx，或输出为 PDF 后再上传。"
NO_PASSWORD = "请先去掉打开密码，另存后再上传。"


def inspect_archive(path: Path, name: str, kind: FileKind) -> None:
    """Raise Unacceptable unless the file is a whole, honest archive of this kind."""
    if ends_with_more(path):
        raise UnacceptableFile(name, "文件末尾夹带了别的内容，或已经损坏", SAVE_OFFICE_AGAIN, f"完整的{kind.label}")
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(archive.infolist(), name)
            refuse_members(archive.infolist(), name)
            refuse_other_kind(archive, name, kind)
            damaged = archive.testzip()
    # What the module raises for archives made to break it is a longer list than its documentation.
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        if isinstance(error, UnacceptableFile):
            raise
        raise UnacceptableFile(name, "文件打不开，已经损坏", SAVE_OFFICE_AGAIN, f"完整的{kind.label}") from error
    if damaged:
        raise UnacceptableFile(name, f"文件里的“{damaged[:60]}”已经损坏", SAVE_OFFICE_AGAIN, f"完整的{kind.label}")


def ends_with_more(path: Path) -> bool:
    """Whether anything follows the archive, or a PDF hides at its beginning."""
    with path.open("rb") as file:
        head = file.read(1024)
        file.seek(-min(22, path.stat().st_size), 2)
        return b"%PDF-" in head or not file.read().startswith(b"PK\x05\x06")


def refuse_bomb(members: list[zipfile.ZipInfo], name: str) -> None:
    """Too many members, or too much in them, as the directory says; `testzip` never reads more than it says."""
    unfolded, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST_ARCHIVE_MEMBERS:
        raise UnacceptableFile(
            name, f"文件里有 {len(members)} 个部分", SAVE_OFFICE_AGAIN, f"不超过 {MOST_ARCHIVE_MEMBERS} 个"
        )
    if unfolded > MOST_ARCHIVE_BYTES or unfolded > HARMLESS_ARCHIVE_SIZE and unfolded > MOST_ARCHIVE_RATIO * packed:
        size = f"展开后有 {unfolded // 2**20} MB，是文件本身的 {unfolded // max(packed, 1)} 倍"
        raise UnacceptableFile(
            name, size, SAVE_OFFICE_AGAIN, f"不超过 {MOST_ARCHIVE_BYTES // 2**20} MB、{MOST_ARCHIVE_RATIO} 倍"
        )


def refuse_members(members: list[zipfile.ZipInfo], name: str) -> None:
    """Encryption, paths that lead out of the archive, macros and programs."""
    names = [one.filename for one in members]
    if any(one.flag_bits & 1 for one in members):
        raise UnacceptableFile(name, "文件设了密码", NO_PASSWORD, "不设密码的文件")
    twice = len(set(names)) < len(names)
    if twice or any(one.startswith("/") or "\\" in one or ".." in one.split("/") for one in names):
        raise UnacceptableFile(name, "文件内部的结构不正常", SAVE_OFFICE_AGAIN, "由 Word、Excel 或 WPS 保存的文件")
    if any(member_name(one) in MACRO_MEMBERS or member_name(one).endswith(PROGRAM_ENDINGS) for one in names):
        raise UnacceptableFile(name, "文件里有宏或程序", NO_MACROS, "不含宏的文件")


def member_name(name: str) -> str:
    """The file name of a member, in small letters."""
    return name.rpartition("/")[2].lower()


def refuse_other_kind(archive: zipfile.ZipFile, name: str, kind: FileKind) -> None:
    """The main part, and the list of content types, must be those of the extension."""
    part, content_type = ARCHIVE_CONTENTS[kind.code]
    names = set(archive.namelist())
    if part not in names:
        raise UnacceptableFile(
            name,
            f"扩展名是 .{kind.code}，里面却是{archive_in_words(names)}",
            "请核对是否选错文件，或改过扩展名。",
            kind.label,
        )
    if not content_type:
        return
    types = archive.read(CONTENT_TYPES) if CONTENT_TYPES in names else b""
    if b"macroEnabled" in types:
        raise UnacceptableFile(name, "文件里有宏", NO_MACROS, "不含宏的文件")
    if content_type not in types:
        raise UnacceptableFile(name, "文件内部的目录与扩展名不符", SAVE_OFFICE_AGAIN, kind.label)


def archive_in_words(names: Iterable[str]) -> str:
    """What a person would call an archive with these members."""
    known = {
        "word/document.xml": "Word 文档",
        "xl/workbook.xml": "Excel 表格",
        "ppt/presentation.xml": "PPT 演示稿",
        "OFD.xml": "OFD 版式文件",
    }
    return next((label for part, label in known.items() if part in names), "普通的压缩包")
