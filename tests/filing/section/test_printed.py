"""Imported values that are printed elsewhere: shown where they are compared, and deleted by a tick."""

import pytest

from evaluations.drafts.facts_of_draft import assess_evaluation
from tests.factories import complete_facts
from tests.filing.pages import press


@pytest.fixture
def imported(office):
    """A draft from a paper on which a total, a figure and a score are wrong."""
    stated = [
        {"name": "total", "value": "12", "where": "首段"},
        {"name": "basic.actual", "value": "1", "where": "二（一）"},
    ]
    document = complete_facts(stated=stated)
    code = next(iter(document.entries))
    entries = document.to_json()["entries"]
    entries[code] = entries[code] | {"self_score": "99"}
    return office.evaluation(document=complete_facts(stated=stated, entries=entries)), code


def errors(evaluation):
    return {(one.check, one.field) for one in assess_evaluation(evaluation)[2] if one.level == "error"}


def test_the_page_of_the_finding_shows_the_value_and_a_tick_deletes_it(preparer, imported):
    evaluation, code = imported
    assert errors(evaluation) == {("17", "total"), ("14", "basic.actual"), ("17", code)}
    figure, total = evaluation.stated_values.get(name="basic.actual"), evaluation.stated_values.get(name="total")
    budget, indicators = (f"/filing/{evaluation.pk}/s/{name}/" for name in ("general_budget", "indicators"))
    page = preparer.get(budget).content.decode()
    assert f'name="printed-{figure.pk}"' in page and f'name="printed-{total.pk}"' not in page
    assert press(preparer, budget, {f"printed-{figure.pk}": "on", f"printed-{total.pk}": "on"}).status_code == 302
    assert errors(evaluation) == {("17", "total"), ("17", code)}
    assert press(preparer, indicators, {f"printed-{total.pk}": "on", f"printed-score-{code}": "on"}).status_code == 302
    assert errors(evaluation) == set()


def test_without_a_tick_everything_stays(preparer, imported):
    evaluation, _ = imported
    before = errors(evaluation)
    for name in ("general_budget", "indicators"):
        assert press(preparer, f"/filing/{evaluation.pk}/s/{name}/").status_code == 302
    assert errors(evaluation) == before


def test_the_finding_says_what_to_do_and_where(preparer, imported):
    evaluation, code = imported
    found = [one for one in assess_evaluation(evaluation)[2] if one.level == "error"]
    assert all("“另处印出的数”" in one.remedy and one.section for one in found)
    page = preparer.get(f"/filing/{evaluation.pk}/check/").content.decode()
    assert "/s/indicators/" in page and "另处印出的数" in page


def test_a_page_without_imported_values_says_nothing_of_them(preparer, office):
    assert "另处印出的数" not in preparer.get(f"/filing/{office.evaluation().pk}/s/indicators/").content.decode()
