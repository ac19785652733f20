"""Hands at a keyboard and a mouse: everything done is really done in the browser, and counted.

The estimate is the keystroke-level model (Card, Moran, Newell 1980) with the times of somebody who is no typist.
What the model has no word for, turning the wheel to what is out of sight, counts like a click.
"""

from collections import Counter
from html import escape

from playwright.sync_api import Locator, Page

KEY, POINT, PRESS, HOME, THINK = 0.28, 1.1, 0.2, 0.4, 1.35
# Text for a paste comes from another window: there and back (two keys each), dragged over, copied, thought of.
READ = 400 / 60  # characters a second
FETCH = 6 * KEY + 2 * POINT + PRESS + HOME + THINK


class Hands:
    """Two hands on one page; `done` counts keys, clicks, wheel turns, pastes and groups of fields thought about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done: Counter[str] = Counter()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    def click(self, place: Locator, *, elsewhere: bool = False) -> None:
        """Point at it and press; what is out of sight is scrolled to first. `elsewhere` is done by another program."""
        self.done["clicks"] += 1
        if elsewhere:
            return
        place.wait_for()
        box, height = place.bounding_box(), self.page.viewport_size["height"]
        if box and not 0 <= box["y"] <= height - box["height"]:
            self.done["wheel"] += 1
        place.click()

    def choose(self, place: Locator, value: str) -> None:
        """Open a list and press one of its lines."""
        self.click(place)
        self.page.keyboard.press("Escape")
        place.select_option(value)
        self.done["clicks"] += 1

    def types(self, text: str, place: Locator | None = None) -> None:
        """Letter by letter, where the cursor is or in a place that is clicked first."""
        if place:
            self.click(place)
        self.page.keyboard.type(text)
        self.done["keys"] += len(text)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.done["keys"] += key.count("+") + 1

    def pastes(self, text: str, place: Locator | None = None) -> None:
        """Ctrl+V of what another program has put on the clipboard: as text and, as Office does, as HTML."""
        if place:
            self.click(place)
        rows = "".join(f"<tr><td>{escape(row).replace(TAB, '</td><td>')}</td></tr>" for row in text.splitlines())
        self.page.evaluate(CLIPBOARD, [text.replace("\n", "\r\n"), f"<table>{rows}</table>"])
        self.presses("Control+V")
        self.done["pastes"] += 1

    def thinks(self) -> None:
        """Look for the next group of fields and decide what to do there."""
        self.done["groups"] += 1

    def reads(self, form: Locator) -> None:
        """Read all that is filled in on a form before it is left."""
        self.done["read"] += form.evaluate(FILLED_IN)

    def compares(self, ticks: Locator) -> None:
        """Hold each line of a comparison against the file at hand."""
        self.done["compared"] += ticks.count()

    def reading_seconds(self) -> float:
        """How long reading and comparing took."""
        return self.done["read"] / READ + self.done["compared"] * 2 * THINK

    def seconds(self) -> float:
        """What the model says of all that was done, without waiting for the site and without reading over."""
        clicks = self.done["clicks"] + self.done["wheel"]
        hands = clicks * (POINT + PRESS) + self.done["keys"] * KEY + self.done["groups"] * (THINK + HOME)
        return hands + self.done["pastes"] * FETCH


TAB = "\t"
FILLED_IN = (
    """form => [...form.querySelectorAll('input.form-control, textarea')].map(field => field.value).join('').length"""
)
CLIPBOARD = """([plain, html]) => navigator.clipboard.write([new ClipboardItem({
    'text/plain': new Blob([plain], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) })])"""
