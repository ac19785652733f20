"""The score sheet of a report under review: typed, computed by the engine, frozen with the approval."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluations.models import Event, ReviewScore, ReviewSheet, Status
from evaluations.submissions.integrity import changed_review_scores
from tests.factories import make_office, make_submission
from tests.review.workbooks import downloaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
SURE = {"reason.fund_compliance": "审计发现 1 处违规。", "value.fund_compliance": "1"}


def save(client, submission, version=0, round="first", **typed):
    sent = {"version": version} | typed
    return client.post(reverse("review:save_sheet", args=[submission.pk, round]), sent)


def page(client, submission):
    return client.get(reverse("review:sheet", args=[submission.pk, "first"])).content.decode()


def test_a_found_value_is_scored_by_the_indicators_own_rule(client, submission):
    assert save(client, submission, **SURE).status_code == 302
    shown = page(client, submission)
    # 96.68 − 1: one case costs one point of 资金使用合规性.
    assert "<strong>95.68</strong>" in shown and "审计发现 1 处违规。" in shown


def test_the_approval_freezes_the_sheet_and_the_department_reads_the_difference(client, office, submission):
    save(client, submission, **SURE)
    office.act(submission.evaluation, "approve")
    score = ReviewScore.objects.get()
    assert (score.own_total, score.total, score.grade) == (Decimal("96.68"), Decimal("95.68"), "优")
    assert score.decision == submission.decision
    assert Event.objects.filter(action="approve").latest("pk").detail["review_score"] == "95.68"
    client.force_login(office.preparer)
    tasks = client.get(reverse("filing:tasks", args=[submission.evaluation_id])).content.decode()
    assert "财政复核 95.68 分" in tasks
    told = client.get(reverse("filing:review_scores", args=[submission.evaluation_id])).content.decode()
    assert "相差\n        −1 分" in told and "审计发现 1 处违规。" in told


def test_a_frozen_score_can_neither_be_changed_nor_deleted(office, submission):
    ReviewSheet.objects.create(submission=submission, round="first")
    office.act(submission.evaluation, "approve")
    for act in (lambda rows: rows.update(total=0), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act(ReviewScore.objects.all())


def test_a_score_that_somebody_wrote_by_hand_is_noticed(client, office, submission):
    save(client, submission, **SURE)
    office.act(submission.evaluation, "approve")
    assert not list(changed_review_scores())
    score = ReviewScore.objects.get()
    score.pk, score.decision, score.round, score.total = None, None, "sample", Decimal(99)
    score.save(force_insert=True)
    assert "与登记的 SHA-256 不符" in next(changed_review_scores())


def test_a_revoked_approval_takes_its_score_back_and_the_sheet_goes_on(client, office, submission):
    save(client, submission, **SURE)
    office.advance(submission.evaluation, "approve", "unapprove")
    assert not ReviewScore.standing().exists()
    assert (
        save(
            client, submission, version=1, **{"score.benefit": "5", "reason.benefit": "扣1分：成效没有说清。"}
        ).status_code
        == 302
    )
    office.act(submission.evaluation, "approve")
    assert ReviewScore.standing().get().total == Decimal("95.68")


def test_a_loss_without_a_reason_stops_the_approval_and_says_where(client, office, submission):
    save(client, submission, **{"score.benefit": "5"})
    assert "扣了 1 分，没有写原因" in page(client, submission)
    sent = {"action": "approve", "reason": "", "sha256": submission.sha256, "version": submission.evaluation.version}
    answer = client.post(reverse("review:decide", args=[submission.pk]), sent)
    assert answer.status_code == 422 and "复核评分表还有 1 处要改正" in answer.content.decode()
    submission.evaluation.refresh_from_db()
    assert submission.evaluation.status == Status.SUBMITTED and not ReviewScore.objects.exists()


def test_who_saves_second_sees_both_texts_and_loses_nothing(client, submission):
    save(client, submission, **SURE)
    answer = save(client, submission, version=0, **{"value.fund_compliance": "2", "reason.fund_compliance": "两处。"})
    shown = answer.content.decode()
    assert answer.status_code == 409 and "现存：1" in shown and 'value="2"' in shown and "两处。" in shown
    assert ReviewSheet.objects.get().marks["fund_compliance"]["value"] == "1"
    assert 'name="version" value="1"' in shown


def test_the_page_saves_itself_and_gets_the_computed_lines(client, submission):
    address = reverse("review:save_sheet", args=[submission.pk, "first"])
    sent = {"version": 0, "criterion.benefit": "unverifiable:30"}
    told = client.post(address, sent, headers={"accept": "application/json"}).json()
    # 6 × 30 % = 1.8
    assert told["version"] == 1 and "94.88" in told["page"] and "扣分值的30%" in told["page"]


def test_a_text_that_cannot_be_kept_comes_back_whole(client, submission):
    text = "长" * 501
    answer = save(client, submission, **{"reason.benefit": text})
    assert answer.status_code == 422 and text in answer.content.decode() and not ReviewSheet.objects.exists()


def test_scoring_claims_the_report_and_another_reviewer_is_refused(client, office, submission):
    save(client, submission, **SURE)
    other = make_office(office.county).reviewer
    client.force_login(other)
    answer = save(client, submission, version=1, **{"value.fund_compliance": "0"})
    assert answer.status_code == 409 and "正在审核这份报告" in answer.content.decode()
    assert list(Event.objects.filter(action="score_sheet").values_list("outcome", flat=True)) == ["ok", "refused"]


def test_the_workbook_has_the_columns_of_real_sheets_and_real_numbers(client, submission):
    save(client, submission, **SURE)
    answer = client.get(reverse("review:sheet_file", args=[submission.pk, "first"]))
    rows = downloaded_rows(answer)
    assert rows[2] == (
        *("一级指标", "二级指标", "三级指标", "分值", "年度指标值"),
        *("自评完成值", "自评得分", "复核完成值", "复核得分", "备注"),
    )
    line = next(row for row in rows if row[2] == "资金使用合规性")
    assert line[3] == 6 and line[6] == 6 and line[7] == "1处" and line[8] == 5 and line[9] == "审计发现 1 处违规。"
    total = next(row for row in rows if row[0] == "合计")
    assert total[3:9] == (100, None, None, 96.68, None, 95.68)


def test_a_new_filing_takes_over_the_marks_of_unchanged_lines(client, office, submission):
    save(client, submission, **SURE)
    evaluation = office.advance(submission.evaluation, "return", "submit", "sign")
    again = page(client, evaluation.submissions.last())
    assert "审计发现 1 处违规。" in again and "<strong>95.68</strong>" in again


def test_a_year_that_wants_a_sheet_lets_nothing_pass_without(client, office, submission):
    cycle = submission.evaluation.obligation.cycle
    cycle.review_plan = cycle.reviewing.to_json() | {"sheet_required": True}
    cycle.save(update_fields=["review_plan"])
    sent = {"action": "approve", "reason": "", "sha256": submission.sha256, "version": submission.evaluation.version}
    answer = client.post(reverse("review:decide", args=[submission.pk]), sent)
    assert answer.status_code == 422 and "先填写复核评分表" in answer.content.decode()


def test_what_was_typed_comes_back_even_when_the_report_has_passed_meanwhile(client, office, submission):
    save(client, submission, **SURE)
    office.act(submission.evaluation, "approve")
    answer = save(client, submission, version=1, **{"reason.benefit": "还没来得及保存的话。"})
    assert answer.status_code == 409 and "还没来得及保存的话。" in answer.content.decode()


def test_a_sheet_of_another_county_is_not_found(client):
    foreign = make_submission()
    assert client.get(reverse("review:sheet", args=[foreign.pk, "first"])).status_code == 404
    assert save(client, foreign).status_code == 404
