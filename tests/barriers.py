"""What keeps people from using a page: axe's rules, and scrolling sideways, on three screens.

Names, roles, order and colours are the same on every screen and are judged on the widest. A narrow screen is judged by
what its layout decides: sizes, scrolling, and whether the words of a control are still there. Colours are judged
again where the narrow form has others (static/sheet.css).
"""

import os
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from tests.patience import THOROUGH

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_LAYOUT = ["scrollable-region-focusable", "button-name", "link-name", "label", "select-name"]
# Most of axe's time: of these it is shown what they might object to, and not what cannot be wrong or was judged a moment ago.
OF_LOOKS, OF_SIZES = ["color-contrast", "link-in-text-block"], ["target-size"]
# The phones have nearly one layout (below 360 px some cells stack): the narrower is judged, the wider only measured.
WIDE, PHONE, NARROW = 1366, 390, 320
TALL = 16_000  # taller than every page: what lies under a sticky bar would be taken for too small a target
LOW = 768  # where the page is only measured: the less is drawn
DRAWN = 0.02  # of the size in which it is drawn while it is judged: nobody looks at it, and its layout stays as it is
JUDGE = """async ([rules, ofLooks, ofSizes, clear]) => {
    if (!('axe' in window)) return null;
    const judged = (where, runOnly, rules) => axe.run(
        where, { resultTypes: ['violations', 'incomplete'], elementRef: true, preload: false, runOnly, rules });
    const grounds = new Map([[null, '']]);
    const groundOf = one => {
        if (!grounds.has(one)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
            const own = [backgroundColor, backgroundImage, opacity].join();
            grounds.set(one, groundOf(one.parentElement) + (own === 'rgba(0, 0, 0, 0),none,1' ? '' : `${own};`));
        }
        return grounds.get(one);
    };
    // Of all texts of one look on one ground the first; of links those in texts of one look.
    const firstLooks = () => {
        const firsts = new Map();
        for (const one of document.body.querySelectorAll('*')) {
            const written = [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
            if (!written && !one.matches('input, textarea, select')) continue;
            if (!one.checkVisibility({ visibilityProperty: true })) continue;
            const own = getComputedStyle(one), around = one.parentElement;
            const look = [one.localName, one.className, own.color, own.fontSize, own.fontWeight, groundOf(one)];
            if (one.matches('a')) look.push(around.localName, around.className, getComputedStyle(around).color);
            if (!firsts.has(look.join())) firsts.set(look.join(), one);
        }
        for (const look of clear) firsts.delete(look);
        return firsts;
    };
    // Controls below 24 pixels, and those that another one overlaps: axe lets all others pass.
    const doubtfulSizes = () => {
        const controls = [...document.querySelectorAll('a, area, button, input, select, textarea, summary, [role]')]
            .filter(one => !one.matches('[role]') || WIDGETS.has(one.getAttribute('role')))
            .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
        const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return controls.filter(([one, box]) => box.width < 24 || box.height < 24 ||
            controls.some(([other, its]) => other !== one && overlap(box, its))).map(([one]) => one);
    };
    const WIDGETS = new Set(('button checkbox combobox grid gridcell link listbox menu menubar menuitem menuitemcheckbox ' +
        'menuitemradio option progressbar radio radiogroup scrollbar searchbox separator slider spinbutton switch tab tablist ' +
        'tabpanel textbox tree treegrid treeitem').split(' '));
    const apart = Object.fromEntries([...ofLooks, ...ofSizes].map(rule => [rule, { enabled: false }]));
    const looks = ofLooks.length ? firstLooks() : new Map();
    const shown = [...looks.values(), ...(ofSizes.length ? doubtfulSizes() : [])];
    const answers = [
        ...(rules.length ? [await judged(document, rules, apart)] : []),
        ...(shown.length ? [await judged({ include: shown }, [...ofLooks, ...ofSizes])] : []),
    ];
    const violations = answers.flatMap(answer => answer.violations);
    const doubtful = new Set(answers.flatMap(answer => answer.incomplete).flatMap(one => one.nodes.map(node => node.element)));
    const judgedLooks = [...looks].filter(([, one]) => !doubtful.has(one)).map(([look]) => look);
    const wide = document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : [];
    // Names that two elements bear: a label or a help text that is meant for one is told of the other.
    const ids = rules.length ? [...document.querySelectorAll('[id]')].map(one => one.id) : [];
    const doubled = ids.filter((id, place) => ids.indexOf(id) < place).map(id => `two are named ${id}`);
    return {
        wrong: [...violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`), ...wide, ...doubled],
        looks: judgedLooks, sheets: document.querySelector('.sheet') !== null,
    };
}"""

# Looks of texts, grounds and all, that were judged in this process and found clear: not judged again on the next page.
clear_looks: set[str] = set()


@cache
def axe_script() -> str:
    """The text of axe, read once."""
    return Axe().axe_script


@cache
def tools_of(page: Page) -> CDPSession:
    """Chromium's own tools for this page; what they set ends with them, so one is kept."""
    return page.context.new_cdp_session(page)


def show(page: Page, width: int, height: int, drawn: float) -> None:
    """Lay the page out in this size in CSS pixels and draw it in that part of it; what Playwright sets is drawn whole."""
    screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False, "scale": drawn}
    tools_of(page).send("Emulation.setDeviceMetricsOverride", screen)


def judge(page: Page, rules: list[str], looks: list[str], sizes: list[str]) -> dict:
    """What is `wrong` with the page in its present size by these rules, and whether it has `sheets`."""
    asked = [rules, looks, sizes, sorted(clear_looks) if looks else []]
    said = page.evaluate(JUDGE, asked)
    if said is None:
        page.evaluate(axe_script())
        said = page.evaluate(JUDGE, asked)
    if not said["wrong"]:
        clear_looks.update(said["looks"])
    return said


def barriers(page: Page, picture: str = "", *, narrow_rules: bool = THOROUGH) -> dict[int, list[str]]:
    """What is wrong with the open page, by width; pictures go where JIXIAO_PICTURES says, if it does.

    Without `narrow_rules` a narrow screen is only measured: whether it scrolls sideways. By all rules it is judged where
    reports are written and read (tests/access/test_accessibility.py), and everywhere in scripts/test --long.
    """
    before = page.viewport_size
    show(page, WIDE, TALL, DRAWN)
    wide = judge(page, EVERY_RULE, OF_LOOKS, OF_SIZES)
    show(page, PHONE, LOW, DRAWN)
    phone = judge(page, [], [], [])
    show(page, NARROW, TALL if narrow_rules else LOW, DRAWN)
    rules = (OF_LAYOUT, OF_LOOKS if wide["sheets"] else [], OF_SIZES) if narrow_rules else ([], [], [])
    narrow = judge(page, *rules)
    found = {width: said["wrong"] for width, said in ((WIDE, wide), (PHONE, phone), (NARROW, narrow)) if said["wrong"]}
    if picture and (folder := os.environ.get("JIXIAO_PICTURES")):
        for width in (WIDE, PHONE):
            show(page, width, LOW, 1)
            page.screenshot(path=f"{folder}/{picture}-{width}.png", full_page=True)
    # Playwright believes that its own size stands, and would not say it again.
    show(page, before["width"], before["height"], 1)
    return found
