"""The bureau's side of comments: drafted at a place, sent by a return, judged in the next round."""

import json
import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from evaluations.audit.refusals import Conflict
from evaluations.comments.writing import edit_comment
from evaluations.facts.reading import read_facts
from evaluations.models import Comment, Event, Status
from evaluations.workflow.claiming import release_review
from tests.factories import make_member, make_office, make_submission
from tests.review.returns import BODY, draft, judge, page, post
from tests.sources import ROOT

pytestmark = pytest.mark.django_db
DEMO = ROOT / "evaluations" / "demo" / "yongxing-2020.json"


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
    assert (row.level, row.body, row.state, row.sent_at, row.author) == (
        "required",
        BODY,
        "pending",
        None,
        office.reviewer,
    )
    assert "草稿，单位还看不到" in page(client, submission)
    told = Event.objects.get(action="comment")
    assert (told.object_id, told.role, told.outcome) == (str(row.pk), "reviewer", "ok") and BODY not in str(told.detail)


def test_nobody_withdraws_a_report_that_somebody_has_commented_on(client, office, submission):
    """Also where the reviewer came straight to the part of the report."""
    page(client, submission)
    post(client, submission)
    with pytest.raises(Conflict, match="正在审核这份报告"):
        office.act(submission.evaluation, "withdraw")


def test_a_phrase_leads_the_typed_words(client, submission):
    post(client, submission, phrase="请补充佐证材料。", body="附会议纪要。")
    assert Comment.objects.get().body == "请补充佐证材料。\n附会议纪要。"
    post(client, submission, phrase="请补充佐证材料。", body="")
    assert Comment.objects.last().body == "请补充佐证材料。"


@pytest.mark.parametrize(
    "given, said",
    [
        ({"body": " 　"}, "或写明意见"),
        ({"level": ""}, "请选择“必改”或“建议”"),
        ({"phrase": "自编"}, "自编"),
        ({"body": "长" * 2001}, "最多2000字"),
    ],
)
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
    for section, anchor in (
        ("projects", f"project:{project}"),
        ("basic_info", "text-duties"),
        ("indicators", "entry-staff_control_rate"),
        ("usage", ""),
    ):
        offered = [unquote(one) for one in re.findall(r"\?at=([^#]*)#", page(client, submission, section))]
        assert anchor in offered
        assert post(client, submission, section=section, anchor=anchor).status_code == 302
    assert Comment.objects.count() == 4


def test_a_finding_becomes_a_comment_at_its_place(client, office):
    document = read_facts(json.loads(DEMO.read_text()))
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
    release_review(submission, office.reviewer)
    theirs = draft(submission, colleague, body="同事的意见。")
    release_review(submission, colleague)
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
    edit_comment(mine, office.reviewer, version=1, level="advice", body="先改的。")
    answer = post(client, submission, edit=mine.pk, version=1, body="后改的。")
    assert answer.status_code == 409 and "后改的。" in answer.content.decode()
    assert Comment.objects.get().body == "先改的。"
    assert judge(client, submission, mine, "delete").status_code == 409


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
