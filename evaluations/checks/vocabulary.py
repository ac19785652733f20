"""The words by which free text calls a scheme's rates, rows and columns."""

import re
from dataclasses import dataclass
from functools import lru_cache

from evaluations.language.character_table import mended_characters, narrowed_characters
from evaluations.schemes.scheme import ScoringScheme

RATE_KINDS = ("控制率", "执行率", "完成率", "变动率", "增减率", "满意度", "满意率", "到位率")
CHANGE_KINDS = ("变动率", "增减率")
SHORTEST = 4  # “预算” and “支出” alone say nothing
QUOTES = re.compile(r"[“”\"'‘’「」『』《》 \t\u3000]")

Words = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Vocabulary:
    """Words with the codes they may mean, longest first: `names` of rates, their `stems`, and table `rows`."""

    names: Words
    stems: Words
    rows: Words


@dataclass(frozen=True)
class FoundWord:
    """A word in a sentence: where it starts and ends, and what it may mean."""

    start: int
    end: int
    codes: tuple[str, ...]


@lru_cache(maxsize=128)
def plain_text(text: str) -> str:
    """Mended and narrowed, without quotation marks and spaces, one kind of minus; line feeds stay."""
    return QUOTES.sub("", narrowed_characters(mended_characters(text))).replace("\u2212", "-").replace("\u2013", "-")


@lru_cache(maxsize=64)
def scheme_vocabulary(scheme: ScoringScheme) -> Vocabulary:
    """Built once per scheme. The stem of a rate is its name without 控制率 and the like."""
    names: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for code, part in scheme.ratios.items():
        for word in map(plain_text, (part.label, *part.aliases)):
            if rate_kind(word):
                names.setdefault(word, []).append(code)
            stems.setdefault(word.removesuffix(rate_kind(word)), []).append(code)
    rows: dict[str, list[str]] = {}
    for row in (row for table in scheme.tables for row in table.rows if row.code and not row.shown):
        for word in map(plain_text, (row.label, *row.aliases)):
            short = word.removesuffix("合计").removesuffix("金额").removesuffix("数")
            rows.setdefault(short if len(short) >= SHORTEST else word, []).append(row.code)
    return Vocabulary(_sorted(names), _sorted(stems), _sorted(rows))


def _sorted(words: dict[str, list[str]]) -> Words:
    long_enough = {word: tuple(dict.fromkeys(codes)) for word, codes in words.items() if len(word) >= SHORTEST}
    return tuple(sorted(long_enough.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def rate_kind(word: str) -> str:
    """控制率, 执行率 …, when the word ends with one."""
    return next((kind for kind in RATE_KINDS if word.endswith(kind)), "")


def last_word(words: Words, text: str) -> FoundWord | None:
    """The word that ends last in a text; of several, the longest."""
    best: FoundWord | None = None
    for word, codes in words:
        start = text.rfind(word)
        if start >= 0 and (best is None or start + len(word) > best.end):
            best = FoundWord(start, start + len(word), codes)
    return best
