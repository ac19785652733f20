"""The real report with which everything began: what 永兴县政务服务中心 published for 2020, and its first attempt."""

import dataclasses
from pathlib import Path

from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts

SEED_FACTS = Path(__file__).parent / "yongxing-2020.json"


def seed_facts() -> Facts:
    """The report as it is public."""
    return load_facts(SEED_FACTS.read_bytes())


def first_seed_attempt(facts: Facts) -> Facts:
    """What the bureau returns: the note on operating expenses without its second half."""
    note = facts.narratives["operating_note"].split("。")[0] + "。"
    return dataclasses.replace(facts, narratives={**facts.narratives, "operating_note": note})
