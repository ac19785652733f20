"""The trial county: whoever tries it out can sign in as anybody."""

from departments.roles import Role
from evaluations.demo.county import DEMO_PEOPLE


def test_there_is_one_account_for_each_role():
    assert sorted(role for _, role, _ in DEMO_PEOPLE) == sorted(Role)
