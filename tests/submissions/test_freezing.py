"""Frozen is frozen: the same hash for the same content, and nothing later changes what was filed."""

import json
from decimal import Decimal

import pytest
from django.db import connection

from evaluations.audit.append_only import trigger_removal
from evaluations.comparison.document_lines import DocumentChange
from evaluations.drafts.facts_of_draft import assess_evaluation, scheme_of, store_facts
from evaluations.models import Event, FrozenAssessment, Submission
from evaluations.submissions import integrity
from evaluations.submissions.canonical_json import canonical_json
from evaluations.submissions.freezing import (
    assessment_columns,
    assessment_of,
    facts_of,
    findings_of,
    submission_changes,
)
from evaluations.submissions.integrity import integrity_problems
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.asking import is_intact
from tests.factories import complete_facts, complete_figures, make_office, make_submission

pytestmark = pytest.mark.django_db


def test_canonical_json_is_sorted_compact_and_chinese():
    assert canonical_json({"乙": [1, None], "a": {"c": "é", "b": True}}) == '{"a":{"b":true,"c":"é"},"乙":[1,null]}'


@pytest.mark.parametrize("inexact", [1.0, [1.5], {"a": [{"b": 0.1}]}, Decimal("1.0"), float("nan")])
def test_inexact_numbers_have_no_canonical_form(inexact):
    with pytest.raises(TypeError):
        canonical_json(inexact)


def test_a_submission_freezes_facts_result_and_scheme():
    office = make_office()
    evaluation = office.evaluation("submitted")
    submission = current_submission(evaluation)
    document, assessment, findings = assess_evaluation(evaluation)
    assert facts_of(submission).to_json() == document.to_json()
    assert Decimal(submission.result["total"]) == assessment.total
    assert submission.result["grade"] == assessment.grade
    assert len(submission.result["indicators"]) == len(scheme_of(evaluation).indicators)
    assert submission.result["scheme_digest"] == submission.scheme.digest == evaluation.cycle.scheme.digest
    assert findings_of(submission) == tuple(findings)
    assert submission.number == 1 and is_intact(submission)


def test_the_result_on_disk_has_no_float():
    submission = make_submission()
    json.loads(json.dumps(submission.result), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    json.loads(json.dumps(submission.facts), parse_float=lambda text: pytest.fail(f"a float: {text}"))
    content = json.dumps(submission.frozen_assessment.content)
    json.loads(content, parse_float=lambda text: pytest.fail(f"a float: {text}"))


def test_the_hashes_depend_on_facts_result_scheme_and_assessment():
    submission = make_submission()
    for spoil in (
        lambda row: row.facts["figures"].update({"project.actual": "1"}),
        lambda row: row.result.update({"total": "100"}),
        lambda row: setattr(row.scheme, "source", row.scheme.source + "\n"),
        lambda row: setattr(row, "sha256", "0" * 64),
        lambda row: row.frozen_assessment.content["amounts"].update({"three_public.actual": "1"}),
        lambda row: setattr(row.frozen_assessment, "format", 3),
        lambda row: setattr(row.frozen_assessment, "sha256", "0" * 64),
    ):
        row = Submission.objects.select_related("scheme").get(pk=submission.pk)
        assert is_intact(row)
        spoil(row)
        assert not is_intact(row)


def test_an_assessment_put_in_the_place_of_another_is_told_by_the_log(without_triggers):
    submission = make_submission()
    content = submission.frozen_assessment.content | {"amounts": {}}
    FrozenAssessment.objects.update(**assessment_columns(submission.sha256, content))
    assert is_intact(Submission.objects.get()), "whoever writes both can make them fit each other"
    assert [f"报送 {submission.pk}（" in one and "与日志登记的不符" in one for one in integrity_problems()] == [True]


def test_who_adds_a_word_to_the_log_adds_a_contradiction(without_triggers):
    submission = make_submission()
    content = submission.frozen_assessment.content | {"total": "100"}
    columns = assessment_columns(submission.sha256, content)
    FrozenAssessment.objects.update(**columns)
    told = Event.objects.get(action="sign", outcome="ok")
    detail = told.detail | {"assessment": columns["sha256"]}
    Event.objects.create(
        at=told.at, action="freeze_assessment", object_type="evaluation", object_id=told.object_id, detail=detail
    )
    said = "\n".join(integrity_problems())
    assert "与日志登记的不符" in said and "与同时封存的得分不是一回事" in said


def test_an_assessment_of_a_later_version_is_not_read_by_halves():
    submission = make_submission()
    submission.frozen_assessment.format = 7
    with pytest.raises(ValueError, match="格式 7，本版本只认识格式 2"):
        assessment_of(submission)


def test_an_assessment_that_is_gone_is_missed(without_triggers):
    submission = make_submission()
    FrozenAssessment.objects.all().delete()
    assert [f"报送 {submission.pk}（" in one and "缺失" in one for one in integrity_problems()] == [True]


@pytest.fixture
def without_triggers(monkeypatch):
    """What the owner of the table could do, and put back afterwards."""
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor, ["evaluations_frozenassessment"]):
            cursor.execute(statement)
    monkeypatch.setattr(integrity, "missing_triggers", lambda _: [])


