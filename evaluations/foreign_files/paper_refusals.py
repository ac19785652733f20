"""What a report from outside may be, and why one is not taken. Opens nothing; both sides of the child share it."""

from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES, ForeignFileRefused

LARGEST_PAPER = 10 * 1024 * 1024  # bytes
PAPER_KINDS = ".docx、.html 或 .txt 文件，也可以整篇粘贴"
ACCEPTED_PAPERS, OLD_PAPERS = ".docx,.html,.htm,.txt", ",.doc,.wps,.rtf"  # what an input lets one choose
PASTE_INSTEAD = "也可以打开文件，全选、复制，再整篇粘贴。"
SAVE_AS_DOCX = "请用 Word 或 WPS 打开，选“文件－另存为－Word 文档（*.docx）”，再选另存的文件。"

# An encrypted .docx is a compound file with this stream; its name stands there in UTF-16.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WITHOUT_PASSWORD = "请用 Word 或 WPS 打开，选“文件－信息－保护文档”（WPS：“文件－文档加密”）取消打开密码，保存后再选。"

WORKBOOK_INSTEAD = "请选报告的 Word 文件；只有表格的，可以在 Excel 里全选、复制，再粘贴。"


def refuse_paper(content: bytes) -> None:
    """Raise ForeignFileRefused for what cannot be read as a report, with the way out."""
    if not content.strip():
        raise ForeignFileRefused("这是空文件", "请确认选对了文件。", PAPER_KINDS)
    if len(content) > LARGEST_PAPER:
        size = f"{len(content) / 1024 / 1024:.1f} MB"
        raise ForeignFileRefused(
            f"文件有 {size}，最多 10 MB", "请删去文件里的图片后另存。" + PASTE_INSTEAD, PAPER_KINDS
        )
    if content.startswith(OLE_FIRST_BYTES):
        if ENCRYPTED_STREAM in content:
            raise ForeignFileRefused("这个文件设了打开密码", WITHOUT_PASSWORD + PASTE_INSTEAD, PAPER_KINDS)
        what = "这是旧版 Word 文件（.doc、.wps），或设了打开密码的文件"
        raise ForeignFileRefused(what, SAVE_AS_DOCX + PASTE_INSTEAD, PAPER_KINDS)
    if b"%PDF-" in content[:1024]:
        what = "这是 PDF 文件，里面的文字没有段落和表格"
        raise ForeignFileRefused(what, "请选排版成 PDF 之前的 Word 文件。" + PASTE_INSTEAD, PAPER_KINDS)
    if content.startswith(b"{\\rtf"):
        raise ForeignFileRefused("这是 RTF 文件", SAVE_AS_DOCX + PASTE_INSTEAD, PAPER_KINDS)
