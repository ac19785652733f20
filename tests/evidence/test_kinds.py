"""Which files an installation takes, under which type they are sent, and what people call all the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.evidence.kinds import (
    ANYTHING,
    KINDS_BY_CODE,
    LOOKS_BY_START,
    OLD_KINDS,
    REMEDY_BY_EXTENSION,
    allowed_extensions,
    holds_markup,
    kind_by_extension,
    looks_like,
)
from tests.evidence.papers import archive, ole, pdf, picture, word

MODERN = ["pdf", "jpg", "jpeg", "jfif", "png", "docx", "xlsx"]


def test_formats_of_before_2007_are_taken_unless_an_installation_refuses_them(settings):
    assert allowed_extensions() == [*MODERN, "doc", "xls", "wps", "et", "ofd"]
    assert kind_by_extension("ofd").label == "OFD 版式文件" and kind_by_extension("docx").code == "docx"
    settings.EVIDENCE_OLD_FORMATS = False
    assert allowed_extensions() == MODERN and kind_by_extension("doc") is None


@pytest.mark.parametrize(
    "code, content_type",
    [
        ("pdf", "application/pdf"),
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_sent_under_the_type_of_its_program(code, content_type):
    assert KINDS_BY_CODE[code].content_type == content_type


def test_what_a_browser_might_open_itself_is_sent_as_bytes():
    assert {kind.content_type for kind in OLD_KINDS} == {ANYTHING} == {"application/octet-stream"}


@pytest.mark.parametrize(
    "head, words",
    [
        (pdf, "PDF 文件"),
        (picture, "JPG 图片"),
        (lambda: picture("PNG"), "PNG 图片"),
        (lambda: picture("GIF"), "GIF 图片"),
        (lambda: picture("BMP"), "BMP 图片"),
        (lambda: picture("TIFF"), "TIFF 图片"),
        (lambda: b"MM\0*\0\0", "TIFF 图片"),
        (lambda: picture("WEBP"), "WebP 图片或音视频"),
        (word, "压缩包或 Office 文件"),
        (lambda: archive({"a": b"b"}), "压缩包或 Office 文件"),
        (lambda: b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
        (lambda: ole("Workbook"), "旧版 Office 文件（doc、xls），或设了打开密码的 Office 文件"),
        (lambda: b"\x7fELF\x02", "可执行程序"),
        (lambda: b"{\\rtf1", "RTF 文档"),
        (lambda: b"\0\0\0\x18ftypmif1", "HEIC 图片（苹果手机照片）"),
        (lambda: b"\xef\xbb\xbf<!DOCTYPE html>", "网页、SVG 或 XML 文件"),
        (lambda: b" <?PHP echo", "网页、SVG 或 XML 文件"),
        (lambda: b"", "无法识别的内容"),
        (lambda: "绩效".encode(), "无法识别的内容"),
    ],
)
def test_a_file_is_called_by_its_first_bytes(head, words):
    assert looks_like(head()[:1024]) == words


def test_a_photograph_is_known_by_its_beginning_alone():
    assert looks_like(b"%PDF-1.7 about the format ftypheic") == "PDF 文件"


@given(st.binary(max_size=40))
def test_a_known_beginning_decides_whatever_follows(tail):
    for start, words in LOOKS_BY_START:
        if not (b"ftyphei" in (start + tail)[:16] or b"ftypmif1" in (start + tail)[:16]):
            assert looks_like(start + tail) == words


@pytest.mark.parametrize("mark", [b"<svg", b"<html", b"<!doctype", b"<script", b"<?php", b"<?xml"])
def test_markup_is_found_anywhere_and_in_any_case(mark):
    assert holds_markup(b"%PDF-1.7\n" + mark.upper()) and holds_markup(mark.title())
    assert not holds_markup(mark[1:]) and not holds_markup(mark[:-1])


def test_every_extension_that_people_bring_has_its_own_way_out():
    told = {
        extension: REMEDY_BY_EXTENSION[extension] for extension in ("doc", "xls", "et", "heic", "zip", "ppt", "htm")
    }
    assert told == {
        "doc": "请在 Word 或 WPS 中另存为 docx，或输出为 PDF 后再上传。",
        "xls": "请在 Excel 或 WPS 中另存为 xlsx，或输出为 PDF 后再上传。",
        "et": "请在 WPS 中另存为 xlsx，或输出为 PDF 后再上传。",
        "heic": "请在手机上转成 JPG，或截图后再上传。",
        "zip": "请解压后，把里面的文件逐个上传。",
        "ppt": "请输出为 PDF 后再上传。",
        "htm": "请截图，或打印为 PDF 后再上传。",
    }
    assert not set(REMEDY_BY_EXTENSION) & set(MODERN)
