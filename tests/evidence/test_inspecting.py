"""A file is what its extension, its first bytes and its inside agree on; every other gets its own sentence."""

import pytest

from evaluations.evidence.archives import MOST_ARCHIVE_MEMBERS
from evaluations.evidence.inspecting import inspect_evidence
from evaluations.evidence.kinds import looks_like
from evaluations.evidence.refusal import UnacceptableFile
from tests.evidence.papers import archive, locked_pdf, more_in, ole, pdf, picture, plain_pdf, word, workbook
from tests.foreign_files.in_process import answer_in_process


@pytest.fixture
def judge(tmp_path, monkeypatch):
    """(content, name) → what the file is; archives are opened in this process."""
    answer_in_process(monkeypatch)

    def judged(content: bytes, name: str):
        path = tmp_path / "file"
        path.write_bytes(content)
        return inspect_evidence(path, name)

    return judged


@pytest.fixture
def refusal(judge):
    """(content, name) → the sentence that refuses the file."""

    def refused(content: bytes, name: str) -> str:
        with pytest.raises(UnacceptableFile) as error:
            judge(content, name)
        return error.value.sentence

    return refused


@pytest.mark.parametrize(
    "make, name, code",
    [
        (pdf, "批复.pdf", "pdf"),
        (pdf, "批复.PDF", "pdf"),
        (word, "纪要.docx", "docx"),
        (workbook, "决算.xlsx", "xlsx"),
        (picture, "照片.jpg", "jpg"),
        (picture, "照片.jpeg", "jpg"),
        (lambda: picture("PNG"), "截图.png", "png"),
    ],
)
def test_ordinary_files_are_recognised(judge, make, name, code):
    found = judge(make(), name)
    assert found.kind.code == code and not found.encrypted


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
MACROS = {"word__vbaProject.bin": b"x"}


@pytest.mark.parametrize(
    "content, name, said",
    [
        (SVG, "图.svg", "扩展名是 .svg，应为pdf、jpg、jpeg、jfif、png、docx、xlsx、doc、xls、wps、et、ofd"),
        (b"<html>", "网页.html", "请截图，或打印为 PDF"),
        (b"<?xml version='1.0'?>", "数据.xml", "扩展名是 .xml"),
        (b"MZ", "安装.exe", "扩展名是 .exe"),
        (plain_pdf(), "批复", "文件名没有扩展名"),
        (ole("PowerPoint Document"), "报告.dps", "请在 WPS 中输出为 PDF"),
        (b"PK\x03\x04", "材料.zip", "请解压后"),
        (b"PK\x03\x04", "带宏.xlsm", "含宏的文件不能上传"),
        (SVG, "图.png", "内容却是网页、SVG 或 XML 文件"),
        (b"<html><script>", "批复.pdf", "内容却是网页、SVG 或 XML 文件，应为PDF"),
        (b"MZ\x90", "批复.pdf", "内容却是可执行程序"),
        (picture("PNG"), "照片.jpg", "内容却是PNG 图片，应为JPG 图片"),
        (b"\0\0\0\x18ftypheic", "照片.jpg", "内容却是HEIC 图片（苹果手机照片）"),
        (ole("EncryptedPackage"), "决算.xlsx", "文件设了密码"),
        (b"MZ" + plain_pdf(), "批复.pdf", "内容却是可执行程序"),
        (b"\n" * 1024 + plain_pdf(), "批复.pdf", "无法识别的内容"),
        (plain_pdf()[:-8], "批复.pdf", "缺少结尾"),
        (plain_pdf(more=b"<script>alert(1)</script>"), "批复.pdf", "夹带了别的内容"),
        (plain_pdf() + archive({"a": b"b"}), "批复.pdf", "夹带了别的内容"),
        (plain_pdf() + b"x" * 2000, "批复.pdf", "夹带了别的内容"),
        (archive({"a.txt": b"x"}), "纪要.docx", "里面却是普通的压缩包，应为Word 文档"),
        (word(), "决算.xlsx", "里面却是Word 文档，应为Excel 表格"),
        (workbook(), "纪要.docx", "里面却是Excel 表格"),
        (more_in(word(), **MACROS), "纪要.docx", "文件里有宏或程序"),
        (more_in(workbook(), **{"xl__evil.exe": b"MZ"}), "决算.xlsx", "文件里有宏或程序"),
        (more_in(word(), **{"..__..__etc": b"x"}), "纪要.docx", "结构不正常"),
        (word() + b"<html>", "纪要.docx", "末尾夹带了别的内容"),
        (archive({"%PDF-1.7": b"x"}), "纪要.docx", "夹带了别的内容"),
        (archive({"word/document.xml": b"x", "[Content_Types].xml": b"macroEnabled"}), "纪要.docx", "文件里有宏"),
        (archive({"word/document.xml": b"x"}), "纪要.docx", "内部的目录与扩展名不符"),
        (more_in(workbook(), **{"xl__bomb.xml": b"0" * 30_000_000}), "决算.xlsx", "展开后有 28 MB，是文件本身的"),
        (
            archive({f"{n}": b"" for n in range(MOST_ARCHIVE_MEMBERS + 1)}),
            "决算.xlsx",
            "有 2001 个部分，应为不超过 2000 个",
        ),
        (b"PK\x03\x04" + b"\0" * 100 + b"PK\x05\x06" + b"\0" * 18, "决算.xlsx", "里面却是普通的压缩包"),
    ],
)
def test_every_other_file_is_refused_in_its_own_words(refusal, content, name, said):
    sentence = refusal(content, name)
    assert sentence.startswith(f"“{name}”没有收下：") and said in sentence and sentence.endswith("。")


