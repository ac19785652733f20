"""Office files of before 2007 (doc, xls, WPS): only where an installation takes them, only to be downloaded."""

from pathlib import Path

from evaluations.evidence.kinds import OLE, Kind
from evaluations.evidence.refusal import Unacceptable

SIGNATURE = OLE
# Names in the file's directory are UTF-16.
TEXT, BOOK, OLD_BOOK, MACROS, ENCRYPTED = (
    word.encode("utf-16-le") for word in ("WordDocument", "Workbook", "Book", "_VBA_PROJECT", "EncryptedPackage")
)
STREAMS = {"doc": (TEXT,), "wps": (TEXT,), "xls": (BOOK, OLD_BOOK), "et": (BOOK, OLD_BOOK)}


def inspect(path: Path, name: str, kind: Kind) -> None:
    """Raise Unacceptable for macros, a password, or a document where a workbook should be."""
    data = path.read_bytes()
    if MACROS in data:
        raise Unacceptable(name, "文件里有宏", "请另存为不含宏的文件，或输出为 PDF 后再上传。", "不含宏的文件")
    if ENCRYPTED in data:
        raise Unacceptable(name, "文件设了密码", "请先去掉打开密码，另存后再上传。", "不设密码的文件")
    if not any(stream in data for stream in STREAMS[kind.code]):
        raise Unacceptable(name, "内容与扩展名不符", "请核对是否选错文件，或改过扩展名。", kind.label)
