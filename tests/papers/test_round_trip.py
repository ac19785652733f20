"""The Word files that the system makes itself are read back whole, and are silent."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.language.amounts import printed_value
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL
from tests.papers.reading import checked, example_facts, exported_word


@pytest.fixture(scope="module", params=["complete.json", "complete-2023.json"])
def both(request):
    """A report, and what is read of its Word file."""
    facts = example_facts(request.param)
    return facts, checked(exported_word(facts))


def test_every_printed_figure_comes_back(both):
    facts, result = both
    wanted = {name: printed_value(value) for name, value in facts.figures.items() if isinstance(value, Decimal)}
    assert wanted.items() <= result.reading.facts.figures.items()
    assert result.reading.facts.year == facts.year


def test_projects_come_back_with_what_they_consist_of(both):
    facts, result = both
    columns = ("name", "kind", "budget", "full_year", "in_place", "actual", "items")
    read, written = ([tuple(getattr(one, key) for key in columns) for one in rows] for rows in (
        result.reading.facts.projects, facts.projects
    ))  # fmt: skip
    assert read == written


def test_many_projects_that_stand_in_two_tables_come_back_once():
    facts = example_facts("complete.json")
    many = tuple(
        replace(facts.projects[n % len(facts.projects)], name=f"项目{letter}")
        for n, letter in enumerate("甲乙丙丁戊己庚辛壬癸子丑")
    )
    read = checked(exported_word(replace(facts, projects=many))).reading.facts.projects
    assert [(one.name, one.kind, one.actual, one.items) for one in read] == [
        (one.name, one.kind, one.actual, one.items) for one in many
    ]


def test_a_right_paper_is_silent(both):
    """What it prints with two decimals may leave the last digit of a rate open: a hint, never more."""
    told = both[1].findings
    assert {one.level for one in told} <= {HINT_LEVEL} and all("四舍五入的范围内" in one.why for one in told)


def test_how_a_score_came_about_is_no_reason(both):
    entries = both[1].reading.facts.entries.values()
    assert not [one.reason for one in entries if "÷" in one.reason or "得" in one.reason]


def test_a_sum_of_listed_projects_is_told_once():
    facts = example_facts("complete.json")
    fewer = replace(facts, projects=facts.projects[:1])
    found = [one.check for one in checked(exported_word(fewer)).findings if "项目" in one.read]
    assert found.count("13") == 2 and "14" not in found


def test_own_targets_come_back_so_that_the_total_is_the_same(both):
    facts, result = both
    assert [one.name for one in result.reading.facts.targets] == [one.name for one in facts.targets]
    assert "96.68" in {one.value for one in result.reading.facts.stated} or result.assessment.total == Decimal("97.29")


def test_a_wrong_cell_is_found_where_it_is_printed():
    facts = example_facts("complete.json")
    wrong = replace(facts, figures={**facts.figures, "reception.actual": Decimal("3.5")})
    found = {(one.check, one.where.rpartition("，")[2]) for one in checked(exported_word(wrong)).findings}
    assert ("2", "读自表2第8行") in found


def test_an_amount_in_yuan_hides_nothing_that_is_wrong_elsewhere():
    facts = example_facts("complete.json")
    said = replace(facts.achievements[0], body="全年共实施9个项目，“三公”经费支出99.99万元。")
    written = replace(facts, achievements=(said, *facts.achievements[1:]))
    wrong = replace(written, figures={**facts.figures, "reception.actual": Decimal(18600)})
    alone, beside = (
        {(one.check, one.read) for one in checked(exported_word(each)).findings} for each in (written, wrong)
    )
    assert {check for check, _ in alone} >= {"14", "21"} and alone <= beside


def test_an_amount_in_yuan_is_told_once_though_the_paper_prints_totals_with_it():
    facts = example_facts("complete.json")
    wrong = replace(facts, figures={**facts.figures, "reception.actual": Decimal(18600)})
    found = checked(exported_word(wrong)).findings
    assert [(one.check, one.field) for one in found if one.level == ERROR_LEVEL] == [("24", "reception.actual")]
    assert not [one for one in found if "18600" in one.read and one.check != "24"]
