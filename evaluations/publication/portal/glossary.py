"""名词解释: what the terms of a report mean, in plain words: glossary.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GLOSSARY_FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, kw_only=True)
class GlossaryTerm:
    """A term with its anchor on the page, what it means, and where that comes from."""

    code: str
    term: str
    meaning: str
    source: str


@cache
def glossary_terms() -> tuple[GlossaryTerm, ...]:
    """All terms, in the order in which they are explained."""
    texts = tomllib.loads(GLOSSARY_FILE.read_text(encoding="utf-8"))
    return tuple(GlossaryTerm(code=code, **one) for code, one in texts.items())
