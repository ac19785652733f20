"""The bureau's side of comments: drafted at a place, sent by a return, judged in the next round."""

import json
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from evaluations import commenting, snapshot
from evaluations.completeness import mark_done
from evaluations.facts import store
from evaluations.indicators.document import Facts
from evaluations.models import Comment, Evaluation, Event, Reply, Status
from evaluations.refusals import Conflict, Incomplete, NotAllowed
from tests.factories import complete_facts, complete_figures, make_member, make_office, make_submission
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"
BODY = "公用经费超预算，请说明原因。"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def submission(office):
    return make_submission(office)


@pytest.fixture
def client(client, office):
    client.force_login(office.reviewer)
    return client


def post(client, submission, **given):
    sent = {"section": "base_data", "anchor": "operating.actual", "level": "required", "body": BODY} | given
    return client.post(reverse("review:comment", args=[submission.pk]), sent)


def judge(client, submission, row, action, **given):
    sent = {"version": row.version} | given
    return client.post(reverse("review:judge", args=[submission.pk, row.pk, action]), sent)


def draft(submission, user, **given):
    sent = {"section": "base_data", "anchor": "operating.actual", "level": "required", "body": BODY} | given
    return commenting.comment(submission, user, **sent)


def page(client, submission, section="base_data", query=""):
    answer = client.get(reverse("review:section", args=[submission.pk, section]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def decide(client, submission, action, reason=""):
    submission.evaluation.refresh_from_db()
    sent = {"action": action, "reason": reason, "sha256": submission.sha256, "version": submission.evaluation.version}
    return client.post(reverse("review:decide", args=[submission.pk]), sent)


def refile(office, evaluation, document=None, answering="已补充说明。"):
    """The department answers everything, changes the document and files again; the new submission."""
    for row in evaluation.comments.exclude(state="closed"):
        commenting.answer(row, office.preparer, text=answering, mended=True)
    store(evaluation, document or complete_facts())
    mark_done(evaluation)
    return office.advance(evaluation, "submit", "sign").submissions.last()


# --- drafting -------------------------------------------------------------------------------------


def test_a_section_shows_each_place_with_its_value_and_a_way_to_comment(client, submission):
    shown = page(client, submission)
    for name in ("staff_in_post", "operating.actual"):
        assert f"?at={name}#comment-form" in shown
    assert submission.facts["figures"]["operating.actual"] in shown and "整个部分" in shown


def test_the_form_opens_at_the_place_that_was_chosen(client, submission):
    shown = page(client, submission, query="?at=operating.actual")
    assert shown.count('id="comment-form"') == 1 and 'name="anchor" value="operating.actual"' in shown
    assert shown.index("公用经费") < shown.index('id="comment-form"')


def test_a_comment_is_a_draft_until_the_decision(client, office, submission):
    answer = post(client, submission)
    row = Comment.objects.get()
    assert answer.headers["Location"].endswith(f"/s/base_data/#comment-{row.pk}")
    assert (row.level, row.body, row.state, row.sent_at, row.author) == ("required", BODY, "pending", None, office.reviewer)
    assert "草稿，单位还看不到" in page(client, submission)
    told = Event.objects.get(action="comment")
    assert (told.object_id, told.role, told.outcome) == (str(row.pk), "reviewer", "ok") and BODY not in str(told.detail)


def test_a_phrase_leads_the_typed_words(client, submission):
    post(client, submission, phrase="请补充佐证材料。", body="附会议纪要。")
    assert Comment.objects.get().body == "请补充佐证材料。\n附会议纪要。"
    post(client, submission, phrase="请补充佐证材料。", body="")
    assert Comment.objects.last().body == "请补充佐证材料。"


@pytest.mark.parametrize("given, said", [({"body": " 　"}, "或写明意见"), ({"level": ""}, "请选择“必改”或“建议”"),
                                         ({"phrase": "自编"}, "自编"), ({"body": "长" * 2001}, "最多2000字")])  # fmt: skip
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(client, submission, given, said):
    answer = post(client, submission, **given)
    shown = answer.content.decode()
    assert answer.status_code == 422 and said in shown and not Comment.objects.exists()
    assert given.get("body", BODY).strip() in shown and 'name="anchor" value="operating.actual"' in shown


def test_a_place_that_the_report_does_not_have_is_refused(client, submission):
    for given in ({"anchor": "nonsense"}, {"anchor": "project:没有的项目"}, {"anchor": "text-duties"}):
        assert post(client, submission, **given).status_code == 422
    assert post(client, submission, section="nonsense").status_code == 422
    assert not Comment.objects.exists()
    assert client.get(reverse("review:section", args=[submission.pk, "nonsense"])).status_code == 404


def test_rows_texts_indicators_and_whole_sections_can_be_commented_on(client, submission):
    project = submission.facts["projects"][0]["name"]
    for section, anchor in (("projects", f"project:{project}"), ("basic_info", "text-duties"),
                            ("indicators", "entry-staff_control_rate"), ("usage", "")):  # fmt: skip
        offered = [unquote(one) for one in re.findall(r"\?at=([^#]*)#", page(client, submission, section))]
        assert anchor in offered
        assert post(client, submission, section=section, anchor=anchor).status_code == 302
    assert Comment.objects.count() == 4


def test_a_finding_becomes_a_comment_at_its_place(client, office):
    document = Facts.from_json(json.loads(DEMO.read_text()))
    other = office.evaluation(Status.SUBMITTED, document).submissions.get()
    shown = client.get(reverse("review:detail", args=[other.pk])).content.decode()
    links = re.findall(r'href="([^"]+\?finding=\d+#comment-form)"', shown)
    assert links
    for link in links:
        opened = client.get(link).content.decode()
        assert 'id="comment-form"' in opened and "应为" in opened
    assert client.get(re.sub(r"finding=\d+", "finding=999", links[0])).status_code == 200


def test_own_drafts_are_changed_and_deleted_and_others_are_not(client, office, submission):
    mine = draft(submission, office.reviewer)
    colleague = make_member("reviewer", office.county, display_name="赵审核")
    theirs = draft(submission, colleague, body="同事的意见。")
    shown = page(client, submission, query=f"?edit={mine.pk}")
    assert f'name="edit" value="{mine.pk}"' in shown and f">\n{BODY}</textarea>" in shown
    assert post(client, submission, edit=mine.pk, version=1, body="改写后的意见。", level="advice").status_code == 302
    mine.refresh_from_db()
    assert (mine.body, mine.level, mine.version) == ("改写后的意见。", "advice", 2)
    assert post(client, submission, edit=theirs.pk, version=1, body="越权").status_code == 403
    assert judge(client, submission, theirs, "delete").status_code == 403
    assert judge(client, submission, mine, "delete").status_code == 302
    assert list(Comment.objects.all()) == [theirs]


def test_a_stale_page_changes_nothing_and_gives_the_words_back(client, office, submission):
    mine = draft(submission, office.reviewer)
    commenting.edit(mine, office.reviewer, version=1, level="advice", body="先改的。")
    answer = post(client, submission, edit=mine.pk, version=1, body="后改的。")
    assert answer.status_code == 409 and "后改的。" in answer.content.decode()
    assert Comment.objects.get().body == "先改的。"
    assert judge(client, submission, mine, "delete").status_code == 409


# --- decisions ------------------------------------------------------------------------------------


def test_a_return_sends_the_drafts_and_they_stand_for_the_reason(client, office, submission):
    draft(submission, office.reviewer)
    draft(submission, office.reviewer, level="advice", anchor="")
    assert decide(client, submission, "return").status_code == 302
    evaluation = Evaluation.objects.get()
    assert evaluation.return_reason == "共 2 条意见，其中必改 1 条，请逐条答复或修改后重新提交。"
    assert not Comment.objects.filter(sent_at=None).exists()
    assert Event.objects.get(action="return", outcome="ok").detail["comments"] == 2


def test_a_written_reason_is_kept_as_it_was_written(client, office, submission):
    draft(submission, office.reviewer)
    decide(client, submission, "return", "请按意见修改。")
    assert Evaluation.objects.get().return_reason == "请按意见修改。"


def test_advice_alone_is_no_reason(client, office, submission):
    draft(submission, office.reviewer, level="advice")
    answer = decide(client, submission, "return")
    assert answer.status_code == 422 and "请写明退回原因" in answer.content.decode()
    assert Comment.objects.get().sent_at is None


def test_nothing_passes_while_a_required_comment_stands(client, office, submission):
    row = draft(submission, office.reviewer)
    answer = decide(client, submission, "approve")
    assert answer.status_code == 422 and "还有 1 条必改意见没有关闭" in answer.content.decode()
    commenting.delete(row, office.reviewer, version=1)
    advice = draft(submission, office.reviewer, level="advice")
    assert decide(client, submission, "approve").status_code == 302
    advice.refresh_from_db()
    assert advice.sent_at is not None


def test_after_the_decision_nobody_comments_or_judges(client, office, submission):
    row = draft(submission, office.reviewer)
    decide(client, submission, "return")
    row.refresh_from_db()
    assert post(client, submission).status_code == 409 and BODY in post(client, submission).content.decode()
    assert judge(client, submission, row, "close").status_code == 409
    assert judge(client, submission, row, "delete").status_code == 409
    assert "提意见</a>" not in page(client, submission)
    with pytest.raises(Conflict):
        commenting.edit(row, office.reviewer, version=row.version, level="advice", body="x")


def test_nobody_comments_on_what_he_filed(office, submission):
    make_member("reviewer", office.county, office.preparer)
    with pytest.raises(NotAllowed, match="自己填报"):
        draft(submission, office.preparer)
    assert Event.objects.get(action="comment").outcome == "refused"


def test_an_older_submission_takes_no_comments(client, office, submission):
    office.advance(submission.evaluation, "withdraw", "submit", "sign")
    answer = post(client, submission)
    assert answer.status_code == 409 and "又重新报送过" in answer.content.decode()


def test_a_report_has_an_end_of_comments(office, submission, monkeypatch):
    monkeypatch.setattr(commenting, "MOST_COMMENTS", 1)
    draft(submission, office.reviewer)
    with pytest.raises(Incomplete, match="最多"):
        draft(submission, office.reviewer)


# --- the next round -------------------------------------------------------------------------------


@pytest.fixture
def again(client, office, submission):
    """The second submission: three comments answered, one figure changed."""
    draft(submission, office.reviewer, anchor="retirees")
    draft(submission, office.reviewer, section="usage", anchor="text-usage", body="请写具体。")
    decide(client, submission, "return")
    return refile(office, Evaluation.objects.get(), complete_figures(retirees="17"))


def test_the_reviewer_sees_answers_and_what_changed_at_the_place(client, again):
    shown = client.get(reverse("review:detail", args=[again.pk])).content.decode()
    assert shown.count("已补充说明。") == 2 and "已修改" in shown
    assert "提意见后改为：" in shown and "提意见后，此处内容没有改动。" in shown
    assert re.search(r"<ins>.{0,60}17</ins>", shown)


def test_closing_settles_and_reopening_asks_again(client, office, again):
    first, second = Comment.objects.all()
    assert judge(client, again, first, "close").status_code == 302
    assert judge(client, again, second, "reopen", text="还是太笼统。").status_code == 302
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, first.moved_by, second.state, second.moved_by) == ("closed", office.reviewer, "pending", None)
    assert [one.act for one in second.replies.all()] == ["mended", "reopened"]
    assert decide(client, again, "approve").status_code == 422
    assert decide(client, again, "return").status_code == 302
    assert Evaluation.objects.get().return_reason.startswith("共 1 条意见，其中必改 1 条")
    assert [*Event.objects.filter(action__endswith="_comment").values_list("action", "outcome")][-2:] == [
        ("close_comment", "ok"), ("reopen_comment", "ok")]  # fmt: skip


def test_the_second_of_two_reviewers_learns_that_it_was_judged(client, office, again):
    row = Comment.objects.first()
    commenting.close(row, make_member("reviewer", office.county), version=row.version)
    answer = judge(client, again, row, "reopen", text="我不同意关闭。")
    assert answer.status_code == 409 and "我不同意关闭。" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "closed" and Reply.objects.filter(act="reopened").count() == 0


def test_once_all_are_closed_the_report_passes(client, office, again):
    for row in Comment.objects.all():
        judge(client, again, row, "close")
    assert decide(client, again, "approve").status_code == 302


def test_a_row_that_is_gone_keeps_its_comment(client, office, submission):
    name = submission.facts["projects"][0]["name"]
    draft(submission, office.reviewer, section="projects", anchor=f"project:{name}")
    decide(client, submission, "return")
    document = complete_facts().to_json()
    document["projects"][0]["name"] = "改了名的项目"
    newest = refile(office, Evaluation.objects.get(), type(complete_facts()).from_json(document))
    shown = page(client, newest, "projects")
    assert name in shown and "改了名的项目" in shown and BODY in shown


def test_comments_are_not_part_of_what_is_frozen(client, office, again):
    assert BODY not in str(again.facts) + str(again.result) and snapshot.is_intact(again)


# --- who ------------------------------------------------------------------------------------------


def test_the_administrator_reads_and_does_not_write(client, office, submission):
    client.force_login(office.bureau_admin)
    assert "提意见</a>" not in page(client, submission)
    assert post(client, submission).status_code == 403


def test_another_county_does_not_exist(client):
    foreign = make_submission()
    assert client.get(reverse("review:section", args=[foreign.pk, "usage"])).status_code == 404
    assert post(client, foreign).status_code == 404


def test_a_comment_of_another_report_is_not_found_here(client, office, submission):
    other = make_submission(make_office(office.county))
    row = draft(other, office.reviewer)
    assert judge(client, submission, row, "delete").status_code == 404
    assert post(client, submission, edit=row.pk, version=1).status_code == 404


@pytest.mark.parametrize("name", ["detail", "section"])
def test_no_comment_adds_a_query(client, office, again, name, django_assert_max_num_queries):
    address = reverse(f"review:{name}", args=[again.pk, *(["usage"] if name == "section" else [])])
    with django_assert_max_num_queries(20) as few:
        client.get(address)
    for number in range(20):
        row = Comment.objects.first()
        Reply.objects.create(comment=row, act="answered", text=f"又一次答复{number}", author=office.preparer, at=row.sent_at)
        draft(again, office.reviewer, section="usage", anchor="text-usage")
    with django_assert_max_num_queries(len(few)):
        client.get(address)
