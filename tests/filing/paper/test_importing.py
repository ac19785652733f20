"""A whole report through the pages: all chapters at once, nothing before the confirmation, nothing typed overwritten."""

import re
from copy import deepcopy
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evaluations.audit.events import events_of
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.filing.paper import upload_form
from evaluations.models import BudgetLine, Narrative, Project, SectionState
from evaluations.models.scheme import parsed_scheme
from tests.factories import complete_facts
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import SEED as WHOLE_SEED
from tests.papers.reading import exported_word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_draft")]
# The long items cut short: they cost time and show nothing here.
SEED = re.sub(r"(?m)^([一二三四五六]是.{60}).*$", r"\1", WHOLE_SEED.decode()).encode()
TAKE = re.compile(r'name="take" value="([^"]+)" id="[^"]+"( checked)?')
AREA = re.compile(r'<textarea[^>]* name="(new-[^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture
def draft(kept_draft):
    return deepcopy(kept_draft)


@pytest.fixture
def client(kept_office):
    browser = Client()
    browser.force_login(kept_office.preparer)
    return browser


def send(client, draft, content=SEED, name="自评报告.txt", **other):
    return client.post(f"/filing/{draft.pk}/paper/", {"paper": SimpleUploadedFile(name, content), **other})


def page_form(answer) -> dict:
    """What the page would post as it stands."""
    page = answer.content.decode()
    (parcel,) = re.findall(r'name="parcel" value="([^"]+)"', page)
    texts = {unescape(name): unescape(text) for name, text in AREA.findall(page)}
    return {"parcel": unescape(parcel), "take": [code for code, ticked in TAKE.findall(page) if ticked], **texts}


def confirm(client, draft, form, **changes):
    return client.post(f"/filing/{draft.pk}/paper/import/", {**form, **changes})


def typed(draft):
    return dict(Narrative.objects.filter(evaluation=draft).values_list("code", "text"))


def test_all_chapters_are_shown_and_nothing_is_stored_before_the_confirmation(client, draft):
    answer = send(client, draft)
    form, page = page_form(answer), answer.content.decode()
    assert answer.status_code == 200 and not typed(draft) and not SectionState.objects.filter(evaluation=draft)
    assert "基本工资、津贴补贴" in form["new-general_budget.text-personnel_use"]
    assert {"basic_info.text-duties", "results.achievement", "projects.project", "government_funds.none"} <= set(
        form["take"]
    )
    assert "认出的单位是“永兴县政务服务中心”" in page and "没有归到哪一部分的文字（1 处）" in page
    assert "general_budget.basic.actual" not in form["take"] and "文件里另有一处写的是550.55" in page


def test_all_is_taken_at_once_and_an_unmatched_part_goes_where_it_is_put(client, draft):
    form = page_form(send(client, draft))
    done = confirm(client, draft, form, **{"put-0": "usage", "new-usage.text-usage": "自己改写的一句。"})
    assert done.status_code == 302
    texts = typed(draft)
    assert texts["usage"].startswith("自己改写的一句。\n永兴县政务服务中心2020年度") and len(texts) >= 9
    assert texts["operating_use"].startswith("办公费、印刷费")
    assert [one.name for one in Project.objects.filter(evaluation=draft)] == ["电子政务项目运行维护费", "其他项目支出"]
    assert BudgetLine.objects.get(evaluation=draft, figure="revenue.budget").amount == 707
    states = SectionState.objects.filter(evaluation=draft)
    assert states.get(section="government_funds").none and not states.filter(done=True).exists()
    assert [event.detail["file"] for event in events_of(draft) if event.action == "import_paper"] == ["自评报告.txt"]


def test_one_part_is_taken_and_the_others_wait_as_they_were_left(client, draft):
    form = page_form(send(client, draft))
    changed = {**form, "new-usage.text-usage": "改过。", "take": [one for one in form["take"] if "duties" not in one]}
    again = confirm(client, draft, changed, only="problems")
    assert again.status_code == 200 and "已导入“七、问题和改进措施”" in again.content.decode()
    assert set(typed(draft)) == {"problems", "measures"}
    left = page_form(again)
    assert left["new-usage.text-usage"] == "改过。" and "basic_info.text-duties" not in left["take"]
    assert not [one for one in left["take"] if one.startswith("problems")]
    assert confirm(client, draft, left).status_code == 302 and typed(draft)["usage"] == "改过。"


def test_what_is_typed_is_not_overwritten_unasked(client, draft):
    client.post(f"/filing/{draft.pk}/s/usage/", {"version": 0, "text-usage": "已经写好的。", "go": "stay"})
    form = page_form(send(client, draft))
    assert "usage.text-usage" not in form["take"] and "usage.text-usage" in str(form)
    confirm(client, draft, form)
    assert typed(draft)["usage"] == "已经写好的。" and "duties" in typed(draft)


def test_a_section_saved_meanwhile_is_shown_again(client, draft):
    form = page_form(send(client, draft))
    client.post(f"/filing/{draft.pk}/s/usage/", {"version": 0, "text-usage": "同事写的。", "go": "stay"})
    again = confirm(client, draft, form)
    assert again.status_code == 409 and set(typed(draft)) == {"usage"}
    kept = page_form(again)
    assert kept["new-usage.text-usage"] == form["new-usage.text-usage"] and "basic_info.text-duties" in kept["take"]


def test_last_years_report_gives_texts_to_rewrite_and_last_years_columns(client, draft):
    text = SEED.decode().replace("2020年", "2019年").replace("2021", "2020")
    form = page_form(send(client, draft, text.encode()))
    confirm(client, draft, form)
    assert set(typed(draft)) <= {code for code in ("duties", "organisation", "management_note", "usage")}
    assert "problems.text-problems" not in form["take"]
    figures = BudgetLine.objects.filter(evaluation=draft).values_list("figure", flat=True)
    assert all(".last_" in name for name in figures)
    assert not Project.objects.filter(evaluation=draft, budget__isnull=False).exists()


@pytest.mark.parametrize("content, words", [(b"%PDF-1.4", "这是 PDF 文件"), (b"", "这是空文件")])
def test_what_cannot_be_read_is_refused_in_words(client, draft, content, words):
    answer = send(client, draft, content)
    assert answer.status_code == 422 and words in answer.content.decode()


@pytest.mark.parametrize(
    ("converter", "said", "kept_back"),
    [("/usr/bin/soffice", "（.docx、.doc、.wps、.rtf）", "没有安装"), ("", "旧版 .doc、.wps 请先另存为 .docx", ".rtf")],
)
def test_the_page_says_which_word_files_can_be_read_here(client, draft, monkeypatch, converter, said, kept_back):
    monkeypatch.setattr(upload_form, "word_converter", lambda: converter)
    page = client.get(f"/filing/{draft.pk}/paper/").content.decode()
    assert said in page and kept_back not in page
    assert (".doc,.wps" in page) == bool(converter)


def test_a_spoilt_page_or_nothing_ticked_stores_nothing(client, draft):
    form = page_form(send(client, draft))
    for changes, words in (({"parcel": "x"}, "核对页已经失效"), ({"take": []}, "一项都没有勾选")):
        answer = confirm(client, draft, form, **changes)
        assert answer.status_code == 422 and words in answer.content.decode()
    assert not typed(draft)


def test_a_word_file_of_this_year_fills_an_empty_form(client, draft):
    """What is left to type afterwards is what the file does not print; the effort of Word in rests on this."""
    facts = complete_facts(year=2020)
    form = page_form(send(client, draft, exported_word(facts), "自评报告.docx"))
    assert confirm(client, draft, form).status_code == 302
    read = collect_facts(draft)
    entered = {name for name, one in parsed_scheme(draft.cycle.scheme).figures.items() if not one.computed}
    wanted = {name: value for name, value in facts.figures.items() if name in entered and isinstance(value, Decimal)}
    assert {name: read.figures.get(name) for name in wanted} == wanted and len(form["take"]) == 64
    assert read.achievements == facts.achievements and set(read.narratives) == set(facts.narratives)
    assert [(one.name, one.budget, one.items) for one in read.projects] == [
        (one.name, one.budget, one.items) for one in facts.projects
    ]
    assert read.none_sections == facts.none_sections
    # A score of the authority is printed folded; all other entries come back as they were.
    assert {code for code, one in facts.entries.items() if read.entries.get(code) != one} == {"key_work_completion"}
