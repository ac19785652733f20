"""Every check of the database refuses what its name says, and takes what stands just beside it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models, transaction

from evaluations.language.amounts import AMOUNT_LIMIT
from evaluations.models import (
    ApprovedFigure,
    ApprovedTarget,
    BatchedRelease,
    BudgetLine,
    Building,
    Claim,
    Comment,
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
    Notice,
    Obligation,
    PaperCheck,
    PlaceOrigin,
    Project,
    ProjectItem,
    Publication,
    ReaderRemark,
    ReleaseBatch,
    Reminder,
    Reply,
    Submission,
    Target,
)
from tests.models.rows import NOW, Places, add_row, good_values, make_places, refused_by

pytestmark = pytest.mark.django_db
SMALLEST = Decimal("0.000001")
LARGEST = AMOUNT_LIMIT - SMALLEST
PERSON = object()  # stands for the person of the rows
NOBODY = {"published_at": None, "published_by": None}
PREPARING = {"state": "preparing", "file": "", "sha256": "", "size": None, "pages": None, "rendered_at": None, **NOBODY}
READY = {"state": "ready", **NOBODY}
HANDED_IN = {"submitted_at": NOW, "submitted_by": PERSON}
PASSED = HANDED_IN | {"approved_at": NOW, "approved_by": PERSON}
PUBLIC = PASSED | {"published_at": NOW, "published_by": PERSON}
RETURNED = {"status": "returned", "returned_at": NOW, "returned_by": PERSON, "return_reason": "改"}
MOVED = {"state": "answered", "moved_at": NOW, "moved_by": PERSON}
ANSWERED = {"answered_by": PERSON, "answered_at": NOW}
REPLIED = ANSWERED | {"state": "stands", "answer": "核对无误"}
CLOSED_YEAR = {"closed_at": NOW, "closed_by": PERSON, "closing_reason": "已结束"}
HELD = {"holder": PERSON, "since": NOW, "until": NOW}
WITHDRAWN = {"state": "withdrawn", "withdrawn_reason": "错", "withdrawn_at": NOW, "withdrawn_by": PERSON}
TIMED = {"release_at": NOW, "release_by": PERSON}
LEASED = {"state": "running", "owner": "host:1", "lease_until": NOW}
AMOUNTS: list[tuple[str, type[models.Model], list[str]]] = [
    ("approved_figure_within_limit", ApprovedFigure, ["amount"]),
    ("approved_target_within_limit", ApprovedTarget, ["weight"]),
    (
        "building_amounts_within_limit",
        Building,
        ["approved_area", "actual_area", "approved_investment", "actual_investment"],
    ),
    ("indicator_entry_within_limit", IndicatorEntry, ["score", "maximum", "self_score"]),
    ("project_amounts_within_limit", Project, ["budget", "full_year", "in_place", "actual"]),
    ("project_item_within_limit", ProjectItem, ["amount"]),
    ("target_amounts_within_limit", Target, ["weight", "score"]),
]
OUTSIDE = [(-SMALLEST, AMOUNT_LIMIT), (0, LARGEST)]
AMOUNT_CASES = [
    (check, kind, {name: value}) for check, kind, names in AMOUNTS for name in names for value in OUTSIDE[0]
]
REFUSED: list[tuple[str, type[models.Model], dict]] = [
    *AMOUNT_CASES,
    ("approved_target_direction_known", ApprovedTarget, {"direction": "gt"}),
    ("budget_line_within_limit", BudgetLine, {"amount": AMOUNT_LIMIT}),
    ("budget_line_within_limit", BudgetLine, {"amount": -AMOUNT_LIMIT - SMALLEST}),
    ("budget_line_value_or_not_applicable", BudgetLine, {"amount": None}),
    ("budget_line_value_or_not_applicable", BudgetLine, {"amount": 0, "not_applicable": True}),
    ("comment_level_known", Comment, {"level": "urgent"}),
    ("comment_state_known", Comment, MOVED | {"state": "lost"}),
    ("comment_not_empty", Comment, {"body": ""}),
    ("comment_moved_by_someone", Comment, {"state": "closed", "moved_at": NOW}),
    ("comment_moved_by_someone", Comment, {"state": "closed", "moved_by": PERSON}),
    ("comment_moved_by_someone", Comment, {"moved_at": NOW}),
    ("place_origin_looked_at_by_someone", PlaceOrigin, {"looked_at": NOW}),
    ("place_origin_looked_at_by_someone", PlaceOrigin, {"looked_by": PERSON}),
    ("comment_moved_by_someone", Comment, {"moved_by": PERSON}),
    ("comment_answered_after_sending", Comment, MOVED | {"sent_at": None}),
    ("comment_mended_once_moved", Comment, {"mended": True}),
    *[("claim_held_since_and_until", Claim, HELD | {name: None}) for name in HELD],
    ("reader_remark_state_known", ReaderRemark, REPLIED | {"state": "lost"}),
    ("reader_remark_has_text", ReaderRemark, {"text": ""}),
    *[("reader_remark_answered_by_someone", ReaderRemark, REPLIED | {name: None}) for name in ANSWERED],
    ("reader_remark_answered_by_someone", ReaderRemark, REPLIED | {"answer": ""}),
    ("reader_remark_answered_by_someone", ReaderRemark, {"state": "stands"}),
    ("correction_state_known", Correction, ANSWERED | {"state": "lost"}),
    ("correction_has_reason", Correction, {"reason": ""}),
    *[("correction_answered_by_someone", Correction, {"state": one}) for one in ("allowed", "cancelled", "done")],
    *[("correction_answered_by_someone", Correction, {name: value}) for name, value in ANSWERED.items()],
    ("correction_refused_has_reason", Correction, ANSWERED | {"state": "refused"}),
    *[("cycle_closed_by_someone", Cycle, CLOSED_YEAR | {name: None}) for name in ("closed_at", "closed_by")],
    ("cycle_closed_by_someone", Cycle, CLOSED_YEAR | {"closing_reason": ""}),
    ("cycle_closed_by_someone", Cycle, {"closing_reason": "已结束"}),
    ("revocation_has_reason", DecisionRevocation, {"reason": ""}),
    ("reminder_not_empty", Reminder, {"text": ""}),
    ("notice_audience_known", Notice, {"audience": "everybody"}),
    *[("notice_says_something", Notice, {name: ""}) for name in ("subject", "text")],
    *[
        ("evaluation_correcting_not_passed", Evaluation, given | {"status": status, "correcting": True})
        for status, given in (("approved", PASSED), ("published", PUBLIC))
    ],
    ("evaluation_taken_down_is_approved", Evaluation, {"taken_down": True}),
    ("evaluation_taken_down_is_approved", Evaluation, PUBLIC | {"status": "published", "taken_down": True}),
    ("evaluation_correction_waits_passed", Evaluation, {"correction_waits": True}),
    ("cycle_due_after_opening", Cycle, {"due_on": date(2022, 2, 28)}),
    ("cycle_year_plausible", Cycle, {"year": 1999}),
    ("cycle_year_plausible", Cycle, {"year": 2101}),
    ("decision_outcome_known", Decision, {"outcome": "perhaps"}),
    ("decision_return_has_reason", Decision, {"outcome": "returned"}),
    ("evaluation_status_known", Evaluation, {"status": "lost"}),
    *[
        ("evaluation_handed_in_by_someone", Evaluation, given | {"status": status, missing: None})
        for status, given in (("awaiting_signature", HANDED_IN), ("submitted", HANDED_IN))
        for missing in HANDED_IN
    ],
    *[("evaluation_return_has_reason", Evaluation, RETURNED | {name: None}) for name in ("returned_at", "returned_by")],
    ("evaluation_return_has_reason", Evaluation, RETURNED | {"return_reason": ""}),
    *[
        ("evaluation_passed_by_someone", Evaluation, given | {"status": status, missing: None})
        for status, given in (("approved", PASSED), ("published", PUBLIC))
        for missing in ("approved_at", "approved_by")
    ],
    *[("evaluation_passed_by_someone", Evaluation, {name: PASSED[name]}) for name in ("approved_at", "approved_by")],
    *[
        ("evaluation_published_by_someone", Evaluation, given | {missing: None})
        for given, missing in ((PUBLIC | {"status": "published"}, name) for name in NOBODY)
    ],
    *[("evaluation_published_by_someone", Evaluation, {name: PUBLIC[name]}) for name in NOBODY],
    (
        "evaluation_approved_after_submission",
        Evaluation,
        PASSED | {"status": "approved", "approved_at": NOW - timedelta(microseconds=1)},
    ),
    ("evidence_address_with_its_day", Evidence, {"kind": "web", "address": "https://example.cn/"}),
    ("evidence_address_with_its_day", Evidence, {"kind": "web", "seen_on": date(2021, 5, 1)}),
    ("evidence_address_with_its_day", Evidence, {"address": "https://example.cn/"}),
    ("evidence_not_empty", Evidence, {"size": 0}),
    ("evidence_not_empty", Evidence, {"name": ""}),
    ("evidence_place_known", Evidence, {"place": "benefit"}),
    ("evidence_place_known", Evidence, {"place": "x.section.funds"}),
    ("explanation_not_empty", Explanation, {"text": ""}),
    ("frozen_assessment_format_from_two", FrozenAssessment, {"format": 1}),
    ("frozen_assessment_migrated_from_earlier", FrozenAssessment, {"migrated_from": 2}),
    ("indicator_entry_not_applicable_has_reason", IndicatorEntry, {"not_applicable": True}),
    ("job_state_known", Job, {"state": "paused"}),
    ("job_running_has_lease", Job, LEASED | {"owner": ""}),
    ("job_running_has_lease", Job, LEASED | {"lease_until": None}),
    ("obligation_exemption_has_reason", Obligation, {"exempted": True}),
    ("obligation_extension_has_reason", Obligation, {"extended_to": date(2021, 7, 31)}),
    ("publication_state_known", Publication, {"state": "gone"}),
    *[
        ("publication_rendered_has_file", Publication, {name: value})
        for name, value in (("file", ""), ("sha256", ""), ("size", 0), ("pages", 0), ("rendered_at", None))
    ],
    *[
        ("publication_live_by_someone", Publication, WITHDRAWN | {"state": state, name: None})
        for state in ("live", "superseded", "withdrawn")
        for name in NOBODY
    ],
    ("publication_withdrawn_has_reason", Publication, WITHDRAWN | {"withdrawn_reason": ""}),
    *[
        ("publication_withdrawn_by_someone", Publication, WITHDRAWN | {name: None})
        for name in ("withdrawn_at", "withdrawn_by")
    ],
    *[("publication_release_of_ready", Publication, READY | {name: value}) for name, value in TIMED.items()],
    ("publication_release_of_ready", Publication, TIMED),
    ("batch_schedule_has_moment", ReleaseBatch, {"action": "schedule_release", "begun_at": NOW}),
    ("batch_item_ended_at_a_time", BatchedRelease, {"state": "done"}),
    *[
        ("paper_waits_or_is_read_or_refused", PaperCheck, values)
        for values in (
            {"content": None},
            {"result": {"a": 1}},
            {"refusal": "无法打开"},
            {"content": None, "result": {"a": 1}, "refusal": "无法打开"},
        )
    ],
    ("reply_act_known", Reply, {"act": "forgotten"}),
    ("reply_answer_not_empty", Reply, {"text": ""}),
    ("submission_number_from_one", Submission, {"number": 0}),
    ("target_direction_known", Target, {"direction": ""}),
]
TAKEN: list[tuple[type[models.Model], dict]] = [
    *[(kind, {name: value}) for _, kind, names in AMOUNTS for name in names for value in OUTSIDE[1]],
    (BudgetLine, {"amount": -AMOUNT_LIMIT}),
    (BudgetLine, {"amount": LARGEST}),
    (BudgetLine, {"amount": None, "not_applicable": True}),
    *[(kind, {"direction": one}) for kind in (Target, ApprovedTarget) for one in ("ge", "le", "eq", "qualitative")],
    (Comment, {"sent_at": None}),
    *[(Comment, MOVED | {"state": state, "mended": True}) for state in ("answered", "closed")],
    *[(Cycle, {"year": year}) for year in (2000, 2100)],
    (Decision, {"outcome": "returned", "reason": "改"}),
    (Evaluation, HANDED_IN | {"status": "awaiting_signature"}),
    (Evaluation, HANDED_IN | {"status": "submitted"}),
    (Evaluation, RETURNED),
    (Evaluation, PASSED | {"status": "approved", "taken_down": True, "correction_waits": True}),
    (Evaluation, PUBLIC | {"status": "published", "correction_waits": True}),
    (Evaluation, PASSED | {"status": "approved"}),
    (Evaluation, PUBLIC | {"status": "published"}),
    (Evidence, {"place": "section.funds"}),
    (Evidence, {"kind": "web", "address": "https://example.cn/", "seen_on": date(2021, 5, 1)}),
    (FrozenAssessment, {"migrated_from": 1}),
    (IndicatorEntry, {"not_applicable": True, "reason": "没有项目"}),
    (Job, LEASED),
    *[(Job, {"state": state}) for state in ("done", "failed")],
    (Obligation, {"exempted": True, "exemption_reason": "新设单位"}),
    (Obligation, {"extended_to": date(2021, 7, 31), "extension_reason": "机构改革"}),
    (PaperCheck, {"content": None, "result": {"a": 1}}),
    (PaperCheck, {"content": None, "refusal": "无法打开"}),
    (Publication, PREPARING),
    (Publication, READY),
    (Publication, READY | TIMED),
    (ReleaseBatch, {"action": "schedule_release"}),
    (ReleaseBatch, {"action": "schedule_release", "begun_at": NOW, "moment": NOW}),
    (BatchedRelease, {"state": "done", "ended_at": NOW}),
    (Publication, {"state": "superseded"}),
    (Publication, WITHDRAWN),
    (Claim, HELD),
    *[(Correction, ANSWERED | {"state": state, "answer": "见意见"}) for state in ("allowed", "refused", "done")],
    (Correction, {"state": "taken_back"}),
    (Cycle, CLOSED_YEAR),
    (Evaluation, HANDED_IN | {"status": "submitted", "correcting": True}),
    *[(Reply, {"act": act, "text": ""}) for act in ("mended", "closed", "reopened")],
]


@pytest.fixture
def at():
    return make_places()


def filled_in(values: dict, at: Places) -> dict:
    """The values with the person in the place of PERSON."""
    return {name: at.person if value is PERSON else value for name, value in values.items()}


def checks() -> dict[str, models.CheckConstraint]:
    """Every check of this application by its name."""
    found = (one for kind in apps.get_app_config("evaluations").get_models() for one in kind._meta.constraints)
    return {one.name: one for one in found if isinstance(one, models.CheckConstraint)}


# Rows that only an act of their room writes, after its own rules: draws, sheets, rectifications, kept lines and values.
WRITTEN_BY_ACTS = {
    *("draw_has_seed", "draw_share_of_the_whole", "evaluation_forwarded_while_submitted"),
    *("rectification_says_what", "rectification_sent_before_answered", "rectification_state_known"),
    "report_line_number_with_submission",
    *("report_line_risk_known", "review_score_of_a_decision_or_a_sample", "review_sheet_round_known"),
    "statistic_value_kind_known",
}


def test_no_check_is_left_out_here():
    assert {name for name, _, _ in REFUSED} | WRITTEN_BY_ACTS == set(checks())


@pytest.mark.parametrize("name", sorted(checks().keys() - WRITTEN_BY_ACTS))
def test_what_the_name_of_a_check_forbids_is_refused(at, name):
    known = checks()[name]
    for check, kind, values in REFUSED:
        if check == name:
            refused_by(known, kind, good_values(kind, at) | filled_in(values, at))


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in TAKEN))
def test_what_stands_at_the_edge_of_the_checks_is_taken(at, kind):
    for given, values in TAKEN:
        if given is kind:
            with transaction.atomic():
                row = add_row(kind, at, **filled_in(values, at))
                row.refresh_from_db()
                stored = {name: getattr(row, name) for name in values}
                assert stored == filled_in(values, at)
                transaction.set_rollback(True)
