"""What the year before hands on: the white list and nothing else, and never as done."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.cycles.opening.order import open_cycle
from evaluations.drafts.facts_of_draft import collect_facts, store_facts
from evaluations.language.amounts import NOT_APPLICABLE
from evaluations.models import Event, SectionState, Status
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from evaluations.submissions import carry_forward
from evaluations.submissions.freezing import facts_of
from evaluations.workflow.acting import Conflict, lock_for_edit, open_draft
from evaluations.workflow.obstacles import unfinished_sections
from tests.cycles.years import REVISED, order, revised
from tests.factories import complete_facts, complete_figures, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


def opened(office, **changes):
    """The office's draft for 2021."""
    cycle = open_cycle(order(office, **changes)).cycle
    return open_draft(cycle.obligations.get(department=office.department), office.preparer)


def handed_on(old, facts, new) -> carry_forward.Carried:
    """What a report assessed under the old form hands on to the new one."""
    return carry_forward.hand_on(old, facts, new, assess_facts(old, facts).amounts)


def test_the_new_draft_begins_with_what_the_scheme_marks(office):
    old = facts_of(office.evaluation(Status.PUBLISHED).submissions.get())
    draft = collect_facts(opened(office))
    assert draft.year == 2021
    assert draft.narratives == {code: old.narratives[code] for code in ("duties", "organisation")}
    assert [(one.name, one.kind, one.budget, one.actual, one.items) for one in draft.projects] == [
        (one.name, one.kind, None, None, ()) for one in old.projects
    ]
    assert draft.figures["reception.last_actual"] == old.figures["reception.actual"] == Decimal("3")
    assert draft.figures["operating.last_actual"] == old.figures["operating.actual"]
    # 三公 is a sum of its parts in every column but this one, which is typed: last year's sum is handed on.
    assert draft.figures["three_public.last_budget"] == Decimal("6")
    assert "three_public.last_actual" not in draft.figures
    assert {name.partition(".")[2] for name in draft.figures} == {"last_actual", "last_budget"}
    assert not (draft.entries or draft.achievements or draft.explanations or draft.none_sections or draft.stated)


def test_every_last_year_cell_that_can_be_known_is_filled(office):
    office.evaluation(Status.APPROVED)
    draft = opened(office)
    scheme = load_scheme("hunan-2013")
    known = {name for name, figure in scheme.figures.items() if figure.column.startswith("last_") and figure.required}
    assert known <= set(collect_facts(draft).figures)


def test_unfilled_zero_and_not_applicable_stay_three_things():
    scheme, facts = load_scheme("hunan-2013"), complete_figures(procurement__actual="n/a", vehicle_purchase__actual="0")
    handed = handed_on(scheme, facts, scheme).figures
    assert handed["procurement.last_actual"] is NOT_APPLICABLE
    assert handed["vehicle_purchase.last_actual"] == 0
    assert "project_business.last_actual" not in handed


def test_only_what_the_new_form_can_hold_is_handed_on():
    old, new = load_scheme("hunan-2013"), load_scheme(REVISED)
    facts = complete_figures(operating_meeting_training__actual="2.5", operating_office__actual="9")
    handed = handed_on(old, facts, new)
    assert "operating_meeting_training.last_actual" not in handed.figures  # this row is gone
    assert handed.figures["operating_office.last_actual"] == 9
    assert "energy.last_actual" not in handed.figures  # nobody knows it
    other_unit = replace(
        old,
        source="",
        tables=tuple(replace(table, rows=tuple(replace(row, unit="元") for row in table.rows)) for table in old.tables),
    )
    assert not handed_on(old, facts, other_unit).figures


def test_carried_parts_are_not_done_and_say_where_they_are_from(office, client):
    office.evaluation(Status.PUBLISHED)
    draft = opened(office)
    states = SectionState.objects.filter(evaluation=draft)
    assert {one.section: one.carried_year for one in states} == dict.fromkeys(
        ("basic_info", "projects", "base_data"), 2020
    )
    assert not states.filter(done=True).exists()
    scheme = load_scheme("hunan-2013")
    assert len(unfinished_sections(scheme, {one.section: one for one in states})) == len(scheme.sections)
    client.force_login(office.preparer)
    assert client.get(reverse("filing:tasks", args=[draft.pk])).content.decode().count("来自2020年度报告，请核对") == 3
    page = client.get(reverse("filing:section", args=[draft.pk, "basic_info"])).content.decode()
    assert "来自上年报告“2020年度报告”" in page and "请逐项核对" not in page  # which would say the same again
    page = client.get(reverse("filing:section", args=[draft.pk, "usage"])).content.decode()
    assert "来自2020年度报告" not in page


