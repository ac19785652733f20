"""Approved budgets that can be read and still look wrong are marked, converted on demand, and stored on a second word."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from evaluations.audit.refusals import Incomplete
from evaluations.cycles.approving.plan import read_approvals, store_approvals
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.models import ApprovedFigure, Event
from tests.cycles.approving import test_approving
from tests.factories import make_cycle, make_department, make_obligation

pytestmark = pytest.mark.django_db
owed, upload, confirm, stored = (getattr(test_approving, name) for name in ("owed", "upload", "confirm", "stored"))
HEAD = "预算编码,支出合计,基本支出,项目支出合计,公务接待费\n"


@pytest.fixture
def others(office):
    """Four more departments of ordinary size."""
    for number in range(4):
        make_obligation(office.cycle, make_department(office.cycle.county, budget_code=f"02000{number}"))
    return "".join(f"02000{number},{size},{size},0,1\n" for number, size in enumerate((300, 500, 800, 20000)))


@pytest.fixture
def press(client, office):
    """A button of the page that shows the plan, with more fields."""

    def send(answer, **more):
        found = test_approving.HIDDEN.findall(answer.content.decode())
        fields = {name: unescape(text) for name, text in found}
        return client.post(reverse("cycles:save_approved", args=[office.cycle.pk]), fields | more, follow=True)

    return send


def marks(answer):
    return [mark.words for line in answer.context["marked"] for mark in line.marks]


def test_a_part_of_22000_in_a_total_of_707_is_marked_and_converted(upload, press, owed):
    answer = upload(HEAD + "012001,707,540,167,22000\n")
    told = marks(answer)[0]
    assert "公务接待费（2020年预算数） 22000.00" in told and "支出合计（2020年预算数） 707.00万元" in told
    again = press(answer, convert="1")
    page = again.content.decode()
    assert "已把 1 个数换算为万元" in page and not marks(again) and not stored(owed)
    press(again)
    assert stored(owed)["reception.budget"] == Decimal("2.2")


def test_four_million_is_marked_even_when_nothing_else_is_known(upload, owed):
    (told,) = marks(upload("预算编码,公用经费\n012001,4000000\n"))
    assert "4000000.00" in told and "上限" in told


def test_a_row_in_yuan_is_converted_as_a_whole(upload, press, owed):
    answer = upload("预算编码,支出合计,公用经费,公务接待费\n012001,7070000,1012600,30000\n")
    assert "同一行的公用经费（2020年预算数）、公务接待费（2020年预算数）可能也以元计。" in marks(answer)
    press(press(answer, convert="1"))
    amounts = {"expenditure.budget": "707", "operating.budget": "101.26", "reception.budget": "3"}
    assert stored(owed) == {name: Decimal(text) for name, text in amounts.items()}


def test_one_total_in_yuan_leaves_the_rest_of_its_row_alone(upload, owed):
    answer = upload("预算编码,支出合计,公用经费,公务接待费\n012001,7070000,101.26,3\n")
    assert not [one for one in marks(answer) if "同一行" in one]


def test_a_marked_row_is_stored_only_after_a_second_word(upload, press, owed):
    answer = upload("预算编码,公用经费\n012001,4000000\n")
    refused = press(answer)
    assert refused.status_code == 422 and "请先核对并勾选“我已核对”" in refused.content.decode() and not stored(owed)
    press(answer, sure="on")
    assert stored(owed) == {"operating.budget": Decimal(4_000_000)}
    assert Event.objects.get(action="import_approved").detail["marked"] == 1


def test_sums_that_do_not_add_up_are_marked_and_not_converted(upload, owed):
    answer = upload(HEAD + "012001,707,540,100,3\n")
    (told,) = marks(answer)
    assert "支出合计" in told and "相差 67.00" in told and not answer.context["plan"].convertible


def test_amounts_far_from_last_years_are_marked(upload, owed, office):
    last = make_cycle(office.cycle.county, office.cycle.year - 1, scheme=office.cycle.scheme)
    before = make_obligation(last, owed.department)
    ApprovedFigure.objects.create(obligation=before, figure="operating.budget", amount=Decimal(100))
    ApprovedFigure.objects.create(obligation=before, figure="personnel.budget", amount=Decimal(0))
    for typed in ("1012600", "0.0101"):
        (told,) = marks(upload(f"预算编码,公用经费,人员经费\n012001,{typed},438\n"))
        assert "上年度报告的公用经费 100.00万元" in told
    assert marks(upload("预算编码,公用经费\n012001,101.26\n")) == []


def test_amounts_far_from_the_other_departments_are_marked(upload, owed, others):
    (told,) = marks(upload(HEAD + others + "012001,,,,10000\n"))
    assert "本表其他单位的中位数（4 个单位）" in told and "10000 倍" in told


def test_honest_rows_of_every_size_have_no_mark(upload, confirm, owed, others):
    answer = upload(HEAD + others + "012001,0.5,0.5,0,0\n")
    assert marks(answer) == []
    confirm(answer)
    assert stored(owed)["expenditure.budget"] == Decimal("0.5")


def test_no_way_around_the_page_stores_marked_amounts_unseen(owed, office):
    rows = [["预算编码", "公用经费"], ["012001", "4000000"]]
    plan = read_approvals(office.cycle, ForeignTable(rows), "批复", "万元")
    with pytest.raises(Incomplete, match="有 1 个单位的数需要核对"):
        store_approvals(plan, user=office.bureau_admin)
    assert store_approvals(plan, user=office.bureau_admin, sure=True) == 1
