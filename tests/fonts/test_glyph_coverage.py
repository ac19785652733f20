"""What the paper can show is asked of the fonts that are there, and the printer agrees."""

import subprocess

import pytest

from evaluations.fonts import glyph_coverage
from evaluations.fonts.glyph_coverage import FontsUnknown, code_ranges, covered_codes, has_glyph, listed_charsets
from evaluations.language.texts import TextError, require_glyphs, undrawn_characters


def test_a_charset_is_read_as_fontconfig_writes_it():
    assert sorted(code_ranges("20-7e a0\n4e00-9fff a0\n\n")) == [(0x20, 0x7E), (0xA0, 0xA0), (0x4E00, 0x9FFF)]


@pytest.mark.parametrize(
    "text", ["扎西（བཀྲ་ཤིས）", "ꀀꀁ", "ᠮᠣᠩᠭᠣᠯ", "ئۇيغۇر", "\u20e3", "\U00020000\U0002a700\U0002ceb0", "①½Ⅲ㎡䶮龻"]
)
def test_the_fonts_that_setup_installs_draw_the_names_of_the_country(text):
    assert undrawn_characters(text, has_glyph) == ""


def test_a_missing_character_is_named_with_its_code_its_place_and_a_remedy():
    with pytest.raises(TextError) as caught:
        require_glyphs("负责人李\U0002ebf0同志", has_glyph)
    told = str(caught.value)
    assert "U+2EBF0" in told and "在“负责人李”之后" in told and "请改用通用的字" in told


@pytest.mark.parametrize("text", ["李\U0002ebf0", "王\U000323b0", "甲\U0003ffff"])
def test_the_printer_refuses_what_the_fonts_have_not(text):
    from evaluations.publication.printing.printer import GlyphsLacking, print_pdf

    assert undrawn_characters(text, has_glyph)
    with pytest.raises(GlyphsLacking, match="U\\+"):
        print_pdf(f"<title>纸</title><p>{text}</p>")


def test_the_fonts_are_read_once_in_a_process(monkeypatch):
    covered_codes()
    monkeypatch.setattr(glyph_coverage, "listed_charsets", pytest.fail)
    assert has_glyph("一") and not has_glyph("\U0003ffff")


@pytest.mark.parametrize("failure", [OSError("none"), subprocess.CalledProcessError(1, "fc-list")])
def test_where_fontconfig_cannot_be_asked_nothing_is_refused(monkeypatch, failure):
    def broken(*args, **given):
        raise failure

    monkeypatch.setattr(subprocess, "run", broken)
    with pytest.raises(FontsUnknown, match="fc-list"):
        listed_charsets()
    covered_codes.cache_clear()
    try:
        assert has_glyph("\U0003ffff")
    finally:
        covered_codes.cache_clear()
