"""A form says in its own file where a row of its own stands in the final accounts."""

import pytest

from evaluations.schemes.accounts_wanted import accounts_wanted
from evaluations.schemes.loading import SCHEMES_DIRECTORY, load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError

SOURCE = (SCHEMES_DIRECTORY / "hunan-2013.toml").read_text(encoding="utf-8")
OWN = """
[[accounts]]
figure = "contract_staff"
take = ["{reading}"]
doubt = "编外人数以单位名册为准"
"""


def test_a_forms_own_words_go_before_the_shared_ones():
    asked = accounts_wanted(parse_scheme(SOURCE + OWN.format(reading="persons.staff.actual"), "own.toml"))
    assert asked.mapping["contract_staff"].doubt == "编外人数以单位名册为准"
    assert asked.mapping["basic.actual"] == accounts_wanted(load_scheme("hunan-2013")).mapping["basic.actual"]


def test_a_reading_that_no_table_has_is_a_fault_with_the_nearest():
    with pytest.raises(SchemeError) as refused:
        parse_scheme(SOURCE + OWN.format(reading="persons.stafff.actual"), "own.toml")
    assert "persons.stafff.actual" in str(refused.value) and "persons.staff.actual" in str(refused.value)


@pytest.mark.parametrize("name", ["hunan-2013", "hunan-2023"])
def test_last_years_columns_are_last_years_figures(name):
    asked = accounts_wanted(load_scheme(name))
    assert asked.last["project.last_actual"] == "project.actual" and asked.last["project.last_actual"] in asked.mapping
