"""What stands in a row of the tables of figures, and where the final accounts have it: figure_help.toml.

Not in the scheme files: a figure means the same in every form that asks for it, and a form that counties use already
keeps its hash.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HELP_FILE = Path(__file__).with_name("figure_help.toml")


@dataclass(frozen=True, kw_only=True)
class FigureHelp:
    """What a row means, in which table and column of the final accounts it stands, and who says so."""

    meaning: str
    place: str
    source: str


@cache
def figure_helps() -> dict[str, FigureHelp]:
    """The help of every row by its code in the schemes; a county's own rows have none."""
    return {code: FigureHelp(**texts) for code, texts in tomllib.loads(HELP_FILE.read_text(encoding="utf-8")).items()}