def test_once_confirmed_the_part_is_done_and_the_notice_goes(office, client):
    office.evaluation(Status.PUBLISHED)
    draft = opened(office)
    client.force_login(office.preparer)
    address = reverse("filing:section", args=[draft.pk, "basic_info"])
    texts = {f"text-{code}": text for code, text in collect_facts(draft).narratives.items()}
    assert client.post(address, texts | {"version": 0, "done": "1", "go": "stay"}).status_code == 302
    state = SectionState.objects.get(evaluation=draft, section="basic_info")
    assert state.done and state.carried_year == 2020
    assert "请逐项核对" not in client.get(address).content.decode()


def test_an_import_replaces_what_was_carried_with_its_origin(office):
    office.evaluation(Status.PUBLISHED)
    draft = opened(office)
    store_facts(draft, complete_facts(year=2021))
    assert not SectionState.objects.filter(evaluation=draft, carried_year__isnull=False).exists()


def test_the_log_names_the_submission_it_came_from(office):
    submission = office.evaluation(Status.APPROVED).submissions.get()
    draft = opened(office)
    told = Event.objects.get(action="open", object_id=str(draft.pk)).detail["carried"]
    assert (told["submission"], told["sha256"], told["year"]) == (submission.pk, submission.sha256, 2020)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED])
def test_a_report_that_did_not_pass_hands_nothing_on(office, status):
    office.evaluation(status)
    draft = opened(office)
    assert not collect_facts(draft).figures and not collect_facts(draft).narratives
    assert Event.objects.get(action="open", object_id=str(draft.pk)).detail == {"duty": draft.obligation_id}


def test_while_a_correction_is_under_way_the_approved_version_hands_on(office):
    evaluation = office.advance(office.evaluation(Status.PUBLISHED), "correct", "allow_correction")
    store_facts(evaluation, complete_facts(narratives={"duties": "还没有审核的新写法"}))
    assert collect_facts(opened(office)).narratives["duties"] == complete_facts().narratives["duties"]


def test_what_passes_after_the_year_was_opened_still_counts(office):
    cycle = open_cycle(order(office)).cycle
    office.evaluation(Status.APPROVED)
    draft = open_draft(cycle.obligations.get(department=office.department), office.preparer)
    assert collect_facts(draft).narratives["duties"]


def test_a_round_trip_over_two_forms_and_three_years(office):
    """2020 under hunan-2013, 2021 under the revised form, 2022 again: each begins from the one before."""
    office.evaluation(Status.PUBLISHED)
    second = opened(office, scheme=revised())
    figures = {"energy.budget": "10", "energy.actual": "9", "energy.last_actual": "8", "procurement.actual": "24"}
    entries = {
        code: entry
        for code, entry in complete_facts().to_json()["entries"].items()
        if code != "administrative_efficiency"
    }
    whole = complete_facts(
        year=2021, scheme="hunan-2013", entries=entries, figures=complete_facts().to_json()["figures"] | figures
    )
    with lock_for_edit(second.pk) as draft:
        store_facts(draft, whole)
        SectionState.objects.filter(evaluation=draft).update(done=True)
    office.advance(second, "submit", "sign", "approve")
    opened_2022 = open_cycle(order(office, year=2022, scheme=revised())).cycle
    third = open_draft(opened_2022.obligations.get(department=office.department), office.preparer)
    assert collect_facts(third).figures["energy.last_actual"] == 9
    assert parsed_scheme(opened_2022.scheme).code == "hunan-2013"


def test_an_exempted_department_cannot_open_a_draft(office):
    owed = open_cycle(order(office)).cycle.obligations.get(department=office.department)
    owed.exempted, owed.exemption_reason = True, "本年度机构撤并"
    owed.save()
    with pytest.raises(Conflict, match="本年度机构撤并"):
        open_draft(owed, office.preparer)
    assert not hasattr(owed, "evaluation")
