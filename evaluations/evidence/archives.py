"""Office files of today are zip archives: what they must hold, must not hold, and how far they may unfold.

Knows no Django; runs in the child.
"""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from evaluations.evidence.refusal import SAVE_OFFICE_AGAIN
from evaluations.foreign_files.file_refusals import ForeignFileRefused

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
NO_MACROS = "请在 Word、Excel 或 WPS 中另存为不含宏的 docx、xlsx，或输出为 PDF 后再上传。"
NO_PASSWORD = "请先去掉打开密码，另存后再上传。"


def inspect_archive(wanted: Mapping[str, str], content: bytes) -> None:
    """Raise ForeignFileRefused unless the content is a whole, honest archive of the kind with this code and label."""
    whole = f"完整的{wanted['label']}"
    if ends_with_more(content):
        raise ForeignFileRefused("文件末尾夹带了别的内容，或已经损坏", SAVE_OFFICE_AGAIN, whole)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            refuse_bomb(archive.infolist())
            refuse_members(archive.infolist())
            refuse_other_kind(archive, wanted)
            damaged = archive.testzip()
    except (ForeignFileRefused, MemoryError):
        raise
    except Exception as error:  # zipfile raises a dozen kinds for archives made to break it
        raise ForeignFileRefused("文件无法打开，已经损坏", SAVE_OFFICE_AGAIN, whole) from error
    if damaged:
        raise ForeignFileRefused(f"文件里的“{damaged[:60]}”已经损坏", SAVE_OFFICE_AGAIN, whole)


def ends_with_more(content: bytes) -> bool:
    """Whether anything follows the archive, or a PDF hides at its beginning."""
    return b"%PDF-" in content[:1024] or not content[-22:].startswith(b"PK\x05\x06")


def refuse_bomb(members: list[zipfile.ZipInfo]) -> None:
    """Too many members, or too much in them, as the directory says; `testzip` never reads more than it says."""
    unfolded, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MOST_ARCHIVE_MEMBERS:
        raise ForeignFileRefused(
            f"文件里有 {len(members)} 个部分", SAVE_OFFICE_AGAIN, f"不超过 {MOST_ARCHIVE_MEMBERS} 个"
        )
    if unfolded > MOST_ARCHIVE_BYTES or unfolded > HARMLESS_ARCHIVE_SIZE and unfolded > MOST_ARCHIVE_RATIO * packed:
        size = f"展开后有 {unfolded // 2**20} MB，是文件本身的 {unfolded // max(packed, 1)} 倍"
        raise ForeignFileRefused(
            size, SAVE_OFFICE_AGAIN, f"不超过 {MOST_ARCHIVE_BYTES // 2**20} MB、{MOST_ARCHIVE_RATIO} 倍"
        )


def refuse_members(members: list[zipfile.ZipInfo]) -> None:
    """Encryption, paths that lead out of the archive, macros and programs."""
    names = [one.filename for one in members]
    if any(one.flag_bits & 1 for one in members):
        raise ForeignFileRefused("文件设了密码", NO_PASSWORD, "不设密码的文件")
    twice = len(set(names)) < len(names)
    if twice or any(one.startswith("/") or "\\" in one or ".." in one.split("/") for one in names):
        raise ForeignFileRefused("文件内部的结构不正常", SAVE_OFFICE_AGAIN, "由 Word、Excel 或 WPS 保存的文件")
    if any(member_name(one) in MACRO_MEMBERS or member_name(one).endswith(PROGRAM_ENDINGS) for one in names):
        raise ForeignFileRefused("文件里有宏或程序", NO_MACROS, "不含宏的文件")


def member_name(name: str) -> str:
    """The file name of a member, in small letters."""
    return name.rpartition("/")[2].lower()


def refuse_other_kind(archive: zipfile.ZipFile, wanted: Mapping[str, str]) -> None:
    """The main part, and the list of content types, must be those of the extension."""
    part, content_type = ARCHIVE_CONTENTS[wanted["code"]]
    names = set(archive.namelist())
    if part not in names:
        raise ForeignFileRefused(
            f"扩展名是 .{wanted['code']}，里面却是{archive_in_words(names)}",
            "请核对是否选错文件，或改过扩展名。",
            wanted["label"],
        )
    if not content_type:
        return
    types = archive.read(CONTENT_TYPES) if CONTENT_TYPES in names else b""
    if b"macroEnabled" in types:
        raise ForeignFileRefused("文件里有宏", NO_MACROS, "不含宏的文件")
    if content_type not in types:
        raise ForeignFileRefused("文件内部的目录与扩展名不符", SAVE_OFFICE_AGAIN, wanted["label"])


def archive_in_words(names: Iterable[str]) -> str:
    """What a person would call an archive with these members."""
    known = {
        "word/document.xml": "Word 文档",
        "xl/workbook.xml": "Excel 表格",
        "ppt/presentation.xml": "PPT 演示稿",
        "OFD.xml": "OFD 版式文件",
    }
    return next((label for part, label in known.items() if part in names), "普通的压缩包")
