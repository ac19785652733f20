#!/usr/bin/env python
"""How many wrong numbers in prose are noticed, and how many right ones are doubted.

    .venv/bin/python benchmarks/claims.py FOLDER      # facts files; a scheme is named in the file or lies beside it
    .venv/bin/python benchmarks/claims.py             # the corpus of the tests

In every facts file each number of a text whose value follows from the figures (a figure, a rate, a quotient or a
change of two cells of a row) is replaced by another one, alone, and the report is checked. What counts is a finding
about that very number. The planter finds the numbers by itself: it does not ask the reader that it measures.
`--missed` prints each sentence that was passed over. `--plants KIND` says how numbers are made wrong: `larger` (as
always, × 1.3 + 7), `smaller` (× 0.6), `tenfold`, `swapped` (two digits), and by turns (each of the four at every fourth
place); `words` leaves the numbers and turns the word before a change (增加 for 减少, 低于 for 高于).
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from evaluations.checks.finding import Finding
from evaluations.checks.registry import run_checks
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.language.rounding import half_up
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment, assess_facts

CORPUS = Path(__file__).parent.parent / "tests/data/claims/reports"
NUMBER = re.compile(r"(?<![\d.,〔第×*])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(万元|亿元|元|%|％|人|名)")
SCALES = {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}
BEFORE = {"减少": "change", "下降": "change", "增加": "change", "增长": "change", "占": "share", "预算的": "of budget"}
TEXT_CHECKS = ("14", "27", "28")
PAIRS = "增加减少 增长下降 上升下降 大于小于 高于低于 节约超支 提高降低"
TURNED = {pair[:2]: pair[2:] for pair in PAIRS.split()} | {pair[2:]: pair[:2] for pair in reversed(PAIRS.split())}
TURN = re.compile("|".join(TURNED))
NEAR = 8  # characters between a word of direction and the number that it is said of


@dataclass(frozen=True)
class Planted:
    """A report with one number changed: where it stands, what it was, and which finding would have noticed."""

    report: dict[str, Any]
    field: str
    start: int
    end: int
    unit: str
    relation: str
    kind: str


def scheme_of(report: dict[str, Any], folder: Path) -> ScoringScheme:
    """The scheme a facts file names: shipped, or a file of that name beside it."""
    own = folder / f"{report['scheme']}.toml"
    return parse_scheme(own.read_text(encoding="utf-8"), own.name) if own.exists() else load_scheme(report["scheme"])


def checked(scheme: ScoringScheme, facts: Facts) -> tuple[Assessment, list[Finding]]:
    assessment = assess_facts(scheme, facts)
    return assessment, [one for one in run_checks(scheme, facts, assessment) if one.check in TEXT_CHECKS and one.spot]


def true_values(scheme: ScoringScheme, assessment: Assessment) -> dict[str, set[Decimal]]:
    """Unit → every number that follows from the figures."""
    found: dict[str, set[Decimal]] = {"万元": set(), "%": set(), "人": set()}
    rows, columns = defaultdict[str, list[Decimal]](list), defaultdict[str, list[Decimal]](list)
    for name, value in assessment.amounts.items():
        figure = scheme.figures.get(name)
        unit = figure.unit if figure else "%" if name in scheme.ratios else ""
        if isinstance(value, Decimal) and unit in found:
            found[unit].add(value)
        if isinstance(value, Decimal) and figure and figure.unit == "万元":
            rows[figure.row].append(value)
            columns[figure.column].append(value)
    for cells in rows.values():
        found["万元"] |= {abs(one - other) for one, other in permutations(cells, 2)}
        changes = [(now - before, before) for now, before in permutations(cells, 2) if before]
        found["%"] |= {abs(gap) / before * 100 for gap, before in changes}
        found["%"] |= {now / before * 100 for now, before in permutations(cells, 2) if before}
    for cells in columns.values():
        found["%"] |= {part / whole * 100 for part, whole in permutations(cells, 2) if whole and part <= whole}
    return {unit: values - {Decimal(0)} for unit, values in found.items()}


def larger(value: Decimal, places: int) -> Decimal:
    return half_up(value * Decimal("1.3") + 7, places)


def smaller(value: Decimal, places: int) -> Decimal:
    """Six tenths; larger, where a small count would stay as it is."""
    wrong = half_up(value * Decimal("0.6"), places)
    return wrong if wrong != value else larger(value, places)


def tenfold(value: Decimal, places: int) -> Decimal:
    return half_up(value * 10, places)


def swapped(value: Decimal, places: int) -> Decimal:
    """The first two neighbouring digits that differ change places; the last is one more, where all are alike."""
    digits = str(value).replace(".", "")
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and (at or digits[1] != "0"):
            turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            return half_up(Decimal(turned).scaleb(-places), places)
    return value + Decimal(1).scaleb(-places)


PLANTS: dict[str, Callable[[Decimal, int], Decimal]] = {
    "larger": larger,
    "smaller": smaller,
    "tenfold": tenfold,
    "swapped": swapped,
}
KINDS = (*PLANTS, "turns", "words")


def planted(report: dict[str, Any], values: dict[str, set[Decimal]], plants: str = "larger") -> Iterator[Planted]:
    """The report again and again, each time with one number wrong, in its texts as reading tidies them."""
    report = {**report, "narratives": dict(read_facts(report).narratives)}
    turn = 0
    for field, text in report["narratives"].items():
        for match in NUMBER.finditer(text):
            unit = {"％": "%", "名": "人"}.get(match[2], match[2])
            scale = SCALES.get(unit, Decimal(1))
            kind = "万元" if unit in SCALES else unit
            value, places = Decimal(match[1].replace(",", "")), len(match[1].partition(".")[2])
            if not value or not any(half_up(true / scale, places) == value for true in values[kind]):
                continue
            before = text[max(0, match.start() - NEAR) : match.start()]
            relation = next((word for known, word in BEFORE.items() if known in before), "value")
            if plants == "words":
                yield from turned(report, field, match, unit)
                continue
            way = list(PLANTS)[turn % len(PLANTS)] if plants == "turns" else plants
            turn += 1
            wrong = PLANTS[way](value, places)
            texts = dict(report["narratives"], **{field: f"{text[: match.start(1)]}{wrong}{text[match.end(1) :]}"})
            end = match.start(1) + len(str(wrong))
            yield Planted({**report, "narratives": texts}, field, match.start(1), end, unit, relation, way)


def turned(report: dict[str, Any], field: str, number: re.Match[str], unit: str) -> Iterator[Planted]:
    """The report with the word before that number turned, if it is one of direction."""
    text = report["narratives"][field]
    for word in TURN.finditer(text, max(0, number.start() - NEAR), number.start()):
        if not re.search(r"[\d。；，,、]", text[word.end() : number.start()]):
            texts = dict(report["narratives"], **{field: text[: word.start()] + TURNED[word[0]] + text[word.end() :]})
            yield Planted({**report, "narratives": texts}, field, word.start(), number.end(1), unit, word[0], "words")


def noticed(one: Planted, scheme: ScoringScheme) -> bool:
    """Whether a finding is about the changed number."""
    _, findings = checked(scheme, read_facts(one.report))
    spots = [finding.spot for finding in findings if finding.field == one.field and finding.spot]
    return any(spot.start < one.end and one.start < spot.end for spot in spots)


def main(folder: Path, plants: str, *, missed: bool) -> int:
    """Print recall and false alarms; 1 when less than nine of ten are noticed."""
    seen, all_of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    seen_kinds, all_kinds = Counter[str](), Counter[str]()
    alarms: list[str] = []
    for path in sorted(folder.glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(report, dict) or "figures" not in report:
            continue
        scheme = scheme_of(report, folder)
        assessment, findings = checked(scheme, read_facts(report))
        alarms += [f"{path.name}: {one.level} {one.read} → {one.expected}" for one in findings]
        for one in planted(report, true_values(scheme, assessment), plants):
            all_of[one.unit, one.relation] += 1
            all_kinds[one.kind] += 1
            if noticed(one, scheme):
                seen[one.unit, one.relation] += 1
                seen_kinds[one.kind] += 1
            elif missed:
                text = one.report["narratives"][one.field]
                print(f"  missed {path.name} {one.kind}: …{text[max(0, one.start - 40) : one.end + 4]}")
    for key in sorted(all_of):
        print(f"{key[0]:>4} {key[1]:<10} {seen[key]:>4} of {all_of[key]:>4}")
    print("plants:", ", ".join(f"{kind} {seen_kinds[kind]} of {all_kinds[kind]}" for kind in all_kinds))
    print(f"noticed {seen.total()} of {all_of.total()}; untouched reports gave {len(alarms)} findings:")
    print("\n".join(alarms))
    return 0 if seen.total() >= all_of.total() * 9 // 10 else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--plants", choices=KINDS, default="larger")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--quick", action="store_true", help="as all benchmarks take it; here it changes nothing")
    asked = parser.parse_args()
    sys.exit(main(asked.folder, asked.plants, missed=asked.missed))
