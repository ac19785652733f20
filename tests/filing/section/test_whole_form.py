"""A year under hunan-2023: the whole form filled in through the pages as a person would, once for all these tests."""

import json

import pytest
from django.test import Client

from evaluations.drafts.facts_of_draft import assess_evaluation, collect_facts, scheme_of
from evaluations.facts.reading import read_facts
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.filing.pages import form_values, press, section_texts

pytestmark = pytest.mark.django_db
DOCUMENT = json.loads((EXAMPLES / "complete-2023.json").read_text())


@pytest.fixture(scope="module")
def office(module_rows):
    return make_office(year=2023, scheme=make_scheme("hunan-2023"))


@pytest.fixture(scope="module")
def draft(office):
    return office.empty_draft()


@pytest.fixture(scope="module")
def filed(office, draft):
    """The whole document typed in, section by section, each gone on from as finished."""
    client = Client()
    client.force_login(office.preparer)
    for section in scheme_of(draft).sections:
        typed = section_texts(DOCUMENT, section) | {"done": "1"}
        response = press(client, f"/filing/{draft.pk}/s/{section.code}/", typed)
        assert response.status_code == 302, (section.code, response.content.decode())
    return draft


def test_a_person_can_fill_in_the_whole_form(filed):
    facts, assessment, findings = assess_evaluation(filed)
    document = facts.to_json()
    for key in ("targets", "projects", "figures", "narratives", "achievements", "entries", "none_sections", "people"):
        assert document[key] == read_facts(DOCUMENT).to_json()[key], key
    assert not findings
    assert assessment.complete and str(assessment.total) == "97.29" and assessment.grade == "优"
    assert [str(project.total) for project in assessment.projects] == ["99.04", "94.58"]


def test_the_tasks_are_done_and_the_report_can_go_its_way(filed, office, preparer):
    page = preparer.get(f"/filing/{filed.pk}/").content.decode()
    assert "各部分都已填完，可以提交" in page
    evaluation = office.advance(filed, "submit", "sign", "approve")
    assert evaluation.get_status_display() == "审核通过"


def test_what_is_stored_comes_back_into_the_page_unchanged(filed, preparer, address):
    for code in ("targets", "projects"):
        before = form_values(preparer.get(address(code)))
        assert press(preparer, address(code)).status_code == 302
        after = form_values(preparer.get(address(code)))
        changing = ("version", "csrfmiddlewaretoken")
        assert {name: text for name, text in after.items() if before[name] != text}.keys() <= set(changing)


def test_a_target_can_be_removed(filed, preparer, address):
    values = form_values(preparer.get(address("targets")))
    assert preparer.post(address("targets"), values | {"remove": "target-3"}).status_code == 302
    names = [target.name for target in collect_facts(filed).targets]
    assert len(names) == 8 and "新增“一件事一次办”主题" not in names
    page = preparer.get(f"/filing/{filed.pk}/check/").content.decode()
    assert "3个指标的分值合计 30分" in page


def test_findings_lead_to_the_field_they_are_about(filed, preparer, address):
    press(preparer, address("targets"), {"target-3-deviation_reason": ""})
    press(preparer, address("projects"), {"project-0-target-3-deviation_reason": ""})
    page = preparer.get(f"/filing/{filed.pk}/check/").content.decode()
    for place in ("targets/#id_target-3-deviation_reason", "projects/#id_project-0-target-3-deviation_reason"):
        assert place in page
        section, _, anchor = place.partition("/#")
        assert f'id="{anchor}"' in preparer.get(address(section)).content.decode()


def test_earmarked_funds_stand_one_to_a_line_in_the_base_data(filed, preparer, address):
    page = preparer.get(address("base_data")).content.decode()
    assert "一体化政务平台运行维护" in page and "窗口服务和延时服务" not in page
