"""Whoever owns the tables rewrites the record past all triggers; `verify` names each thing that was done to it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as site

from departments.models import SecondFactor
from departments.sealing import seal_text
from evaluations.audit.events import record_event, seal_events
from evaluations.audit.witness import WITNESS_FILE, write_head
from evaluations.cycles.obligations.changing import extend_obligation
from evaluations.models import ApprovedFigure, Evaluation, Publication
from evaluations.proof.adopting import adopt_record
from evaluations.proof.adopting_rows import adopt_rows
from evaluations.proof.approved_digest import approved_digests
from evaluations.proof.cycle_faults import task_values
from evaluations.proof.record_problems import record_problems
from evaluations.publication.printing.rendering import fix_chain_head
from evaluations.review.sampling.draws import draw_reports
from evaluations.workflow.timed_publishing import hold_release
from tests.factories import finish_paper, make_office
from tests.proof.forgeries import FORGERIES, triggers_off
from tests.proof.own_forgeries import OWN_FORGERIES
from tests.proof.row_forgeries import ROW_FORGERIES

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ALL_FORGERIES = FORGERIES | OWN_FORGERIES | ROW_FORGERIES


@pytest.fixture(scope="module")
def kept_record(module_rows):
    """One report that was returned, filed again, approved and is public, with all its events."""
    office = make_office()
    for person in (office.preparer, office.head):
        person.set_password("Cold-Harbour-1907")
        person.save()
    SecondFactor.objects.create(user=office.head, sealed_secret=seal_text("GEZDGNBVGY3TQOJQ"))
    draft = office.evaluation()
    owed = draft.obligation
    record_event(
        "open_cycle", user=office.bureau_admin, object=office.cycle, detail={"task": task_values(office.cycle)}
    )
    ApprovedFigure.objects.create(obligation=owed, figure="basic.begin", amount=Decimal("12.5"))
    detail = {"approved": approved_digests([owed.pk])[owed.pk]}
    record_event("approve_budget", user=office.bureau_admin, object=owed, detail=detail)
    extend_obligation(owed, office.bureau_admin, date(2021, 7, 31), "会计岗位交接")
    draft = office.advance(draft, "submit", "sign", "return", "submit", "sign")
    seal_events()
    draft = office.advance(draft, "approve", "unapprove", "approve")
    fix_chain_head(Publication.objects.get())
    office.advance(draft, "publish", "correct", "refuse_correction")
    other = make_office(office.county)
    second = other.evaluation("approved")
    finish_paper(Publication.objects.get(submission__evaluation=second))
    draw_reports(office.cycle, office.bureau_admin, method="simple", share=Decimal(100), basis="抽评")
    adopt_record()
    adopt_rows()
    write_head(seal_events())
    return office, other


@pytest.fixture
def record(kept_record, db):
    """The same for one test: rows are put back after it. Both offices."""
    assert Path(site.MEDIA_ROOT, WITNESS_FILE).exists()
    return kept_record


def test_what_was_done_by_the_system_alone_has_no_problem(record):
    assert list(record_problems()) == []


@pytest.mark.parametrize("name", ALL_FORGERIES)
def test_a_forgery_is_named(record, name):
    forge, said = ALL_FORGERIES[name]
    with triggers_off():
        forge()
    found = list(record_problems())
    assert any(said in sentence for sentence in found), found
    assert not any("触发器" in sentence for sentence in found)


def test_a_time_that_was_set_and_dropped_by_the_system_is_no_forgery(record):
    _, office = record
    waiting = Evaluation.objects.get(status="approved")
    for action in ("schedule_release", "cancel_release", "schedule_release"):
        waiting = office.advance(waiting, action)
        assert list(record_problems()) == []
    hold_release(Publication.objects.get(state="ready"), "文件损坏")
    assert list(record_problems()) == []


def test_no_way_of_a_correction_and_no_way_back_to_the_public_is_a_forgery(record):
    office, _ = record
    report = Evaluation.objects.get(status="published")
    for actions in (
        ("correct", "take_back_correction"),
        ("correct", "allow_correction", "cancel_correction"),
        ("correct", "allow_correction", "submit", "sign", "approve"),
        ("correct", "allow_correction", "submit", "sign", "approve", "publish"),
        ("unpublish", "republish"),
        ("correct", "allow_correction", "cancel_correction"),
    ):
        report = office.advance(report, *actions)
        assert list(record_problems()) == [], actions
