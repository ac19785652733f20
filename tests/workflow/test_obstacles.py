"""What stops a submission is named, part by part."""

import pytest

from evaluations.drafts.facts_of_draft import scheme_of, store_facts
from evaluations.models import SectionState
from evaluations.workflow.acting import Incomplete
from evaluations.workflow.obstacles import mark_done
from tests.asking import draft_obstacles
from tests.factories import complete_facts, complete_figures, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def states(draft):
    return SectionState.objects.filter(evaluation=draft)


def test_a_whole_report_meets_no_obstacle(office):
    assert draft_obstacles(office.evaluation()) == []


def test_an_empty_draft_names_every_part(office):
    draft = office.evaluation()
    store_facts(draft, complete_facts())
    found = [one.section for one in draft_obstacles(draft) if one.check == "section"]
    assert found == [section.code for section in scheme_of(draft).sections]
    with pytest.raises(Incomplete) as refusal:
        office.act(draft, "submit")
    assert refusal.value.status_code == 422
    assert [one.section for one in refusal.value.findings] == found
    assert str(len(found)) in refusal.value.message


def test_a_part_that_nobody_ever_opened_is_not_done(office):
    draft = office.evaluation()
    states(draft).filter(section="usage").delete()
    assert [(one.section, one.read) for one in draft_obstacles(draft)] == [("usage", "尚未确认填完")]


def test_text_that_is_no_value_stops_even_a_part_marked_done(office):
    draft = office.evaluation()
    states(draft).filter(section="base_data").update(raw={"procurement.budget": "十二万"}, done=True)
    (only,) = draft_obstacles(draft)
    assert (only.section, only.level, only.read) == ("base_data", "error", "有 1 处内容未通过检查")


def test_an_error_of_the_cross_checks_stops(office):
    draft = office.evaluation(document=complete_figures(basic__actual="999"))
    assert "7" in {one.check for one in draft_obstacles(draft)}
    with pytest.raises(Incomplete):
        office.act(draft, "submit")


def test_a_warning_stops_until_it_is_explained(office):
    shorter = complete_facts().to_json()
    del shorter["projects"][1]
    draft = office.evaluation(document=complete_facts(**shorter))
    warnings = [one for one in draft_obstacles(draft) if one.level == "warning"]
    assert {one.check for one in warnings} == {"13"}
    shorter["explanations"] = [
        {"check": one.check, "field": one.field or one.section, "text": "其余项目按规定不逐项列出。"}
        for one in warnings
    ]
    store_facts(draft, complete_facts(**shorter))
    mark_done(draft)
    assert draft_obstacles(draft) == []
    assert office.act(draft, "submit").status == "awaiting_signature"


def test_an_import_marks_only_the_parts_that_nothing_stops(office):
    draft = office.evaluation(document=complete_figures(procurement__actual=None))
    assert not states(draft).get(section="base_data").done
    assert states(draft).get(section="usage").done
