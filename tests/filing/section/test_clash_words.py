"""A clash in words: what each did to a list, which words of a text are new, and both texts together."""

import pytest
from django.test import Client

from evaluations.models import Narrative
from tests.factories import make_member
from tests.filing.pages import form_values, press

pytestmark = pytest.mark.usefixtures("kept_draft")
ROWS = {
    f"project-{n}-{name}": text for n, row in enumerate("甲乙") for name, text in (("name", row), ("kind", "other"))
}
LONG = "\n".join(f"第{n}点，办结率稳步提高，群众普遍满意，全年没有发生投诉。" for n in "一二三四五六七八")


@pytest.fixture
def colleague(office):
    other = Client()
    other.force_login(make_member("preparer", office.department, display_name="赵会计"))
    return other


def clash(preparer, colleague, address, start, hers, mine):
    """Both open the page that `start` was typed into; she saves hers, then I save mine."""
    press(preparer, address, start)
    opened = form_values(preparer.get(address))
    press(colleague, address, hers)
    return opened, preparer.post(address, opened | mine | {"go": "stay"})


def test_a_list_tells_what_each_did_to_it_in_words(preparer, colleague, address):
    hers = {"project-0-kind": "earmarked", "project-1-budget": "9"}
    page = address("projects")
    _, answer = clash(preparer, colleague, page, ROWS, hers, {"project-1-name": "", "project-1-kind": "other"})
    text = answer.content.decode().split('id="conflict"')[1].split("</section>")[0]
    assert answer.status_code == 409
    assert "第1行“甲”\n第2行“乙”" in text and "删去第2行“乙”" in text
    assert "项目1 类别：其他项目 改为 专项资金" in text and "项目2 预算数（万元）：（空） 改为 9.00" in text
    assert "earmarked" not in text and "项目1 项目名称" not in text and "两边的都留下" not in text


def test_a_row_is_numbered_as_in_the_list_that_both_began_with(preparer, colleague, address):
    """She takes out the first and changes the second, which is the first now."""
    hers = {"project-0-name": "乙", "project-0-budget": "9", "project-1-name": "", "project-1-kind": "other"}
    mine = {"project-0-budget": "3", "project-1-budget": "8"}
    _, answer = clash(preparer, colleague, address("projects"), ROWS, hers, mine)
    text = answer.content.decode().split('id="conflict"')[1].split("</section>")[0]
    assert "删去第1行“甲”" in text and "项目2 预算数（万元）：（空） 改为 9.00" in text
    assert text.count("项目1 预算数") == 1


def test_other_lines_of_one_text_are_stored_together_and_told(preparer, colleague, address, draft):
    name, page = "text-problems", address("problems")
    mine = {name: LONG.replace("第七点", "第七点（我改）")}
    _, answer = clash(preparer, colleague, page, {name: LONG}, {name: f"{LONG}\n她加的一点。"}, mine)
    assert answer.status_code == 302
    stored = Narrative.objects.get(evaluation=draft, code="problems").text
    assert "第七点（我改）" in stored and stored.endswith("她加的一点。")
    assert "赵会计同时改了：存在的主要问题" in preparer.get(page).content.decode()


def test_a_text_that_goes_together_beside_a_clash_is_told_as_none_that_one_alone_changed(preparer, colleague, address):
    start = {"text-problems": LONG, "text-measures": "一。"}
    hers = {"text-problems": f"{LONG}\n她加的一点。", "text-measures": "她。"}
    mine = {"text-problems": LONG.replace("第一点", "我的第一点"), "text-measures": "我。"}
    _, answer = clash(preparer, colleague, address("problems"), start, hers, mine)
    assert answer.status_code == 409
    assert "对方还改了 存在的主要问题，和您填的不冲突，保存时会一并保留。" in answer.content.decode()


def test_the_same_line_shows_the_words_that_are_new_and_both_can_stay(preparer, colleague, address, draft):
    name, page = "text-problems", address("problems")
    hers, mine = ({name: LONG.replace("第八点", word)} for word in ("她的第八点", "我的第八点"))
    opened, answer = clash(preparer, colleague, page, {name: LONG}, hers, mine)
    text = answer.content.decode()
    assert answer.status_code == 409 and "两边的都留下" in text
    assert '<ins><span class="visually-hidden">增加：</span>我的<span' in text and "……" in text
    again = form_values(answer)
    taken = preparer.post(page, again | mine | {f"take-{name}": "both", "go": "stay"})
    assert taken.status_code == 302
    stored = Narrative.objects.get(evaluation=draft, code="problems").text
    assert stored.count("她的第八点") == stored.count("我的第八点") == 1


def test_a_value_that_is_one_number_has_no_both(preparer, colleague, address):
    sides = ({"reception.actual": number} for number in ("1.70", "1.80"))
    _, answer = clash(preparer, colleague, address("base_data"), {"reception.actual": "1.50"}, *sides)
    assert answer.status_code == 409 and "两边的都留下" not in answer.content.decode()
