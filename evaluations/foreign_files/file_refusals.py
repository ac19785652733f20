"""Why a foreign file is not taken, and what its first bytes tell. Opens nothing; both sides of the child share it."""

LARGEST_WORKBOOK = 10 * 1024 * 1024
ZIP_FIRST_BYTES = b"PK"
OLE_FIRST_BYTES = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16_FIRST_BYTES = (b"\xff\xfe", b"\xfe\xff")
UTF_8_FIRST_BYTES = b"\xef\xbb\xbf"
LOOKED_AT = 4096
WORKBOOK_FIRST_BYTES = (ZIP_FIRST_BYTES, OLE_FIRST_BYTES)
ENCRYPTED_WORKBOOK_MARK = "EncryptedPackage".encode("utf-16-le")
# Names in the directory of a compound file: the workbook of Excel 97, of Excel 5.
OLD_WORKBOOK_MARKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))

SAVE_AS_XLSX = "请用 Excel 或 WPS 打开，选“文件－另存为－Excel 工作簿（*.xlsx）”，再上传另存的文件。"
UNLOCK_SHEET = "先点“审阅－撤销工作表保护”（没有密码）"
DOWNLOAD_AGAIN = "还不行的，请重新下载工作簿填写。"
PHANTOM_ROWS = (
    f"请打开文件，{UNLOCK_SHEET}，选中数据下方的全部空行，右键“删除”（不是“清除内容”），保存后再上传；{DOWNLOAD_AGAIN}"
)
ENCRYPTED_WORKBOOK = "这是加密的工作簿（打开要密码）。请先取消密码"


class ForeignFileRefused(Exception):
    """A file that is not taken, in Chinese: `what` is wrong (no full stop), the `remedy` in sentences, what was `expected`.

    str() is a text for people; pages with columns of their own show the parts.
    """

    def __init__(self, what: str, remedy: str = "", expected: str = "") -> None:
        super().__init__(f"{what}。{remedy}")
        self.what, self.remedy, self.expected = what, remedy, expected


class ChildStopped(ForeignFileRefused):
    """A file that could not be read to its end: too much time or memory, or the child broke down."""


def refuse_unopened(content: bytes) -> None:
    """Raise ForeignFileRefused for what its size or first bytes show to be no workbook."""
    if not content:
        raise ForeignFileRefused("这是空文件（0 字节），请确认选对了文件")
    if len(content) > LARGEST_WORKBOOK:
        raise ForeignFileRefused(f"文件有 {len(content) / 1024 / 1024:.1f} MB，最多 10 MB", PHANTOM_ROWS)
    refuse_known_kinds(content)
    if opens_as_workbook(content):
        return
    if b"\0" not in content[:4096]:
        raise ForeignFileRefused("这是文本文件（例如 CSV），只是改了扩展名", SAVE_AS_XLSX)
    raise ForeignFileRefused("这不是 Excel 工作簿", SAVE_AS_XLSX)


def opens_as_workbook(content: bytes) -> bool:
    """Whether the file is read sheet by sheet: by its first bytes, whatever its name."""
    return content.startswith(WORKBOOK_FIRST_BYTES) or is_markup(content)


def is_markup(content: bytes) -> bool:
    """Whether the file begins as a page or as XML does: many systems export those as .xls."""
    head = content[:LOOKED_AT]
    if head.startswith(UTF_16_FIRST_BYTES):
        return head.decode("utf-16", "ignore").lstrip()[:1] == "<"
    return head.removeprefix(UTF_8_FIRST_BYTES).lstrip()[:1] == b"<"


def refuse_known_kinds(content: bytes) -> None:
    """Raise ForeignFileRefused for what people take for a table although it is another kind of file."""
    if content.startswith(OLE_FIRST_BYTES):
        if ENCRYPTED_WORKBOOK_MARK in content:
            raise ForeignFileRefused(ENCRYPTED_WORKBOOK, SAVE_AS_XLSX)
        if not any(mark in content for mark in OLD_WORKBOOK_MARKS):
            raise ForeignFileRefused("这是旧版 Office 文件（例如 .doc、.ppt、.wps），不是表格", SAVE_AS_XLSX)
    if content.startswith(b"%PDF"):
        raise ForeignFileRefused("这是 PDF 文件，不是 Excel 工作簿", SAVE_AS_XLSX)
    if content[:LOOKED_AT].lstrip().lower().startswith(b"mime-version:"):
        raise ForeignFileRefused("这是“单个文件网页”（.mht），只是改了扩展名", SAVE_AS_XLSX)
