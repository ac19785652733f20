"""Every row has its name: what a draft may lack while it is written stops a submission."""

import pytest

from tests.checks.changed_reports import NEW_FORM, OLD_FORM, found_by, new_report, old_report


@pytest.mark.parametrize(
    ("kind", "row", "where", "field"),
    [
        ("achievements", {"title": "", "body": "正文先写。"}, "第{}条", "achievements"),
        ("buildings", {"name": " ", "actual_area": "1"}, "楼堂馆所{}", "buildings.{}.name"),
    ],
)
def test_a_row_without_its_name_is_missing_it(kind, row, where, field):
    report = old_report()
    rows = report[kind] = [*report.get(kind, ()), row]
    (found,) = [one for one in found_by(OLD_FORM, report, "required") if one.expected in ("名称", "小标题")]
    assert (found.where, found.field) == (where.format(len(rows)), field.format(len(rows) - 1))


def test_what_belongs_to_a_project_is_named_with_it():
    report = new_report()
    report["projects"][1]["name"] = ""
    report["projects"][0]["items"][1]["name"] = ""
    report["projects"][0]["targets"][0]["name"] = ""
    found = [one.where for one in found_by(NEW_FORM, report, "required") if one.expected == "名称"]
    assert sorted(found) == ["项目1指标1", "项目1明细2", "项目2"]
