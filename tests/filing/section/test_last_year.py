"""Last year's approved report beside this year's fields: shown, named with its origin, taken over only by a button."""

from copy import deepcopy
from datetime import datetime

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models import ApprovedFigure, Evaluation, Narrative, SectionState, Status
from evaluations.submissions import carry_forward
from evaluations.workflow import acting
from evaluations.workflow.acting import open_draft
from tests.factories import complete_facts, make_cycle, make_obligation
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.django_db
SECTIONS = ("basic_info", "projects", "base_data", "indicators", "results")


@pytest.fixture(scope="module")
def kept_following(kept_office):
    """The draft of 2021, after a report of 2020 that passed in April 2021."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(acting, "database_now", lambda: timezone.make_aware(datetime(2021, 4, 20)))
        kept_office.evaluation(Status.APPROVED)
    cycle = make_cycle(kept_office.county, 2021)
    return open_draft(make_obligation(cycle, kept_office.department), kept_office.preparer)


@pytest.fixture
def draft(kept_following):
    """A copy of it."""
    return deepcopy(kept_following)


def page(preparer, address, code):
    return preparer.get(address(code)).content.decode()


def test_every_part_says_where_its_old_values_come_from(preparer, draft, address):
    for code in ("basic_info", "base_data", "results"):
        assert "2020年度报告（2021年4月审核通过）" in page(preparer, address, code)


def test_a_figure_stands_beside_its_cell_unless_a_column_says_it_already(preparer, draft, address):
    text = page(preparer, address, "base_data")
    assert 'id="id_operating-budget-beside"' in text and "上年 " in text
    old = complete_facts().figures
    assert f"<span>上年 {old['operating.budget']:.2f}</span>" in text
    # 2020年决算数 is a column of its own, and still says what the report said.
    assert 'id="id_operating-actual-beside"' not in text and 'id="id_operating-last_actual-beside"' not in text
    press(preparer, address("base_data"), {"operating.last_actual": "1"})
    assert 'id="id_operating-last_actual-beside"' in page(preparer, address, "base_data")


def test_a_text_can_be_unfolded_and_taken_over_where_the_field_is_empty(preparer, draft, address):
    code, old = "usage", complete_facts().narratives
    name = next(one for one in old if f"text-{one}" in form_values(preparer.get(address(code))))
    text = page(preparer, address, code)
    assert "上年写的（2020年度）" in text and old[name][:20] in text
    assert f'name="fill" value="text-{name}"' in text
    answer = press(preparer, address(code), button=("fill", f"text-{name}"))
    assert answer.status_code == 302 and answer["Location"].endswith(f"#id_text-{name}")
    assert collect_facts(draft).narratives[name] == old[name]
    assert f'value="text-{name}"' not in page(preparer, address, code)


def test_taking_over_never_replaces_what_is_typed_and_never_counts_as_done(preparer, draft, address):
    name = next(
        one for one in complete_facts().narratives if f"text-{one}" in form_values(preparer.get(address("usage")))
    )
    answer = press(
        preparer, address("usage"), {f"text-{name}": "今年的写法", "done": "1"}, button=("fill", f"text-{name}")
    )
    assert answer.status_code == 302 and collect_facts(draft).narratives[name] == "今年的写法"
    assert not SectionState.objects.get(evaluation=draft, section="usage").done


@pytest.mark.parametrize(
    "group", ["text-duties", "achievement-0-title", "operating.budget", "nonsense", "", "x" * 5000]
)
def test_only_what_the_page_offers_is_ever_copied(preparer, draft, address, group):
    Narrative.objects.filter(evaluation=draft).delete()
    assert press(preparer, address("usage"), button=("fill", group)).status_code == 302
    assert not Narrative.objects.filter(evaluation=draft).exists()


def test_names_and_telephone_are_taken_over_together(preparer, draft, address):
    assert press(preparer, address("base_data"), button=("fill", "person")).status_code == 302
    assert collect_facts(draft).people == complete_facts().people


def test_a_project_an_indicator_and_a_paragraph_show_what_they_were(preparer, draft, address):
    old = complete_facts()
    text = page(preparer, address, "projects")
    assert f"预算数 {old.projects[0].budget:.2f}" in text
    assert "上年：得分 " in page(preparer, address, "indicators")
    assert f"上年写的（2020年度，{len(old.achievements)}条，供参考）" in page(preparer, address, "results")


def test_without_a_report_of_last_year_nothing_is_shown(preparer, office):
    draft = office.empty_draft()
    for code in SECTIONS:
        text = preparer.get(f"/filing/{draft.pk}/s/{code}/").content.decode()
        assert "上年写的" not in text and "cell-beside" not in text and "标“上年”" not in text


def test_a_report_that_did_not_pass_is_not_shown(preparer, office):
    office.evaluation(Status.SUBMITTED)
    draft = open_draft(make_obligation(make_cycle(office.county, 2021), office.department), office.preparer)
    assert "上年" not in preparer.get(f"/filing/{draft.pk}/s/usage/").content.decode()


@pytest.mark.parametrize("code", SECTIONS)
def test_last_year_costs_two_queries(preparer, draft, address, monkeypatch, code):
    def asked_anew() -> int:
        Evaluation.objects.filter(pk=draft.pk).update(stamp=F("stamp") + 1)
        with CaptureQueriesContext(connection) as asked:
            preparer.get(address(code))
        return len(asked)

    asked_anew()
    having = asked_anew()
    monkeypatch.setattr(carry_forward, "latest_source", lambda obligation: None)
    assert having - asked_anew() == 2, "the submission, and what was decided about it"


def test_the_approved_budget_stands_beside_the_field_and_fills_it_by_a_button(preparer, draft, address):
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="operating.budget", amount="101.26")
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="personnel.budget", amount="438")
    text = page(preparer, address, "base_data")
    assert ">批复 101.26</span>" in text and "带入批复数（1 项未填）" in text
    assert press(preparer, address("base_data"), button=("fill", "approved")).status_code == 302
    assert str(collect_facts(draft).figures["operating.budget"]) == "101.260000"
    assert "personnel.budget" not in collect_facts(draft).figures
    text = page(preparer, address, "base_data")
    assert ">＝批复</span>" in text and "项未填）" not in text


def test_a_budget_that_was_not_approved_is_a_warning_to_be_explained(preparer, draft, address):
    ApprovedFigure.objects.create(obligation=draft.obligation, figure="operating.budget", amount="101.26")
    press(preparer, address("base_data"), {"operating.budget": "98"})
    check = preparer.get(f"/filing/{draft.pk}/check/").content.decode()
    assert "101.26（财政批复数）" in check and "填报的预算数与财政批复的预算数不一致" in check
    press(preparer, address("base_data"), {"operating.budget": "101.26"})
    assert "财政批复数" not in preparer.get(f"/filing/{draft.pk}/check/").content.decode()
