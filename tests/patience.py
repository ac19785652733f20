"""How often a thing is tried: enough to see a fault, or as often as anybody has the patience for.

scripts/test --long (JIXIAO_TEST_PATIENCE=thorough)      two hundred races where six are run, a hundred examples of forty

What is tried in --long alone, and what holds it in the short suite, stands in docs/decisions/0024-the-suite.md.
"""

import os
from typing import TypeVar

import pytest

Tried = TypeVar("Tried")

THOROUGH = os.environ.get("JIXIAO_TEST_PATIENCE") == "thorough"


def tries(usual: int, thorough: int) -> int:
    """How many rounds or examples this run makes."""
    return thorough if THOROUGH else usual


def cases(usual: Tried, thorough: Tried) -> Tried:
    """Which cases this run tries, where some stand for others."""
    return thorough if THOROUGH else usual


thorough_only = pytest.mark.skipif(not THOROUGH, reason="scripts/test --long: measures again what another test holds")
