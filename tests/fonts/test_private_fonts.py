"""The fonts of official papers: seen by printer and glyph check as soon as they are there, and said to be missing before."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from evaluations.fonts import glyph_coverage
from evaluations.fonts.private_fonts import FONTS_WANTED, font_environment, report_fonts_there
from evaluations.publication.printing.printer_process import printer_environment
from scripts.report_fonts import FONTCONFIG, write_font

SIGNS = {"一": "uni4E00", "¥": "yen"}


def cubic_font(path: Path, signs: dict[str, str] = SIGNS) -> Path:
    """A font as Fandol's are, with two characters, 0 to 500 high."""
    builder = FontBuilder(1000, isTTF=False)
    names = [".notdef", *signs.values()]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(sign): name for sign, name in signs.items()})
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    pen.curveTo((100, 300), (300, 500), (500, 500))
    pen.lineTo((500, 0))
    pen.closePath()
    drawn = pen.getCharString()
    builder.setupCFF("Tiny", {}, dict.fromkeys(names, drawn), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_font_is_converted_with_its_characters_and_the_weight_of_its_role(tmp_path):
    write_font(cubic_font(tmp_path / "tiny.otf"), tmp_path / "tiny.ttf", 700)
    font = TTFont(tmp_path / "tiny.ttf")
    assert "glyf" in font and "CFF " not in font and font["OS/2"].usWeightClass == 700
    assert font.getBestCmap() == {ord(sign): font.getGlyphName(n) for n, sign in enumerate(SIGNS, 1)}
    assert all(font["glyf"][name].numberOfContours == 1 for name in font.getBestCmap().values())


def test_the_sign_between_two_numbers_stands_at_their_half_height(tmp_path):
    write_font(cubic_font(tmp_path / "tiny.otf", SIGNS | {"～": "uniFF5E"}), tmp_path / "tiny.ttf", 400)
    font = TTFont(tmp_path / "tiny.ttf")
    drawn = {sign: font["glyf"][font.getBestCmap()[ord(sign)]] for sign in "一～"}
    assert [(one.yMin, one.yMax) for one in drawn.values()] == [(0, 500), (52, 552)]


def test_only_the_folder_is_seen_once_it_is_there(settings, tmp_path, monkeypatch):
    settings.REPORT_FONTS = tmp_path
    assert font_environment() == {}
    write_font(cubic_font(tmp_path / "tiny.otf"), tmp_path / "tiny.ttf", 400)
    (tmp_path / "fonts.conf").write_text(FONTCONFIG)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert {*glyph_coverage.code_ranges(glyph_coverage.listed_charsets())} == {(0x4E00, 0x4E00), (0xA5, 0xA5)}


def test_the_printer_is_told_of_the_folder(settings, tmp_path):
    settings.REPORT_FONTS = tmp_path
    (tmp_path / "fonts.conf").touch()
    assert printer_environment()["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")


def test_the_start_says_when_the_fonts_of_official_papers_are_not_there(settings, tmp_path):
    settings.REPORT_FONTS = tmp_path
    (told,) = report_fonts_there(None)
    assert "仿宋" in told.msg and told.hint == "scripts/report_fonts.py"
    for name in FONTS_WANTED:
        (tmp_path / f"{name}.ttf").touch()
    assert report_fonts_there(None) == []
