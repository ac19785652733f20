"""What earlier versions froze opens for ever: a sample of each format is kept, read, shown, printed and verified."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from evaluations.audit.append_only import trigger_removal
from evaluations.facts.document import FactsError
from evaluations.models import Event, FrozenAssessment, Submission
from evaluations.publication.printing.rendering import printed_submission
from evaluations.publication.public_part import frozen_report, public_data
from evaluations.scoring.assessment_json import assessment_as_json, assessment_from_json
from evaluations.submissions.freezing import assessment_of
from evaluations.submissions.integrity import integrity_problems
from tests.asking import is_intact
from tests.publication.papers import pdf_text
from tests.submissions.earlier import FORMAT_1, FORMAT_2, migrated, sample, stored

pytestmark = pytest.mark.django_db
NUMBERS = {"value", "exact", "weight", "score", "total", "full_marks", "reachable"}

each_format_1 = pytest.mark.parametrize("path", FORMAT_1, ids=lambda path: path.stem)


def same_rows(frozen: Sequence[object], rows: list[dict]) -> None:
    """The same rates or indicators; the sample names fewer fields than later versions have."""
    assert len(frozen) == len(rows)
    for one, row in zip(frozen, rows, strict=True):
        for name, text in row.items():
            value = getattr(one, name)
            assert value == number(name, text), (row["code"], name)
            if name in ("value", "score", "weight") and text is not None:
                assert str(value) == text, "with the decimals in which it is shown"


def number(name, text):
    if name in NUMBERS and text is not None:
        return Decimal(text)
    return tuple(text) if isinstance(text, list) else text


@each_format_1
def test_an_earlier_submission_is_read_as_the_version_that_wrote_it_read_it(path):
    data = sample(path)
    _, rows = stored(data)
    migrated()
    for row, read in zip(rows, (one["read"] for one in data["submissions"]), strict=True):
        frozen = assessment_of(Submission.objects.get(pk=row.pk))
        same_rows(frozen.rates, read["rates"])
        same_rows(frozen.indicators, read["indicators"])
        for project, told in zip(frozen.projects, read["projects"], strict=True):
            same_rows(project.indicators, told["indicators"])
            assert (project.name, project.grade, str(project.total)) == (told["name"], told["grade"], told["total"])
        for name in ("total", "full_marks", "reachable", "grade", "complete", "cap", "ceiling"):
            assert getattr(frozen, name) == number(name, read[name]), name
        amounts = {name: number("value", text) for name, text in read["amounts"].items() if text != "NOT_APPLICABLE"}
        assert amounts == {name: value for name, value in frozen.amounts.items() if isinstance(value, Decimal)}
        assert frozen.conditions == read["conditions"] and read["conditions"]
        # What stands for itself (不适用) shows no working, and the row keeps no words of one.
        shown = {code: text for code, text in read["workings"].items() if frozen.results[code].status == "computed"}
        assert {code: frozen.results[code].working for code in shown} == shown != {}


def test_a_working_keeps_the_words_of_its_day():
    """The row holds it only as the beginning of its explanation; labels may have been worded otherwise since."""
    data = sample(next(path for path in FORMAT_1 if "2013" in path.stem))
    for one in data["submissions"][0]["columns"]["result"]["indicators"]:
        one["explanation"] = one["explanation"].replace("年末在职人数", "年底在编人数")
    _, (row, _) = stored(data)
    migrated()
    frozen = assessment_of(row).results["staff_control_rate"]
    assert frozen.working == "年底在编人数（在编） 35 ÷ 编制数 25 = 140.00%"


def test_names_weights_and_rules_keep_the_words_of_their_day():
    data = sample(next(path for path in FORMAT_1 if "2013" in path.stem))
    of_that_day = {"label": "旧名", "weight": "9", "policy": "旧规则", "unit": "‰", "goal": "旧目标"}
    for one in data["submissions"]:
        one["columns"]["result"]["indicators"][0] |= of_that_day
    _, (row, _) = stored(data)
    migrated()
    frozen = assessment_of(row).indicators[0]
    assert {name: str(getattr(frozen, name)) for name in of_that_day} == of_that_day


@each_format_1
def test_the_row_itself_stays_and_its_assessment_is_told_in_the_log(path):
    data = sample(path)
    stored(data)
    before = list(Submission.objects.values())
    public = [public_data(row) for row in Submission.objects.all()]
    migrated()
    assert list(Submission.objects.values()) == before
    assert [public_data(row) for row in Submission.objects.all()] == public
    told = Event.objects.filter(action="freeze_assessment").order_by("pk").values_list("detail", flat=True)
    kept = FrozenAssessment.objects.order_by("pk")
    assert [one["assessment"] for one in told] == [one.sha256 for one in kept] != []
    assert {(one.format, one.migrated_from) for one in kept} == {(2, 1)}
    migrated()
    assert FrozenAssessment.objects.count() == Event.objects.filter(action="freeze_assessment").count() == len(before)


@each_format_1
def test_its_pages_its_paper_and_its_checks_open(client, path):
    data = sample(path)
    office, rows = stored(data)
    migrated()
    department = data["submissions"][-1]["columns"]["facts"]["department"]
    evaluation = office.advance(rows[-1].evaluation, "approve", "publish")
    total = data["submissions"][-1]["read"]["total"]
    client.force_login(office.reviewer)
    assert department in page(client, reverse("review:detail", args=[rows[-1].pk]))
    if len(rows) > 1:
        assert "公用经费" in page(client, reverse("review:differences", args=[rows[-1].pk, 1]))
    client.force_login(office.preparer)
    assert department in page(client, reverse("filing:submission", args=[evaluation.pk, rows[-1].number]))
    client.logout()
    where = [office.cycle.year, office.department.budget_code]
    assert department in page(client, reverse("portal:report", args=where))
    assert rows[-1].sha256 in page(client, reverse("portal:data", args=where))
    newest = Submission.objects.select_related("scheme").get(pk=rows[-1].pk)
    assert frozen_report(newest).meta.total == total
    assert department in (text := pdf_text(printed_submission(newest).pdf)) and total in text
    assert all(is_intact(row) for row in Submission.objects.all()) and list(integrity_problems()) == []


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("path", FORMAT_2, ids=lambda path: path.stem)
def test_format_2_is_written_as_it_is_read(path):
    """Fails when a field is added or goes: then this is format 3, and format 2 needs a reader of its own."""
    content = sample(path)["assessment"]
    assert assessment_as_json(assessment_from_json(content)) == content


def test_a_row_that_cannot_be_read_stops_the_migration_and_is_named():
    data = sample(FORMAT_1[0])
    data["submissions"][0]["columns"]["facts"]["figures"]["basic.actual"] = "很多"
    _, rows = stored(data)
    with pytest.raises(FactsError) as caught, transaction.atomic():
        migrated()
    assert caught.value.__notes__ == [f"报送 {rows[0].pk} 不能迁移；数据库没有改动。"]
    assert not FrozenAssessment.objects.exists()


def test_a_migrated_assessment_cannot_be_changed_or_exchanged_unseen():
    _, (first, second) = stored(sample(next(path for path in FORMAT_1 if "2013" in path.stem)))
    migrated()
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenAssessment.objects.update(migrated_from=None)
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor, ["evaluations_frozenassessment"]):
            cursor.execute(statement)
    content = second.frozen_assessment.content
    FrozenAssessment.objects.filter(submission=first).update(content=content | {"total": "100"})
    found = "\n".join(integrity_problems())
    assert f"报送 {first.pk}（" in found and "封存的评分结果缺失，或与登记的 SHA-256 不符" in found
    assert f"报送 {second.pk}（" not in found
