"""The page after an autosave equals the page after a reload: each kind of section, with a fault and mended.

With scripts/test --long every section of both forms.
"""

import json

import pytest
from django.test import Client
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import scheme_of
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.filing.pages import section_texts
from tests.filing.section_makes import sections_of_new_makes
from tests.patience import cases

pytestmark = pytest.mark.django_db(transaction=True)

TOO_LONG = "很长的一行" * 70
# What one reads on the page, and what stands in its fields; not what scripts write beside it (data-own).
SEEN = """() => {
  const masked = /^(csrfmiddlewaretoken|page|sending)$/, gone = /^(value|checked|open|autofocus)$/;
  const told = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\\s+/g, ' ').trim() || [];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (node.dataset.own !== undefined || masked.test(node.getAttribute('name'))) return [];
    const attributes = [...node.attributes].filter(one => !gone.test(one.name))
      .map(one => `${one.name}=${one.name === 'class' ? [...node.classList].sort().join(' ') : one.value}`).sort();
    const state = node.matches('input, textarea, select') ? [`${node.value}|${node.checked}`] : [];
    const inner = node.matches('textarea') ? [] : [...node.childNodes].flatMap(told);
    return [`<${node.localName} ${attributes.join(' ')}>`, ...state, ...inner, '/'];
  };
  return [document.title, ...['.side', 'main', 'aside.live'].flatMap(place => told(document.querySelector(place)))];
}"""
# Types as a hand does: each field is entered, changed and left.
TYPE = """texts => {
  const typed = [];
  for (const [name, text] of Object.entries(texts)) {
    const [field] = document.getElementsByName(name);
    if (!field || field.type === 'radio' || field.type === 'hidden' || field.disabled) continue;
    if (field.type === 'checkbox') field.checked = text === 'on'; else field.value = text;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
    typed.push(name);
  }
  return typed;
}"""


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.clock.install()
    yield page
    context.close()


@pytest.fixture
def complaints(page):
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


def spoilt(texts):
    """The same with what cannot be stored in the first amount, else line, else text that there is."""
    amount = next((name for name, text in texts.items() if text[:1].isdigit()), None)
    if amount:
        return texts | {amount: "31,4x"}
    line = next((name for name in texts if name.endswith(("-name", "-title", "-reason")) or name == "author"), None)
    return texts | ({line: TOO_LONG * 10} if line else {})


def without_last_amount(texts):
    """The same with nothing in the last field that holds an amount."""
    amounts = [name for name, text in texts.items() if text[:1].isdigit()]
    return texts | dict.fromkeys(amounts[-1:], "")


def saved(page, texts):
    """Types, lets the pause pass, waits for the answer."""
    with page.expect_response("**/autosave/") as answer:
        assert page.evaluate(TYPE, texts)
        page.clock.fast_forward(2_000)
    assert answer.value.ok
    expect(page.locator("#autosave")).to_contain_text("自动暂存")


def autosaved(page, texts):
    """The same; what is seen then and after a reload."""
    saved(page, texts)
    after = page.evaluate(SEEN)
    page.reload()
    return after, page.evaluate(SEEN)


def differing(after, reloaded):
    """The first lines that are not the same, with what stands around them; nothing where all are."""
    first = next((n for n, pair in enumerate(zip(after, reloaded, strict=False)) if pair[0] != pair[1]), None)
    if first is None and len(after) == len(reloaded):
        return None
    first = min(len(after), len(reloaded)) if first is None else first
    return after[first - 3 : first + 4], reloaded[first - 3 : first + 4]


def signed_in_draft(page, live_server, settings, form, year):
    office = make_office(year=year, scheme=make_scheme(form))
    client = Client()
    client.force_login(office.preparer)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return office.empty_draft()


@pytest.mark.parametrize(("form", "year"), [("hunan-2013", 2020), ("hunan-2023", 2023)])
def test_the_page_after_an_autosave_is_the_page_after_a_reload(page, complaints, live_server, settings, form, year):
    draft = signed_in_draft(page, live_server, settings, form, year)
    document = json.loads((EXAMPLES / ("complete.json" if year == 2020 else "complete-2023.json")).read_text("utf-8"))
    found = {}
    scheme = scheme_of(draft)
    for section in cases(sections_of_new_makes(scheme), list(scheme.sections)):
        page.goto(f"{live_server.url}/filing/{draft.pk}/s/{section.code}/")
        texts = {f"text-{one.code}": "按要求办理。" for one in section.texts} | section_texts(document, section)
        saved(page, without_last_amount(texts))  # then what differs is sent, and what changed is answered
        for step, typed in (("spoilt", spoilt(texts)), ("mended", texts)):
            found[f"{section.code} {step}"] = differing(*autosaved(page, typed))
    assert {place: seen for place, seen in found.items() if seen} == {}


def test_a_remark_goes_when_its_reason_is_gone_though_tab_stands_on_it(page, complaints, live_server, settings):
    draft = signed_in_draft(page, live_server, settings, "hunan-2023", 2023)
    page.goto(f"{live_server.url}/filing/{draft.pk}/s/problems/")
    text, remark = page.locator("#id_text-problems"), page.locator(".said a[data-word]")
    for words, remarks in (("本单位XX项目进度偏慢。", 1), ("道路养护项目进度偏慢。", 0)):
        text.fill(words)
        text.press("Tab")
        with page.expect_response("**/autosave/"):
            page.clock.fast_forward(2_000)
        expect(remark).to_have_count(remarks)
        if remarks:
            remark.focus()
    expect(text).to_be_focused()
