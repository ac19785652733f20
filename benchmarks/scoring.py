#!/usr/bin/env python
"""Scoring: a facts document in; indicators, findings and explanations as JSON out. benchmarks/README.md says how to read it.

python benchmarks/scoring.py [--quick]
"""

import json
import sys
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.measuring import Work, against, cost, repeated, table, verdict
from benchmarks.papers import WHOLE, varied, with_projects, with_text, written
from departments.frame_room import with_frame_room
from evaluations.checks.ledger.keeping import keep_ledger
from evaluations.checks.paper_memory import PaperMemory
from evaluations.checks.registry import run_checks
from evaluations.checks.result_json import result_as_json
from evaluations.facts.reading import load_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

QUICK = "--quick" in sys.argv
ROUNDS, MANY = (1, 1) if QUICK else (15, 10)
# Parts of each size, whose middle half speaks, and how often a small paper is scored in one of them.
PARTS_OF_SIZE, MOST_TIMES = (1, 1) if QUICK else (40, 20)
TYPED = 1 if QUICK else 12  # times each figure
SLICE = 20  # papers; every size of PROVINCE is a multiple
YARDSTICK = 20 if QUICK else 200  # times the JSON of one paper is read and written: some 20 ms
PROVINCE = (20, 40) if QUICK else (1_000, 2_000, 4_000, 13_000)
PROJECTS = (5, 10) if QUICK else (10, 100, 1_000)
TEXTS = (1, 2) if QUICK else (1, 4, 16, 64)
LIMIT = 1.6  # a quadratic step would show 5.7 (evaluations), 10 (projects), 16 (texts)
SCHEME = load_scheme("hunan-2013")
FIGURES = json.loads(varied(1))["figures"].items()
AMOUNTS = [name for name, value in FIGURES if value not in (None, "", "0", "n/a") and name not in WHOLE][
    : 9 if QUICK else None
]
PARTS = (*((one.code, one.formula) for one in SCHEME.rates), *((one.code, one.formula) for one in SCHEME.indicators))
PYTHON = str.maketrans("×÷", "*/")
BARE = {
    code: compile(formula.render(lambda name: f"f({name!r})").translate(PYTHON), code, "eval")
    for code, formula in PARTS
    if formula
}


def score(content: bytes) -> str:
    facts = load_facts(content)
    assessment = assess_facts(SCHEME, facts)
    findings = run_checks(SCHEME, facts, assessment)
    result = result_as_json(assessment, findings, keep_ledger(SCHEME, facts, assessment, findings))
    return json.dumps(result, ensure_ascii=False)


@with_frame_room
def score_again(memory: PaperMemory, content: bytes) -> None:
    """What a save asks of a paper: read, scored, checked, and told what was compared; `memory` knows the paper as it was.
    As in a request, there is room for the frames of its calls."""
    facts = load_facts(content)
    memory.assess(SCHEME, facts)
    memory.ledger(SCHEME, facts, memory.findings(SCHEME, facts))


def through_json(content: bytes) -> str:
    """Peer 1: what reading and writing the document costs before anything is computed."""
    return json.dumps(json.loads(content), ensure_ascii=False)


def bare_formulas(content: bytes) -> dict[str, Decimal]:
    """Peer 2: the same formulas in plain Decimal: no explanation, no rule, no check, no missing figure."""
    figures = {
        name: Decimal(value) for name, value in json.loads(content)["figures"].items() if value not in (None, "", "n/a")
    }
    found = {}
    for code, formula in BARE.items():
        try:
            found[code] = eval(formula, {"f": lambda name: figures.get(name, Decimal(0))})
        except (DivisionByZero, InvalidOperation):
            found[code] = Decimal(0)
    return found


def one_evaluation() -> None:
    content = varied(1)
    facts = load_facts(content)
    assessment = assess_facts(SCHEME, facts)
    findings = run_checks(SCHEME, facts, assessment)
    stages: dict[str, Callable[[], object]] = {
        "everything": lambda: score(content),
        "read the facts": lambda: load_facts(content),
        "score and explain": lambda: assess_facts(SCHEME, facts),
        "cross-check": lambda: run_checks(SCHEME, facts, assessment),
        "keep the ledger": lambda: keep_ledger(SCHEME, facts, assessment, findings),
    }
    rows = []
    for name, work in stages.items():
        work()
        spent, to_json = against(repeated(work, MANY), repeated(lambda: through_json(content), MANY), ROUNDS)
        _, to_bare = against(repeated(work, MANY), repeated(lambda: bare_formulas(content), MANY), ROUNDS)
        rows.append((name, f"{spent / MANY * 1000:.2f}", f"{to_json:.1f}", f"{to_bare:.1f}"))
    table("one evaluation", ("stage", "ms (this machine)", "× json of it", "× bare Decimal"), rows)


