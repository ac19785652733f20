"""Rule forms for tests: a rule from its table, its outcome, and oracles in exact fractions."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from evaluations.facts.document import EntryFacts
from evaluations.language.faults import FileFault
from evaluations.language.table_reader import TableReader
from evaluations.schemes.rules.registry import RuleContext, read_rule

NOTHING = EntryFacts()


def rule(form, **keys):
    """A rule as a scheme file would give it; faults fail the test."""
    faults: list[FileFault] = []
    found = read_rule(TableReader({"rule": {"form": form, **keys}}, "test", faults))
    assert not faults, faults
    return found


def rule_faults(form, **keys):
    """What is told about a rule as it stands in a file, one sentence each."""
    faults: list[FileFault] = []
    read_rule(TableReader({"rule": {"form": form, **keys}}, "方案", faults))
    return [str(fault) for fault in faults]


def score(a_rule, value=0, *, weight=5, steps="whole", entry=NOTHING, figures=None, unit="%", **more):
    """Points for a value (any number) or an entry; `more` of what a rule may know: told, zero, line …"""
    lookup = {name: Decimal(number) for name, number in (figures or {}).items()}.__getitem__
    context = RuleContext(Decimal(weight), steps, unit, entry, lookup, **more)
    return a_rule.score(Decimal(value), context)


def clamp(points, weight):
    return min(max(Fraction(points), Fraction(0)), Fraction(weight))


def steps_oracle(beyond, step, lose, weight, policy):
    """Points left when `beyond` is how far a limit is exceeded (0 or less: not at all)."""
    if beyond <= 0:
        return Fraction(weight)
    counts: dict[str, Callable[[Fraction], Fraction | int]] = {"whole": floor, "started": ceil, "pro_rata": Fraction}
    count = counts[policy](Fraction(beyond) / Fraction(step))
    return clamp(weight - count * Fraction(lose), weight)


def bands_oracle(bands, rest, weight, fits):
    return clamp(next((points for bound, points in bands if fits(Fraction(bound))), Fraction(rest)), weight)
