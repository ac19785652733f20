"""Passwords of Office files of before 2007, which their directory does not show. Knows no Django; runs in the child."""

import io
import struct

from xlrd.compdoc import CompDoc

BOOK_STREAMS, TEXT_STREAM = ("Workbook", "Book"), "WordDocument"
FILE_PASS, END_RECORD = 0x002F, 0x000A  # [MS-XLS] 2.4.117 and 2.4.103
FLAGS_AT, ENCRYPTED_FLAG = 0x0A, 0x0100  # [MS-DOC] 2.5.2: FibBase, fEncrypted


def old_office_is_locked(_: None, content: bytes) -> bool:
    """Whether a .doc, .wps, .xls or .et is encrypted. Raises for what is no compound file."""
    directory = CompDoc(content, logfile=io.StringIO())
    text = directory.get_named_stream(TEXT_STREAM)
    if text:
        (flags,) = struct.unpack_from("<H", text, FLAGS_AT)
        return bool(flags & ENCRYPTED_FLAG)
    return any(_book_is_locked(directory.get_named_stream(name) or b"") for name in BOOK_STREAMS)


def _book_is_locked(stream: bytes) -> bool:
    """The record stands among those of the workbook as a whole, before its sheets."""
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        if record in (FILE_PASS, END_RECORD):
            return bool(record == FILE_PASS)
        at += 4 + length
    return False
