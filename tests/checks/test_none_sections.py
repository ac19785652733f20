"""A section ticked 无此项 while the table has money under the same name."""

from tests.checks.changed_reports import NEW_FORM, found_by, new_report


def none_findings(**changes):
    return [one for one in found_by(NEW_FORM, new_report(**changes), "14") if one.title.startswith("写“无”")]


def with_funds(amount):
    figures = dict(new_report()["figures"], **{"funds_government.actual": amount})
    return [one for one in NEW_FORM.sections if "政府性基金" in one.label], figures


def test_money_of_a_section_that_is_ticked_is_asked_for():
    sections, figures = with_funds("12")
    ticked = [one.code for one in sections]
    found = none_findings(figures=figures, none_sections=ticked)
    assert len(found) == len(ticked)
    assert all(one.level == "warning" and "12.00万元" in one.expected for one in found)


def test_nothing_and_nothing_agree():
    sections, figures = with_funds("0")
    assert none_findings(figures=figures, none_sections=[one.code for one in sections]) == []
    assert none_findings(figures=with_funds("12")[1], none_sections=[]) == []
