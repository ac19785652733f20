"""Small tables, many of them.

Imports stand inside the fixture: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Files are opened in this process."""
    from tests.foreign_files.in_process import answer_in_process

    answer_in_process(monkeypatch)
