"""No amount of a table is broken over two lines of its cell, however much it is; read back from the PDF."""

import subprocess

import pytest

from evaluations.publication.printing.print_child import print_html
from tests.publication.papers import composed, page

SUMS = ("123456.78", "1234567.89", "98765432.10")


@pytest.mark.parametrize("amount", SUMS)
@pytest.mark.parametrize(("count", "printed"), [(1, 3 + 3), (12, 3 * 12 * 2 + 3)], ids=["told", "listed"])
def test_amounts_of_projects_stand_in_one_line(amount, count, printed):
    """In the annex with their sums, three columns each; where they are many, in the text as well."""
    named = dict.fromkeys(("budget", "in_place", "actual"), amount)
    projects = [{"name": f"第{n}号项目", "kind": "other", **named} for n in range(count)]
    pdf = print_html(page(composed(projects=projects))).pdf
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert sum(told.count(f"{one:,.2f}") for one in {float(amount), float(amount) * count}) == printed
