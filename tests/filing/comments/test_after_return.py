"""After a return: comments stand where they belong, answers are never lost, only what was touched is confirmed again."""

import json

import pytest

from evaluations.audit.refusals import Conflict
from evaluations.comments.writing import answer_comment, create_comment
from evaluations.facts.reading import read_facts
from evaluations.models import Comment, Event, Narrative, Reply, Status
from evaluations.workflow.guards_and_effects import current_submission
from tests.factories import EXAMPLES, make_office, make_scheme
from tests.filing.pages import AS_SCRIPT, form_values, press
from tests.filing.returns import BODY, PLACES, answer_everything, at, send_back, show, url

pytestmark = pytest.mark.usefixtures("kept_returned")

# --- where they stand -----------------------------------------------------------------------------


def test_the_task_list_leads_with_the_comments_and_counts_them(preparer, returned):
    page = show(preparer, returned)
    assert "待处理：必改 3 条、建议 1 条" in page and page.index("待处理：") < page.index("先填数字")
    for section, _, _ in PLACES:
        assert f'href="{url(returned, section)}#comment-{at(section).pk}"' in page
    assert page.count("必改 1 条") >= 3


def test_each_comment_stands_under_its_field(preparer, returned):
    page = show(preparer, returned, "base_data")
    row = page.index('id="id_retirees"')
    assert row < page.index(f'id="comment-{at("base_data").pk}"') < page.index("<tr", page.index("</tr>", row) + 40)
    text = show(preparer, returned, "usage")
    assert text.index('id="id_text-usage"') < text.index(f'id="comment-{at("usage").pk}"')
    annex = show(preparer, returned, "indicators")
    assert annex.index('id="entry-staff_control_rate"') < annex.index(f'id="comment-{at("indicators").pk}"')
    whole = show(preparer, returned, "problems")
    assert whole.index(f'id="comment-{at("problems").pk}"') < whole.index('id="id_text-problems"')
    assert "财政局对这一部分有意见待处理：必改 1 条" in whole


def test_rows_carry_their_comments_and_a_renamed_one_is_not_forgotten(client, db):
    office, preparer = make_office(), client
    preparer.force_login(office.preparer)
    evaluation = office.evaluation(Status.SUBMITTED)
    name = evaluation.projects.first().name
    send_back(office, evaluation, [("projects", f"project:{name}", "required")])
    page, mark = show(preparer, evaluation, "projects"), f'id="comment-{at("projects").pk}"'
    assert page.index('id="id_project-0-name"') < page.index(mark) < page.index('id="more-project-0"')
    press(preparer, url(evaluation, "projects"), {"project-0-name": "改了名"})
    page = show(preparer, evaluation, "projects")
    assert page.count(mark) == 1 and page.index(mark) < page.index('id="row-project-0"')


def test_a_comment_on_a_project_stands_once_and_not_at_each_of_its_targets(client, db):
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    document = read_facts(json.loads((EXAMPLES / "complete-2023.json").read_text()))
    evaluation = office.evaluation(Status.SUBMITTED, document)
    assert document.projects[0].targets
    send_back(office, evaluation, [("projects", f"project:{document.projects[0].name}", "required")])
    client.force_login(office.preparer)
    assert show(client, evaluation, "projects").count(f'id="comment-{at("projects").pk}"') == 1


def test_other_sections_say_nothing(preparer, returned):
    assert "comment-" not in show(preparer, returned, "general_budget")


def test_the_head_reads_them_without_a_way_to_answer(client, office, returned):
    client.force_login(office.head)
    page = client.get(url(returned) + "comments/").content.decode()
    assert page.count(BODY) == len(PLACES) and "标记已修改" not in page and "/s/" not in page


def test_drafts_are_not_seen_and_nothing_is_while_the_bureau_reads(client, db):
    office, preparer = make_office(), client
    preparer.force_login(office.preparer)
    evaluation = office.evaluation(Status.SUBMITTED)
    create_comment(
        current_submission(evaluation), office.reviewer, section="usage", anchor="", level="required", body=BODY
    )
    assert BODY not in show(preparer, evaluation) + show(preparer, evaluation, "usage")
    with pytest.raises(Conflict):
        office.act(evaluation, "withdraw")


def test_another_department_does_not_see_them(client, office, returned):
    client.force_login(make_office(office.county).preparer)
    assert client.get(url(returned) + "comments/").status_code == 404


# --- answering ------------------------------------------------------------------------------------


def test_marking_as_mended_saves_the_mend_with_it(preparer, office, returned):
    row = at("usage")
    answer = press(preparer, url(returned, "usage"), {"text-usage": "改写后的一段。"}, button=("mended", str(row.pk)))
    assert answer.headers["Location"] == f"{url(returned, 'usage')}#comment-{row.pk}"
    row.refresh_from_db()
    assert (row.state, row.mended, row.moved_by) == ("answered", True, office.preparer)
    assert Narrative.objects.get(evaluation=returned, code="usage").text == "改写后的一段。"
    assert "已修改" in show(preparer, returned, "usage")
    assert Event.objects.get(action="answer_comment").detail["section"] == "usage"


