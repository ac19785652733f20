"""Chromium for the tests: Debian's, without windows, on the screen of a county office (pytest-playwright's fixtures)."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

ASYNC_UNSAFE = "DJANGO_ALLOW_ASYNC_UNSAFE"
BROWSER_PATIENCE = 30_000  # milliseconds; Playwright's own for clicks and pages
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Drive Debian's Chromium without its windows; Playwright's own browsers are not downloaded."""
    # Playwright keeps an event loop in this thread, which Django would mistake for async code.
    os.environ[ASYNC_UNSAFE] = "true"
    # A busy machine is no fault of the page: what is expected may take as long as what is clicked.
    expect.set_options(timeout=BROWSER_PATIENCE)
    return browser_type_launch_args | {
        "executable_path": shutil.which("chromium-headless-shell"),
        "args": CHROMIUM_FLAGS,
    }


@pytest.fixture(scope="session")
def whole_browser(launch_browser) -> Iterator:
    """Chromium with all its parts: the one without windows has no clipboard."""
    browser = launch_browser(executable_path=shutil.which("chromium"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """The screen of a county office."""
    return browser_context_args | {
        "viewport": {"width": 1366, "height": 768},
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }
