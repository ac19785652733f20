"""Write evaluations/language/folded_characters.txt: `scripts/character_data.py EquivalentUnifiedIdeograph.txt`.

The same table goes to static/filing/section/folded_characters.js, by which a pasted block finds its rows.

The file comes with Unicode (and with Debian's package unicode-data). The private codes are those that GBK and
GB18030-2000 gave to characters which Unicode had not yet: U+E815-E864 stand, in order, for the bytes FE50-FEA0.
Python's codec still decodes some of them to private codes; these are named below, from GB18030-2022 and the
WHATWG's Encoding Standard.
"""

import re
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "evaluations/language/folded_characters.txt"
SCRIPT = ROOT / "static/filing/section/folded_characters.js"
SCRIPT_HEADER = """\
// Characters that look like another one and are meant as that one: evaluations/language/folded_characters.txt in a script's
// words, made with it by scripts/character_data.py; not edited by hand. The first of some characters in a row, and what they
// are meant as; of a Kangxi radical its compatibility form (NFKC) says it.
"""
SCRIPT_END = """\
const pairs = ([first, run]) => [...run].map((one, n) => [String.fromCodePoint(first + n), one]);
export const FOLDED = new Map(RUNS.flatMap(pairs));
"""
KANGXI = range(0x2F00, 0x2FD6)
SIGNS_IN_LINE = 40
HEADER = """\
# Characters that look like another one and are kept as that one: each line is a code, then the character.
# Made by scripts/character_data.py; not edited by hand.
# Radicals and strokes: {origin}, © Unicode, Inc., Unicode License v3.
# Private codes: GBK and GB18030-2000 as GB18030-2022 resolves them.
"""
LINE = re.compile(r"(?m)^([0-9A-F]{4,5})(?:\.\.([0-9A-F]{4,5}))? *; *([0-9A-F]{4,5})")
PRIVATE = range(0xE815, 0xE865)
# Where Python's codec knows no better than GB18030-2000: the byte behind FE, and the character.
LATER = {
    0x51: 0x20087,
    0x52: 0x20089,
    0x53: 0x200CC,
    0x59: 0x9FB4,
    0x61: 0x9FB5,
    0x66: 0x9FB6,
    0x67: 0x9FB7,
    0x6C: 0x215D7,
    0x6D: 0x9FB8,
    0x76: 0x2298F,
    0x7E: 0x9FB9,
    0x90: 0x9FBA,
    0x91: 0x241FE,
    0xA0: 0x9FBB,
}
# A2E3, A8BC, A8BF; A6D9-A6F3, the vertical forms; A989-A995, the description characters.
OTHERS = {
    0xE76C: 0x20AC,
    0xE7C7: 0x1E3F,
    0xE7C8: 0x01F9,
    **dict(zip(range(0xE78D, 0xE797), (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A)), strict=True)),
    0xE7E7: 0x303E,
    **dict(zip(range(0xE7E8, 0xE7F4), range(0x2FF0, 0x2FFC), strict=True)),
}


def radicals(source: str) -> dict[int, int]:
    """Code of a radical or stroke → code of the ideograph that looks like it."""
    found: dict[int, int] = {}
    for first, last, ideograph in LINE.findall(source):
        found |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), int(ideograph, 16))
    return found


def private_codes() -> dict[int, int]:
    """Private code → the code that Unicode has for the character today."""
    trails = [trail for trail in range(0x50, 0xA1) if trail != 0x7F]
    found = dict(OTHERS)
    for private, trail in zip(PRIVATE, trails, strict=True):
        found[private] = LATER.get(trail) or ord(bytes((0xFE, trail)).decode("gb18030"))
    return found


def script_module(table: dict[int, int]) -> str:
    """The table as a module; private codes, which no editor shows, are escaped."""
    lines = "".join(f"  [{first:#x}, '{''.join(map(written, run))}'],\n" for first, run in rows_of_codes(table))
    return f"{SCRIPT_HEADER}const RUNS = [\n{lines}];\n{SCRIPT_END}"


def rows_of_codes(table: dict[int, int]) -> list[tuple[int, list[int]]]:
    """Codes that follow each other, as the first of them and what they are kept as, by so many as a line holds."""
    found: list[tuple[int, list[int]]] = []
    for code, kept in sorted(table.items()):
        if code in KANGXI and unicodedata.normalize("NFKC", chr(code)) == chr(kept):
            continue
        if not found or code != found[-1][0] + len(found[-1][1]) or len(found[-1][1]) == SIGNS_IN_LINE:
            found.append((code, []))
        found[-1][1].append(kept)
    return found


def written(code: int) -> str:
    """A character as it stands in a script."""
    return f"\\u{code:04x}" if 0xE000 <= code < 0xF900 else chr(code)


def main() -> None:
    """Write the table."""
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    looks = radicals(source)
    private = {code: looks.get(kept, kept) for code, kept in private_codes().items()}
    table = sorted((looks | private).items())
    header = HEADER.format(origin=source.splitlines()[0].removeprefix("# ").removesuffix(".txt"))
    lines = "".join(f"{code:04X} {chr(kept)}\n" for code, kept in table)
    TARGET.write_text(header + lines, encoding="utf-8")
    SCRIPT.write_text(script_module(dict(table)), encoding="utf-8")


if __name__ == "__main__":
    main()
