"""抽评: drawn by the administrator, reproduced from the protocol, scored beside the first score and confirmed once."""

from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from departments.roles import Role
from evaluations.models import Draw, DrawnReport, Event, Notice, ReportLine, ReviewScore
from evaluations.review.sampling.drawing import PoolEntry, draw_sample
from evaluations.review.sampling.draws import draw_reports, drawn_again
from evaluations.review.sampling.protocol import protocol_lines
from evaluations.submissions.integrity import changed_review_scores
from tests.factories import make_member, make_office
from tests.review.workbooks import downloaded_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]
ASKED = {"share": "50", "method": "simple", "basis": "财绩〔2021〕9号", "seed": "20211108"}


@pytest.fixture
def passed(office, submission):
    office.act(submission.evaluation, "approve")
    return submission


def drawn(office, **changes):
    given: dict[str, Any] = {
        "method": "simple",
        "share": Decimal(50),
        "basis": "财绩〔2021〕9号",
        "seed": "1",
    } | changes
    return draw_reports(office.cycle, office.bureau_admin, **given)


def test_the_protocol_reproduces_the_draw(client, office, passed):
    client.force_login(office.bureau_admin)
    answer = client.post(reverse("review:draw", args=[office.cycle.pk]), ASKED | {"after": "9" * 5000})
    draw = Draw.objects.get()
    assert answer.headers["Location"] == reverse("review:protocol", args=[draw.pk])
    assert drawn_again(draw) == [row.submission.evaluation.department.budget_code for row in draw.drawn.all()]
    # From the workbook alone, as somebody outside would do it.
    file = client.get(reverse("review:protocol_file", args=[draw.pk]))
    rows = downloaded_rows(file)
    seed = next(row[0] for row in rows if str(row[0]).startswith("随机种子：")).removeprefix("随机种子：")
    listed = [row for row in rows if row[3] and len(str(row[3])) == 64]
    pool = [PoolEntry(row[0], row[1], row[2]) for row in listed]
    told = [row[0] for row in sorted((row for row in listed if row[4]), key=lambda row: row[4])]
    assert seed == "20211108" and [one.code for one in draw_sample(pool, seed, Decimal(50), "simple")] == told
    assert office.department.name in client.get(answer.headers["Location"]).content.decode()
    assert (
        '<td data-col="自评得分" class="num">96.68</td>'
        in client.get(reverse("review:draws", args=[office.cycle.pk])).content.decode()
    )
    assert Event.objects.get(action="draw_reports").detail["seed"] == "20211108"


def test_the_protocol_of_a_draw_by_grades_lists_each_grade_by_itself(office, passed):
    simple, grades = drawn(office), drawn(office, method="grades")
    pool = [[f"{number:06}", f"单位{number}", "优良"[number % 2]] for number in range(8)]
    lists = []
    for draw in (simple, grades):
        draw.pool = pool
        lists.append([(line.entry.stratum, line.key) for line in protocol_lines(draw)])
    assert lists[1] == sorted(lists[1]), "the first ones of each grade are those that were drawn"
    assert [key for _, key in lists[0]] == sorted(key for _, key in lists[0])


def test_nothing_can_be_drawn_before_anything_has_passed(client, office):
    client.force_login(office.bureau_admin)
    answer = client.post(reverse("review:draw", args=[office.cycle.pk]), ASKED)
    assert answer.status_code == 422 and "还没有审核通过的报告" in answer.content.decode()
    assert not Draw.objects.exists()


def test_what_was_typed_wrongly_comes_back(client, office, passed):
    client.force_login(office.bureau_admin)
    answer = client.post(reverse("review:draw", args=[office.cycle.pk]), ASKED | {"share": "150", "basis": ""})
    page = answer.content.decode()
    assert (
        answer.status_code == 422
        and 'value="150"' in page
        and "依据" in page
        and "请填写" in page
        and "20211108" in page
    )


def test_a_draw_is_never_changed(office, passed):
    drawn(office)
    for rows in (Draw.objects.all(), DrawnReport.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
    assert drawn(office).number == 2


def test_a_sample_has_its_own_score_beside_the_first_and_is_confirmed_once(client, office, passed):
    drawn(office)
    other = make_member(Role.REVIEWER, office.county)
    client.force_login(other)
    save = reverse("review:save_sheet", args=[passed.pk, "sample"])
    confirm = reverse("review:confirm_sample", args=[passed.pk])
    client.post(save, {"version": 0, "criterion.benefit": "unverifiable:30"})
    typed = {"criterion.benefit": "unverifiable:60"}
    assert client.post(confirm, {"version": 0} | typed).status_code == 409
    # What was typed since the last save is confirmed with the rest.
    assert client.post(confirm, {"version": 1} | typed).status_code == 302
    score = ReviewScore.objects.get(round="sample")
    # 96.68 − 6 × 60 %
    assert score.total == Decimal("93.08") and score.made_by == other
    assert not list(changed_review_scores())
    assert client.post(save, {"version": 1, "value.fund_compliance": "1"}).status_code == 409
    assert Notice.objects.filter(action="confirm_sample", user=office.preparer).exists()
    assert "93.08" in client.get(reverse("review:draws", args=[office.cycle.pk])).content.decode()
    client.force_login(office.preparer)
    assert "抽评 93.08 分" in client.get(reverse("filing:tasks", args=[passed.evaluation_id])).content.decode()


def test_the_score_of_a_sample_counts_in_the_statistics_as_it_does_for_the_uses(client, office, passed):
    drawn(office)
    client.force_login(make_member(Role.REVIEWER, office.county))
    typed = {"version": 0, "criterion.benefit": "unverifiable:60"}
    client.post(reverse("review:save_sheet", args=[passed.pk, "sample"]), typed)
    client.post(reverse("review:confirm_sample", args=[passed.pk]), typed | {"version": 1})
    line = ReportLine.objects.get(submission=passed)
    score = ReviewScore.objects.get(round="sample")
    assert (line.final_total, line.final_grade) == (Decimal("93.08"), score.grade) and line.total == Decimal("96.68")
    assert line.review_total != line.final_total  # the first round's own column stays
    ReportLine.objects.update(final_total=line.total, final_grade="中")  # as versions before 1.7.0 left it
    import_module("evaluations.migrations.0043_samples_count_in_lines").count_samples(apps, None)
    assert ReportLine.objects.filter(final_total=Decimal("93.08"), final_grade=score.grade).count() == 1


def test_who_passed_a_report_does_not_sample_it_while_there_is_another_reviewer(client, office, passed):
    drawn(office)
    make_member(Role.REVIEWER, office.county)
    answer = client.post(reverse("review:save_sheet", args=[passed.pk, "sample"]), {"version": 0})
    assert answer.status_code == 403 and "请由其他审核人员抽评" in answer.content.decode()


def test_what_was_not_drawn_is_not_sampled(client, office, passed):
    answer = client.post(reverse("review:save_sheet", args=[passed.pk, "sample"]), {"version": 0})
    assert answer.status_code == 409 and "没有被抽中" in answer.content.decode()


def test_the_page_costs_as_many_queries_for_two_reports_as_for_one(
    client, office, passed, django_assert_max_num_queries
):
    drawn(office, share=Decimal(100))
    address = reverse("review:draws", args=[office.cycle.pk])
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    second = make_office(office.county)
    second.evaluation("approved")
    drawn(office, share=Decimal(100))
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(address)
