"""A rate over nothing is kept, and with it nothing of the report that it was computed in."""

import gc
import weakref
from dataclasses import replace
from decimal import Decimal

from evaluations.checks.paper_memory import PaperMemory
from evaluations.schemes.loading import load_scheme
from tests.factories import complete_facts

SCHEME = load_scheme("hunan-2013")


def test_a_rate_over_nothing_keeps_no_earlier_state_of_its_report():
    memory, states = PaperMemory(), []
    for number in range(4):
        own = {"reception.budget": Decimal(0), "three_public.budget": Decimal(0), "staff_in_post": Decimal(number + 1)}
        posts = {"establishment_posts": Decimal(0), "three_public.actual": Decimal(number)}
        facts = replace(complete_facts(), figures={**complete_facts().figures, **own, **posts})
        memory.ledger(SCHEME, facts, memory.findings(SCHEME, facts))
        states.append(weakref.ref(facts))
    assert any(one.kept[("ratio", "staff_control_rate")].answer.zero for one in [memory._scored])
    del facts
    gc.collect()
    assert states[-1]() and not any(one() for one in states[:-2])  # the last one is what the next is held against
