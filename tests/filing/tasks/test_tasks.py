"""The task list tells the truth about every section."""

import re

import pytest

from evaluations.models import SectionState, Status
from tests.factories import complete_facts, complete_figures
from tests.filing.pages import press

NAME = r'<li class="is-\w+">\s*<span class="mk"[^>]*>.</span>\s*<span class="name">(?:<a [^>]*>)?([^<]+)'
STATE = re.compile(NAME + r'.*?<span class="st">([^<]*)</span>', re.S)


def states(client, evaluation) -> dict[str, str]:
    """Section label → words of its state, as the page shows them."""
    return dict(STATE.findall(client.get(f"/filing/{evaluation.pk}/").content.decode()))


def test_numbers_come_first_and_the_base_table_leads_them(preparer, draft):
    found = list(states(preparer, draft))
    assert found[:3] == ["附件2 基础数据表", "二（一）基本支出和收支情况", "二（二）项目支出"]
    assert found[-1] == "附件1 指标自评表"


def test_an_empty_draft_has_nothing_filled_in(preparer, draft):
    found = states(preparer, draft)
    assert found["附件2 基础数据表"] == "未填" and found["二（二）项目支出"] == "选填"


def test_a_section_half_filled_says_how_far_it_is(preparer, draft, address):
    press(preparer, address("problems"), {"text-problems": "预算编制不够细。"})
    assert states(preparer, draft)["七、问题和改进措施"] == "填写中 1/2"


def test_a_full_section_waits_for_the_word_that_it_is_done(preparer, draft, address):
    press(preparer, address("usage"), {"text-usage": "结果用于下年预算。"})
    assert states(preparer, draft)["八、结果应用和公开"] == "待确认"


def test_done_counts_only_when_nothing_required_is_missing(preparer, draft, address):
    answer = press(preparer, address("problems"), {"text-problems": "预算编制不够细。", "done": "1"})
    assert "尚有 1 处必填内容未填" in preparer.get(answer.url).content.decode()
    assert states(preparer, draft)["七、问题和改进措施"] == "填写中 1/2"


def test_a_section_done_is_marked_with_person_and_time(preparer, draft, address):
    press(preparer, address("usage"), {"text-usage": "结果用于下年预算。", "done": "1"})
    page = preparer.get(f"/filing/{draft.pk}/").content.decode()
    assert "已完成" in page and re.search(r"王会计 \d+月\d+日 \d\d:\d\d 保存", page)


def test_nothing_to_report_is_a_complete_answer(preparer, draft, address):
    press(preparer, address("state_capital"), {"none": "on", "done": "1"})
    assert states(preparer, draft)["四、国有资本经营"] == "无此项"


def test_invalid_text_counts_as_something_to_mend(preparer, draft, address):
    press(preparer, address("base_data"), {"reception.actual": "31,4x"})
    assert states(preparer, draft)["附件2 基础数据表"] == "有 1 处要改"


def test_a_contradiction_is_charged_to_the_section_where_it_is_mended(preparer, office):
    evaluation = office.evaluation(document=complete_figures(basic__actual="550.55"))
    assert "要改" in states(preparer, evaluation)["二（一）基本支出和收支情况"]


def test_the_page_says_what_is_missing_instead_of_a_dead_button(preparer, draft):
    page = preparer.get(f"/filing/{draft.pk}/").content.decode()
    assert "暂不能提交：尚有" in page and "disabled" not in page
    assert f'href="/filing/{draft.pk}/s/base_data/#id_staff_in_post"' in page


def test_a_complete_draft_leads_to_its_submission(preparer, office):
    evaluation = office.evaluation(Status.DRAFT)
    assert "前往提交签批" in preparer.get(f"/filing/{evaluation.pk}/").content.decode()


def test_the_bureaus_reason_stands_on_top_after_a_return(preparer, office):
    evaluation = office.evaluation(Status.RETURNED)
    page = preparer.get(f"/filing/{evaluation.pk}/").content.decode()
    assert page.index("测试用的原因") < page.index("先填数字")
    assert "测试用的原因" in preparer.get(f"/filing/{evaluation.pk}/s/base_data/").content.decode()


def test_the_steps_show_where_the_report_stands(preparer, office):
    evaluation = office.evaluation(Status.SUBMITTED)
    page = preparer.get(f"/filing/{evaluation.pk}/").content.decode()
    assert re.search(r'aria-current="step".{0,90}财政审核', page, re.S)


def test_the_head_reads_the_list_but_opens_no_section(client, office):
    evaluation = office.evaluation(Status.AWAITING_SIGNATURE)
    client.force_login(office.head)
    page = client.get(f"/filing/{evaluation.pk}/").content.decode()
    assert "预览并签批" in page and "/s/base_data/" not in page
    assert client.get(f"/filing/{evaluation.pk}/s/base_data/").status_code == 403


@pytest.mark.parametrize("part", ["", "s/base_data/", "s/projects/", "s/indicators/", "check/"])
def test_no_row_adds_a_query(preparer, office, part, django_assert_max_num_queries):
    few = office.evaluation(document=complete_facts())
    address = f"/filing/{few.pk}/{part}"
    with django_assert_max_num_queries(34) as small:
        preparer.get(address)
    project = few.projects.first()
    for number in range(30):
        project.items.create(position=100 + number, name=f"明细{number}", amount=1)
        few.achievements.create(position=100 + number, title=f"绩效{number}")
    SectionState.objects.filter(evaluation=few).update(saved_by=office.preparer)
    with django_assert_max_num_queries(len(small)):
        preparer.get(address)
