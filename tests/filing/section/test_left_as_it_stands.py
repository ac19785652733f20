"""What an answer leaves as it stands, because the page shows it already, is what a page opened now would show there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from evaluations.filing.section import autosave_views
from evaluations.models import ApprovedFigure, Evidence, Obligation, SectionState
from tests.evidence.papers import attach_paper

pytestmark = pytest.mark.usefixtures("kept_draft")

BASE = {
    "staff_in_post": "35",
    "reception.actual": "0.5",
    "reception.budget": "0.4",
    "operating.budget": "101.26",
    "person-preparer": "张会计",
}
ROWS = {
    "project-0-name": "系统运维",
    "project-0-budget": "5",
    "project-0-item-0-name": "电费",
    "project-0-item-0-amount": "2",
    "project-1-name": "培训",
    "project-1-budget": "7",
}
ITEMS = {
    "achievement-0-title": "一件事",
    "achievement-0-body": "在职人员35人。",
    "achievement-1-title": "另一件",
    "achievement-1-body": "公务接待费0.5万元。",
    "text-results_note": "无。",
}
# The first classes of what is left: of every page, and of a table of numbers with its head, which has none.
TOP, SHEET = ("crumb", "head", "meta"), ("sheet-tabs", "sheet-head", "")


def element_of(page, one):
    """The element that follow.js takes for this one: by its id, else by its name and first class."""
    first = f" {one.get('class', '').partition(' ')[0]} "
    own = f"@id='{one.get('id')}'" if one.get("id") else f"not(@id) and contains(concat(' ', @class, ' '), '{first}')"
    (found,) = page.xpath(f"//{one.tag}[{own}]")[:1]
    return found


def told(one):
    """What is seen of an element, but for what scripts write."""
    for own in one.xpath(".//*[@data-own]"):
        own.getparent().remove(own)
    return html.tostring(one, encoding="unicode")


def left_alone(answer):
    """The elements that an answer says to be the same."""
    return answer.xpath("//*[@data-same]")


@pytest.mark.parametrize(
    ("section", "texts", "typed", "same"),
    [
        (
            "base_data",
            BASE,
            {"reception.actual": "0.7"},
            [*TOP, *SHEET, "card-form", "actions"],
        ),
        ("base_data", BASE, {"person-preparer": "李会计"}, [*TOP, *SHEET, "actions"]),
        (
            "base_data",
            BASE,
            {"operating.budget": "98"},
            [*TOP, *SHEET, "card-form", "actions"],
        ),
        ("projects", ROWS, {"project-0-budget": "6"}, [*TOP, *SHEET, "more", "", "actions"]),
        ("projects", ROWS, {"project-0-budget": "6x"}, [*TOP, *SHEET, "more", "", "actions"]),
        ("projects", ROWS, {"project-0-item-0-amount": "3"}, [*TOP, *SHEET, "", "actions"]),
        ("results", ITEMS, {"achievement-0-body": "在职36人。"}, ["crumb", "head", "meta", "row-card", "actions"]),
        ("results", ITEMS, {"achievement-1-title": "改过"}, ["crumb", "head", "meta", "row-card", "actions"]),
        ("results", ITEMS, {"text-results_note": "有。"}, ["crumb", "head", "meta", "row-card", "row-card", "actions"]),
    ],
)
def test_it_is_what_a_page_opened_now_shows(send, preparer, address, draft, office, section, texts, typed, same):
    if section == "results":
        send("base_data", BASE)
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="operating.budget", amount="101.26")
    attach_paper(draft, office.preparer, "批复.pdf")
    first = send(section, texts).json()
    before = html.fromstring(preparer.get(address(section)).content.decode())
    answer = send(section, typed, version=first["version"], differs=1, shows=first["stamp"]).json()["page"]
    answer, now = html.fromstring(answer), html.fromstring(preparer.get(address(section)).content.decode())
    found = left_alone(answer)
    assert [one.get("class", "").partition(" ")[0] for one in found] == same
    for one in found:
        assert told(element_of(before, one)) == told(element_of(now, one))
    lines = {one.get("id") for one in answer.xpath("//tbody[@data-some]/tr")}
    for line in now.xpath("//tr[starts-with(@id, 'line-')]") if lines else []:
        assert line.get("id") in lines or told(element_of(before, line)) == told(line)


@pytest.mark.parametrize("section", ["usage", "base_data"])
def test_the_panel_is_left_where_nothing_in_it_has_changed(send, section):
    texts = {"usage": ({"text-usage": "一"}, {"text-usage": "二"}), "base_data": (BASE, {"reception.actual": "0.7"})}
    first, typed = texts[section]
    told = send(section, first).json()
    again = send(section, typed, version=told["version"], differs=1, shows=told["stamp"]).json()
    assert ("<aside" in again["page"]) == (section == "base_data")


def test_the_panel_is_told_when_a_save_leaves_another_section_whose_findings_then_count(send):
    """The first sending of the page changed nothing, and so left nothing."""
    told = send("usage", {"text-usage": "一"}).json()
    send("base_data", BASE)
    told = send("usage", {"text-usage": "一"}, page="two", version=told["version"]).json()
    typed = {"page": "two", "version": told["version"], "differs": 1, "shows": told["stamp"]}
    again = send("usage", {"text-usage": "二"}, **typed).json()
    assert "<aside" in again["page"] and "data-same" in again["page"]
    left = SectionState.objects.get(section="base_data").left
    assert left and 'class="chk"' in again["page"].partition("<aside")[2]


@pytest.mark.parametrize("beside", ["the last day", "the next day", "a file", "nothing"])
def test_all_is_told_once_something_beside_the_texts_has_changed(send, draft, office, beside, monkeypatch):
    told = send("base_data", BASE).json()
    if beside == "the last day":
        owed = Obligation.objects.filter(pk=draft.obligation_id)
        owed.update(extended_to=owed.get().due_on + timedelta(days=3), extension_reason="延期")
    if beside == "the next day":
        tomorrow = timezone.localdate() + timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    if beside == "a file":
        attach_paper(draft, office.preparer, "批复.pdf")
        assert Evidence.objects.exists()
    again = send("base_data", {"reception.actual": "0.7"}, version=told["version"], differs=1, shows=told["stamp"])
    assert ("data-same" in again.json()["page"]) == (beside == "nothing")


def test_midnight_between_a_save_and_its_answer_is_told_by_the_next_one(send, monkeypatch):
    told, today = send("base_data", BASE).json(), [timezone.localdate()]
    monkeypatch.setattr(timezone, "localdate", lambda: today[-1])

    def saved_before_midnight(*given, **named):
        found = save_locked(*given, **named)
        today.append(today[-1] + timedelta(days=1))
        return found

    save_locked = autosave_views.save_locked
    for amount, left in (("0.7", True), ("0.8", False)):
        monkeypatch.setattr(autosave_views, "save_locked", saved_before_midnight if left else save_locked)
        typed = {"reception.actual": amount}
        told = send("base_data", typed, version=told["version"], differs=1, shows=told["stamp"]).json()
        assert ("data-same" in told["page"]) == left
