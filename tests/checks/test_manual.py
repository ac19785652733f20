"""docs/cross-checks.md is true of the code: every number, where it is computed, and no check that nobody runs."""

import ast
import re

import pytest

from evaluations.checks.registry import CROSS_CHECKS
from evaluations.schemes.loading import load_scheme
from tests.checks.manual import CHECK_ROWS
from tests.sources import modules, tree

NUMBER = re.compile(r"\d{1,2}")
# Name numbers that others find.
NO_CHECKS = ("evaluations.checks.finding", "evaluations.checks.ledger", "evaluations.checks.one_cause")
families = sorted(
    name for name in modules() if name.startswith("evaluations.checks.") and not name.startswith(NO_CHECKS)
)


def numbers_in(name):
    """Texts of a module that are nothing but the number of a check."""
    texts = (node.value for node in ast.walk(tree(modules()[name])) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and NUMBER.fullmatch(text)}


def test_the_numbers_are_consecutive():
    assert [int(number) for number in CHECK_ROWS] == list(range(1, len(CHECK_ROWS) + 1)) and len(CHECK_ROWS) >= 28


@pytest.mark.parametrize("name", families)
def test_the_manual_names_the_file_of_every_number(name):
    file = f"`{name.rpartition('.')[2]}.py`"
    assert {number for number in numbers_in(name) if file not in CHECK_ROWS.get(number, "")} == set()


@pytest.mark.parametrize("number", CHECK_ROWS)
def test_a_file_that_the_manual_names_computes_that_number(number):
    named = {f"evaluations.checks.{file}" for file in re.findall(r"(?<!/)`(\w+)\.py`", CHECK_ROWS[number])} & set(
        families
    )
    carried = {"evaluations.checks.equations", "evaluations.checks.stated_values"}  # by the scheme's `check =`
    assert {name for name in named if number not in numbers_in(name)} <= (
        carried if "check =" in CHECK_ROWS[number] else set()
    )


@pytest.mark.parametrize("form", ["hunan-2013", "hunan-2023"])
def test_the_manual_says_what_the_shipped_schemes_number(form):
    scheme = load_scheme(form)
    assert {check.number for check in scheme.checks if "`[[checks]]`" not in CHECK_ROWS.get(check.number, "")} == set()
    carried = {part.check for part in scheme.ratios.values()} | {
        row.check for table in scheme.tables for row in table.rows if any(cell and cell.computed for cell in row.cells)
    }
    assert {number for number in carried if "`check =`" not in CHECK_ROWS.get(number, "")} == set()


def test_every_check_is_run():
    written = {
        node.name
        for name in families
        for node in tree(modules()[name]).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
    }
    assert written == {check.__name__ for check in CROSS_CHECKS}
