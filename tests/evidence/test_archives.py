"""How far an Office file may unfold, what may lie in it, and the whole sentence that the person reads."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence import archives
from evaluations.evidence.archives import archive_in_words, inspect_archive, refuse_bomb, refuse_members
from evaluations.evidence.inspecting import ends_as_zip
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from tests.evidence.papers import archive, more_in, word, workbook

WORD, EXCEL, OFD = (
    {"code": code, "label": label}
    for code, label in (("docx", "Word 文档"), ("xlsx", "Excel 表格"), ("ofd", "OFD 版式文件"))
)
AGAIN = "请用 Word、Excel 或 WPS 打开，另存一份后重新上传；无法打开的请输出为 PDF。"
NO_MACROS = "请在 Word、Excel 或 WPS 中另存为不含宏的 docx、xlsx，或输出为 PDF 后再上传。"


def refusal(act, *given) -> tuple[str, str, str]:
    """What was read, what is expected, and the way out."""
    with pytest.raises(ForeignFileRefused) as refused:
        act(*given)
    return refused.value.what, refused.value.expected, refused.value.remedy


def members(count: int, unfolded: int, packed: int) -> list[zipfile.ZipInfo]:
    """As a directory lists them; all sizes stand in the first."""
    listed = [zipfile.ZipInfo(f"{number}.xml") for number in range(count)]
    listed[0].file_size, listed[0].compress_size = unfolded, packed
    return listed


@pytest.mark.parametrize(
    "count, unfolded, packed",
    [(2_000, 0, 0), (1, 200 * 2**20, 2 * 2**20), (1, 2**20, 0), (1, 2_000_000, 20_000)],
)
def test_an_archive_may_be_as_large_as_the_limits(count, unfolded, packed):
    refuse_bomb(members(count, unfolded, packed))  # raises nothing


@pytest.mark.parametrize(
    "count, unfolded, packed, read, expected",
    [
        (2_001, 0, 0, "文件里有 2001 个部分", "不超过 2000 个"),
        (1, 200 * 2**20 + 1, 100 * 2**20, "展开后有 200 MB，是文件本身的 2 倍", "不超过 200 MB、100 倍"),
        (1, 2**20 + 1, 1, "展开后有 1 MB，是文件本身的 1048577 倍", "不超过 200 MB、100 倍"),
        (1, 2_000_001, 20_000, "展开后有 1 MB，是文件本身的 100 倍", "不超过 200 MB、100 倍"),
        (1, 3 * 2**20, 0, "展开后有 3 MB，是文件本身的 3145728 倍", "不超过 200 MB、100 倍"),
    ],
)
def test_beyond_the_limits_it_is_refused_by_its_directory_alone(count, unfolded, packed, read, expected):
    assert refusal(refuse_bomb, members(count, unfolded, packed)) == (read, expected, AGAIN)


def test_the_sizes_of_all_members_count_together():
    half = members(1, 101 * 2**20, 60 * 2**20)
    refuse_bomb(half)
    assert "展开后有 202 MB" in refusal(refuse_bomb, half + half)[0]


@pytest.mark.parametrize("name", ["/etc/passwd", "word\\document.xml", "../a.xml", "word/../../a.xml", "word/.."])
def test_paths_that_lead_out_of_the_archive_are_refused(name):
    read = ("文件内部的结构不正常", "由 Word、Excel 或 WPS 保存的文件", AGAIN)
    assert refusal(refuse_members, [zipfile.ZipInfo(name)] if "\\" not in name else [named_as_is(name)]) == read


def named_as_is(name: str) -> zipfile.ZipInfo:
    """A member whose name keeps its backslashes on every system."""
    member = zipfile.ZipInfo("a")
    member.filename = name
    return member


@pytest.mark.parametrize("name", ["word/a..b.xml", "word/.rels", "a/...xml", "word/js.xml", "customXml/exe"])
def test_dots_and_words_in_names_do_no_harm(name):
    refuse_members([zipfile.ZipInfo(name)])  # raises nothing


def test_a_name_that_occurs_twice_is_refused():
    assert refusal(refuse_members, [zipfile.ZipInfo("a.xml"), zipfile.ZipInfo("a.xml")])[0] == "文件内部的结构不正常"


@pytest.mark.parametrize(
    "name",
    [
        *("word/vbaProject.bin", "xl/VBADATA.XML", "word/vbaProjectSignature.bin"),
        *(f"word/media/a{ending}" for ending in archives.PROGRAM_ENDINGS),
        "word/embeddings/SETUP.EXE",
    ],
)
def test_macros_and_programs_are_refused_in_any_folder_and_case(name):
    assert refusal(refuse_members, [zipfile.ZipInfo(name)]) == ("文件里有宏或程序", "不含宏的文件", NO_MACROS)


def test_one_encrypted_member_is_enough():
    plain, locked = zipfile.ZipInfo("a.xml"), zipfile.ZipInfo("b.xml")
    plain.flag_bits, locked.flag_bits = 0x800, 0x801
    refuse_members([plain])
    assert refusal(refuse_members, [plain, locked]) == (
        "文件设了密码",
        "不设密码的文件",
        "请先去掉打开密码，另存后再上传。",
    )


@pytest.mark.parametrize("wanted, content", [(WORD, word()), (EXCEL, workbook()), (OFD, archive({"OFD.xml": b"x"}))])
def test_whole_and_honest_archives_pass(wanted, content):
    inspect_archive(wanted, content)  # raises nothing


@pytest.mark.parametrize(
    "wanted, content, read, expected, remedy",
    [
        (
            EXCEL,
            word(),
            "扩展名是 .xlsx，里面却是Word 文档",
            "Excel 表格",
            "请核对是否选错文件，或改过扩展名。",
        ),
        (
            WORD,
            archive({"word/document.xml": b"", "[Content_Types].xml": b"x.macroEnabled.main+xml"}),
            "文件里有宏",
            "不含宏的文件",
            NO_MACROS,
        ),
        (
            WORD,
            archive({"word/document.xml": b"", "[Content_Types].xml": b"spreadsheetml.sheet.main+xml"}),
            "文件内部的目录与扩展名不符",
            "Word 文档",
            AGAIN,
        ),
        (WORD, word() + b"\0", "文件末尾夹带了别的内容，或已经损坏", "完整的Word 文档", AGAIN),
        (WORD, b"%PDF-1.7" + word(), "文件末尾夹带了别的内容，或已经损坏", "完整的Word 文档", AGAIN),
        (WORD, word()[:40], "文件末尾夹带了别的内容，或已经损坏", "完整的Word 文档", AGAIN),
        (
            EXCEL,
            b"PK\x05\x06" + b"\xff" * 18,
            "文件无法打开，已经损坏",
            "完整的Excel 表格",
            AGAIN,
        ),
    ],
)
def test_others_are_told_what_is_wrong_what_is_wanted_and_what_to_do(wanted, content, read, expected, remedy):
    assert refusal(inspect_archive, wanted, content) == (read, expected, remedy)


def test_a_damaged_part_is_named_and_a_long_name_cut():
    name = "word/media/" + "图" * 70
    content = bytearray(more_in(word()))
    out = io.BytesIO(bytes(content))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as made:
        made.writestr(name, b"DAMAGED-HERE")
    spoilt = out.getvalue().replace(b"DAMAGED-HERE", b"DAMAGED-THEN")
    assert refusal(inspect_archive, WORD, spoilt) == (f"文件里的“{name[:60]}”已经损坏", "完整的Word 文档", AGAIN)


@pytest.mark.parametrize(
    "names, words",
    [
        (["ppt/presentation.xml"], "PPT 演示稿"),
        (["OFD.xml"], "OFD 版式文件"),
        (["a.txt"], "普通的压缩包"),
        ([], "普通的压缩包"),
    ],
)
def test_an_archive_is_called_by_its_main_part(names, words):
    assert archive_in_words(names) == words


@given(st.binary(max_size=200), st.binary(max_size=40).filter(lambda one: b"PK" not in one))
def test_a_file_is_an_archive_too_when_the_comment_reaches_exactly_to_its_end(before, comment):
    end = b"PK\x05\x06" + bytes(16) + len(comment).to_bytes(2, "little") + comment
    assert ends_as_zip(before + end)
    assert not ends_as_zip(before.replace(b"PK", b"") + end[4:])


def test_an_end_record_that_promises_more_or_less_than_follows_is_none():
    end = b"PK\x05\x06" + bytes(16) + (5).to_bytes(2, "little")
    assert [ends_as_zip(end + bytes(length)) for length in (4, 5, 6)] == [False, True, False]
    assert ends_as_zip(end + b"PK\x05\x06" + b"x"), "a mark within the comment does not hide the record before it"