def test_later_edits_do_not_reach_the_frozen_copy():
    office = make_office()
    evaluation = office.evaluation("returned")
    first = current_submission(evaluation)
    store_facts(evaluation, complete_figures(satisfaction_rate="91"))
    mark_done(evaluation)
    office.advance(evaluation, "submit", "sign")
    second = current_submission(evaluation)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.facts["figures"]["satisfaction_rate"] == "93.5"
    assert second.facts["figures"]["satisfaction_rate"] == "91"
    assert first.sha256 != second.sha256


def test_the_frozen_result_stands_when_the_program_computes_otherwise():
    submission = make_submission()
    frozen = submission.frozen_assessment.content
    frozen["total"], frozen["grade"] = "12.34", "差"
    rate, indicator = frozen["rates"][0], frozen["indicators"][0]
    rate |= {"value": "55.55", "explanation": "当时的算法"}
    indicator |= {"value": "1.00", "score": "0.50"}
    shown = assessment_of(submission)
    assert (shown.total, shown.grade) == (Decimal("12.34"), "差")
    assert (shown.rates[0].value, shown.rates[0].explanation) == (Decimal("55.55"), "当时的算法")
    assert (shown.indicators[0].value, shown.indicators[0].score) == (Decimal("1.00"), Decimal("0.50"))


def test_reading_back_gives_what_was_computed():
    evaluation = make_office().evaluation("submitted")
    _, computed, _ = assess_evaluation(evaluation)
    frozen = assessment_of(current_submission(evaluation))
    assert frozen.rates == computed.rates and frozen.indicators == computed.indicators
    assert (frozen.total, frozen.grade, frozen.full_marks) == (computed.total, computed.grade, computed.full_marks)
    assert frozen.lookup("three_public.actual") == Decimal("5.2")


def compared(**changes) -> list[DocumentChange]:
    """Changes between two submissions of which the second has these keys replaced."""
    office = make_office()
    evaluation = office.evaluation("returned")
    store_facts(evaluation, complete_facts(**changes))
    mark_done(evaluation)
    office.advance(evaluation, "submit", "sign")
    old, new = evaluation.submissions.order_by("number")
    return submission_changes(old, new)


def test_no_change_no_line():
    assert compared() == []


def test_a_changed_figure_is_told_with_its_consequences():
    document = complete_figures(satisfaction_rate="85").to_json()
    document["entries"]["satisfaction"] = {"reason": "办事大厅搬迁期间等候时间长"}
    changed = compared(**document)
    labels = [change.label for change in changed]
    first = changed[0]
    assert (first.where, first.old, first.new) == ("附件1 指标自评表", "93.5", "85")
    assert "满意度" in changed[0].label
    assert labels[-2:] == ["总分", "等级"] or labels[-1] == "总分"
    assert Decimal(changed[-1].old if labels[-1] == "总分" else changed[-2].old) > 0


def test_texts_rows_and_ticks_are_compared():
    document = complete_facts().to_json()
    document["projects"][0]["in_place"] = "99"
    document["projects"][1]["name"] = "大厅服务"
    document["narratives"]["usage"] = "自评结果在县政府门户网站公开，并作为编制预算的依据。"
    document["entries"]["fund_compliance"] = {"cases": 0, "reason": "经核查没有问题"}
    changed = {(one.where, one.label): (one.old, one.new) for one in compared(**document)}
    assert changed["项目", "电子政务运行维护：到位资金"] == ("100.00", "99.00")
    assert changed["项目", "大厅服务"] == ("", "有")
    assert changed["项目", "窗口服务"] == ("有", "")
    assert changed["指标自评", "资金使用合规性：扣分原因或说明"] == ("", "经核查没有问题")
    assert changed["八、结果应用和公开", "绩效自评结果拟应用和公开情况"][1].startswith("自评结果在县政府")
