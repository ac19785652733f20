"""What a page keeps between requests is never another thing than a fresh reading, whoever wrote in between.

Each look is taken in two processes: in that of whoever writes, and in another, which only looks.
"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from departments.models import User
from evaluations.drafts.facts_of_draft import collect_facts, scheme_of, store_facts
from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts
from evaluations.filing.checking.explaining import store_explanations
from evaluations.filing.desk import kept_results
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.desk.kept_results import showing_desk
from evaluations.filing.section.form import stored_texts
from evaluations.models import ApprovedFigure, Cycle, Evaluation, IndicatorEntry, SectionState, StatedValue, Status
from evaluations.workflow.claims import hold_claim
from evaluations.workflow.guards_and_effects import current_submission
from evaluations.workflow.obstacles import mark_done
from tests.evidence.papers import attach_paper
from tests.factories import EXAMPLES, complete_facts, complete_figures, make_comment, make_office, make_scheme
from tests.filing.checking.test_explanations_stand import GAP, KEY
from tests.filing.desk.two_processes import ELSEWHERE, agrees, told
from tests.filing.pages import press
from tests.filing.section_makes import sections_of_new_makes
from tests.filing.workbook.workbooks import confirm, download, upload
from tests.foreign_files.making import BASE, PROJECTS, changed
from tests.patience import cases

AS_SCRIPT = {"HTTP_ACCEPT": "application/json"}


FORMS = ["hunan-2013", "hunan-2023"]
# What is kept is marked by section and row; only the sections of the forms differ: one of each make is emptied and filled
# again, of the second form those whose make the first has not.
BOTH = pytest.mark.parametrize("form", FORMS)
EITHER = pytest.mark.parametrize("form", cases(FORMS[:1], FORMS))


@pytest.fixture
def filed(form, db):
    """(office, draft, client of its preparer), everything filled in and looked at once."""
    if form == "hunan-2013":
        office = make_office()
        document = complete_facts()
    else:
        office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
        document = load_facts((EXAMPLES / "complete-2023.json").read_bytes())
    entries = {code: replace(one, self_score=Decimal(1)) for code, one in document.entries.items()}
    draft = office.evaluation(document=replace(document, entries=entries))
    StatedValue.objects.create(evaluation=draft, name="total", value="1.0", place="附件", position=90)
    client = Client()
    client.force_login(office.preparer)
    agrees(draft, client)
    return office, draft, client


@pytest.fixture(autouse=True)
def begun_elsewhere():
    for kept in ELSEWHERE.values():
        kept.clear()


def at_section(draft, user, code):
    desk = Desk(Evaluation.objects.get(pk=draft.pk), user)
    return desk.at(desk.scheme.section(code))


def save(client, draft, code, texts, how=""):
    own = {"page": "a", "sending": SectionState.objects.get(evaluation=draft, section=code).version + 1}
    version = SectionState.objects.get(evaluation=draft, section=code).version
    own |= {"version": version, "go": "stay"}
    return client.post(f"/filing/{draft.pk}/s/{code}/{how}", own | texts, **(AS_SCRIPT if how else {}))


@BOTH
def test_after_each_section_is_emptied_by_autosave_and_filled_again_by_its_button(filed):
    """A part that does not name what it writes is found here: emptying changes all that it has."""
    office, draft, client = filed
    whole, scheme = agrees(draft, client), scheme_of(draft)
    for section in cases(sections_of_new_makes(scheme), list(scheme.sections)):
        texts = stored_texts(at_section(draft, office.preparer, section.code))
        assert save(client, draft, section.code, {}, "autosave/").status_code == 200
        emptied = agrees(draft, client)
        assert emptied != whole or not any(texts.values()), section.code
        assert save(client, draft, section.code, texts).status_code == 302
        agrees(draft, client)


@EITHER
def test_after_imported_values_are_deleted_and_nothing_is_ticked(filed):
    office, draft, client = filed
    for section in scheme_of(draft).sections:
        address = f"/filing/{draft.pk}/s/{section.code}/"
        ticks = {f"printed-{one.pk}": "on" for one in draft.stated_values.all()}
        ticks |= {f"printed-score-{one.indicator}": "on" for one in IndicatorEntry.objects.filter(evaluation=draft)}
        press(client, address, ticks | ({"none": "on"} if section.none_text else {}))
        agrees(draft, client)
    assert not draft.stated_values.exists()


@EITHER
def test_after_imports_of_documents(filed, tmp_path):
    office, draft, client = filed
    before = agrees(draft, client)
    store_facts(draft, replace(before, figures={}, projects=(), targets=(), stated=()))
    assert agrees(draft, client) != before
    mark_done(draft)
    agrees(draft, client)
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(before.to_json(), ensure_ascii=False))
    store_facts(draft, load_facts(file.read_bytes()))
    assert agrees(draft, client).projects == before.projects


@EITHER
def test_after_an_import_and_a_save_nobody_looked_at_in_between(filed):
    office, draft, client = filed
    store_facts(draft, replace(agrees(draft, client), people=Facts({}).people, stated=(), narratives={}))
    code = scheme_of(draft).sections[-1].code
    save(client, draft, code, {})
    assert not agrees(draft, client).narratives


def test_after_a_workbook_of_two_sections(preparer, office, quick):
    draft = office.evaluation()
    before = agrees(draft, preparer)

    def fill(book):
        book[BASE]["H7"], book[PROJECTS]["F5"] = 26, 99.5

    answer = upload(preparer, draft, changed(fill)(download(preparer, draft)))
    agrees(draft, preparer)
    assert confirm(preparer, draft, answer).status_code == 302
    assert agrees(draft, preparer) != before


def test_after_explanations_and_another_name_of_who_gave_them(preparer, office):
    draft = office.evaluation(document=complete_figures(**GAP))
    desk = Desk(draft, office.preparer)
    agrees(draft, preparer)
    store_explanations(desk, {KEY: "年中追加了经费，已批复。"}, office.preparer)
    assert agrees(draft, preparer).explanations
    User.objects.filter(pk=office.preparer.pk).update(display_name="王改名")
    assert agrees(draft, preparer).explanations[0].person.startswith("王改名")
    store_explanations(desk, {KEY: ""}, office.preparer)
    assert not agrees(draft, preparer).explanations


def test_after_what_others_say_attach_send_and_decide(preparer, office):
    draft = office.evaluation(Status.SUBMITTED)
    comment = make_comment(current_submission(draft), office.reviewer)
    agrees(draft, preparer)
    hold_claim(current_submission(draft), office.reviewer, timezone.now(), worked=True)
    agrees(draft, preparer)
    draft = office.act(draft, "return")
    agrees(draft, preparer)
    comment.replies.create(act="answered", text="已改", author=office.preparer, at=timezone.now())
    agrees(draft, preparer)
    attach_paper(draft, office.preparer, "批复.pdf")
    agrees(draft, preparer)
    reminder = {"day": date(2021, 3, 1), "text": "请尽快", "sent_by": office.publisher, "sent_at": timezone.now()}
    draft.obligation.reminders.create(**reminder)
    agrees(draft, preparer)
    User.objects.filter(pk=office.publisher.pk).update(display_name="李改名")
    agrees(draft, preparer)


@EITHER
def test_after_what_the_bureau_approved_was_loaded(filed):
    office, draft, client = filed
    figure = next(iter(scheme_of(draft).figures))
    row = ApprovedFigure.objects.create(obligation=draft.obligation, figure=figure, amount=Decimal("12.5"))
    assert agrees(draft, client).approved == {figure: Decimal("12.5")}
    ApprovedFigure.objects.filter(pk=row.pk).update(amount=13)
    assert agrees(draft, client).approved == {figure: Decimal(13)}
    row.delete()
    assert not agrees(draft, client).approved


@EITHER
def test_after_other_names_notices_and_forms(filed):
    office, draft, client = filed
    cycle, department = draft.obligation.cycle, draft.obligation.department
    type(department).objects.filter(pk=department.pk).update(name="改了名的单位", budget_code="999999")
    assert agrees(draft, client).department == "改了名的单位"
    type(cycle.county).objects.filter(pk=cycle.county_id).update(name="改了名的县")
    Cycle.objects.filter(pk=cycle.pk).update(notice_reference="另一份通知")
    assert agrees(draft, client).notice_reference == "另一份通知"
    other = make_scheme("hunan-2023" if cycle.scheme.code == "hunan-2013" else "hunan-2013")
    Cycle.objects.filter(pk=cycle.pk).update(scheme=other)
    assert agrees(draft, client).scheme == other.code


def test_after_every_act_and_a_report_of_last_year(preparer, office):
    draft = office.evaluation()
    agrees(draft, preparer)
    for action in ("submit", "withdraw", "submit", "sign", "return", "submit", "sign", "approve"):
        draft = office.advance(Evaluation.objects.get(pk=draft.pk), action)
        agrees(draft, preparer)
    following = Cycle.objects.get(pk=office.cycle.pk)
    following.pk, following.year = None, office.cycle.year + 1
    following.save()
    owed = following.obligations.create(department=office.department)
    preparer.post(f"/filing/open/{owed.pk}/")
    carried = Evaluation.objects.get_or_create(obligation=owed)[0]
    assert agrees(carried, preparer).last_year


def test_another_draft_under_the_same_number(preparer, office):
    draft = office.evaluation()
    agrees(draft, preparer)
    Evaluation.objects.filter(pk=draft.pk).update(opened_at=draft.opened_at.replace(year=2019))
    draft.budget_lines.all().delete()
    assert not agrees(draft, preparer).figures


def test_what_writes_or_is_signed_reads_afresh(preparer, office, monkeypatch):
    """Rows changed past every door are seen at once where it counts, and nothing kept is asked."""
    draft = office.evaluation()
    preparer.get(f"/filing/{draft.pk}/")

    def never(states):
        raise AssertionError("kept facts were asked for")

    monkeypatch.setattr(kept_results, "answers_under_stamp", never)
    code = scheme_of(draft).sections[0].code
    assert preparer.get(f"/filing/{draft.pk}/word/").status_code == 200
    assert office.advance(draft, "submit").status == Status.AWAITING_SIGNATURE
    assert preparer.get(f"/filing/{draft.pk}/preview/").status_code == 200
    assert save(preparer, draft, code, {}).status_code == 409
    draft = office.advance(draft, "sign")
    with pytest.raises(AssertionError, match="kept"):
        preparer.get(f"/filing/{draft.pk}/")


def test_only_so_many_drafts_are_kept(preparer, office, monkeypatch):
    monkeypatch.setattr(kept_results, "MOST_READINGS", 1)
    first, second = office.evaluation(), make_office().evaluation()
    for draft in (first, second, first):
        desk = showing_desk(Evaluation.objects.get(pk=draft.pk), office.preparer)
        assert desk.facts == collect_facts(draft)
    assert list(kept_results._kept) == list(kept_results._told) == [first.pk]


def test_the_second_look_reads_no_rows(preparer, office, django_assert_num_queries):
    draft = Evaluation.objects.get(pk=office.evaluation().pk)
    before = showing_desk(draft, office.preparer)  # it reads whose the draft is, too
    assert before.facts == collect_facts(draft)
    told(before)
    desk = showing_desk(draft, office.preparer)
    with django_assert_num_queries(0):
        assert desk.facts and desk.findings is not None and told(desk)
