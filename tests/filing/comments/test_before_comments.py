"""Filing without comments of the bureau: for the first time, after a return with a reason alone, after the head's no."""

import re

from evaluations.drafts.facts_of_draft import store_facts
from evaluations.models import Status
from evaluations.workflow.obstacles import mark_done
from tests.factories import complete_figures
from tests.filing.returns import send_back, show, submit, url


def test_the_first_submission_has_nothing_to_compare(preparer, office):
    evaluation = office.evaluation()
    page = preparer.get(url(evaluation) + "check/").content.decode()
    assert "本次修改" not in page and "完全相同" not in page
    assert submit(preparer, evaluation).status_code == 302


def test_numbers_are_shown_before_and_after(preparer, office):
    evaluation = send_back(office, office.evaluation(Status.SUBMITTED), [])
    store_facts(evaluation, complete_figures(retirees="17"))
    mark_done(evaluation)
    page = preparer.get(url(evaluation) + "check/").content.decode()
    assert re.search(r"离退休人数.{0,200}<span class=\"new\">17</span>", page, re.S)


def test_the_reason_of_a_head_who_does_not_sign_stands_on_top_too(preparer, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    office.act(evaluation, "refuse_signature", reason="第七部分太空，请重写。")
    for section in ("", "usage"):
        page = show(preparer, evaluation, section)
        assert "李主任" in page and "第七部分太空，请重写。" in page
