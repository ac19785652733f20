"""One office.

Imports stand inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest

from tests.kept_rows import kept_or_new


@pytest.fixture
def office(request, db):
    from tests.factories import make_office

    return kept_or_new(request, "office", make_office)
