"""The roles in the manual are those of the code."""

from departments.roles import Role
from tests.sources import ROOT


def test_every_role_stands_in_the_list_of_names_with_its_word():
    names = (ROOT / "docs/names.md").read_text()
    assert {role for role in Role if f"`{role.value}` {role.label}" not in names} == set()
