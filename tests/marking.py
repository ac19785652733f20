"""Which tests are what: told by what they use and where they stand, here and nowhere else.

browser, server   use Chromium; start a server, a worker or a command  } left out by
long              make sure of something by doing it very often        } scripts/test --quick
engine            may come out differently on another database: scripts/test runs them on SQLite, too
"""

import pytest

from tests.sources import ROOT

BROWSER = {"playwright"}
SERVER = {"live_server", "redis_server", "child_environment", "one_site", "identity_provider"}
# Papers are printed, pages looked at after every kind of change, races run, migrations go back and forth.
LONG = (
    "tests/access/test_matrix.py",
    "tests/comments/test_races.py",
    "tests/cycles/test_races.py",
    "tests/evidence/test_races.py",
    "tests/filing/desk/test_kept_results.py",
    "tests/filing/workbook/test_round_trip.py",
    "tests/models/test_migrating.py",
    "tests/publication/printing/",
    "tests/workflow/test_one_sentence.py",
    "tests/workflow/test_races.py",
    "tests/workflow/test_way_back_races.py",
)
# What an engine decides: constraints and triggers, locks and races, migrations, the record that only grows, jobs,
# every step of the workflow, saving and freezing, and whether each page's SQL runs at all. Not what is computed from
# what was read, nor what a browser makes of a page.
ENGINE = (
    "tests/access/test_matrix.py",
    "tests/audit/",
    "tests/comments/",
    "tests/config/test_health.py",
    "tests/config/test_sessions.py",
    "tests/cycles/approving/",
    "tests/cycles/obligations/",
    "tests/cycles/opening/",
    "tests/cycles/test_races.py",
    "tests/demo/",
    "tests/departments/",
    "tests/drafts/",
    "tests/evidence/test_races.py",
    "tests/filing/checking/test_submitting.py",
    "tests/filing/comments/",
    "tests/filing/desk/test_queries.py",
    "tests/filing/in_windows/test_together.py",
    "tests/filing/evidence/test_evidence.py",
    "tests/filing/section/test_autosave.py",
    "tests/filing/section/test_saving.py",
    "tests/filing/section/test_two_people.py",
    "tests/filing/workbook/test_passing.py",
    "tests/jobs/",
    "tests/management/",
    "tests/models/",
    "tests/publication/portal/",
    "tests/publication/release_queue/",
    "tests/review/decision/",
    "tests/review/queue/",
    "tests/sign_in/test_second_factor.py",
    "tests/submissions/",
    "tests/test_databases.py",
    "tests/test_scripts.py",
    "tests/workflow/",
)


def mark_by_use(items: list[pytest.Item]) -> None:
    """Give each test its marks."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        marks = {
            "browser": used & BROWSER,
            "server": used & SERVER,
            "long": item.nodeid.startswith(LONG),
            "engine": item.nodeid.startswith(ENGINE),
        }
        for name in (name for name, given in marks.items() if given):
            item.add_marker(name)


def long_files_first(items: list[pytest.Item]) -> None:
    """So that two processes end together: what a browser, a server or patience is needed for comes in long files."""
    long = {item.path for item in items if any(map(item.get_closest_marker, ("browser", "server", "long")))}
    items.sort(key=lambda item: item.path not in long)


def missing_paths() -> list[str]:
    """Places named above where nothing stands any more."""
    return [path for path in (*LONG, *ENGINE) if not (ROOT / path).exists()]
