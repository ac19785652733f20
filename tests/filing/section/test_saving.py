"""Saving a section: nothing typed is lost, nothing is half saved, two people do not overwrite each other."""

import json

import pytest
from django.test import Client

from evaluations.drafts.facts_of_draft import collect_facts, scheme_of
from evaluations.models import BudgetLine, SectionState, Status
from tests.factories import EXAMPLES, complete_facts, make_member
from tests.filing.pages import form_values, press, section_texts

pytestmark = pytest.mark.usefixtures("kept_draft")

DOCUMENT = json.loads((EXAMPLES / "complete.json").read_text())


def amount(evaluation, figure):
    return str(BudgetLine.objects.get(evaluation=evaluation, figure=figure).amount.normalize())


def test_a_whole_report_typed_page_by_page_is_the_same_document(preparer, draft, address):
    for section in scheme_of(draft).sections:
        answer = press(preparer, address(section.code), section_texts(DOCUMENT, section) | {"done": "1"})
        assert answer.status_code == 302, section.code
    filed, meant = (without_sums(facts, draft) for facts in (collect_facts(draft), complete_facts()))
    for key in ("figures", "projects", "buildings", "achievements", "narratives", "entries", "none_sections"):
        assert filed.get(key) == meant.get(key), key
    assert all(state.done for state in draft.section_states.all())


def without_sums(facts, evaluation):
    """The document without the sums that the page derives from their parts."""
    document = facts.to_json()
    return document | {"figures": {k: v for k, v in document["figures"].items() if k not in scheme_of(evaluation).sums}}


