"""Whatever the pages of a draft show, its stamp is another after every change of it, by whatever way."""

import re
from copy import deepcopy
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import User
from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.filing.desk import kept_results
from evaluations.models import Evaluation, Status, evaluation_stamp
from evaluations.models.evaluation_stamp import STAMPED, STAMPING
from evaluations.submissions.integrity import integrity_problems
from tests.factories import make_comment, make_cycle, make_department, make_obligation

NOW = timezone.now()
# Written with a section state of another version, which says what to read again.
FORM_TABLES = {
    f"evaluations_{name}"
    for name in ("budgetline", "project", "projectitem", "target", "building", "achievement", "indicatorentry")
} | {"evaluations_narrative", "evaluations_statedvalue", "evaluations_basicinfo"}
# Compared by value at every request (kept_results.names_of), or of no department.
NAMES = {f"departments_{name}" for name in ("county", "department", "user")} | {
    f"evaluations_{name}" for name in ("cycle", "obligation", "scheme", "frozenassessment", "evaluation")
}


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]


@pytest.fixture
def office(kept_office):
    return deepcopy(kept_office)


@pytest.fixture
def preparer(client, office):
    client.force_login(office.preparer)
    return client


@pytest.fixture
def draft(office):
    return office.evaluation(Status.RETURNED)


def stamp(draft):
    return Evaluation.objects.values_list("stamp", flat=True).get(pk=draft.pk)


def changes(draft, act):
    """Do it, and see that the stamp is another."""
    before = stamp(draft)
    done = act()
    assert stamp(draft) != before
    return done


def columns(draft, person):
    """Related name of the draft or of its obligation → a row there, and a change of it."""
    file = {"file": uuid4(), "name": "附件.pdf", "kind": "pdf", "size": 1, "sha256": "a", "uploaded_by": person}
    evidence = draft.evidence.create(place="section.usage", **file)
    cell = {"evidence": evidence, "sheet": "1", "formula": "C1", "label": "", "scope": ""}
    return {
        draft.section_states: ({"section": "elsewhere"}, {"none": True}),
        draft.explanations: ({"check_number": "1", "text": "说明", "person": person}, {"text": "另外说明"}),
        draft.evidence: (
            {"place": "section.usage"} | file | {"file": uuid4(), "original_sha256": "b"},
            {"removed_at": NOW},
        ),
        draft.figure_sources: ({"figure": "a", "amount": 1} | cell, {"sheet": "2"}),
        draft.place_origins: ({"section": "a", "unit": "b", "kind": "paper", "recorded_at": NOW}, {"unit": "c"}),
        draft.obligation.approved_figures: ({"figure": "a", "amount": 1}, {"amount": 2}),
        draft.obligation.reminders: (
            {"day": date(2021, 3, 1), "text": "请尽快", "sent_by": person, "sent_at": NOW},
            {"text": "请抓紧"},
        ),
    }


def test_each_row_that_comes_changes_or_goes_gives_another(office, draft):
    for rows, (row, change) in columns(draft, office.preparer).items():
        made = changes(draft, lambda rows=rows, row=row: rows.create(**row))
        same = rows.filter(pk=made.pk)
        assert changes(draft, lambda same=same, change=change: same.update(**change)) == 1
        changes(draft, same.delete)


def test_so_does_every_word_of_a_comment_and_its_answers(office, draft):
    comment = changes(draft, lambda: make_comment(draft.submissions.get(), office.reviewer))
    reply = {"act": "answered", "text": "已改", "author": office.preparer, "at": NOW}
    said = changes(draft, lambda: comment.replies.create(**reply))
    changes(draft, lambda: comment.replies.filter(pk=said.pk).update(text="已改好"))
    changes(draft, lambda: draft.comments.filter(pk=comment.pk).update(body="请再核对"))


def test_a_new_name_changes_where_it_stands_and_nothing_else_does(office, draft):
    draft.section_states.update(saved_by=office.preparer)
    others = office.reviewer, office.publisher
    person = User.objects.filter(pk=office.preparer.pk)
    changes(draft, lambda: person.update(display_name="王改名"))
    before = stamp(draft)
    person.update(display_name="王改名", last_login=NOW)
    User.objects.filter(pk=others[1].pk).update(display_name="李改名")
    assert stamp(draft) == before


