"""Choose the database, keep servers and browser ready, and make silent faults loud.

JIXIAO_TEST_ENGINE is postgresql or sqlite; without it PostgreSQL is taken where it is installed.
The server starts once, in the first process; pytest-xdist's workers find it in the environment
and make a database each.
"""

import atexit
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.browsers import (  # noqa: F401
    ASYNC_UNSAFE,
    browser_context_args,
    browser_type_launch_args,
    whole_browser,
)
from tests.databases import (  # noqa: F401
    connections_belong_to_threads,
    django_db_setup,
    module_rows,
    transactions_may_rest,
)
from tests.flushing import append_only_tables_can_be_flushed  # noqa: F401
from tests.kept_rows import (  # noqa: F401
    kept_draft,
    kept_evaluation,
    kept_office,
    kept_publication,
    kept_submission,
)
from tests.marking import is_not_asked_for, long_files_first, mark_by_use
from tests.paid_once import (  # noqa: F401
    hash_passwords_lightly,
    hashed_as_shipped,
    list_static_files_once,
    read_schemes_once,
    rest_while_reading,
    set_aside_what_stays,
    sign_in_lightly,
)
from tests.patience import tries
from tests.read_ahead import make_bytecode
from tests.remembered_rows import begin_test, module_is_made, watch_for_changes
from tests.services import HASTY_PLANS, Postgres, Redis, die_with_parent, postgres_program, wait_until
from tests.settling import requests_come_to_an_end  # noqa: F401
from tests.torn_pages import pages_come_in_two_parts  # noqa: F401
from tests.undefined import Undefined

ROOT = Path(__file__).resolve().parent.parent
ENGINE = os.environ.setdefault("JIXIAO_TEST_ENGINE", "postgresql" if postgres_program("initdb") else "sqlite")
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None, max_examples=tries(25, 100))
hypothesis_settings.load_profile("ci")


def prepare_environment() -> None:
    """Set what config.settings reads, before anything imports it."""
    # A run that is told to stop still removes its servers, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    scratch = tempfile.mkdtemp(prefix="jixiao-test-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    url = f"sqlite:///{scratch}/jixiao.sqlite3"
    if ENGINE == "postgresql":
        server = Postgres(options=HASTY_PLANS).start()
        atexit.register(server.remove)
        url = server.url
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JIXIAO_MODE": "test",
        "SECRET_KEY": secrets.token_urlsafe(40),
        "DATABASE_URL": url,
        "JIXIAO_TEST_SCRATCH": scratch,
        "CELERY_BROKER_URL": "",
        "MEDIA_ROOT": f"{scratch}/files",
        "REPORT_FONTS": f"{scratch}/fonts",  # papers of tests are printed with the fonts of setup
        "MANUAL_PICTURES": f"{scratch}/manual",
    }


if "PYTEST_XDIST_WORKER" not in os.environ:
    prepare_environment()


def pytest_configure() -> None:
    """Load the settings (pytest-django sets Django up once somebody has), and save what a run need pay only once."""
    from django.conf import settings

    assert settings.INSTALLED_APPS
    connections_belong_to_threads()
    transactions_may_rest()
    list_static_files_once()
    read_schemes_once()
    hash_passwords_lightly()
    sign_in_lightly()
    watch_for_changes()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Bytecode is made that all workers will read; while they read the tests, the tables that they will copy."""
    make_bytecode(config)
    atexit.register(subprocess.Popen([sys.executable, "-m", "tests.ready_tables"], cwd=ROOT).terminate)


def pytest_report_header() -> str:
    """Name the engine in the first lines of the run."""
    return f"database: {ENGINE}"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are not named by what they hold: an archive made now differs from one made a second later elsewhere."""
    return argname if isinstance(val, bytes) else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread what the marks that are asked for would leave out: to read all files takes a quarter of a minute."""
    return is_not_asked_for(collection_path, config.option.markexpr) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what each test needs, and leave out on SQLite what means something only on PostgreSQL."""
    mark_by_use(items)
    long_files_first(items)
    skip = pytest.mark.skip(reason="needs PostgreSQL")
    for item in items:
        if ENGINE == "sqlite" and item.get_closest_marker("postgresql"):
            item.add_marker(skip)


