"""All checks run on what would be imported: new findings are shown, units converted on demand, nothing stored before."""

import re
from copy import deepcopy
from decimal import Decimal
from html import unescape

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import Event
from tests.filing.workbook.workbooks import address, changes, confirm, download, upload, words
from tests.foreign_files.making import BASE, ITEMS, PROJECTS, cell, changed, typed

pytestmark = pytest.mark.usefixtures("kept_evaluation", "quick")
PARCEL = re.compile(r'name="parcel" value="([^"]+)"')


@pytest.fixture
def evaluation(kept_evaluation):
    return deepcopy(kept_evaluation)


def block_in_yuan(book):
    for code, amount in (("vehicle_operation", 22000), ("reception", 300)):
        cell(book, BASE, code, "c:actual").value = amount


def dry_run(client, evaluation, edit):
    return upload(client, evaluation, changed(edit)(download(client, evaluation)))


def convert(client, evaluation, answer):
    (parcel,) = PARCEL.findall(answer.content.decode())
    return client.post(address(evaluation, "/import/"), {"parcel": unescape(parcel), "convert": "1"})


def test_22000_in_a_total_of_707_is_told_before_anything_is_imported(preparer, evaluation):
    before = collect_facts(evaluation)
    answer = dry_run(preparer, evaluation, block_in_yuan)
    page = words(answer.content.decode())
    assert (
        "导入以后的勾稽校验" in page
        and "支出合计（2020年决算数） 696.70万元" in page
        and "换算为万元（2 个数）" in page
    )
    assert collect_facts(evaluation) == before and not Event.objects.filter(action="import_workbook").exists()


def test_one_button_converts_and_shows_again_and_the_person_imports(preparer, evaluation):
    again = convert(preparer, evaluation, dry_run(preparer, evaluation, block_in_yuan))
    page = words(again.content.decode())
    assert "有误的单位已换算为万元" in page and "换算为万元（" not in page
    assert changes(again) == [("修改", "公务接待费（2020年决算数）", "3.00", "0.03")]
    confirm(preparer, evaluation, again)
    assert collect_facts(evaluation).figures["reception.actual"] == Decimal("0.03")


def test_amounts_may_be_kept_as_they_are(preparer, evaluation):
    confirm(preparer, evaluation, dry_run(preparer, evaluation, block_in_yuan))
    assert collect_facts(evaluation).figures["reception.actual"] == Decimal(300)


def projects_in_yuan(book):
    sheet = book[PROJECTS]
    for row in (5, 6):
        for column in "EFG":
            sheet[f"{column}{row}"].value = float(sheet[f"{column}{row}"].value) * 10_000


def items_in_yuan(book):
    for row in book[ITEMS].iter_rows(min_row=5, max_row=6):
        row[3].value = float(row[3].value) * 10_000


@pytest.mark.parametrize(("edit", "count"), [(projects_in_yuan, 6), (items_in_yuan, 2)])
def test_lists_in_yuan_are_converted_row_by_row(preparer, evaluation, edit, count):
    before = collect_facts(evaluation).projects
    answer = dry_run(preparer, evaluation, edit)
    assert f"换算为万元（{count} 个数）" in words(answer.content.decode())
    again = convert(preparer, evaluation, answer)
    assert changes(again) == [] or not again.context["found"].differences
    assert collect_facts(evaluation).projects == before


def test_other_contradictions_are_told_and_those_that_go(preparer, evaluation, office):
    make = typed("project", "c:actual", 170.5)
    answer = upload(preparer, evaluation, make(download(preparer, evaluation)))
    page = words(answer.content.decode())
    assert "将新出现" in page and "基本支出决算 + 项目支出决算" in page
    confirm(preparer, evaluation, answer)
    answer = upload(preparer, evaluation, typed("project", "c:actual", 160.5)(download(preparer, evaluation)))
    page = words(answer.content.decode())
    assert "不会出现新的问题，消除" in page


def test_an_honest_workbook_brings_no_finding(preparer, evaluation):
    answer = upload(preparer, evaluation, typed("staff_in_post", "c:actual", 25)(download(preparer, evaluation)))
    page = words(answer.content.decode())
    assert "不会出现新的问题" in page and "换算为万元" not in page
