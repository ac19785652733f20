"""How often a thing is tried: enough to see a fault, or as often as anybody has the patience for.

scripts/test --long (JIXIAO_TEST_PATIENCE=thorough)      two hundred races where fifteen are run, a hundred examples of forty
"""

import os

THOROUGH = os.environ.get("JIXIAO_TEST_PATIENCE") == "thorough"


def tries(usual: int, thorough: int) -> int:
    """How many rounds or examples this run makes."""
    return thorough if THOROUGH else usual
