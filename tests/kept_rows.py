"""Rows that a module makes once: `pytest.mark.usefixtures("kept_submission")` beside its django_db mark.

Every test of the module then finds them, and `office`, `submission`, `draft` of its room hand out copies: what a test
changes in the rows is rolled back, what it changes in the objects stays its own. Not for modules in which a test
commits (tests/databases.py). Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest


def kept_or_new(request: pytest.FixtureRequest, name: str, make: Callable[[], Any]) -> Any:
    """A copy of what the module keeps under kept_NAME, if it says so; else what `make` makes now."""
    kept = f"kept_{name}"
    return deepcopy(request.getfixturevalue(kept)) if kept in request.fixturenames else make()


@pytest.fixture(scope="module")
def kept_office(module_rows):
    """One office."""
    from tests.factories import make_office

    return make_office()


@pytest.fixture(scope="module")
def kept_draft(kept_office):
    """Its empty draft."""

    return kept_office.empty_draft()


@pytest.fixture(scope="module")
def kept_evaluation(kept_office):
    """Its whole report, not yet handed in."""
    return kept_office.evaluation()


@pytest.fixture(scope="module")
def kept_submission(kept_office):
    """What it handed in and nobody has decided."""
    from tests.factories import make_submission

    return make_submission(kept_office)


@pytest.fixture(scope="module")
def kept_publication(kept_office):
    """Its report, to be read by everybody."""
    from tests.factories import make_publication

    return make_publication(kept_office)
