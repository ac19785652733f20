"""A draw is a rule, not a secret: whoever reads the protocol gets the same list."""

import hashlib
from decimal import Decimal
from math import ceil

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.review.sampling.drawing import PoolEntry, draw_sample, sample_size

POOL = st.lists(
    st.builds(PoolEntry, st.text("0123456789", min_size=6, max_size=6), st.just("单位"), st.sampled_from("优良中")),
    unique_by=lambda one: one.code,
    max_size=30,
)
SHARES = st.decimals(Decimal("0.01"), Decimal(100), places=2)


def test_a_draw_by_hand():
    pool = [PoolEntry(code, code) for code in ("101001", "102001", "103001", "104001")]
    keys = {code.code: hashlib.sha256(f"永兴2021/{code.code}".encode()).hexdigest() for code in pool}
    # 15 % of 4 is 0.6: one.
    assert [one.code for one in draw_sample(pool, "永兴2021", Decimal(15), "simple")] == [
        min(keys, key=keys.__getitem__)
    ]
    assert len(draw_sample(pool, "永兴2021", Decimal(30), "simple")) == 2


@settings(max_examples=20, deadline=None)
@given(POOL, SHARES, st.text(min_size=1, max_size=8))
def test_a_draw_takes_its_share_whatever_the_order_of_the_pool(pool, share, seed):
    drawn = draw_sample(pool, seed, share, "simple")
    assert len(drawn) == len(set(drawn)) == ceil(len(pool) * share / 100)
    assert draw_sample(pool[::-1], seed, share, "simple") == drawn


@settings(max_examples=20, deadline=None)
@given(POOL, SHARES)
def test_by_grades_every_stratum_gives_its_own_share(pool, share):
    drawn = draw_sample(pool, "s", share, "grades")
    for stratum in {one.stratum for one in pool}:
        inside = [one for one in pool if one.stratum == stratum]
        assert sum(one.stratum == stratum for one in drawn) == sample_size(len(inside), share)
