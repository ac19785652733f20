"""Every row of figures of the shipped forms says what it means, where the final accounts have it, and who says so."""

import pytest

from evaluations.schemes.figure_help import figure_helps
from evaluations.schemes.loading import load_scheme

SHIPPED = ("hunan-2013", "hunan-2023")
MOST_BYTES = 360  # of one row; the longest table has 24 rows, and every save by itself brings the page again


def entered_rows(name):
    return {row.code for table in load_scheme(name).tables for row in table.rows if row.code and not row.shown}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_row_of_the_form_has_its_help(name):
    assert entered_rows(name) <= set(figure_helps())


def test_no_help_is_left_without_a_row():
    assert set(figure_helps()) == set().union(*map(entered_rows, SHIPPED))


def test_a_help_is_short_and_whole_and_names_its_source():
    for told in figure_helps().values():
        assert told.meaning.endswith("。") and told.place.endswith("。")
        assert any(source in told.source for source in ("财政", "编制", "政府"))
        assert len((told.meaning + told.place + told.source).encode()) <= MOST_BYTES
