#!/usr/bin/env python
"""Whole papers: what one costs, how long a hundred Word files take, and how many planted errors are noticed in them.

    .venv/bin/python benchmarks/whole_papers.py [--quick] [FOLDER]

Time: each file goes through the limited child as an upload does, two at a time. Recall: every facts file of a folder
(as for claims.py) becomes the Word file of its report, one number of its prose is changed, and the file is read as a paper.
"""

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import json
import resource

import benchmarks.ready  # noqa: F401  the limited child asks the settings
from benchmarks.claims import CORPUS, planted, scheme_of, true_values
from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts, read_facts
from evaluations.foreign_files.child_tasks import READ_PAPER
from evaluations.foreign_files.opening import ask_child
from evaluations.foreign_files.paper_file import read_paper_file
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_result import PaperResult, check_paper
from evaluations.report.composing import compose_report
from evaluations.report.word import as_word
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts

QUICK = "--quick" in sys.argv
PAPERS, EVERY = (5, 40) if QUICK else (100, 5)
EXAMPLES = [
    load_facts((CORPUS.parents[2] / "examples" / name).read_bytes()) for name in ("complete.json", "complete-2023.json")
]
SCHEMES = [load_scheme("hunan-2023"), load_scheme("hunan-2013")]


def word_file(scheme: ScoringScheme, facts: Facts) -> bytes:
    return as_word(compose_report(facts, scheme, assess_facts(scheme, facts)))


def hundred_files() -> list[bytes]:
    """Papers of as many departments, each with other figures."""
    found = []
    for number in range(PAPERS):
        example = EXAMPLES[number % len(EXAMPLES)]
        figures = {**example.figures, "reception.actual": Decimal(number) / 10}
        facts = replace(example, department=f"测试县第{number}局", figures=figures)
        found.append(word_file(load_scheme(facts.scheme), facts))
    return found


def timed() -> None:
    files = hundred_files()
    with ThreadPoolExecutor(2) as pool:
        begin, used, others = time.perf_counter(), time.process_time(), children_seconds()
        findings = 0
        for document in pool.map(lambda content: ask_child(READ_PAPER, None, content), files):
            findings += len(check_paper(document, SCHEMES).findings)
        wall, own, child = time.perf_counter() - begin, time.process_time() - used, children_seconds() - others
    each, cpu, opened = (seconds / len(files) * 1000 for seconds in (wall, own, child))
    print(
        f"{len(files)} Word files: {wall:.1f} s, {each:.0f} ms each; CPU of one {cpu:.0f} ms, of its child {opened:.0f} ms; "
        f"{findings} findings"
    )


def children_seconds() -> float:
    """CPU of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def as_paper(scheme: ScoringScheme, facts: Facts) -> PaperResult:
    told = read_paper_file(None, word_file(scheme, facts))
    document: PaperDocument = READ_PAPER.told(json.loads(json.dumps(told)))
    return check_paper(document, [scheme])


def recall(folder: Path) -> None:
    seen, all_of, alarms = Counter[str](), Counter[str](), list[str]()
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        scheme, facts = scheme_of(report, folder), read_facts(report)
        alarms += [f"{path.name}: {one.read} → {one.expected}" for one in as_paper(scheme, facts).findings if one.spot]
        for one in list(planted(report, true_values(scheme, assess_facts(scheme, facts))))[::EVERY]:
            wrong = one.report["narratives"][one.field][one.start : one.end]
            all_of[one.unit] += 1
            found = as_paper(scheme, read_facts(one.report)).findings
            seen[one.unit] += any(wrong in finding.read for finding in found)
    for unit in sorted(all_of):
        print(f"{unit:>4} {seen[unit]:>4} of {all_of[unit]:>4}")
    print(f"noticed {seen.total()} of {all_of.total()}; in untouched papers {len(alarms)} numbers are doubted")
    print("\n".join(alarms))


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    timed()
    recall(folders[0] if folders else CORPUS)
