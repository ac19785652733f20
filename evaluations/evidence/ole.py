"""Office files of before 2007 (doc, xls, WPS): only to be downloaded."""

from pathlib import Path

from evaluations.evidence.kinds import OLE_SIGNATURE, FileKind
from evaluations.evidence.refusal import UnacceptableFile

OLD_OFFICE_SIGNATURE = OLE_SIGNATURE
# Names in the file's directory are UTF-16.
TEXT_STREAM, BOOK_STREAM, OLD_BOOK_STREAM, MACRO_STREAM, ENCRYPTED_STREAM = (
    word.encode("utf-16-le") for word in ("WordDocument", "Workbook", "Book", "_VBA_PROJECT", "EncryptedPackage")
)
# read, remedy, expected
OLD_OFFICE_LOCK = (
    "文件设了密码",
    "请用 Word、Excel 或 WPS 打开，在“文件－信息－保护文档（工作簿）”里去掉打开密码，保存后再上传。",
    "不设密码的文件",
)
STREAMS = {
    "doc": (TEXT_STREAM,),
    "wps": (TEXT_STREAM,),
    "xls": (BOOK_STREAM, OLD_BOOK_STREAM),
    "et": (BOOK_STREAM, OLD_BOOK_STREAM),
}


def inspect_old_office(path: Path, name: str, kind: FileKind) -> None:
    """Raise UnacceptableFile for macros, a password, or a document where a workbook should be."""
    data = path.read_bytes()
    if MACRO_STREAM in data:
        raise UnacceptableFile(name, "文件里有宏", "请另存为不含宏的文件，或输出为 PDF 后再上传。", "不含宏的文件")
    if ENCRYPTED_STREAM in data:
        raise UnacceptableFile(name, *OLD_OFFICE_LOCK)
    if not any(stream in data for stream in STREAMS[kind.code]):
        raise UnacceptableFile(name, "内容与扩展名不符", "请核对是否选错文件，或改过扩展名。", kind.label)