def test_a_typed_answer_is_kept_whatever_button_is_pressed(preparer, returned):
    row = at("usage")
    typed = {f"comment-{row.pk}-text": "此处无误，见附件。"}
    assert press(preparer, url(returned, "usage"), typed, button=("go", "next")).status_code == 302
    row.refresh_from_db()
    assert row.words == "已答复" and row.replies.get().text == "此处无误，见附件。"
    page = show(preparer, returned, "usage")
    assert (
        "此处无误，见附件。" in page
        and form_values(preparer.get(url(returned, "usage")))[f"comment-{row.pk}-text"] == ""
    )


def test_an_empty_answer_is_asked_for(preparer, returned):
    row = at("usage")
    answer = press(preparer, url(returned, "usage"), button=("answer", str(row.pk)))
    assert answer.status_code == 422 and "请写明答复" in answer.content.decode() and not Reply.objects.exists()


def test_too_long_an_answer_stays_on_the_page_and_the_section_is_saved(preparer, returned):
    name, text = f"comment-{at('usage').pk}-text", "长" * 2001
    answer = press(
        preparer, url(returned, "usage"), {name: text, "text-usage": "已改。"}, button=("answer", str(at("usage").pk))
    )
    assert answer.status_code == 422 and form_values(answer)[name] == text and "最多2000字" in answer.content.decode()
    assert Narrative.objects.get(evaluation=returned, code="usage").text == "已改。"


def test_an_answer_survives_the_conflict_of_two_preparers(preparer, returned):
    name = f"comment-{at('usage').pk}-text"
    stale = form_values(preparer.get(url(returned, "usage"))) | {
        name: "写了一半的答复",
        "text-usage": "我的。",
        "go": "stay",
    }
    press(preparer, url(returned, "usage"), {"text-usage": "同事的。"})
    answer = preparer.post(url(returned, "usage"), stale)
    assert answer.status_code == 409 and form_values(answer)[name] == "写了一半的答复"


def test_an_answer_survives_what_cannot_be_stored_elsewhere_on_the_page(preparer, returned):
    row = at("base_data")
    typed = {"reception.actual": "31,4x", f"comment-{row.pk}-text": "离退休人数以人社局核定数为准。"}
    assert press(preparer, url(returned, "base_data"), typed).status_code == 422
    assert row.replies.get().text == "离退休人数以人社局核定数为准。"


def test_the_same_press_twice_says_it_once(preparer, returned):
    row = at("usage")
    for _ in range(2):
        press(preparer, url(returned, "usage"), button=("mended", str(row.pk)))
    assert row.replies.count() == 1


def test_a_word_after_the_mark_does_not_take_it_away(office, returned):
    row = at("usage")
    answer_comment(row, office.preparer, text="", mended=True)
    answer_comment(row, office.preparer, text="另见第三段。", mended=False)
    row.refresh_from_db()
    assert row.mended and row.words == "已修改"


def test_nobody_answers_once_it_is_handed_in(office, returned):
    answer_everything(office, returned)
    office.advance(returned, "submit")
    with pytest.raises(Conflict, match="仍在本页"):
        answer_comment(at("usage"), office.preparer, text="再补一句。", mended=False)
    assert Event.objects.filter(action="answer_comment", outcome="refused").exists()


def test_a_button_for_no_comment_of_ours_changes_nothing(preparer, office, returned):
    other = send_back(office2 := make_office(office.county), office2.evaluation(Status.SUBMITTED), PLACES[:1])
    for number in (str(other.comments.get().pk), "99999", "x", "9" * 5000):
        assert press(preparer, url(returned, "usage"), button=("mended", number)).status_code == 302
    assert not Reply.objects.exists()


def test_an_answer_leaves_the_boxes_about_a_section_until_one_comes_or_something_is_typed_in_it(client, db):
    office, preparer = make_office(), client
    preparer.force_login(office.preparer)
    evaluation = office.evaluation(Status.SUBMITTED)
    rows = [("projects", "", "advice"), ("projects", f"project:{evaluation.projects.first().name}", "required")]
    send_back(office, evaluation, rows)
    box = f"comment-{Comment.objects.get(section='projects', anchor='').pk}-text"
    page, left = url(evaluation, "projects"), []
    known: dict[str, object] = {**form_values(preparer.get(page)), "page": "one"}
    for sending, typed in enumerate(({}, {"budget": "5"}, {"name": "改了名"}, {"budget": "6"}, {box: "已"}), 1):
        texts = {name if name == box else f"project-0-{name}": text for name, text in typed.items()}
        told = preparer.post(f"{page}autosave/", known | texts | {"sending": sending}, **AS_SCRIPT).json()
        known = {"page": "one", "version": told["version"], "differs": 1, "shows": told["stamp"]}
        left.append(('<div class="said" data-same>' in told["page"], told["page"].count('class="comment ')))
    assert left == [(False, 2), (True, 1), (False, 2), (True, 0), (False, 2)]