def typed(number: int) -> bytes:
    """The same paper after one more amount was typed, of each figure in turn: from one number to the next one figure differs,
    each time by a hundredth; all texts stand."""
    document = json.loads(varied(1))
    for place, name in enumerate(AMOUNTS):
        times = (number + len(AMOUNTS) - place) // len(AMOUNTS)
        document["figures"][name] = str(Decimal(document["figures"][name]) + Decimal("0.01") * times)
    return written(document)


def kept_paper() -> None:
    """What a save costs: a paper scored and checked whose texts are known and of which one figure was typed."""
    contents, memory = [typed(number) for number in range(len(AMOUNTS) * (1 + TYPED))], PaperMemory()
    for content in contents[: len(AMOUNTS)]:
        score_again(memory, content)
    works = [(partial(score_again, memory, one), partial(bare_formulas, one)) for one in contents[len(AMOUNTS) :]]
    rows = [against(work, peer, 1) for work, peer in works]
    best = sorted(min(spent for spent, _ in rows[place :: len(AMOUNTS)]) for place in range(len(AMOUNTS)))
    table(
        f"a kept paper, one of {len(AMOUNTS)} figures typed, best of {TYPED} each",
        ("least ms (this machine)", "median figure", "worst figure", "× bare Decimal"),
        [
            (
                *(f"{one * 1000:.2f}" for one in (best[0], median(best), best[-1])),
                f"{median(each for _, each in rows):.1f}",
            )
        ],
    )


def once(size: int) -> int:
    """A province is gone through once, whatever its size."""
    return 1


def growth(
    title: str,
    unit: str,
    sizes: tuple[int, ...],
    work: Callable[[int], list[Work]],
    often: Callable[[int], int] = once,
) -> float:
    """What one more costs among many, set against one more among few: 1 is linear, 10 at ten times the size quadratic.
    `work` goes through all of a size so `often`."""
    content = varied(1)
    yardstick = repeated(lambda: through_json(content), YARDSTICK)
    spent = {size: cost(work(size), yardstick) / often(size) for size in sizes}
    further = [(spent[more] - spent[few]) / (more - few) for few, more in pairwise(sizes)]
    ratios = ["", *(f"{each / further[0]:.2f}" for each in further)]
    table(
        title,
        (unit, "yardsticks", f"each {unit[:-1]}", "one more, × the first"),
        [
            (f"{size:,}", f"{spent[size]:.1f}", f"{spent[size] / size:.4f}", ratio)
            for size, ratio in zip(sizes, ratios, strict=True)
        ],
    )
    return further[-1] / further[0]


def a_province(size: int) -> list[Work]:
    """The first papers, in slices of 20."""
    return [partial(through, papers()[first : first + SLICE]) for first in range(0, size, SLICE)]


@cache
def papers() -> list[bytes]:
    """All of the province; made when they are asked for, since others import this file for its `score`."""
    return [varied(number) for number in range(PROVINCE[-1])]


def through(contents: list[bytes]) -> None:
    for content in contents:
        score(content)


def times_of(size: int, largest: int) -> int:
    """How often a paper is scored in each part, so that a small one is measured about as long as the largest."""
    return 1 if QUICK else min(MOST_TIMES, largest // size)


def again_and_again(content: bytes, times: int) -> list[Work]:
    """One paper often enough to be measured: as many parts for each size, and none much longer than another."""
    score(content)
    return [repeated(lambda: score(content), times)] * PARTS_OF_SIZE


def grown_in(title: str, unit: str, sizes: tuple[int, ...], paper_of: Callable[[int], bytes]) -> float:
    """The growth of one paper."""
    times = {size: times_of(size, sizes[-1]) for size in sizes}
    return growth(
        title,
        unit,
        sizes,
        lambda size: again_and_again(paper_of(size), times[size]),
        lambda size: PARTS_OF_SIZE * times[size],
    )


if __name__ == "__main__":
    one_evaluation()
    kept_paper()
    grown = {
        "evaluations": growth("a province, every paper different", "papers", PROVINCE, a_province),
        "projects": grown_in("many projects in one paper", "projects", PROJECTS, with_projects),
        "texts": grown_in("long texts in one paper", "lengths", TEXTS, with_text),
    }
    if not QUICK:  # so small a size says only that it runs
        verdict(grown, LIMIT)
