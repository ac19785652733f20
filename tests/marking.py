"""Which tests are what: told by what they use and where they stand, here and nowhere else.

browser, server   use Chromium; start a server, a worker or a command  } left out by
long              make sure of something by doing it very often        } scripts/test --quick
engine            may come out differently on another database: scripts/test runs them on SQLite, too
pure              have no database: run once, beside those that have, and not read by the processes of these
"""

from pathlib import Path

import pytest

from tests.patience import cases
from tests.sources import ROOT

BROWSER = {"playwright"}
SERVER = {"live_server", "redis_server", "child_environment", "identity_provider"}
# Commands are run as processes of their own, a dozen and more in a file.
COMMANDS = (
    "tests/config/test_database_away.py",
    "tests/foreign_files/test_child.py",
    "tests/management/test_score.py",
    "tests/test_deployment.py",
    "tests/test_scripts.py",
)
# Run on SQLite in --long alone: sites run on PostgreSQL, where they are run each time.
RACES = (
    "tests/comments/test_races.py",
    "tests/cycles/test_races.py",
    "tests/evidence/test_races.py",
    "tests/workflow/test_races.py",
    "tests/workflow/test_way_back_races.py",
)
# Plain queries and what stands on them, on SQLite in --long and all of them in --quick: in each run on PostgreSQL.
ON_SQLITE_TOO = (
    *RACES,
    "tests/audit/test_events.py",
    "tests/audit/test_kept_head.py",
    "tests/audit/test_witness.py",
    "tests/config/test_health.py",
    "tests/config/test_sessions.py",
    "tests/cycles/changing/",
    "tests/departments/test_memberships.py",
    "tests/drafts/test_reading_drafts.py",
    "tests/jobs/test_lease_renewal.py",
    "tests/management/test_work_rounds.py",
    "tests/publication/portal/",
    "tests/review/queue/",
    "tests/submissions/test_freezing.py",
    "tests/submissions/test_reading_back.py",
)
# Papers are printed, pages looked at after every kind of change, long texts read, races run, migrations go back and forth.
LONG = (
    *RACES,
    "tests/access/test_matrix.py",
    "tests/access/test_standing_words.py",
    "tests/claims/test_reading_time.py",
    "tests/filing/desk/test_kept_results.py",
    "tests/filing/workbook/test_round_trip.py",
    "tests/models/test_migrating.py",
    "tests/publication/printing/",
    "tests/workflow/test_one_sentence.py",
)
# What an engine decides: constraints and triggers, the record that only grows, jobs, what decimals and JSON come back as,
# searches and orders, sign-in names, whether each page's SQL runs at all, and the county that trials run on.
ENGINE = (
    "tests/audit/test_append_only.py",
    "tests/demo/test_living_county.py",
    "tests/departments/test_login_names.py",
    "tests/drafts/test_facts_of_draft.py",
    "tests/filing/desk/test_queries.py",
    "tests/jobs/test_jobs.py",
    "tests/models/",
    "tests/publication/portal/test_text_search.py",
    "tests/review/queue/test_neighbours.py",
    "tests/review/queue/test_ordered_numbers.py",
    "tests/review/queue/test_queue.py::test_each_filter_narrows_and_nonsense_does_not",
    "tests/review/queue/test_queue.py::test_every_column_sorts_both_ways_and_what_is_empty_comes_last",
    "tests/test_benchmarks.py",
    "tests/test_databases.py",
    *cases((), ON_SQLITE_TOO),
)
# What scripts/test asks for on PostgreSQL, and on SQLite beside it.
WITH_ROWS, BESIDE = "not pure", "(engine or pure) and not postgresql"
# Rooms without a database, whose tests have none either; and what reads our sources, which one process parses once for all.
PURE = (
    *(
        f"tests/{room}/"
        for room in (
            *("checks", "claims", "comparison", "facts", "final_accounts", "foreign_files", "language", "papers"),
            *("report", "schemes", "scoring"),
        )
    ),
    *(
        f"tests/test_{subject}.py"
        for subject in (
            *("browser_floor", "callers", "documentation", "encodings", "habits", "map", "names"),
            "vendored_styles",
        )
    ),
    "tests/config/test_lean_files.py",
)
NOT_PURE = ("tests/report/test_ceiling.py",)
ROWS = {"db", "transactional_db", "module_rows"}
# Half a minute and more, and held on SQLite by less: its tables are migrated from nothing in each run, and test_append_only
# finds them guarded.
ONCE = ("tests/models/test_migrating.py",)


def mark_by_use(items: list[pytest.Item]) -> None:
    """Give each test its marks."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        marks = {
            "browser": used & BROWSER,
            "server": used & SERVER or item.nodeid.startswith(COMMANDS),
            "long": item.nodeid.startswith(LONG),
            "engine": item.nodeid.startswith(ENGINE) and not item.nodeid.startswith(ONCE),
            "pure": is_pure(item.nodeid),
        }
        if marks["pure"] and (used & ROWS or item.get_closest_marker("django_db")):
            raise pytest.UsageError(f"{item.nodeid} has a database: name its file in NOT_PURE (tests/marking.py)")
        for name in (name for name, given in marks.items() if given):
            item.add_marker(name)


def is_pure(name: str) -> bool:
    """Whether the test or the file lies where there is no database."""
    return name.startswith(PURE) and not name.startswith(NOT_PURE)


def is_not_asked_for(path: Path, expression: str) -> bool:
    """Whether the marks that pytest is to run keep nothing of a file: it need not even be read."""
    if not path.name.startswith("test_"):
        return False
    name = str(path.relative_to(ROOT))
    if expression == WITH_ROWS:
        return is_pure(name)
    may_differ = name.startswith(tuple(map(place_of, ENGINE))) and not name.startswith(ONCE)
    return expression == BESIDE and not (is_pure(name) or may_differ)


def long_files_first(items: list[pytest.Item]) -> None:
    """So that two processes end together: what a browser, a server or patience is needed for comes in long files."""
    long = {item.path for item in items if any(map(item.get_closest_marker, ("browser", "server", "long")))}
    items.sort(key=lambda item: item.path not in long)


def missing_paths() -> list[str]:
    """Places named above where nothing stands any more."""
    return [
        path
        for path in map(place_of, (*COMMANDS, *LONG, *ENGINE, *ONCE, *PURE, *NOT_PURE))
        if not (ROOT / path).exists()
    ]


def place_of(name: str) -> str:
    """The file of a test, where one test alone is named."""
    return name.partition("::")[0]