def test_last_years_report_and_its_approval_change_the_draft_of_this_year(office, draft):
    owed = make_obligation(make_cycle(office.county, 2021, scheme=office.cycle.scheme), office.department)
    other = make_obligation(owed.cycle, make_department(office.county))
    this_year, foreign = (Evaluation.objects.create(obligation=one) for one in (owed, other))
    before = stamp(foreign)
    changes(this_year, lambda: office.advance(draft, "submit", "sign"))
    changes(this_year, lambda: office.advance(Evaluation.objects.get(pk=draft.pk), "approve"))
    changes(this_year, lambda: office.advance(Evaluation.objects.get(pk=draft.pk), "unapprove"))
    changes(this_year, lambda: type(owed).objects.filter(pk=draft.obligation_id).update(department=other.department))
    assert stamp(foreign) != before  # it now has that report of last year


def test_an_old_one_that_is_written_back_counts_for_nothing(draft):
    old = Evaluation.objects.get(pk=draft.pk)
    changes(draft, lambda: draft.section_states.create(section="elsewhere"))
    changes(draft, old.save)
    assert stamp(draft) != old.stamp


def test_what_pages_ask_once_is_what_stamps_watch(preparer, draft):
    """Whoever lets a page keep something more must let the triggers watch its table."""
    looks = ("", "check/", "comments/", "evidence/", "history/", "preview/", "readings/")
    sections = [f"s/{one.code}/" for one in scheme_of(draft).sections]
    pages = [f"/filing/{draft.pk}/{page}" for page in (*looks, *sections)]
    first: list[str] = []
    second: list[str] = []
    for asked in (first, second):
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert preparer.get(page).status_code == 200
            asked.extend(query["sql"] for query in queries)
        if asked is second:
            break
    again = set(map(tables, second))
    kept = {name for sql in first if tables(sql) not in again for name in tables(sql)}
    assert kept and kept <= {STAMPED, *STAMPING} | FORM_TABLES | NAMES


def tables(sql):
    return frozenset(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))


def test_verify_names_a_trigger_that_is_gone(draft):
    name = next(iter(evaluation_stamp.stamp_triggers(connection.vendor)))
    assert evaluation_stamp.missing_stamp_triggers(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {STAMPED}" if connection.vendor == "postgresql" else ""))
    assert any(name in problem for problem in integrity_problems())
    evaluation_stamp.make_stamp_triggers(connection)
    assert evaluation_stamp.missing_stamp_triggers(connection) == []


def test_an_installation_of_the_version_before_gets_the_triggers_of_this_one(draft, monkeypatch):
    name = "evaluations_submission_stamp" + ("" if connection.vendor == "postgresql" else "_insert")
    wanted = evaluation_stamp.stamp_triggers(connection.vendor)
    before = {**wanted, name: [line.replace("later", "owing") for line in wanted[name]]}
    with monkeypatch.context() as patch:
        patch.setattr(evaluation_stamp, "stamp_triggers", lambda vendor: before)
        evaluation_stamp.make_stamp_triggers(connection)
    assert evaluation_stamp.missing_stamp_triggers(connection) == [name]
    evaluation_stamp.make_stamp_triggers(connection)
    assert evaluation_stamp.missing_stamp_triggers(connection) == []


def test_a_process_that_looks_after_another_has_saved_shows_it(preparer, office, draft, monkeypatch):
    """Two processes share the database and nothing else: one after the other has the memory to itself."""
    mine, page = (kept_results._kept, kept_results._told), f"/filing/{draft.pk}/s/base_data/"
    assert "改过的名字" not in preparer.get(page).content.decode()
    monkeypatch.setattr(kept_results, "_kept", type(mine[0])())
    monkeypatch.setattr(kept_results, "_told", type(mine[1])())
    version = draft.section_states.get(section="base_data").version
    sent = {"version": version, "person-preparer": "改过的名字", "go": "stay"}
    assert preparer.post(page, sent).status_code in (302, 422)
    monkeypatch.setattr(kept_results, "_kept", mine[0])
    monkeypatch.setattr(kept_results, "_told", mine[1])
    assert "改过的名字" in preparer.get(page).content.decode()
