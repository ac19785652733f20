"""Whatever the script does or fails to do, 先放着 and 填完，下一部分 send the plain form: once, with what was typed."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.filing.in_windows.windows import TEXT, Window, stored
from tests.patience import cases

pytestmark = pytest.mark.django_db(transaction=True)

# What is missing, throws, or never comes to an end in the page.
BROKEN = {
    "fetch throws": "window.fetch = () => { throw new TypeError('fetch') }",
    "fetch fails": "window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))",
    "fetch never answers": "window.fetch = () => new Promise(() => {})",
    "no fetch": "delete window.fetch",
    "no AbortSignal.timeout": "delete AbortSignal.timeout",
    "no AbortController": "delete window.AbortController",
    "no requestSubmit": "delete HTMLFormElement.prototype.requestSubmit",
    "no submitter": "Object.defineProperty(SubmitEvent.prototype, 'submitter', { value: undefined })",
    "FormData throws": "window.FormData = class { constructor() { throw new Error('FormData') } }",
    "no randomness": "crypto.getRandomValues = () => { throw new Error('random') }",
    "no storage": "Object.defineProperty(window, 'localStorage', { get() { throw new Error('storage') } })",
    "no message between windows": "delete window.BroadcastChannel",
    "no URLSearchParams": "delete window.URLSearchParams",
    "promises never settle": "Promise.race = () => { throw new Error('race') }",
}
# The seconds after which one press sends the form do not pass (PATIENCE in plain_form.js).
PATIENT = "() => { const wait = setTimeout; window.setTimeout = (act, time) => wait(act, time === 6000 ? 1e8 : time); }"
# Which requests do not come through, or how they are answered.
LOST: dict[str, tuple[str, dict[str, Any] | None]] = {
    "no desk script": ("**/desk*.js", None),
    "no autosave script": ("**/autosave*.js", None),
    "no plain form script": ("**/plain_form*.js", None),
    "no htmx": ("**/htmx*.js", None),
    "no way to autosave": ("**/autosave/", None),
    "autosave answers a page": ("**/autosave/", {"status": 200, "content_type": "text/html", "body": "<p>欢迎</p>"}),
    "autosave answers other JSON": ("**/autosave/", {"status": 200, "json": ["?"]}),
    "autosave answers null": ("**/autosave/", {"status": 200, "json": None}),
    "autosave fails": ("**/autosave/", {"status": 500, "body": ""}),
    "autosave is not found": ("**/autosave/", {"status": 404, "body": ""}),
}

# One of each sort: what never ends, what is missing, what throws, what does not come, what comes wrong.
ONE_OF_EACH = (
    "fetch never answers",
    "FormData throws",
    "no plain form script",
    "no way to autosave",
    "autosave answers null",
)


@pytest.fixture
def broken(mine, address):
    """broken(fault) → a new window in which that is broken, and the plain forms that it has sent."""

    def broken(fault):
        page, sent = mine.new_page(), []
        page.on(
            "request", lambda request: sent.append(request.url) if is_plain_form(request, address("usage")) else None
        )
        if fault in BROKEN:
            page.add_init_script(BROKEN[fault])
        else:
            pattern, answer = LOST[fault]
            page.route(pattern, lambda route: route.fulfill(**answer) if answer else route.abort())
        return Window(page, address("usage")), sent

    return broken


def is_plain_form(request, url):
    return request.method == "POST" and request.url == url


def saved_by(window, button, text):
    """What the report holds after typing and one press."""
    window.field.fill(text)
    window.presses(button)
    expect(window.page.locator("#notices")).to_contain_text(re.compile("已暂存|已填完"))
    return stored()


def test_a_button_saves_whatever_is_broken(broken):
    """One window after the other: the report holds what was typed in each, and each sent one form."""
    found = {}
    for fault in cases(ONE_OF_EACH, (*BROKEN, *LOST)):
        window, sent = broken(fault)
        found[fault] = saved_by(window, "先放着", f"{TEXT}{fault}"), len(sent)
        window.page.close()
    assert found == {fault: (f"{TEXT}{fault}", 1) for fault in found}


@pytest.mark.parametrize("fault", ["fetch throws", "no requestSubmit"])
def test_the_other_button_goes_on(broken, fault):
    window, sent = broken(fault)
    assert saved_by(window, "填完，下一部分", TEXT) == TEXT and len(sent) == 1
    expect(window.page).not_to_have_url(re.compile("/s/usage/"))


def test_who_presses_twice_waits_no_longer(broken):
    window, _ = broken("fetch never answers")
    window.page.evaluate(PATIENT)
    window.field.fill("先写的")
    window.presses("先放着")
    assert saved_by(window, "先放着", TEXT) == TEXT
