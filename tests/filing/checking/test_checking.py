"""Check page, explanations, and the acts of the department."""

import re

import pytest

from evaluations.models import Event, Explanation, Status
from tests.factories import complete_figures, make_cycle, make_office

pytestmark = pytest.mark.usefixtures("kept_draft")

GAP = {"project__budget": "200", "basic__budget": "507", "personnel__budget": "405.74"}


@pytest.fixture
def with_gap(office):
    """A draft whose projects do not add up: one warning, every section done."""
    evaluation = office.evaluation(document=complete_figures(**GAP))
    evaluation.section_states.update(done=True)
    return evaluation


def check(client, evaluation):
    return client.get(f"/filing/{evaluation.pk}/check/").content.decode()


def do(client, evaluation, action, **data):
    evaluation.refresh_from_db()
    seen = sum(evaluation.section_states.values_list("version", flat=True))
    return client.post(f"/filing/{evaluation.pk}/act/{action}/", {"version": evaluation.version, "seen": seen, **data})


def explain(client, evaluation, text, key="13:project.budget"):
    return client.post(f"/filing/{evaluation.pk}/explain/", {"key": key, "text": text})


def test_a_contradiction_says_where_what_and_how_to_mend_it(preparer, office):
    evaluation = office.evaluation(document=complete_figures(basic__actual="550.55"))
    page = check(preparer, evaluation)
    assert "必须改正" in page and "基本支出" in page and "550.55" in page
    assert "请核对部门决算报表" in page and "/s/general_budget/#id_basic-actual" in page


def test_what_agrees_is_counted_and_listed(preparer, office):
    page = check(preparer, office.evaluation())
    assert "上年结转 + 本年收入（+ 使用非财政拨款结余）− 本年支出（− 结余分配）应等于年末结转和结余" in page


def test_an_empty_draft_lists_what_is_missing_with_links(preparer, draft):
    page = check(preparer, draft)
    assert "尚未填写" in page and "#id_text-duties" in page and "#entry-benefit" in page


def test_a_warning_is_explained_by_name(preparer, with_gap, office):
    assert explain(preparer, with_gap, "另有预留资金未分解。").status_code == 302
    stored = Explanation.objects.get()
    assert (stored.check_number, stored.field, stored.person) == ("13", "project.budget", office.preparer)
    assert "已说明" in check(preparer, with_gap)


def test_an_emptied_explanation_is_taken_back(preparer, with_gap):
    explain(preparer, with_gap, "另有预留资金未分解。")
    explain(preparer, with_gap, " ")
    assert not Explanation.objects.exists()


def test_an_explanation_too_long_is_kept_on_the_page(preparer, with_gap):
    answer = explain(preparer, with_gap, "长" * 2001)
    assert answer.status_code == 422 and "长" * 2001 in answer.content.decode() and not Explanation.objects.exists()


def test_only_a_present_warning_can_be_explained(preparer, with_gap):
    assert explain(preparer, with_gap, "说明", key="6:expenditure.budget").status_code == 422


def test_an_unexplained_warning_stops_the_submission(preparer, with_gap):
    answer = do(preparer, with_gap, "submit", pledge="on")
    assert answer.status_code == 422 and "项目" in answer.content.decode()
    with_gap.refresh_from_db()
    assert with_gap.status == Status.DRAFT


def test_the_pledge_comes_before_the_submission(preparer, office):
    evaluation = office.evaluation()
    answer = do(preparer, evaluation, "submit")
    assert answer.status_code == 422 and "承诺" in answer.content.decode()


def test_submitting_signing_and_the_second_press(preparer, client, office):
    evaluation = office.evaluation()
    assert do(preparer, evaluation, "submit", pledge="on").status_code == 302
    again = do(preparer, evaluation, "submit", pledge="on")
    assert again.status_code == 409 and "已经提交过了" in again.content.decode()
    client.force_login(office.head)
    read = re.search(r'name="sha256" value="(\w+)"', client.get(f"/filing/{evaluation.pk}/preview/").content.decode())[
        1
    ]
    assert do(client, evaluation, "sign").status_code == 409
    assert do(client, evaluation, "sign", sha256=read).status_code == 302
    evaluation.refresh_from_db()
    signed = evaluation.submissions.get()
    assert evaluation.status == Status.SUBMITTED and (signed.signed_by, signed.sha256) == (office.head, read)


def test_the_head_reads_the_report_and_the_explained_warnings_before_signing(client, office, with_gap):
    client.force_login(office.preparer)
    explain(client, with_gap, "另有预留资金未分解。")
    do(client, with_gap, "submit", pledge="on")
    client.force_login(office.head)
    page = client.get(f"/filing/{with_gap.pk}/preview/").content.decode()
    assert "草稿" in page and "另有预留资金未分解。" in page and "签批并报送" in page
    assert "勾稽警告 1 处和经办人的说明" in page


