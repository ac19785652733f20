"""Fonts get into the file without a copy of each and without C being read anew: the same file comes out."""

import pytest
from cffi import api
from weasyprint import HTML
from weasyprint.pdf import fonts

from evaluations.publication.printing import engine_patches, quick_fonts
from tests.publication.printing.test_engine_patches import set_stock

FACES = '<html lang="zh-CN"><title>字</title><p>宋体 <b>黑体</b> Latin {rest}'


@pytest.fixture(autouse=True)
def stock(monkeypatch):
    """Whatever is installed is taken out afterwards."""
    set_stock(monkeypatch)


def written(page: str) -> bytes:
    """The page as an archive."""
    return HTML(string=page).write_pdf(pdf_variant="pdf/a-3a")


def test_the_same_fonts_are_written(monkeypatch):
    engine_patches.install_patches()
    page = FACES.format(rest="一二")
    ours = written(page)
    monkeypatch.setattr(fonts, "ffi", quick_fonts.ffi)
    monkeypatch.setattr(fonts, "get_hb_object_data", quick_fonts.content_by_engine)
    monkeypatch.setattr(fonts.Font, "subset", quick_fonts.subset_by_engine)
    assert written(page) == ours


def test_another_count_of_glyphs_is_no_new_type_for_c(monkeypatch):
    """A printer's child makes one paper, whose counts of glyphs nobody has had before it."""
    engine_patches.install_patches()
    written(FACES.format(rest="一"))
    asked = []
    monkeypatch.setattr(api.FFI, "_typeof_locked", lambda self, kind: asked.append(kind))
    written(FACES.format(rest="二三四五六七八"))
    assert asked == []


def test_the_font_is_not_copied(monkeypatch):
    engine_patches.install_patches()
    kept, engines = [], fonts.Font.__init__

    def watched(font, *given):
        engines(font, *given)
        kept.append(font.file_content)

    monkeypatch.setattr(fonts.Font, "__init__", watched)
    written(FACES.format(rest="一二"))
    assert kept and all(not isinstance(content, bytes) for content in kept)


def test_a_font_that_is_not_cut_down_becomes_bytes():
    font = type("Font", (), {"file_content": memoryview(b"OTTO"), "subset": None})()
    quick_fonts.subset_font(font, {}, hinting=False)
    assert font.file_content == b"OTTO" and isinstance(font.file_content, bytes)
