"""A draft goes with all that was typed into it; what is on record stays, and so do the people who stand in it."""

import pytest
from django.db import models, transaction
from django.db.models import ProtectedError

from evaluations.models import (
    ApprovedFigure,
    ApprovedTarget,
    Comment,
    Cycle,
    Evaluation,
    Evidence,
    Explanation,
    Obligation,
    ProjectItem,
    Publication,
    Reply,
    Scheme,
    SectionState,
    SectionVersion,
    Target,
)
from tests.factories import make_user
from tests.models.rows import DRAFTED, add_row, make_places

pytestmark = pytest.mark.django_db
DRAWN_UP: list[type[models.Model]] = [*DRAFTED, Evidence, Explanation]


@pytest.fixture
def at():
    return make_places()


@pytest.fixture
def fresh(at):
    """A second draft of which nothing was handed in, with a row of every kind."""
    draft = Evaluation.objects.create(obligation=add_row(Obligation, at))
    for kind in DRAWN_UP:
        add_row(kind, at, evaluation=draft)
    return draft


def test_a_draft_takes_all_that_was_typed_into_it_along_and_nothing_of_its_neighbour(at, fresh):
    for kind in DRAWN_UP:
        add_row(kind, at)
    fresh.delete()
    assert [list(kind._default_manager.values_list("evaluation", flat=True)) for kind in DRAWN_UP] == [
        [at.draft.pk]
    ] * 11


def test_a_project_takes_its_items_and_its_targets_along(at):
    item = add_row(ProjectItem, at)
    own, other = add_row(Target, at, project=item.project), add_row(Target, at)
    item.project.delete()
    assert not ProjectItem.objects.exists() and list(Target.objects.all()) == [other] and own != other


def test_an_obligation_without_a_report_takes_what_was_approved_for_it_along(at):
    free = add_row(Obligation, at)
    for kind in (ApprovedFigure, ApprovedTarget):
        add_row(kind, at)
        add_row(kind, at, obligation=free)
    free.delete()
    assert ApprovedFigure.objects.get().obligation == ApprovedTarget.objects.get().obligation == at.draft.obligation


def stays(row: models.Model) -> bool:
    """Whether the row cannot be deleted."""
    with pytest.raises(ProtectedError), transaction.atomic():
        row.delete()
    return type(row)._default_manager.filter(pk=row.pk).exists()


def test_what_others_hang_on_cannot_be_deleted_under_them(at):
    owed = at.draft.obligation
    rows: list[models.Model] = [
        Scheme.objects.get(), owed.cycle.county, owed.cycle, owed.department, owed, at.draft, at.submission
    ]  # fmt: skip
    add_row(Publication, at)
    assert all(stays(row) for row in rows)


def test_a_comment_keeps_its_answers_and_a_report_its_comments(at):
    reply = add_row(Reply, at)
    assert stays(reply.comment) and stays(at.submission)
    Reply.objects.all().delete()
    Comment.objects.all().delete()
    assert not Comment.objects.exists()


def test_who_stands_in_the_record_is_not_deleted(at):
    assert stays(at.person), "handed in a report"


@pytest.mark.parametrize(
    "kind, field",
    [
        (SectionState, "saved_by"),
        (SectionVersion, "saved_by"),
        (Evidence, "uploaded_by"),
        (Explanation, "person"),
        (Comment, "moved_by"),
    ],
)
def test_who_typed_into_a_draft_is_not_deleted(at, kind, field):
    clerk = make_user()
    moved = {"state": "closed", "moved_at": at.submission.submitted_at} if kind is Comment else {}
    add_row(kind, at, **{field: clerk}, **moved)
    assert stays(clerk)


def test_years_are_listed_from_the_newest(at):
    years = [at.draft.cycle, add_row(Cycle, at), add_row(Cycle, at, year=2010)]
    assert list(Cycle.objects.all()) == [years[1], years[0], years[2]]
