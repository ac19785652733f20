"""Office files of before 2007, and PDFs at the edge of what is taken: the whole sentence, and no step too far."""

import struct

import pytest
import xlwt

from evaluations.evidence.inspecting import inspect_evidence, pdf_is_encrypted
from evaluations.evidence.kinds import KINDS_BY_CODE
from evaluations.evidence.ole import inspect_old_office
from evaluations.evidence.refusal import InfectedFile, UnacceptableFile
from tests.evidence.papers import ole, plain_pdf
from tests.foreign_files.in_process import answer_in_process
from tests.foreign_files.making import saved_old


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file"


def sentence(act, *given) -> str:
    with pytest.raises(UnacceptableFile) as refused:
        act(*given)
    return refused.value.sentence


@pytest.mark.parametrize(
    "code, stream",
    [
        *(("doc", "WordDocument"), ("wps", "WordDocument"), ("xls", "Workbook")),
        *(("xls", "Book"), ("et", "Workbook"), ("et", "Book")),
    ],
)
def test_documents_and_workbooks_of_either_program_are_known_by_their_stream(path, code, stream):
    path.write_bytes(ole("Root Entry", stream))
    inspect_old_office(path, f"报告.{code}", KINDS_BY_CODE[code])  # raises nothing


@pytest.mark.parametrize(
    "code, streams, said",
    [
        (
            "xls",
            ("Workbook", "_VBA_PROJECT", "EncryptedPackage"),
            "文件里有宏，应为不含宏的文件。请另存为不含宏的文件，或输出为 PDF 后再上传。",
        ),
        (
            "et",
            ("EncryptedPackage",),
            "文件设了密码，应为不设密码的文件。"
            "请用 Word、Excel 或 WPS 打开，在“文件－信息－保护文档（工作簿）”里去掉打开密码，保存后再上传。",
        ),
        ("xls", ("WordDocument",), "内容与扩展名不符，应为Excel 97-2003 表格。请核对是否选错文件，或改过扩展名。"),
        ("wps", ("Book",), "内容与扩展名不符，应为WPS 文字。请核对是否选错文件，或改过扩展名。"),
        ("doc", (), "内容与扩展名不符，应为Word 97-2003 文档。请核对是否选错文件，或改过扩展名。"),
    ],
)
def test_others_are_refused_in_whole_sentences(path, code, streams, said):
    path.write_bytes(ole(*streams))
    told = sentence(inspect_old_office, path, f"报告.{code}", KINDS_BY_CODE[code])
    assert told == f"“报告.{code}”没有收下：{said}"


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("决算").write(0, 0, 1)
    return saved_old(book)


def with_password(content: bytes) -> bytes:
    """The record after the first of the workbook says that the rest is encrypted."""
    at = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    return content[:at] + b"\x2f\x00" + content[at + 2 :]


def as_document(content: bytes, flags: int) -> bytes:
    """The same compound file with a document in the place of the workbook."""
    named = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    stands = "WordDocument".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 26)
    at = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return (content[: at + 10] + struct.pack("<H", flags) + content[at + 12 :]).replace(named, stands)


@pytest.mark.parametrize(
    ("name", "content", "locked"),
    [
        ("决算.xls", old_workbook(), False),
        ("决算.xls", with_password(old_workbook()), True),
        ("请示.doc", as_document(old_workbook(), 0x0200), False),
        ("请示.wps", as_document(old_workbook(), 0x0300), True),
    ],
)
def test_a_password_of_an_old_file_is_recognised(path, monkeypatch, name, content, locked):
    answer_in_process(monkeypatch)
    path.write_bytes(content)
    if locked:
        assert "文件设了密码，应为不设密码的文件。请用 Word" in sentence(inspect_evidence, path, name)
    else:
        assert inspect_evidence(path, name).kind.extensions == (name[-3:],)


@pytest.mark.parametrize("tail, taken", [(1024, True), (1025, False)])
def test_a_scanner_may_add_a_few_bytes_behind_a_pdf(path, tail, taken):
    content = plain_pdf().rstrip(b"\n") + b"\0" * tail
    path.write_bytes(content)
    if taken:
        assert inspect_evidence(path, "批复.pdf").kind.code == "pdf"
    else:
        assert sentence(inspect_evidence, path, "批复.pdf") == (
            "“批复.pdf”没有收下：PDF 里夹带了别的内容，应为单纯的 PDF。请用 PDF 阅读器打开，重新打印为 PDF 后上传。"
        )


def test_a_page_within_a_pdf_far_from_its_beginning_is_only_text(path):
    path.write_bytes(plain_pdf(more=b" " * 1024 + b"<html>"))
    assert not pdf_is_encrypted(path, "批复.pdf")


@pytest.mark.parametrize("cut", [b"%%EOF", b"startxref"])
def test_a_pdf_without_its_end_was_cut_off(path, cut):
    path.write_bytes(plain_pdf().replace(cut, b""))
    assert sentence(pdf_is_encrypted, path, "批复.pdf") == (
        "“批复.pdf”没有收下：PDF 不完整，缺少结尾，应为完整的 PDF。可能是下载或复制中断，请重新获取原文件后上传。"
    )


@pytest.mark.parametrize(
    "name, said",
    [
        (
            "批复",
            "文件名没有扩展名，应为pdf、jpg、jpeg、jfif、png、docx、xlsx、doc、xls、wps、et、ofd。"
            "请另存（打印）为 PDF 后再上传。",
        ),
        (
            "演示.pptx",
            "扩展名是 .pptx，应为pdf、jpg、jpeg、jfif、png、docx、xlsx、doc、xls、wps、et、ofd。请输出为 PDF 后再上传。",
        ),
        (
            "决算.XLSX",
            "扩展名是 .xlsx，内容却是PDF 文件，应为Excel 表格。"
            "请用原来的软件打开后重新另存，不要直接改扩展名；设了打开密码的请先去掉。",
        ),
    ],
)
def test_a_wrong_extension_is_told_with_what_is_taken(path, name, said):
    path.write_bytes(plain_pdf())
    assert sentence(inspect_evidence, path, name) == f"“{name}”没有收下：{said}"


def test_a_refusal_without_an_expectation_is_still_a_sentence():
    refused = InfectedFile("批复.pdf", "病毒扫描发现可疑内容", "请先在本机查杀病毒。")
    assert str(refused) == refused.sentence == "“批复.pdf”没有收下：病毒扫描发现可疑内容。请先在本机查杀病毒。"
