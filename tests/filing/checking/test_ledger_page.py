"""The check page says what was compared, what does not apply and what could not be compared."""

import pytest
from django.urls import reverse

from evaluations.models import Status
from tests.factories import complete_figures

pytestmark = pytest.mark.django_db


def page_of(client, evaluation):
    return client.get(reverse("filing:check", args=[evaluation.pk])).content.decode()


def test_a_complete_report_is_checked_whole(preparer, office):
    page = page_of(preparer, office.evaluation(Status.DRAFT))
    assert "已核对 " in page and "未核对" not in page.partition("<details>")[0]
    assert "选填项没有填写：" in page and "无法核对" not in page


def test_what_is_missing_is_counted_above_and_named_below(preparer, office):
    page = page_of(preparer, office.evaluation(document=complete_figures(personnel__actual=None)))
    assert "项因缺少数据未核对" in page and "<td>无法核对</td>" in page
    assert "缺少人员经费（2020年决算数）" in page