def encrypted_flag(content: bytes) -> bytes:
    """Every member marked as encrypted, in its header and in the directory."""
    return content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def test_an_encrypted_archive_is_refused(refusal):
    assert "文件设了密码" in refusal(encrypted_flag(archive({"word/document.xml": b"x"})), "纪要.docx")


def test_a_damaged_archive_is_refused(refusal):
    content = bytearray(workbook())
    at = content.index(b"xl/workbook.xml") + 60
    content[at : at + 8] = b"\xff" * 8
    assert "损坏" in refusal(bytes(content), "决算.xlsx")


def test_an_encrypted_pdf_is_taken_and_noted(judge):
    assert judge(plain_pdf(more=b"trailer <</Encrypt 5 0 R>>"), "批复.pdf").encrypted


def test_a_pdf_that_is_an_archive_too_is_refused_even_when_its_comment_covers_the_end(refusal):
    tail = b"\nstartxref\n9\n%%EOF\n"
    zipped = bytearray(archive({"a": b"b"}))
    zipped[-2:] = len(tail).to_bytes(2, "little")
    assert "夹带了别的内容" in refusal(b"%PDF-1.7\n" + bytes(zipped) + tail, "批复.pdf")


def test_a_pdf_that_carries_an_office_file_as_its_attachment_is_no_polyglot(judge):
    assert judge(plain_pdf(more=b"stream\n" + word() + b"\nendstream"), "批复.pdf").kind.code == "pdf"


@pytest.mark.parametrize(
    "content, name, code",
    [
        (ole("WordDocument"), "报告.doc", "doc"),
        (ole("Workbook"), "决算.xls", "xls"),
        (ole("WordDocument"), "报告.wps", "wps"),
        (archive({"OFD.xml": b"<ofd/>"}), "公文.ofd", "ofd"),
    ],
)
def test_old_formats_are_taken_where_the_installation_wants_them(judge, settings, content, name, code):
    settings.EVIDENCE_OLD_FORMATS = True
    assert judge(content, name).kind.code == code


@pytest.mark.parametrize(
    "streams, said", [(["WordDocument", "_VBA_PROJECT"], "宏"), (["EncryptedPackage"], "密码"), (["Workbook"], "不符")]
)
def test_old_formats_are_judged_too(refusal, settings, streams, said):
    settings.EVIDENCE_OLD_FORMATS = True
    assert said in refusal(ole(*streams), "报告.doc")


@pytest.mark.parametrize(
    "head, words", [(b"GIF89a", "GIF 图片"), (b"Rar!\x1a", "RAR 压缩包"), (b"hello", "无法识别的内容")]
)
def test_files_are_called_what_people_call_them(head, words):
    assert looks_like(head) == words


@pytest.mark.parametrize(
    "make, name, code",
    [
        (lambda: b"\r\n" + plain_pdf(), "批复.pdf", "pdf"),
        (lambda: b"\xef\xbb\xbf" + plain_pdf(), "批复.pdf", "pdf"),
        (lambda: b"HTTP/1.1 200 OK\r\n\r\n" + plain_pdf(), "批复.pdf", "pdf"),
        (picture, "微信图片.jfif", "jpg"),
        (lambda: archive({"OFD.xml": b"<ofd/>"}), "公文.ofd", "ofd"),
        (lambda: ole("WordDocument"), "请示.doc", "doc"),
        (lambda: ole("WordDocument"), "请示.wps", "wps"),
        (lambda: ole("Workbook"), "决算.et", "et"),
        (lambda: ole("Workbook"), "决算.xls", "xls"),
        (word, "请示.doc", "docx"),
        (word, "请示.wps", "docx"),
        (workbook, "决算.xls", "xlsx"),
        (workbook, "决算.et", "xlsx"),
        (lambda: ole("Workbook"), "决算.xlsx", "xls"),
        (lambda: ole("WordDocument"), "请示.docx", "doc"),
    ],
)
def test_what_offices_really_send_is_taken_for_what_it_is(judge, make, name, code):
    assert judge(make(), name).kind.code == code


@pytest.mark.parametrize("way", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_opens_without_a_password(judge, way):
    assert not judge(locked_pdf("", way), "批复.pdf").encrypted
    assert judge(locked_pdf("secret", way), "批复.pdf").encrypted


@pytest.mark.parametrize("cut", [-30, 60])
def test_what_is_wrong_with_a_damaged_ofd_is_not_told_as_of_a_word_file(refusal, cut):
    told = refusal(archive({"OFD.xml": b"<ofd/>" * 40})[:cut], "公文.ofd")
    assert "请重新获取原文件，用 OFD 阅读器能打开的再上传" in told and "Word" not in told
