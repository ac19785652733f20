"""平均分配: evenly, in groups, nobody gets the own department's report, and the same again next time."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from evaluations.workflow.sharing_out import SharedReport, share_out

PEOPLE = (1, 2, 3)
REPORTS = st.lists(
    st.tuples(st.integers(1, 4), st.frozensets(st.sampled_from(PEOPLE))).map(lambda one: one), max_size=24
).map(lambda rows: [SharedReport(number, *row) for number, row in enumerate(rows, 100)])
LOADS = st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 9))


def test_a_hundred_departments_among_three_are_thirty_three_each_whoever_had_more_gets_less():
    reports = [SharedReport(number, number) for number in range(100)]
    assert sorted(Counter(share_out(reports, PEOPLE, {}).values()).values()) == [33, 33, 34]
    assert Counter(share_out(reports, PEOPLE, {1: 20}).values()) == {1: 20, 2: 40, 3: 40}


def test_a_group_stays_together_but_for_whom_it_concerns():
    reports = [SharedReport(1, 9), SharedReport(2, 9, frozenset({1})), SharedReport(3, 9), SharedReport(4, 8)]
    assert share_out(reports, (1, 2), {}) == {1: 1, 2: 2, 3: 1, 4: 2}


@given(REPORTS, LOADS)
def test_whoever_is_barred_gets_nothing_and_everything_else_is_given(reports, loads):
    given_to = share_out(reports, PEOPLE, loads)
    assert share_out(reports, tuple(reversed(PEOPLE)), loads) == given_to
    for one in reports:
        assert given_to.get(one.number) not in one.barred
        assert (one.number in given_to) == (len(one.barred) < len(PEOPLE))


@given(st.integers(0, 40), LOADS)
def test_single_reports_level_the_loads(number, loads):
    given_to = Counter(share_out([SharedReport(n, n) for n in range(number)], PEOPLE, loads).values())
    after = {one: loads.get(one, 0) + given_to[one] for one in PEOPLE}
    got = [after[one] for one in PEOPLE if given_to[one]]
    assert not got or max(got) - min(after.values()) <= 1
