"""A row that is kept is the one that is there: of the same kind, printed the same way, and every fault at its own place."""

import sys

import pytest

from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import load_facts, read_facts


def document(entry: str) -> Facts:
    return load_facts(f'{{"figures": {{"posts": "1"}}, "entries": {{"staff": {{{entry}}}}}}}')


def test_a_row_that_was_read_before_is_the_very_same():
    assert (
        document('"checked": [true, false]').entries["staff"] is document('"checked": [true, false]').entries["staff"]
    )


def test_a_printed_number_keeps_its_decimals_whatever_was_read_before():
    row = '{{"figures": {{"posts": "1"}}, "stated": [{{"name": "total", "value": {}}}]}}'
    read = [load_facts(row.format(value)).stated[0].value for value in ("1.5", '"1.50"', "2", "2.0", '"2.00"')]
    assert read == ["1.5", "1.50", "2", "2.0", "2.00"]


@pytest.mark.parametrize(("right", "wrong"), [('"cases": 1', '"cases": true'), ('"checked": [true]', '"checked": [1]')])
def test_what_is_equal_and_of_another_kind_is_a_fault_still(right, wrong):
    for _ in range(2):
        document(right)
        with pytest.raises(FactsError, match="staff"):
            document(wrong)


def test_a_long_word_where_a_tick_should_be_is_let_go():
    word = "是" * 5_000
    held = sys.getrefcount(word)
    with pytest.raises(FactsError, match="staff"):
        read_facts({"figures": {"posts": "1"}, "entries": {"staff": {"checked": [word]}}})
    assert sys.getrefcount(word) == held
