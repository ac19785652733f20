"""After every writer a process of its own looks at the draft, over the database, and says what a fresh reading says."""

import pytest
from django.db import connection

from tests.filing.desk import test_kept_of_others, test_kept_results
from tests.filing.desk.looking_process import looking_process
from tests.filing.desk.two_processes import REAL_LOOKS
from tests.patience import thorough_only

pytestmark = [
    pytest.mark.django_db(transaction=True),
    thorough_only,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="the tests' SQLite lives in the memory of one process"
    ),
]
# The writers of the short suite, where the other process is another memory in the same one.
WRITERS = vars(test_kept_results) | vars(test_kept_of_others)
globals().update({name: one for name, one in WRITERS.items() if name.startswith("test_after_")})
filed, begun_elsewhere = test_kept_results.filed, test_kept_results.begun_elsewhere


@pytest.fixture(autouse=True)
def looked_at_from_elsewhere(transactional_db):
    with looking_process({"NAME": connection.settings_dict["NAME"]}) as look:
        REAL_LOOKS.append(look)
        yield
        REAL_LOOKS.remove(look)
