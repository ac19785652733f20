"""What exists once is not stored twice, and only that: the neighbour's row and the next one are taken."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from evaluations.models import (
    ApprovedFigure,
    ApprovedTarget,
    BatchedRelease,
    BudgetLine,
    Correction,
    Cycle,
    Decision,
    DecisionRevocation,
    Evaluation,
    Evidence,
    Explanation,
    FrozenAssessment,
    IndicatorEntry,
    Job,
    Narrative,
    Notice,
    Obligation,
    PaperCheck,
    PlaceOrigin,
    Publication,
    Reminder,
    Scheme,
    SectionState,
    SectionVersion,
    SiteAlarm,
    Submission,
)
from tests.factories import make_county, make_user
from tests.models.rows import add_row, good_values, make_places, refused_by

pytestmark = pytest.mark.django_db
# Constraint, model, and for each of its columns another value with which the same row is another one.
ONCE: list[tuple[str, type[models.Model], dict]] = [
    ("alarm_told_once", SiteAlarm, {"code": "disk"}),
    ("approved_figure_unique", ApprovedFigure, {"figure": "basic.begin"}),
    ("approved_target_unique", ApprovedTarget, {"position": 2}),
    ("batch_item_once", BatchedRelease, {"publication": None}),
    ("budget_line_unique", BudgetLine, {"figure": "basic.budget"}),
    ("cycle_one_a_year", Cycle, {"year": 2022}),
    ("evidence_once_at_a_place", Evidence, {"place": "section.funds", "original_sha256": "2" * 64}),
    ("explanation_unique", Explanation, {"check_number": "14", "field": "basic.actual"}),
    ("indicator_entry_unique", IndicatorEntry, {"indicator": "poll"}),
    ("narrative_unique", Narrative, {"code": "usage"}),
    ("paper_number_unique_in_batch", PaperCheck, {"number": 2}),
    ("reminder_once_a_day", Reminder, {"day": date(2021, 6, 2)}),
    ("section_state_unique", SectionState, {"section": "funds"}),
    ("place_origin_unique", PlaceOrigin, {"section": "funds", "unit": "target"}),
    ("section_version_unique", SectionVersion, {"section": "funds", "version": 2}),
]
# What another place may have of the same: the field that leads there.
OWNERS = {"evaluation", "obligation", "county", "cycle", "batch"}


@pytest.fixture
def at():
    return make_places()


def unique_constraints() -> dict[str, models.UniqueConstraint]:
    """Every unique constraint of this application by its name."""
    found = (one for kind in apps.get_app_config("evaluations").get_models() for one in kind._meta.constraints)
    return {one.name: one for one in found if isinstance(one, models.UniqueConstraint)}


def test_no_unique_constraint_is_left_out_here():
    elsewhere = {"obligation_one_a_cycle", "publication_one_live_a_year", "submission_number_unique"}
    elsewhere |= {"correction_one_open", "decision_one_at_first", "notice_told_once"}
    elsewhere |= {"draw_number_unique", "drawn_once", "drawn_place_unique", "review_score_one_a_sample"}
    elsewhere |= {"figure_source_unique", "review_sheet_one_a_round", "statistic_value_once"}
    elsewhere |= {"finding_accepted_once"}
    assert {name for name, _, _ in ONCE} | elsewhere == set(unique_constraints())
    for name, _, others in ONCE:
        assert set(others) == set(unique_constraints()[name].fields) - OWNERS


@pytest.mark.parametrize("name, kind, others", ONCE)
def test_a_row_is_stored_once_and_another_one_beside_it(at, name, kind, others):
    values = good_values(kind, at)
    first = kind.objects.create(**values)
    refused_by(unique_constraints()[name], kind, values)
    more = [kind.objects.create(**values | {column: value}) for column, value in others.items()]
    assert set(kind.objects.all()) >= {first, *more} and len({first, *more}) == 1 + len(others)


def test_the_same_figure_belongs_to_two_drafts(at):
    other = Evaluation.objects.create(obligation=add_row(Obligation, at))
    for draft in (at.draft, other):
        BudgetLine.objects.create(evaluation=draft, figure="basic.actual", amount=0)
        Narrative.objects.create(evaluation=draft, code="duties", text="职责")
    assert (other.budget_lines.count(), other.narratives.count()) == (1, 1)


def test_a_report_has_one_correction_that_is_open_and_many_that_are_over(at):
    answered = {"answered_by": at.person, "answered_at": timezone.now()}
    for state in ("refused", "cancelled", "done"):
        add_row(Correction, at, state=state, answer="见意见", **answered)
    add_row(Correction, at, state="allowed", **answered)
    refused_by(unique_constraints()["correction_one_open"], Correction, good_values(Correction, at))


def test_what_is_told_once_is_told_each_person_once_and_all_else_again(at):
    for once in ("", "", "deadline:1", "deadline:2"):
        add_row(Notice, at, once=once)
    refused_by(unique_constraints()["notice_told_once"], Notice, good_values(Notice, at) | {"once": "deadline:1"})
    add_row(Notice, at, once="deadline:1", user=make_user())


def test_a_submission_has_one_first_decision_and_each_further_one_follows_a_revocation(at):
    first = add_row(Decision, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_row(Decision, at)
    revoked = add_row(DecisionRevocation, at, decision=first)
    second = add_row(Decision, at, after=revoked)
    with pytest.raises(IntegrityError), transaction.atomic():
        add_row(Decision, at, after=revoked)
    assert list(Decision.standing()) == [second]


def test_two_counties_open_the_same_year(at):
    values = good_values(Cycle, at)
    first, second = (
        Cycle.objects.create(**values | {"county": county}) for county in (at.draft.department.county, make_county())
    )
    assert first.year == second.year == 2021


def test_a_department_owes_one_report_a_cycle_and_one_in_the_next(at):
    owed = at.draft.obligation
    given = {"cycle": owed.cycle, "department": owed.department}
    refused_by(unique_constraints()["obligation_one_a_cycle"], Obligation, given)
    later = Obligation.objects.create(cycle=add_row(Cycle, at), department=owed.department)
    assert owed.department.obligations.exclude(pk=owed.pk).get() == later


def test_submissions_of_a_report_are_counted(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        add_row(Submission, at)
    assert [add_row(Submission, at, number=number).number for number in (2, 3)] == [2, 3]


def test_what_was_removed_from_a_place_may_be_sent_there_again(at):
    for _ in range(2):
        add_row(Evidence, at, removed_at=timezone.now())
    kept = add_row(Evidence, at)
    refused_by(unique_constraints()["evidence_once_at_a_place"], Evidence, good_values(Evidence, at))
    assert list(Evidence.current(at.draft)) == [kept]


def test_a_year_has_many_papers_of_a_department_and_one_that_is_public(at):
    for number, state in enumerate(("superseded", "superseded", "live"), 2):
        add_row(Publication, at, state=state, submission=add_row(Submission, at, number=number))
    more = good_values(Publication, at)
    refused_by(unique_constraints()["publication_one_live_a_year"], Publication, more)
    Publication.objects.create(**more | {"year": 2021})
    live = Publication.objects.filter(department=at.draft.department, state="live")
    assert sorted(live.values_list("year", flat=True)) == [2020, 2021]


@pytest.mark.parametrize(
    "kind, one, changed",
    [
        (Decision, "submission", {"outcome": "returned", "reason": "改"}),
        (FrozenAssessment, "submission", {"format": 3}),
        (Publication, "submission", {"year": 2021}),
        (Evaluation, "obligation", {"version": 2}),
        (Job, "key", {"kind": "tidy"}),
        (Scheme, "digest", {"code": "other"}),
    ],
)
def test_whatever_else_differs_one_thing_has_one_row(at, kind, one, changed):
    bare = {"code": "bare", "title": "体系", "source": "", "digest": "1" * 64}
    values = bare if kind is Scheme else good_values(kind, at)
    kind.objects.create(**values)
    with pytest.raises(IntegrityError, match=f"(?is)unique.*{one}|append-only"), transaction.atomic():
        kind.objects.create(**values | changed)


def test_the_last_day_may_be_the_first(at):
    given = good_values(Cycle, at)
    assert Cycle.objects.create(**given).due_on == given["opens_on"] == date(2022, 3, 1)
