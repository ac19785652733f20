"""Whoever counts the reports of a year comes to the same numbers: 工作台, list, export, statistics, 通报, the year's overview."""

from collections import Counter

import pytest
from django.utils import timezone

from departments.roles import Role
from evaluations.cycles.opening.overview import cycle_obligations, cycle_tabs, cycles_of
from evaluations.desk.workbench.bureau_part import bureau_part
from evaluations.language.states import UNSIGNED_LABEL
from evaluations.models import Evaluation, Obligation, ReportLine
from evaluations.models.report_line import FILED_STANDS
from evaluations.models.standing import bureau_stand, obligation_words, stand_conditions
from evaluations.report.circular import overall_blocks
from evaluations.review.export.list_workbook import written_rows
from evaluations.review.statistics.year_statistics import YearNumbers
from evaluations.workflow.claiming import claim_review
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import make_county, make_department, make_member, make_obligation, make_office

pytestmark = pytest.mark.django_db
# What has happened to a report, in acts after the first draft → where it stands for the bureau.
AGAIN, PUBLIC = ("submit", "sign"), ("submit", "sign", "approve", "publish")
LIVES = {
    (): "missing",
    ("submit",): "missing",
    ("submit", "refuse_signature"): "missing",
    AGAIN: "waiting",
    (*AGAIN, "withdraw"): "missing",
    (*AGAIN, "return"): "returned",
    (*AGAIN, "return", "submit"): "returned",
    (*AGAIN, "return", "submit", "refuse_signature"): "returned",
    (*AGAIN, "return", "submit", "withdraw"): "returned",
    (*AGAIN, "return", *AGAIN): "waiting",
    (*AGAIN, "return", *AGAIN, "withdraw"): "returned",
    (*AGAIN, "approve"): "passed",
    (*AGAIN, "approve", "correct", "allow_correction"): "passed",
    PUBLIC: "passed",
    (*PUBLIC, "unpublish"): "passed",
    (*PUBLIC, "correct"): "passed",
    (*PUBLIC, "correct", "allow_correction"): "passed",
    (*PUBLIC, "correct", "allow_correction", "submit", "refuse_signature"): "passed",
    (*PUBLIC, "correct", "allow_correction", *AGAIN): "waiting",
    (*PUBLIC, "correct", "allow_correction", *AGAIN, "withdraw"): "passed",
    (*PUBLIC, "correct", "allow_correction", *AGAIN, "return"): "returned",
}


@pytest.fixture(scope="module")
def kept_year(module_rows):
    """A county in which a department leads each of these lives, one has not begun, one is exempted; two reviewers."""
    county = make_county("永兴县")
    offices = {life: make_office(county) for life in LIVES}
    for life, office in offices.items():
        office.advance(office.evaluation(), *life)
    cycle = offices[()].cycle
    make_obligation(cycle, make_department(county))
    make_obligation(cycle, make_department(county), exempted=True, exemption_reason="当年新设")
    claimed = Evaluation.objects.get(obligation__department=offices[AGAIN].department)
    claim_review(current_submission(claimed), make_member(Role.REVIEWER, county))
    return cycle, make_member(Role.REVIEWER, county)


def test_a_report_stands_where_the_bureau_s_last_word_has_put_it(kept_year):
    cycle, _ = kept_year
    counted = Counter(ReportLine.objects.filter(cycle=cycle).values_list("stand", flat=True))
    assert counted == Counter(LIVES.values()) + Counter({"missing": 1, "exempted": 1})
    for stand, condition in stand_conditions().items():
        found = set(Obligation.objects.filter(condition, cycle=cycle).values_list("pk", flat=True))
        assert found == set(ReportLine.objects.filter(stand=stand).values_list("pk", flat=True)), stand
    for one in Evaluation.objects.select_related("obligation__line"):
        assert one.obligation.line.stand == bureau_stand(one.status, correcting=one.correcting, sent_back=one.sent_back)


def test_every_place_has_the_same_numbers(client, kept_year):
    cycle, reviewer = kept_year
    stands = Counter(ReportLine.objects.values_list("stand", flat=True))
    part = bureau_part(reviewer, cycle.year)
    own, returned, missing = part.numbers
    assert (returned.value, missing.value) == (stands["returned"], stands["missing"])
    assert own.value == len(part.tasks) - stands_asked() and "另有同事正在审核 1" in own.note
    assert own.value == stands["waiting"] - 1 and f"全县待审 {stands['waiting']}" in own.note
    client.force_login(reviewer)
    tabs = {
        stand: client.get("/review/", {"tab": stand}).context for stand in ("waiting", "returned", "passed", "missing")
    }
    assert {tab: len(context["rows"]) for tab, context in tabs.items()} == {tab: stands[tab] for tab in tabs}
    year = YearNumbers(cycle, passed_only=False).statistics()
    owed = sum(stands.values()) - stands["exempted"]
    assert (year.owed, year.exempted, year.passed) == (owed, stands["exempted"], stands["passed"])
    assert year.filed == year.counted == sum(stands[one] for one in FILED_STANDS) == owed - missing.value
    assert f"尚未报送{missing.value}个" in str(overall_blocks(year)[0])
    words = Counter(row[4] for row in written_rows(ReportLine.objects.filter(cycle=cycle), (), lambda done: None))
    assert words == Counter(words_of(one) for one in Obligation.objects.filter(cycle=cycle))
    found = cycles_of(type(cycle.county).objects.filter(pk=cycle.county_id)).get(pk=cycle.pk)
    shown = {code: number for code, _, number in cycle_tabs(found)}
    assert shown == {code: cycle_obligations(found, code, "").count() for code in shown}
    assert shown["all"] == sum(number for code, number in shown.items() if code not in ("all", "overdue"))
    assert shown["overdue"] == missing.value, "whose last day is over is who has not filed"
    pieces = {piece.label: piece.number for piece in part.more["progress"].pieces}
    assert pieces[UNSIGNED_LABEL] == shown["unsigned"] == 1 and sum(pieces.values()) == shown["all"]


def stands_asked() -> int:
    """Lines of the desk that are requests for a correction and not reports to review."""
    return ReportLine.objects.filter(asked=True).count()


def words_of(owed: Obligation) -> str:
    return obligation_words(owed, getattr(owed, "evaluation", None), timezone.localdate())
