"""The parts of an upload before anything opens them as a workbook. Knows neither Django nor openpyxl; runs in the child."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from evaluations.foreign_files.file_refusals import (
    ENCRYPTED_WORKBOOK,
    PHANTOM_ROWS,
    SAVE_AS_XLSX,
    ForeignFileRefused,
    refuse_unopened,
)

MOST_WORKBOOK_PARTS, MOST_WORKBOOK_BYTES, HIGHEST_RATIO = 200, 50 * 1024 * 1024, 100
# Below this a file is harmless however well it is packed.
HARMLESS_SIZE = 1024 * 1024
CHUNK = 256 * 1024
OVERLAP = 200

DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

DAMAGED_WORKBOOK = "文件已损坏或没有下载完整，无法打开"


def guard_upload(content: bytes, *, macros: bool = False) -> None:
    """Raises ForeignFileRefused for everything that must not be opened. `macros`: they and links are no reason."""
    refuse_unopened(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            check_directory(members, macros=macros)
            for info in members:
                check_content(archive, info)
    except (ForeignFileRefused, MemoryError):
        raise
    except Exception as error:  # zipfile raises a dozen kinds for a broken file
        raise ForeignFileRefused(DAMAGED_WORKBOOK, SAVE_AS_XLSX) from error


def check_directory(members: list[zipfile.ZipInfo], *, macros: bool = False) -> None:
    """What the list of contents says, before a byte is unpacked."""
    names = [info.filename for info in members]
    if len(names) > MOST_WORKBOOK_PARTS:
        raise ForeignFileRefused(
            f"文件里有 {len(names)} 个部件，最多 {MOST_WORKBOOK_PARTS} 个", "请删去多余的工作表和图片再上传。"
        )
    if any(".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) for name in names):
        raise ForeignFileRefused("文件里有不正常的路径，没有打开", SAVE_AS_XLSX)
    if any(info.flag_bits & 1 for info in members):
        raise ForeignFileRefused(ENCRYPTED_WORKBOOK, SAVE_AS_XLSX)
    if len(set(names)) != len(names):
        raise ForeignFileRefused(DAMAGED_WORKBOOK, SAVE_AS_XLSX)
    unpacked, packed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    check_size(unpacked, packed)
    check_parts(set(names), macros=macros)


def check_size(unpacked: int, packed: int) -> None:
    """How large the contents are when unpacked, and how much larger than the file."""
    if unpacked > MOST_WORKBOOK_BYTES:
        raise ForeignFileRefused("文件解开后超过 50 MB，没有打开。可能是表里有大量带格式的空行", PHANTOM_ROWS)
    if unpacked > HARMLESS_SIZE and unpacked > HIGHEST_RATIO * max(packed, 1):
        raise ForeignFileRefused(
            f"文件解开后是原来的 {unpacked // max(packed, 1)} 倍，不像正常的工作簿，没有打开", PHANTOM_ROWS
        )


def check_parts(names: set[str], *, macros: bool = False) -> None:
    """Whether these are the parts of a workbook, without macros and links where those are not allowed."""
    lower = {name.lower() for name in names}
    if not macros and any(name.endswith("vbaproject.bin") for name in lower):
        raise ForeignFileRefused("文件带有宏（.xlsm），系统不接收带宏的文件", SAVE_AS_XLSX)
    if not macros and any("/externallinks/" in name for name in lower):
        raise ForeignFileRefused("文件引用了别的工作簿", "请在“数据－编辑链接”里选“断开链接”，保存后再上传。")
    if "xl/workbook.bin" in lower:
        raise ForeignFileRefused("这是二进制格式的 .xlsb 文件", SAVE_AS_XLSX)
    if any(name.startswith("word/") for name in lower):
        raise ForeignFileRefused("这是 Word 文件，不是 Excel 工作簿", "请上传从本系统下载、填好的 .xlsx 文件。")
    if "content.xml" in lower:
        raise ForeignFileRefused("这是 .ods 文件", SAVE_AS_XLSX)
    if "xl/workbook.xml" not in lower:
        raise ForeignFileRefused("这不是 Excel 工作簿（是别的压缩文件）", SAVE_AS_XLSX)


def check_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Unpack a part once, so that its real size and checksum are known, and look for declarations."""
    size, before = 0, b""
    for chunk in chunks(archive, info):
        size += len(chunk)
        if size > MOST_WORKBOOK_BYTES:
            raise ForeignFileRefused("文件解开后超过 50 MB，没有打开", PHANTOM_ROWS)
        window = before + chunk
        if DECLARATIONS.search(window):
            raise ForeignFileRefused("文件里有不该有的实体声明，没有打开", SAVE_AS_XLSX)
        before = window[-OVERLAP:]


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part piece by piece."""
    with archive.open(info) as part:
        while chunk := part.read(CHUNK):
            yield chunk