def test_refusing_to_sign_needs_a_reason_and_keeps_what_was_typed(client, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    client.force_login(office.head)
    answer = do(client, evaluation, "refuse_signature", reason="短")
    assert answer.status_code == 422 and "短</textarea>" in answer.content.decode()
    assert do(client, evaluation, "refuse_signature", reason="请补充说明原因").status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.return_reason == "请补充说明原因"


def test_the_preparer_cannot_sign(preparer, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    assert do(preparer, evaluation, "sign").status_code == 403
    assert Event.objects.filter(action="sign", outcome="refused").exists()


def test_withdrawing_opens_the_draft_again(preparer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    assert do(preparer, evaluation, "withdraw").status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.status == Status.DRAFT


def test_a_page_opened_before_another_act_is_refused(preparer, office):
    evaluation = office.evaluation()
    answer = preparer.post(f"/filing/{evaluation.pk}/act/submit/", {"version": 99, "pledge": "on"})
    assert answer.status_code == 409 and "又有过新的操作" in answer.content.decode()


def test_a_head_who_comes_too_late_is_led_to_the_report_as_it_is_now(client, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    client.force_login(office.head)
    answer = client.post(f"/filing/{evaluation.pk}/act/sign/", {"version": 0, "sha256": "0"}).content.decode()
    assert "重新阅读并签批" in answer and f'href="/filing/{evaluation.pk}/preview/"' in answer
    office.advance(evaluation, "withdraw")
    answer = client.post(f"/filing/{evaluation.pk}/act/sign/", {"version": 0, "sha256": "0"}).content.decode()
    assert "撤回报告），不能办理“签批并报送”。" in answer and "查看现在的报告" in answer
    assert "返回勾稽校验和提交" not in answer


@pytest.mark.parametrize("action", ["approve", "return", "publish", "unpublish", "nonsense"])
def test_acts_of_others_have_no_address_here(preparer, office, action):
    assert do(preparer, office.evaluation(Status.SUBMITTED), action, reason="测试原因").status_code == 404


def test_without_signature_the_report_goes_straight_to_the_bureau(db, client):
    office = make_office()
    office.cycle = make_cycle(office.county, 2021, signature_required=False)
    evaluation = office.evaluation()
    client.force_login(office.preparer)
    assert "单位签批" not in client.get(f"/filing/{evaluation.pk}/").content.decode()
    do(client, evaluation, "submit", pledge="on")
    evaluation.refresh_from_db()
    assert evaluation.status == Status.SUBMITTED


def test_the_preview_never_shows_clerks(preparer, office):
    evaluation = office.evaluation()
    evaluation.basic_info.phone = "0735-7654321"
    evaluation.basic_info.save()
    assert "0735-7654321" not in preparer.get(f"/filing/{evaluation.pk}/preview/").content.decode()


def test_the_history_tells_each_submission_and_its_decision(preparer, office):
    evaluation = office.evaluation(Status.RETURNED)
    page = preparer.get(f"/filing/{evaluation.pk}/history/").content.decode()
    assert "第 1 次" in page and "退回修改" in page and "测试用的原因" in page
    assert "内容已封存" in preparer.get(f"/filing/{evaluation.pk}/history/1/").content.decode()
    assert preparer.get(f"/filing/{evaluation.pk}/history/2/").status_code == 404


def test_a_draft_never_handed_in_has_no_history(preparer, draft):
    assert "还没有报送过" in preparer.get(f"/filing/{draft.pk}/history/").content.decode()


def test_one_button_saves_every_explanation_that_was_typed(preparer, with_gap):
    both = {
        "key": ["13:project.budget", "99:nothing"],
        "text": ["另有预留资金未分解。", "这条已经没有了。"],
        "was": ["", ""],
    }
    answer = preparer.post(f"/filing/{with_gap.pk}/explain/", both)
    assert answer.status_code == 422 and "已说明" in answer.content.decode()
    assert Explanation.objects.get().text == "另有预留资金未分解。"


def test_an_explanation_nobody_touched_is_not_written_over_with_an_old_text(preparer, with_gap):
    explain(preparer, with_gap, "同事改过的说明。")
    old = {"key": "13:project.budget", "text": "打开页面时的\r\n说明", "was": "打开页面时的\n说明"}
    assert preparer.post(f"/filing/{with_gap.pk}/explain/", old).status_code == 302
    assert Explanation.objects.get().text == "同事改过的说明。"
