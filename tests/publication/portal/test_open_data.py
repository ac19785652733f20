"""Open data: every published figure, the same in three forms, and nothing that the paper keeps inside."""

import csv
import io
import json
from copy import deepcopy
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from evaluations.models import Publication
from evaluations.publication.portal.open_data import OPEN_COLUMNS
from evaluations.publication.portal.open_files import csv_cell
from evaluations.publication.public_part import public_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_publication")]


@pytest.fixture
def live(kept_publication):
    return deepcopy(kept_publication)


def csv_rows(client, year):
    text = client.get(f"/open-data/{year}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_figure_of_the_report_is_there(client, live):
    rows = {(row["类别"], row["代码"]): row for row in csv_rows(client, live.year)}
    data = public_data(live.submission)
    for name, value in data["facts"]["figures"].items():
        row = rows["填报数据", name]
        assert row["数值"] == {"n/a": "不适用", None: ""}.get(value, value) and row["名称"] != name, name
    assert rows["评价结果", "total"]["数值"] == data["result"]["total"]
    assert rows["评价结果", "grade"]["数值"] == data["result"]["grade"]


def test_three_forms_say_the_same(client, live):
    rows = csv_rows(client, live.year)
    document = json.loads(client.get(f"/open-data/{live.year}.json").content)
    assert [[str(value or "") for value in row.values()] for row in document["rows"]] == [
        list(r.values()) for r in rows
    ]
    book = load_workbook(io.BytesIO(client.get(f"/open-data/{live.year}.xlsx").content))
    lines = list(book["数据"].iter_rows(values_only=True))
    assert list(lines[0]) == [head for _, head, _ in OPEN_COLUMNS] and len(lines) == len(rows) + 1
    numbers = [
        (line[7], row["数值"]) for line, row in zip(lines[1:], rows, strict=True) if not isinstance(line[7], str)
    ]
    assert numbers and all(Decimal(str(number)) == Decimal(text) for number, text in numbers if number is not None)


def test_people_and_findings_stay_inside(client, live):
    people = [text for text in live.submission.facts["people"].values() if text]
    files = "".join(
        client.get(f"/open-data/{live.year}.{kind}").content.decode("utf-8-sig") for kind in ("csv", "json")
    )
    assert people and not [text for text in people if text in files]


def test_a_year_without_reports_has_no_workbook_and_an_empty_table(client, live):
    assert client.get("/open-data/1999.xlsx").status_code == 404
    assert csv_rows(client, 1999) == []


def test_what_was_taken_down_leaves_the_data(client, kept_office, live):
    deepcopy(kept_office).act(live.submission.evaluation, "unpublish", reason="数据有误")
    assert csv_rows(client, live.year) == []
    assert live.title not in client.get("/atom.xml").content.decode()


def test_no_text_of_the_csv_computes_and_numbers_stay_numbers():
    assert csv_cell("=1+1") == "'=1+1" and csv_cell("＋1") == "'＋1"
    assert csv_cell(Decimal("-12.5")) == "-12.5" and csv_cell(None) == ""


def test_programs_find_every_report(client, live):
    address = f"/reports/{live.year}/{live.department.budget_code}/"
    for page in ("/atom.xml", "/sitemap.xml"):
        assert address in client.get(page).content.decode(), page
    Publication.objects.update(published_at=datetime(2024, 3, 1, 16, 30, tzinfo=UTC))  # after midnight in the county
    assert f"{address}</loc><lastmod>2024-03-02<" in client.get("/sitemap.xml").content.decode()
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()


def test_the_feed_calls_a_report_as_its_form_does(client, live):
    Publication.objects.update(title="县自然资源局2023年度项目支出绩效自评报告")
    feed = client.get("/atom.xml").content.decode()
    assert f"{Publication.objects.get().title}，" in feed and "部门整体支出绩效评价报告" not in feed
