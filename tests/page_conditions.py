"""Waiting in an open page for what it computes: Playwright's own wait compiles text, which the site's policy forbids."""

from playwright.sync_api import Page

PATIENCE = 30_000  # milliseconds
LOOK = """() => new Promise((done, fail) => {{
    const look = () => ({condition}) ? done() : setTimeout(look, 20);
    setTimeout(() => fail(new Error('never came true')), {patience});
    look();
}})"""


def comes_true(page: Page, condition: str) -> None:
    """Until this expression of the page is true. Raises playwright.sync_api.Error after half a minute."""
    page.evaluate(LOOK.format(condition=condition, patience=PATIENCE))
