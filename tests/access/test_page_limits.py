"""Every page has a limit that its benchmark holds it against: none stays unmeasured."""

import tomllib

from departments.matrix import matrix_lines
from tests.sources import ROOT


def test_every_page_has_its_limit():
    rooms = tomllib.loads((ROOT / "benchmarks/page_limits.toml").read_text(encoding="utf-8"))
    limited = {f"{room}:{name}" for room, pages in rooms.items() if isinstance(pages, dict) for name in pages}
    limited |= {name for name, most in rooms.items() if isinstance(most, int)}
    opened = {line.name for line in matrix_lines() if "GET" in line.methods}
    assert limited == opened, "a line of benchmarks/page_limits.toml: twice what benchmarks/every_page.py NAME says"