def pytest_collectstart() -> None:
    """Called where tests are read, and so not in the process that only hands them out."""
    rest_while_reading()


def pytest_collection_finish() -> None:
    """All that was read stays to the end."""
    set_aside_what_stays()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """All tests of this process in one piece of memory for the frames of calls."""
    from tests.roomy_loop import run_roomy_loop

    return run_roomy_loop(session)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What a module keeps is there before its tests begin; else there is nothing."""
    begin_test(item.path)


@pytest.fixture(scope="session", autouse=True)
def undefined_variables_fail() -> None:
    """Install the judge before the first template engine is made."""
    from django.conf import settings

    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()


@pytest.fixture(scope="session")
def files_of_tests(tmp_path_factory) -> Path:
    """Where every test has its folder."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def own_files(request, files_of_tests, settings) -> None:
    """Give every test a place of its own for evidence and PDFs: empty, or a copy of what its module keeps."""
    # Not mktemp of pytest: to number its folder it reads the names of all that thousands of tests have left.
    own = Path(tempfile.mkdtemp(dir=files_of_tests))
    if "module_rows" in request.fixturenames:
        module_is_made(request.path)
        shutil.copytree(settings.MEDIA_ROOT, own, dirs_exist_ok=True)
    settings.MEDIA_ROOT = own


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Begin with nothing kept of other tests' drafts: after a rollback their numbers come again."""
    from evaluations.filing.desk import kept_results
    from evaluations.review import frozen_reading
    from evaluations.review.desk import figure_values, review_paper
    from evaluations.review.statistics import kept_year

    frozen_reading.forget_frozen()
    figure_values.forget_boards()
    review_paper.forget_papers()
    kept_results.forget_readings()
    kept_year.forget_years()


# --- background work ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """A private Redis; tests may stop(), start() and flush it."""
    server = Redis().start()
    yield server
    server.remove()


@pytest.fixture
def redis_url(redis_server: Redis) -> str:
    """Address of an empty, running Redis in the form that Celery reads."""
    if not redis_server.process:
        redis_server.start()
    redis_server.client.flushall()
    return redis_server.url


@pytest.fixture
def celery_broker(redis_url: str, settings, monkeypatch) -> Iterator[str]:
    """Let this process send its tasks to the private Redis; without it there is no broker."""
    from kombu import pools

    from config.celery import celery_app

    settings.CELERY_BROKER_URL = redis_url
    monkeypatch.setattr(celery_app.conf, "broker_url", redis_url)
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)
    yield redis_url
    # kombu keeps pools by address for the whole process; a closed one must not be found again
    pools.reset()
    celery_app._pool = None  # type: ignore[attr-defined]  # the stubs leave out what begins with a line


@pytest.fixture
def celery_worker_process(transactional_db, celery_broker: str, settings, tmp_path) -> Iterator[subprocess.Popen]:
    """A real worker in its own process, on this test's database, files and broker."""
    log = tmp_path / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-l", "info", "-c", "1"]
    with log.open("w") as out:
        worker = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle"],
            cwd=ROOT,
            env=subprocess_environment(settings),
            stdout=out,
            stderr=out,
            preexec_fn=die_with_parent,
        )
    try:
        wait_until(lambda: " ready." in log.read_text() or worker.poll() is not None, "the worker is not ready")
        assert worker.poll() is None, log.read_text()
        yield worker
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def subprocess_environment(settings) -> dict[str, str]:
    """The environment in which a child process sees the same database, files and broker as the test."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    server = os.environ["DATABASE_URL"]
    # what the browser needs in this process is nothing that a server should run with
    inherited = {name: value for name, value in os.environ.items() if name != ASYNC_UNSAFE}
    return inherited | {
        "DATABASE_URL": f"sqlite:///{name}" if ENGINE == "sqlite" else server.replace("/jixiao?", f"/{name}?"),
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
    }


@pytest.fixture
def child_environment(transactional_db, settings) -> dict[str, str]:
    """Environment for any other child process: `subprocess.run(…, env=child_environment)`."""
    return subprocess_environment(settings)