def test_saving_what_the_page_shows_changes_nothing(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    before = without_sums(collect_facts(evaluation), evaluation)
    for section in scheme_of(evaluation).sections:
        assert press(preparer, f"/filing/{evaluation.pk}/s/{section.code}/").status_code == 302
    assert without_sums(collect_facts(evaluation), evaluation) == before


def test_saving_leads_on_in_the_order_of_filing(preparer, draft, address):
    nothing = press(preparer, address("state_capital"), {"none": "on"}, button=("done", "1"))
    assert nothing.url == address("social_insurance")
    assert press(preparer, address("general_budget"), button=("go", "prev")).url == address("base_data")


def test_valid_fields_are_stored_beside_an_invalid_one_which_is_kept_as_typed(preparer, draft, address):
    answer = press(preparer, address("base_data"), {"reception.actual": "31,4x", "staff_in_post": "35", "done": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422 and amount(draft, "staff_in_post") == "35"
    assert 'value="31,4x"' in page and 'href="#id_reception-actual"' in page and "有 1 处需要核对" in page
    state = SectionState.objects.get()
    assert state.raw == {"reception.actual": "31,4x"} and not state.done


def test_invalid_text_is_there_again_after_leaving_the_page(preparer, address):
    press(preparer, address("base_data"), {"reception.actual": "三十一"})
    page = preparer.get(address("base_data")).content.decode()
    assert 'value="三十一"' in page and 'aria-invalid="true"' in page


def test_mending_the_text_clears_it(preparer, draft, address):
    press(preparer, address("base_data"), {"reception.actual": "31,4x"})
    assert press(preparer, address("base_data"), {"reception.actual": "31.4"}).status_code == 302
    assert amount(draft, "reception.actual") == "31.4" and SectionState.objects.get().raw == {}


def test_an_invalid_text_does_not_leave_the_old_value_behind(preparer, draft, address):
    press(preparer, address("base_data"), {"reception.actual": "31.4"})
    press(preparer, address("base_data"), {"reception.actual": "31,4x"})
    assert not BudgetLine.objects.filter(figure="reception.actual").exists()


@pytest.mark.parametrize(
    "typed, stored",
    [("1,234.5", "1234.5"), ("￥１２．５万元", "12.5"), ("0", "0"), ("1.369", "1.369")],
)
def test_amounts_are_read_as_people_write_them(preparer, draft, address, typed, stored):
    press(preparer, address("base_data"), {"operating.actual": typed})
    assert amount(draft, "operating.actual") == stored


def test_blank_zero_and_not_applicable_are_three_answers(preparer, draft, address):
    press(preparer, address("base_data"), {"procurement.budget": "不适用", "procurement.actual": "0"})
    lines = {line.figure: (line.amount, line.not_applicable) for line in draft.budget_lines.all()}
    assert lines == {"procurement.budget": (None, True), "procurement.actual": (0, False)}
    assert form_values(preparer.get(address("base_data")))["procurement.budget"] == "不适用"


@pytest.mark.parametrize(
    "typed, told",
    [
        ("-3", "不小于 0"),
        ("10亿", "万元"),
        ("99999999999", "核对单位"),
        ("1.2345678", "最多6位小数"),
        ("12,34", "每三位一个"),
    ],
)
def test_a_bad_amount_is_answered_with_what_is_expected(preparer, address, typed, told):
    answer = press(preparer, address("base_data"), {"operating.actual": typed})
    assert answer.status_code == 422 and told in answer.content.decode()


def test_a_text_too_long_is_kept_with_a_message(preparer, address):
    long = "长" * 20_001
    answer = press(preparer, address("usage"), {"text-usage": long})
    assert answer.status_code == 422 and "最多20000字" in answer.content.decode()
    assert form_values(preparer.get(address("usage")))["text-usage"] == long


def test_a_text_with_nul_is_refused_without_losing_the_rest(preparer, address):
    answer = press(preparer, address("usage"), {"text-usage": "前\x00后"})
    assert answer.status_code == 422
    assert "前" in form_values(preparer.get(address("usage")))["text-usage"]


def test_markup_in_a_text_is_only_text(preparer, draft, address):
    press(preparer, address("usage"), {"text-usage": "<script>alert(1)</script>"})
    for page in (address("usage"), f"/filing/{draft.pk}/preview/"):
        assert "<script>alert" not in preparer.get(page).content.decode()


def test_a_handed_in_report_takes_no_more_and_shows_what_was_typed(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    url = f"/filing/{evaluation.pk}/s/usage/"
    typed = form_values(preparer.get(url)) | {"text-usage": "刚刚写好的一段"}
    office.advance(evaluation, "submit")
    answer = preparer.post(url, typed)
    assert answer.status_code == 409 and "刚刚写好的一段" in answer.content.decode()
    assert "刚刚写好的一段" not in str(collect_facts(evaluation).narratives)


def test_the_head_cannot_save(client, office):
    evaluation = office.evaluation(Status.DRAFT)
    client.force_login(office.head)
    assert client.post(f"/filing/{evaluation.pk}/s/usage/", {"version": 1}).status_code == 403


# --- two people, one section ----------------------------------------------------------------------


@pytest.fixture
def opened(preparer, address):
    """The page as it was opened before a colleague saved her own version."""
    return form_values(preparer.get(address("base_data")))


@pytest.fixture
def colleague(office, address):
    """A second preparer saves 1.5 and her name."""
    other = Client()
    other.force_login(make_member("preparer", office.department, display_name="赵会计"))
    press(other, address("base_data"), {"reception.actual": "1.5", "person-preparer": "赵"})
    return other


def test_a_stale_page_shows_what_was_mine_theirs_and_before_and_chooses_nothing(
    preparer, opened, colleague, address, draft
):
    answer = preparer.post(address("base_data"), opened | {"reception.actual": "1.369"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "有 1 处和您填的不同" in page and "赵会计" in page
    assert "1.369" in page and "1.50" in page and form_values(answer)["reception.actual"] == "1.369"
    assert "take-reception.actual" not in form_values(answer)
    assert amount(draft, "reception.actual") == "1.5"


def test_what_only_the_colleague_changed_is_kept_and_named(preparer, opened, colleague, address, draft):
    answer = preparer.post(address("base_data"), opened | {"staff_in_post": "35"}, follow=True)
    assert "赵会计同时改了：公务接待费" in answer.content.decode()
    assert amount(draft, "reception.actual") == "1.5" and amount(draft, "staff_in_post") == "35"
    assert collect_facts(draft).people.preparer == "赵"


def test_nothing_is_stored_before_every_place_is_chosen(preparer, opened, colleague, address, draft):
    answer = preparer.post(address("base_data"), opened | {"reception.actual": "1.369", "person-preparer": "王"})
    again = preparer.post(address("base_data"), form_values(answer) | {"take-reception.actual": "mine"})
    assert again.status_code == 409 and form_values(again)["take-reception.actual"] == "mine"
    assert amount(draft, "reception.actual") == "1.5"


def test_each_field_is_chosen_by_itself(preparer, opened, colleague, address, draft):
    answer = preparer.post(address("base_data"), opened | {"reception.actual": "1.369", "person-preparer": "王"})
    chosen = {"take-reception.actual": "mine", "take-person-preparer": "theirs"}
    assert preparer.post(address("base_data"), form_values(answer) | chosen).status_code == 302
    assert amount(draft, "reception.actual") == "1.369" and collect_facts(draft).people.preparer == "赵"


@pytest.mark.parametrize("side, stored", [("mine", "1.369"), ("theirs", "1.5")])
def test_all_places_at_once(preparer, opened, colleague, address, draft, side, stored):
    answer = preparer.post(address("base_data"), opened | {"reception.actual": "1.369", "staff_in_post": "35"})
    assert preparer.post(address("base_data"), form_values(answer) | {"all": side}).status_code == 302
    assert amount(draft, "reception.actual") == stored and amount(draft, "staff_in_post") == "35"


def test_a_choice_made_against_an_older_text_does_not_count(preparer, opened, colleague, address, office, draft):
    answer = preparer.post(address("base_data"), opened | {"reception.actual": "1.369"})
    third = Client()
    third.force_login(make_member("preparer", office.department, display_name="孙会计"))
    press(third, address("base_data"), {"reception.actual": "1.7"})
    again = preparer.post(address("base_data"), form_values(answer) | {"take-reception.actual": "mine"})
    assert again.status_code == 409 and "1.70" in again.content.decode() and amount(draft, "reception.actual") == "1.7"


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_all_places_at_once_are_those_that_were_seen(preparer, opened, colleague, address, draft, side):
    """While I look at the one place that we both changed, she changes another one of mine."""
    mine = {"reception.actual": "1.369", "staff_in_post": "35"}
    answer = preparer.post(address("base_data"), opened | mine)
    press(colleague, address("base_data"), {"staff_in_post": "37"})
    again = preparer.post(address("base_data"), form_values(answer) | {"all": side})
    assert again.status_code == 409 and "37" in again.content.decode() and amount(draft, "staff_in_post") == "37"
    assert preparer.post(address("base_data"), form_values(again) | {"all": "mine"}).status_code == 302
    assert amount(draft, "staff_in_post") == "35"


def test_two_people_in_different_rows_of_one_list(preparer, address, draft, office):
    rows = {f"achievement-{n}-title": title for n, title in enumerate("甲乙")}
    press(preparer, address("results"), rows)
    page = form_values(preparer.get(address("results")))
    other = Client()
    other.force_login(make_member("preparer", office.department, display_name="赵会计"))
    press(other, address("results"), {"achievement-1-body": "她写的"})
    assert preparer.post(address("results"), page | {"achievement-0-body": "我写的"}).status_code == 302
    assert [one.body for one in collect_facts(draft).achievements] == ["我写的", "她写的"]


@pytest.fixture
def two_lists(preparer, address, office):
    """A list of one row on my page, to which a colleague has added one and in which she has changed the first."""
    press(preparer, address("results"), {"achievement-0-title": "甲"})
    page = form_values(preparer.get(address("results")))
    other = Client()
    other.force_login(make_member("preparer", office.department, display_name="赵会计"))
    hers = {"achievement-0-body": "她写的", "achievement-1-title": "她加的", "achievement-1-body": "文"}
    press(other, address("results"), hers)
    return page


def test_rows_that_both_added_to_a_list_stay_and_are_told(preparer, address, draft, two_lists):
    answer = preparer.post(address("results"), two_lists | {"achievement-1-title": "我加的", "go": "stay"})
    assert answer.status_code == 302
    found = [(one.title, one.body) for one in collect_facts(draft).achievements]
    assert found == [("甲", "她写的"), ("她加的", "文"), ("我加的", "")]
    assert "赵会计同时改了：绩效条目（整个列表）" in preparer.get(address("results")).content.decode()


def test_a_row_that_one_took_out_and_the_other_changed_makes_the_list_one_choice(preparer, address, draft, two_lists):
    answer = preparer.post(address("results"), two_lists | {"achievement-0-title": "我改的"})
    assert answer.status_code == 409 and "绩效条目（整个列表）" in answer.content.decode()
    assert [one.title for one in collect_facts(draft).achievements] == ["甲", "她加的"]
    preparer.post(address("results"), form_values(answer) | {"take-achievement": "mine"})
    assert [one.title for one in collect_facts(draft).achievements] == ["我改的"]


def test_the_same_text_from_a_stale_page_counts_as_saved(preparer, opened, colleague, address):
    same = opened | {"reception.actual": "1.5", "person-preparer": "赵"}
    assert preparer.post(address("base_data"), same).status_code == 302


def test_a_double_press_is_harmless(preparer, address):
    values = form_values(preparer.get(address("usage"))) | {"text-usage": "用于预算。"}
    assert [preparer.post(address("usage"), values).status_code for _ in range(2)] == [302, 302]
    assert SectionState.objects.get().version == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "９", "99999999999999999999"])
def test_a_spoilt_version_is_treated_as_stale(preparer, address, version):
    answer = press(preparer, address("usage"), {"text-usage": "用于预算。", "version": version})
    assert answer.status_code == 409 and form_values(answer)["text-usage"] == "用于预算。"


def test_different_sections_do_not_disturb_each_other(preparer, opened, colleague, address):
    assert press(preparer, address("usage"), {"text-usage": "用于预算。"}).status_code == 302


def test_what_came_in_between_looking_and_writing_is_not_overwritten(send, draft, monkeypatch):
    """Every way of storing takes the draft's lock; should one forget it, the number is compared once more."""
    from evaluations.filing.section import saving

    def meanwhile(form, mine, state, *rest):
        SectionState.objects.filter(pk=state.pk).update(version=state.version + 1)

    monkeypatch.setattr(saving, "reconciled", meanwhile)
    answer = send("usage", {"text-usage": "一"})
    assert answer.status_code == 409 and "请再保存一次" in answer.json()["message"]
    assert "usage" not in collect_facts(draft).narratives
