"""What reviewers press about comments, and a department that files anew: for the tests of comments."""

from django.urls import reverse

from evaluations.comments.writing import answer_comment, create_comment
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.workflow.obstacles import mark_done
from tests.factories import complete_facts

BODY = "公用经费超预算，请说明原因。"


def post(client, submission, **given):
    sent = {"section": "base_data", "anchor": "operating.actual", "level": "required", "body": BODY} | given
    return client.post(reverse("review:comment", args=[submission.pk]), sent)


def judge(client, submission, row, action, **given):
    sent = {"version": row.version} | given
    return client.post(reverse("review:judge", args=[submission.pk, row.pk, action]), sent)


def draft(submission, user, **given):
    sent = {"section": "base_data", "anchor": "operating.actual", "level": "required", "body": BODY} | given
    return create_comment(submission, user, **sent)


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
        answer_comment(row, office.preparer, text=answering, mended=True)
    store_facts(evaluation, document or complete_facts())
    mark_done(evaluation)
    return office.advance(evaluation, "submit", "sign").submissions.last()
