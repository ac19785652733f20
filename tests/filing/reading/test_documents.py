"""What the department reads before and after handing in: Word copy, signature page, history, differences."""

import io

import pytest
from django.utils import timezone
from docx import Document

from evaluations.drafts.facts_of_draft import store_facts
from evaluations.models import Event, Narrative, Status
from tests.factories import complete_facts, complete_figures


@pytest.fixture
def head(client, office):
    client.force_login(office.head)
    return client


@pytest.fixture
def reviewer(client, office):
    client.force_login(office.reviewer)
    return client


@pytest.fixture
def again(office):
    """A report that was returned, changed in one number and one text, and filed again."""
    evaluation = office.evaluation(Status.RETURNED)
    changed = complete_figures(project__last_actual="150.2")
    narratives = {**changed.narratives, "usage": changed.narratives["usage"] + "另在局域网公开。"}
    store_facts(evaluation, complete_facts(figures=changed.to_json()["figures"], narratives=narratives))
    office_done(evaluation)
    return evaluation


def office_done(evaluation):
    evaluation.section_states.update(done=True)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Word -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status, mark", [(Status.DRAFT, "草稿：未经审核，不是公开文本"), (Status.SUBMITTED, "")])
def test_the_word_copy_is_the_previewed_report(preparer, office, status, mark):
    evaluation = office.evaluation(status)
    answer = preparer.get(f"/filing/{evaluation.pk}/word/")
    word = Document(io.BytesIO(b"".join(answer.streaming_content)))
    page = read(preparer, f"/filing/{evaluation.pk}/preview/")
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 1"]
    assert len(headings) == 9 and all(heading in page for heading in headings)
    assert word.sections[0].header.paragraphs[0].text == mark
    today = timezone.localdate()
    dated = f"{today.year}年{today.month}月{today.day}日" in [line.text for line in word.paragraphs]
    assert dated == (not mark), "what is handed in has its date, a draft has none"
    assert ".docx" in answer.headers["Content-Disposition"] and "attachment" in answer.headers["Content-Disposition"]


def test_the_word_copy_costs_few_queries(preparer, office, django_assert_max_num_queries):
    evaluation = office.evaluation()
    with django_assert_max_num_queries(27):
        preparer.get(f"/filing/{evaluation.pk}/word/")


# --- the signature --------------------------------------------------------------------------------


def test_the_head_sees_what_lost_points_first(head, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    page = read(head, f"/filing/{evaluation.pk}/preview/")
    before, _, report = page.partition('id="paper"')
    assert "失分的指标" in before and "预算完成率" in before and "年底追加的资金尚未支付完毕" in before
    assert "勾稽校验没有需要说明的警告。" in before
    assert "退回经办人" in report and report.count("签批并报送") == 1, (
        "below the report, and in the bar that stays in sight"
    )


def test_only_the_head_is_asked_to_sign(preparer, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    page = read(preparer, f"/filing/{evaluation.pk}/preview/")
    assert "签批前请看" not in page and 'name="sha256"' not in page


def test_what_changed_after_the_page_was_opened_is_not_signed(head, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    page = read(head, f"/filing/{evaluation.pk}/preview/")
    sent = {"version": evaluation.version, "sha256": page.partition('name="sha256" value="')[2][:64]}
    Narrative.objects.filter(evaluation=evaluation, code="usage").update(text="悄悄改过的一段。")
    answer = head.post(f"/filing/{evaluation.pk}/act/sign/", sent)
    assert answer.status_code == 409 and "内容有变化" in answer.content.decode()
    assert not evaluation.submissions.exists()


def test_a_returned_report_says_why_on_top_of_every_page(head, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    head.post(
        f"/filing/{evaluation.pk}/act/refuse_signature/",
        {"version": evaluation.version, "reason": "请补充楼堂馆所情况。"},
    )
    head.force_login(office.preparer)
    for address in ("", "check/", "s/usage/"):
        assert "请补充楼堂馆所情况。" in read(head, f"/filing/{evaluation.pk}/{address}")


# --- withdrawing ----------------------------------------------------------------------------------


def withdraw(client, evaluation, person):
    client.force_login(person)
    return client.post(f"/filing/{evaluation.pk}/act/withdraw/", {"version": evaluation.version})


def begin(client, evaluation, action="begin", **given):
    return client.post(f"/review/{evaluation.submissions.last().pk}/claim/{action}/", given)


def test_what_a_reviewer_only_reads_is_withdrawn_and_what_one_reviews_is_not(reviewer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    read(reviewer, f"/review/{evaluation.submissions.get().pk}/")
    assert not Event.objects.filter(action="claim_review").exists()
    begin(reviewer, evaluation)
    begin(reviewer, evaluation)
    assert Event.objects.filter(action="claim_review").count() == 1
    reviewer.force_login(office.preparer)
    page = read(reviewer, f"/filing/{evaluation.pk}/")
    assert "act/withdraw/" not in page and "陈审核" in page and "正在审核" in page
    answer = withdraw(reviewer, evaluation, office.preparer)
    assert answer.status_code == 409 and "陈审核" in answer.content.decode()


def test_what_was_let_go_without_a_word_is_withdrawn(reviewer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    begin(reviewer, evaluation)
    begin(reviewer, evaluation, "release")
    assert withdraw(reviewer, evaluation, office.preparer).status_code == 302


def test_a_new_submission_can_be_withdrawn_again(reviewer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    begin(reviewer, evaluation)
    evaluation = office.advance(evaluation, "return", "submit", "sign")
    assert withdraw(reviewer, evaluation, office.preparer).status_code == 302


# --- differences ----------------------------------------------------------------------------------


def test_two_submissions_are_laid_side_by_side(preparer, office, again):
    evaluation = office.advance(again, "submit", "sign")
    history = read(preparer, f"/filing/{evaluation.pk}/history/")
    assert f"/filing/{evaluation.pk}/differences/1/2/" in history
    page = read(preparer, f"/filing/{evaluation.pk}/differences/1/2/")
    assert "150.00" in page and "<strong>150.20</strong>" in page and "增加 0.20" in page
    assert "增加：</span>另在局域网公开。" in page


def test_the_draft_is_compared_with_what_was_filed(preparer, office, again):
    assert f"/filing/{again.pk}/differences/1/0/" in read(preparer, f"/filing/{again.pk}/check/")
    page = read(preparer, f"/filing/{again.pk}/differences/1/0/")
    assert "第 1 次报送和现在的草稿的不同" in page and "增加 0.20" in page
    assert again.submissions.count() == 1


def test_the_same_submission_has_no_differences(preparer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    assert "没有不同" in read(preparer, f"/filing/{evaluation.pk}/differences/1/1/")


@pytest.mark.parametrize("pair", ["1/3", "3/1", "0/1"])
def test_a_submission_that_is_not_there_is_not_found(preparer, office, pair):
    evaluation = office.evaluation(Status.SUBMITTED)
    assert preparer.get(f"/filing/{evaluation.pk}/differences/{pair}/").status_code == 404


def test_the_reviewer_has_the_same_comparison(reviewer, office, again):
    newest = office.advance(again, "submit", "sign").submissions.get(number=2)
    assert f"/review/{newest.pk}/differences/1/" in read(reviewer, f"/review/{newest.pk}/")
    assert "增加 0.20" in read(reviewer, f"/review/{newest.pk}/differences/1/")


def test_comparing_costs_few_queries(preparer, office, again, django_assert_max_num_queries):
    with django_assert_max_num_queries(41):
        read(preparer, f"/filing/{again.pk}/differences/1/0/")
