"""Make the fonts of printed reports: 小标宋, 黑体, 楷体, 仿宋, 宋体 as TrueType, with a fontconfig of their own.

    .venv/bin/python scripts/report_fonts.py [FOLDER]      # REPORT_FONTS, or var/fonts; a minute or two

The five roles come from the Fandol fonts (GPL-3 with the font exception) in Debian's package texlive-lang-chinese, which
is fetched and taken apart, not installed. Rare characters come from the fonts that scripts/setup has installed. What a
county owns (方正小标宋, 仿宋_GB2312 …) is put into FOLDER/own and goes first; it must not be passed on.

Converted, because WeasyPrint writes glyph numbers as CIDs: in the CFF outlines of Fandol the two differ for symbols, and
readers that follow the standard then show other signs. 0～10% is joined at half height, as in 仿宋: the other Fandol
fonts draw the sign above the numbers.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "texlive-lang-chinese"
# File of the package → the weight under which it is asked for: Fandol's bold files say 400, and its 黑体 heads chapters.
ROLES = {
    "FandolSong-Bold": 700,
    "FandolHei-Regular": 700,
    "FandolKai-Regular": 400,
    "FandolFang-Regular": 400,
    "FandolSong-Regular": 400,
}
BEHIND = ("NotoSerifCJK-", "NotoSansCJK-", "NotoSerifTibetan", "NotoSans", "HanaMin", "BabelStoneHan")
CURVE_ERROR = 0.8  # thousandths of the em
WAVE, WAVE_HEIGHT = ord("～"), 302  # where Fandol's 仿宋 has its middle
DROPPED = ("CFF ", "VORG", "vhea", "vmtx", "GPOS", "GSUB", "GDEF", "BASE", "DSIG")
COUNTS = (
    *("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
    *("maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints"),
    "maxCompositeContours",
)
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def main(folder: Path) -> int:
    """Make the folder; what is there already is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own").mkdir(exist_ok=True)
    missing = {name: weight for name, weight in ROLES.items() if not (folder / f"{name}.ttf").exists()}
    if missing:
        with tempfile.TemporaryDirectory() as scratch:
            outlines = fetched_outlines(Path(scratch))
            for name, weight in missing.items():
                print(f"{name}.ttf")
                write_font(outlines / f"{name}.otf", folder / f"{name}.ttf", weight)
    link_rare_characters(folder)
    (folder / "LICENSE").write_text(LICENCE, encoding="utf-8")
    (folder / "fonts.conf").write_text(FONTCONFIG, encoding="utf-8")
    print(f"The fonts of printed reports lie in {folder}.")
    return 0


def fetched_outlines(scratch: Path) -> Path:
    """The folder of Fandol's files, out of the package."""
    subprocess.run(["apt-get", "-q", "download", PACKAGE], cwd=scratch, check=True)
    (package,) = scratch.glob("*.deb")
    subprocess.run(["dpkg-deb", "--extract", package, scratch / "package"], check=True)
    return next((scratch / "package").rglob("fandol/FandolFang-Regular.otf")).parent


def write_font(source: Path, target: Path, weight: int) -> None:
    """Convert one file; it appears whole or not at all."""
    font = TTFont(source)
    to_truetype(font)
    font["OS/2"].usWeightClass = weight
    draft = target.with_suffix(".part")
    font.save(draft)
    draft.replace(target)


def to_truetype(font: TTFont) -> None:
    """Quadratic outlines instead of cubic ones, under the same characters; layout tables go, Chinese needs none."""
    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    if wave := font.getBestCmap().get(WAVE):
        to_half_height(font["glyf"], wave)
    for table in DROPPED:
        if table in font:
            del font[table]
    font["maxp"].tableVersion = 0x00010000
    vars(font["maxp"]).update(dict.fromkeys(COUNTS, 0) | {"maxZones": 1, "maxComponentDepth": 0})
    font["post"].formatType = 3.0
    font.sfntVersion, font.recalcBBoxes = "\0\1\0\0", True


def to_half_height(outlines: Any, name: str) -> None:
    """Move a sign up or down so that its middle is where numbers have theirs."""
    sign = outlines[name]
    sign.recalcBounds(outlines)
    sign.coordinates.translate((0, WAVE_HEIGHT - (sign.yMin + sign.yMax) // 2))


def link_rare_characters(folder: Path) -> None:
    """Name the fonts of this host that hold what Fandol lacks; nothing else of the host is seen by the printer."""
    rare = folder / "rare"
    rare.mkdir(exist_ok=True)
    for path in sorted(Path("/usr/share/fonts").rglob("*")):
        if path.name.startswith(BEHIND) and path.suffix in (".otf", ".ttf", ".ttc") and not (rare / path.name).exists():
            (rare / path.name).symlink_to(path)


LICENCE = """Fandol fonts (FandolSong, FandolHei, FandolKai, FandolFang), converted to TrueType by scripts/report_fonts.py.
Copyright Clerk Ma and Jie Su. GNU General Public License version 3 with the font exception: a document that embeds these
fonts is not by that under the licence. Source: Debian package texlive-lang-chinese, texmf-dist/fonts/opentype/public/fandol.
rare/ holds links to fonts of this host under their own licences; own/ what this installation owns.
"""

if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("REPORT_FONTS", "")
    raise SystemExit(main(Path(given) if given else ROOT / "var" / "fonts"))
