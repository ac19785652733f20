"""Sentences of our own in the manner of published reports, and what the checks say of them in one report."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from evaluations.checks.finding import Finding
from evaluations.checks.registry import run_checks
from evaluations.claims.claim_nouns import Claim
from evaluations.claims.report_reading import report_claims
from evaluations.facts.document import Facts
from evaluations.facts.reading import read_facts
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import Assessment, assess_facts

FOLDER = Path(__file__).parent.parent / "data/claims"
SCHEME = load_scheme("hunan-2013")
PAIR = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


@cache
def corpus_report() -> tuple[Facts, Assessment]:
    """The report that all sentences speak of."""
    facts = read_facts(json.loads((FOLDER / "figures.json").read_text()))
    return facts, assess_facts(SCHEME, facts)


def sentences(name: str) -> list[str]:
    """The lines of a file; \\n stands for a line feed."""
    lines = (FOLDER / f"{name}.txt").read_text().splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def told_of(text: str, **changes: object) -> list[Finding]:
    """What is found at words of a text in that report."""
    facts, assessment = corpus_report()
    found = run_checks(SCHEME, replace(facts, **({"narratives": {"management_note": text}} | changes)), assessment)  # type: ignore[arg-type] # fields of Facts
    return [one for one in found if one.spot]


def claims_of(text: str) -> tuple[Claim, ...]:
    """How a text is read in that report."""
    return report_claims(SCHEME, corpus_report()[0], text)
