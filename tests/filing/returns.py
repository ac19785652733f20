"""A report that comes back with comments, and what one sees of it: for the tests of what follows a return."""

import re

from evaluations.comments.writing import answer_comment, create_comment
from evaluations.models import Comment
from evaluations.workflow.guards_and_effects import current_submission

BODY = "公用经费超预算，请说明原因。"
PLACES = [
    ("base_data", "retirees", "required"),
    ("usage", "text-usage", "required"),
    ("problems", "", "required"),
    ("indicators", "entry-staff_control_rate", "advice"),
]


def send_back(office, evaluation, places):
    for section, anchor, level in places:
        create_comment(
            current_submission(evaluation),
            office.reviewer,
            section=section,
            anchor=anchor,
            level=level,
            body=f"{BODY}（{section}）",
        )
    return office.advance(evaluation, "return")


def at(section):
    return Comment.objects.get(section=section)


def url(evaluation, section=""):
    return f"/filing/{evaluation.pk}/" + (f"s/{section}/" if section else "")


def show(client, evaluation, section=""):
    answer = client.get(url(evaluation, section))
    assert answer.status_code == 200
    return answer.content.decode()


def answer_everything(office, evaluation):
    for row in evaluation.comments.all():
        answer_comment(row, office.preparer, text="已补充。", mended=True)


def submit(client, evaluation, **given):
    page = client.get(url(evaluation) + "check/").content.decode()
    sent = dict(re.findall(r'type="hidden" name="(version|seen)" value="(\d+)"', page))
    return client.post(url(evaluation) + "act/submit/", sent | {"pledge": "on"} | given)
