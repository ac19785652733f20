"""The kinds of file that may be attached, and what other files look like, for the sentence that refuses them."""

from dataclasses import dataclass

from django.conf import settings

ZIP_SIGNATURE = b"PK\x03\x04"
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ANYTHING = "application/octet-stream"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its code, name, extensions, first bytes and the type under which it is sent."""

    code: str
    label: str
    extensions: tuple[str, ...]
    signature: bytes
    content_type: str = ANYTHING


MODERN_KINDS = (
    FileKind("pdf", "PDF", ("pdf",), b"%PDF-", "application/pdf"),
    FileKind("jpg", "JPG 图片", ("jpg", "jpeg", "jfif"), b"\xff\xd8\xff", "image/jpeg"),
    FileKind("png", "PNG 图片", ("png",), b"\x89PNG\r\n\x1a\n", "image/png"),
    FileKind("docx", "Word 文档", ("docx",), ZIP_SIGNATURE, f"{OFFICE}.wordprocessingml.document"),
    FileKind("xlsx", "Excel 表格", ("xlsx",), ZIP_SIGNATURE, f"{OFFICE}.spreadsheetml.sheet"),
)
# Everywhere but where an installation refuses them (EVIDENCE_OLD_FORMATS=0).
OLD_KINDS = (
    FileKind("doc", "Word 97-2003 文档", ("doc",), OLE_SIGNATURE),
    FileKind("xls", "Excel 97-2003 表格", ("xls",), OLE_SIGNATURE),
    FileKind("wps", "WPS 文字", ("wps",), OLE_SIGNATURE),
    FileKind("et", "WPS 表格", ("et",), OLE_SIGNATURE),
    FileKind("ofd", "OFD 版式文件", ("ofd",), ZIP_SIGNATURE),
)
# No file: a page on the web, which is kept as a note of where and when it was seen.
WEB_KIND = FileKind("web", "网址", (), b"", "text/plain; charset=utf-8")
KINDS_BY_CODE = {kind.code: kind for kind in (*MODERN_KINDS, *OLD_KINDS, WEB_KIND)}
# The same document under the extension of the other age: programs open it, so it is no reason to send people back.
SIBLING_KINDS = {"doc": "docx", "wps": "docx", "xls": "xlsx", "et": "xlsx", "docx": "doc", "xlsx": "xls"}

# First bytes → what a person calls such a file.
LOOKS_BY_START = (
    (b"%PDF-", "PDF 文件"),
    (b"\xff\xd8\xff", "JPG 图片"),
    (b"\x89PNG", "PNG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\0", "TIFF 图片"),
    (b"MM\0*", "TIFF 图片"),
    (b"RIFF", "WebP 图片或音视频"),
    (ZIP_SIGNATURE, "压缩包或 Office 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (OLE_SIGNATURE, "旧版 Office 文件（doc、xls），或设了打开密码的 Office 文件"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"{\\rtf", "RTF 文档"),
)
MARKUP = (b"<svg", b"<html", b"<!doctype", b"<script", b"<?php", b"<?xml")
PDF_MARK = b"%PDF-"
PDF_REMEDY = "请另存（打印）为 PDF 后再上传。"
REMEDY_BY_EXTENSION = {
    "doc": "请在 Word 或 WPS 中另存为 docx，或输出为 PDF 后再上传。",
    "wps": "请在 WPS 中另存为 docx，或输出为 PDF 后再上传。",
    "xls": "请在 Excel 或 WPS 中另存为 xlsx，或输出为 PDF 后再上传。",
    "et": "请在 WPS 中另存为 xlsx，或输出为 PDF 后再上传。",
    "docm": "含宏的文件不能上传，请另存为 docx。",
    "xlsm": "含宏的文件不能上传，请另存为 xlsx。",
    "ppt": "请输出为 PDF 后再上传。",
    "dps": "请在 WPS 中输出为 PDF 后再上传。",
    "pptx": "请输出为 PDF 后再上传。",
    "heic": "请在手机上转成 JPG，或截图后再上传。",
    "heif": "请在手机上转成 JPG，或截图后再上传。",
    "url": "请用下面的“登记网址”，填网址和看到它的日期。",
    "zip": "请解压后，把里面的文件逐个上传。",
    "rar": "请解压后，把里面的文件逐个上传。",
    "7z": "请解压后，把里面的文件逐个上传。",
    "html": "请截图，或打印为 PDF 后再上传。",
    "htm": "请截图，或打印为 PDF 后再上传。",
}


def allowed_kinds() -> tuple[FileKind, ...]:
    """The kinds that this installation takes."""
    return MODERN_KINDS + OLD_KINDS if settings.EVIDENCE_OLD_FORMATS else MODERN_KINDS


def kind_by_extension(extension: str) -> FileKind | None:
    """The allowed kind with this extension."""
    return next((kind for kind in allowed_kinds() if extension in kind.extensions), None)


def kind_by_content(kind: FileKind, head: bytes) -> FileKind | None:
    """The kind that a file with the extension of `kind` is by its first bytes; None where the two tell different stories."""
    if head.startswith(kind.signature):
        return kind
    if kind.code == "pdf" and PDF_MARK in head and not names_itself(head):
        return kind  # some servers and scanners write a few bytes before it, and every reader looks for it
    sibling = KINDS_BY_CODE.get(SIBLING_KINDS.get(kind.code, ""))
    return sibling if sibling in allowed_kinds() and head.startswith(sibling.signature) else None


def names_itself(head: bytes) -> bool:
    """Whether the first bytes are those of another kind of file, or of a page."""
    return holds_markup(head) or any(head.startswith(start) for start, _ in LOOKS_BY_START)


def allowed_extensions() -> list[str]:
    """All that a file may end in: pdf, jpg, jpeg …"""
    return [extension for kind in allowed_kinds() for extension in kind.extensions]


def looks_like(head: bytes) -> str:
    """What a person would call a file that begins like this."""
    if b"ftyphei" in head[:16] or b"ftypmif1" in head[:16]:
        return "HEIC 图片（苹果手机照片）"
    if named := next((label for start, label in LOOKS_BY_START if head.startswith(start)), ""):
        return named
    return "网页、SVG 或 XML 文件" if holds_markup(head) else "无法识别的内容"


def holds_markup(head: bytes) -> bool:
    """Whether the first bytes would make a browser show a page."""
    return any(mark in head.lower() for mark in MARKUP)
