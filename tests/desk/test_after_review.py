"""What waits after the review stands on the desk of whoever has to do it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.review.sampling.draws import draw_reports
from evaluations.workflow.rectifying import ask_rectification, move_rectification
from tests.factories import make_office, make_submission

pytestmark = pytest.mark.django_db


def desk(client, user):
    client.force_login(user)
    return client.get(reverse("desk:home")).content.decode()


def test_a_rectification_goes_from_desk_to_desk_and_a_draw_waits_for_its_scores(client):
    office = make_office()
    submission = make_submission(office, "approved")
    day = timezone.localdate() + timedelta(days=20)
    texts: dict[str, Any] = {"problem": "三公经费台账不全。", "requirement": "补齐台账。"}
    row = ask_rectification(submission.evaluation.obligation, office.reviewer, source="review", due_on=day, **texts)
    assert "整改：三公经费台账不全。" in desk(client, office.preparer)
    assert "核查整改" not in desk(client, office.reviewer)
    move_rectification(row, office.preparer, "answer", version=0, text="台账已补齐。")
    assert "报送整改情况" not in desk(client, office.preparer)
    draw_reports(office.cycle, office.bureau_admin, method="simple", share=Decimal(50), basis="财绩〔2021〕9号")
    page = desk(client, office.reviewer)
    assert "核查整改：三公经费台账不全。" in page and "还有 1 份报告没有抽评" in page
