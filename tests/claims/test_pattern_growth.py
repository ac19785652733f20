"""No pattern goes through a text again at each of its signs: counted, without a clock (pattern_steps.py).

A search for 用于[^。]*的$ goes to the end from each 用于: in 20,000 signs of it for seconds. tests/claims/test_reading_growth.py
counts lines of Python, and does not see what a pattern does inside.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import evaluations.checks
import evaluations.claims
from evaluations.claims.figures.weighed_names import DISTINGUISHING
from evaluations.claims.reading.prose_words import PROSE_WORDS
from tests.claims.pattern_steps import StepCounter, worst_texts

SIZES = (30, 60, 120)
MOST_GROWTH = 3.2  # twice is linear, each time; from each sign to the end comes to four
EVERYWHERE = re.compile(r"\b([A-Z][A-Z_]+)\.(?:search|finditer|findall|sub|split)\b")
# Asked of so few signs that it does not matter: by what stands in the code that asks.
OF_FEW_SIGNS = {
    "AMONG_OTHERS": "LOOKED_AT",
    "BUDGET_RATE": "one hint",
    "CLASS": "patterns of our own",
    "EXAMPLES_BEGIN": "REACH",
    "GENERIC": "the name of a project",
    "NUMBERING": "LOOK_BACK, or a heading",
    "PLACES_OF_RATES": "NEAR",
    "PLANNED_WORDS": "LONGEST_GAP",
    "PURPOSE": "REACH",
    "PURPOSE_SPENT": "REACH",
    "QUOTED": "a title or quotation, by itself",
    "RATE_OF_BUDGET": "one hint",
    "TAILS_AT_END": "LONGEST_TAIL",
    "WITH_PARTS": "LONGEST_OWN",
}


def held_in(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns of a constant: itself, or those in a row, by a word or of what it describes."""
    if isinstance(value, re.Pattern):
        yield value
        return
    within = list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, tuple) else []
    if is_dataclass(value) and not isinstance(value, type):
        within = [getattr(value, one.name, None) for one in fields(value)]
    for one in within:
        yield from held_in(one)


def patterns() -> Iterator[tuple[str, str, bool]]:
    """(module and name, source, whether it is looked for everywhere) of each pattern of both rooms that has no bound."""
    modules = [
        importlib.import_module(one.name)
        for room in (evaluations.claims, evaluations.checks)
        for one in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
    ]
    sources = (Path(module.__file__ or "").read_text(encoding="utf-8") for module in modules)
    searched = {name for source in sources for name in EVERYWHERE.findall(source)}
    known = dict[str, tuple[str, str, bool]]()
    for module in modules:
        place = module.__name__.rpartition(".")[2]
        for name, value in vars(module).items():
            for one in held_in(value) if name not in OF_FEW_SIGNS else ():
                known.setdefault(one.pattern, (f"{place}.{name}", one.pattern, name in searched or one is not value))
    yield from known.values()
    yield from ((f"PROSE_WORDS.{name}", source, True) for name, source in PROSE_WORDS)
    yield from ((f"DISTINGUISHING.{label}", source, True) for label, source in DISTINGUISHING)


def steps(source: str, text: str, everywhere: bool) -> int:
    counter = StepCounter(source, text)
    return counter.search() if everywhere else counter.match()


def growth(source: str, everywhere: bool) -> list[tuple[float, str]]:
    """How many times the steps a text twice as long takes, where these are too many, and which text."""
    grown = []
    for texts in zip(*(worst_texts(source, size) for size in SIZES), strict=True):
        once, twice = (steps(source, text, everywhere) for text in texts[:2])
        if twice > MOST_GROWTH * once:  # what is bounded grows so at the beginning
            grown.append((steps(source, texts[2], everywhere) / twice, texts[0]))
    return [one for one in grown if one[0] > MOST_GROWTH]


ALL = [one for one in patterns() if worst_texts(one[1], SIZES[0])]  # what has an end everywhere grows no more


@pytest.fixture(autouse=True)
def deep_enough():
    """The counter goes down a level for each sign that a group takes."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(("name", "source", "everywhere"), ALL, ids=[one[0] for one in ALL])
def test_no_pattern_goes_to_the_end_from_each_sign(name, source, everywhere):
    assert not growth(source, everywhere)


def test_patterns_in_rows_and_in_what_is_described_are_counted():
    names = [name.rpartition(".")[2] for name, _, _ in patterns()]
    assert {"LEFT_WORDS", "FUNDS_NEXT"} <= {*names}


@pytest.mark.parametrize("source", ["用于[^。]*的$", "上年[^。]*比[^。]*本年", r"(?:预算|数)+$", r"\d[\d,]*\.\d"])
def test_one_that_does_is_noticed(source):
    assert growth(source, everywhere=True)


@pytest.mark.parametrize("source", ["用于(?:(?!用于)[^。])*的$", "上年", r"\d{1,15}(?:\.\d{1,8})?"])
def test_one_that_does_not_passes(source):
    assert not growth(source, everywhere=True)
