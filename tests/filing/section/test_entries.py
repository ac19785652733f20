"""附件1: what a person enters follows the form of each rule; values and scores come from the server."""

from decimal import Decimal

import pytest

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.filing.section.parts.entries import RULE_CONTROLS, EntryForm
from evaluations.models import Status
from evaluations.models.scheme import load_into_database
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.rules.registry import RULE_FORMS
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")


def entry(draft, code):
    return collect_facts(draft).entries.get(code)


def enter(client, address, **typed):
    return press(
        client, address("indicators"), {f"entry-{name.replace('__', '-')}": text for name, text in typed.items()}
    )


def test_a_checklist_keeps_each_tick(preparer, draft, address):
    enter(preparer, address, management_system__check0="on", management_system__check3="on")
    assert entry(draft, "management_system").checked == (True, False, False, True)
    assert form_values(preparer.get(address("indicators")))["entry-management_system-check3"] == "on"


def test_a_tick_can_be_taken_back(preparer, draft, address):
    enter(preparer, address, management_system__check0="on", management_system__check1="on")
    values = form_values(preparer.get(address("indicators")))
    del values["entry-management_system-check1"]
    preparer.post(address("indicators"), values)
    assert entry(draft, "management_system").checked == (True, False, False, False)


def test_an_untouched_checklist_is_an_open_question_not_the_answer_none(preparer, draft, address):
    enter(preparer, address, fund_compliance__cases="0")
    assert entry(draft, "management_system") is None
    enter(preparer, address, management_system__reason="尚未建立各项制度。")
    assert entry(draft, "management_system").checked == (False, False, False, False)


@pytest.mark.parametrize("typed, cases", [("0", 0), ("２", 2), ("3处", 3)])
def test_cases_are_counted(preparer, draft, address, typed, cases):
    enter(preparer, address, fund_compliance__cases=typed)
    assert entry(draft, "fund_compliance").cases == cases


@pytest.mark.parametrize("typed", ["1.5", "-1", "很多", "100000"])
def test_half_a_case_is_refused_and_kept(preparer, draft, address, typed):
    answer = enter(preparer, address, fund_compliance__cases=typed)
    assert answer.status_code == 422 and form_values(answer)["entry-fund_compliance-cases"] == typed
    assert entry(draft, "fund_compliance") is None


def test_a_grade_is_one_of_the_schemes(preparer, draft, address):
    enter(preparer, address, benefit__grade="好")
    assert entry(draft, "benefit").grade == "好"
    assert enter(preparer, address, benefit__grade="极好").status_code == 422


def test_another_authoritys_score_and_maximum(preparer, draft, address):
    enter(preparer, address, key_work_completion__score="96", key_work_completion__maximum="100")
    found = entry(draft, "key_work_completion")
    assert (found.score, found.maximum) == (96, 100)


def test_a_survey_figure_is_entered_beside_its_indicator(preparer, draft, address):
    press(preparer, address("indicators"), {"satisfaction_rate": "93.5%"})
    assert collect_facts(draft).figures["satisfaction_rate"] == Decimal("93.5")
    assert "93.50%" in preparer.get(address("indicators")).content.decode()


def test_not_applicable_needs_a_reason_and_keeps_the_tick_meanwhile(preparer, draft, address):
    answer = enter(preparer, address, procurement_execution_rate__na="on")
    assert answer.status_code == 422 and "写明原因" in answer.content.decode()
    assert form_values(preparer.get(address("indicators")))["entry-procurement_execution_rate-na"] == "on"
    enter(preparer, address, procurement_execution_rate__reason="没有采购预算。")
    assert entry(draft, "procurement_execution_rate").not_applicable


def test_a_cleared_entry_leaves_no_row(preparer, draft, address):
    enter(preparer, address, benefit__grade="好")
    enter(preparer, address, benefit__grade="")
    assert not draft.indicator_entries.exists()


def test_the_printed_score_of_a_keyed_in_paper_survives_saving(preparer, draft, address):
    draft.indicator_entries.create(indicator="benefit", grade="好", self_score=5)
    enter(preparer, address, benefit__grade="一般")
    kept = draft.indicator_entries.get(indicator="benefit")
    assert (kept.grade, kept.self_score) == ("一般", 5)


def test_values_scores_and_the_total_are_shown(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    page = preparer.get(f"/filing/{evaluation.pk}/s/indicators/").content.decode()
    assert "投入 · 预算配置" in page and "96.00%" in page and "评分标准" in page and "合计（100分）" in page


def test_the_reason_stands_open_where_points_are_lost(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    page = preparer.get(f"/filing/{evaluation.pk}/s/indicators/").content.decode()
    lost = page[page.index('id="entry-budget_control_rate"') :][:4000].split("</tr>")[0]
    full = page[page.index('id="entry-benefit"') :][:6000].split("</tr>")[0]
    assert '<details class="reason">' not in lost and '<details class="reason">' in full


@pytest.mark.parametrize("indicator", load_scheme("hunan-2013").indicators, ids=lambda indicator: indicator.code)
def test_every_indicator_has_the_controls_its_rule_reads(indicator):
    wanted = {"checked": "check0", "cases": "cases", "grade": "grade", "score": "score"}.get(indicator.rule.reads)
    controls = EntryForm({}, ReportPlace(), indicator).controls
    assert controls[:1] == ([wanted] if wanted else [])


def test_every_form_of_rule_that_a_person_fills_in_has_its_control():
    assert {name for name, form in RULE_FORMS.items() if form.reads not in ("formula", "figures")} <= set(RULE_CONTROLS)


def test_the_page_follows_another_scheme(preparer, office, draft, address, tmp_path):
    """A year with one more project grade and another reason: no code knows the difference."""
    source = office.cycle.scheme.source.replace(
        '["差", 0]] }\nevidence = "统计资料', '["很差", 0]] }\nevidence = "统计资料'
    )
    file = tmp_path / "next-year.toml"
    file.write_text(source)
    office.cycle.scheme = load_into_database(str(file))
    office.cycle.save()
    assert "很差（0分）" in preparer.get(address("indicators")).content.decode()
