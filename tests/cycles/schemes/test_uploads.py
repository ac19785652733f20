"""A scheme file comes in: judged with every fault at once, shown in words, loaded only on the person's word."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evaluations.cycles.schemes import loading
from evaluations.models import Event, Scheme
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.cycles.years import REVISED
from tests.factories import make_scheme
from tests.quickness import least_seconds

pytestmark = pytest.mark.django_db
UPLOAD, LOAD = reverse("cycles:upload"), reverse("cycles:load")
SOUND = REVISED.read_text()


def upload(client, content, name="new.toml"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def hidden(page) -> dict:
    """The fields of the confirming form as the page holds them."""
    form = page.context["form"]
    return {name: form[name].value() for name in ("source", "name", "digest")}


def test_a_sound_file_is_shown_and_not_loaded(client):
    make_scheme()
    answer = upload(client, SOUND)
    page = answer.content.decode()
    assert answer.status_code == 200 and "没有发现问题" in page and "尚未载入" in page
    assert "以100%为限，每超过1个百分点扣0.8分" in page and "能源费用控制率" in page
    assert "与" in page and "同代码版本" in page and "改为" in page
    assert Scheme.objects.count() == 1 and not Event.objects.filter(action="load_scheme").exists()


def test_what_looks_like_a_slip_is_shown_before_it_is_loaded(client):
    """A bureau runs no command: the page says what check_scheme says, and still loads what the notice prints so."""
    slip = SOUND.replace("每超过1个百分点扣0.5分", "每超过1个百分点扣5分", 1)
    page = upload(client, slip).content.decode()
    assert slip != SOUND and "可以载入</span>" in page and "没有发现问题" not in page
    assert "“扣5分”，而 lose 是 0.5分" in page and "请对照通知原文，改正评分标准或规则" in page
    assert client.post(LOAD, hidden(upload(client, slip)) | {"sure": "on"}).status_code == 302


def test_it_is_loaded_on_the_persons_word_with_an_event(client, office):
    before = Scheme.objects.count()
    answer = client.post(LOAD, hidden(upload(client, SOUND)) | {"sure": "on"}, follow=True)
    row = Scheme.objects.latest("pk")
    assert Scheme.objects.count() == before + 1 and row.digest == load_scheme(REVISED).digest and row.source == SOUND
    assert answer.redirect_chain == [(reverse("cycles:scheme", args=[row.pk]), 302)]
    event = Event.objects.get(action="load_scheme")
    assert (event.actor, event.detail["sha256"]) == (office.bureau_admin, row.digest)


def test_without_the_word_nothing_is_loaded_and_the_page_stays(client):
    answer = client.post(LOAD, hidden(upload(client, SOUND)))
    page = answer.content.decode()
    assert answer.status_code == 422 and '<a href="#id_sure">请先核对' in page and "能源费用控制率" in page
    assert not Scheme.objects.filter(title__contains="修订稿").exists()


def test_line_ends_and_a_mark_at_the_beginning_make_no_other_scheme(client):
    text = b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()
    fields = hidden(upload(client, text))
    fields["source"] = fields["source"].replace("\n", "\r\n")  # as browsers send it
    client.post(LOAD, fields | {"sure": "on"})
    assert Scheme.objects.filter(digest=load_scheme(REVISED).digest).exists()


def test_the_same_content_is_kept_once(client):
    row = make_scheme(str(REVISED))
    answer = upload(client, SOUND)
    assert "已经载入过" in answer.content.decode() and ">载入</button>" not in answer.content.decode()
    page = client.post(LOAD, hidden(answer) | {"sure": "on"}, follow=True).content.decode()
    assert "没有重复存入" in page and Scheme.objects.filter(digest=row.digest).count() == 1


def test_what_was_changed_after_judging_is_not_loaded(client):
    fields = hidden(upload(client, SOUND))
    before = Scheme.objects.count()
    fields["source"] += "\n# another"
    answer = client.post(LOAD, fields | {"sure": "on"})
    assert answer.status_code == 409 and "与刚才核对的不一样" in answer.content.decode()
    assert Scheme.objects.count() == before


def test_what_was_broken_after_judging_is_judged_again(client):
    fields = hidden(upload(client, SOUND)) | {"source": "x = ", "sure": "on"}
    answer = client.post(LOAD, fields)
    assert answer.status_code == 422 and "第 1 行" in answer.content.decode()
    assert client.post(LOAD, {}).status_code == 422


def test_a_file_that_is_not_utf8_is_refused_with_its_line(client):
    answer = upload(client, "# ok\n# 指标体系\n".encode("gbk"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "第 2 行" in page and "UTF-8" in page and "另存为" in page


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_file_is_refused(client, content):
    answer = upload(client, content)
    assert answer.status_code == 422 and "空文件" in answer.content.decode()


def test_two_megabytes_are_refused_before_they_are_read(client, monkeypatch):
    monkeypatch.setattr(loading, "decoded_scheme", lambda *_: pytest.fail("was read"))
    answer = upload(client, b"#" * 2_000_000)
    page = answer.content.decode()
    assert answer.status_code == 422 and "1,953 KB" in page and "不超过 128 KB" in page
    with pytest.raises(SchemeError, match="128 KB"):
        monkeypatch.undo()
        loading.decoded_scheme(b"#" * 300_000, "x.toml")


def test_no_file_and_another_kind_of_file(client):
    answer = client.post(UPLOAD)
    assert answer.status_code == 422 and '<a href="#id_file">请选择' in answer.content.decode()
    answer = upload(client, b"PK\x03\x04", "通知.docx")
    assert answer.status_code == 422 and "应为 .toml 文件" in answer.content.decode()


@pytest.mark.parametrize(
    "broken, line, advice",
    [
        ("[scheme]\ncode hunan\n", 2, "等号"),
        ("[scheme]\ncode = hunan\n", 2, "英文引号"),
        ("[scheme]\ncode = “hunan”\n", 2, "中文标点"),
        ('[scheme]\ncode = "hunan\n', 2, "引号"),
        ('[scheme]\ncode = "a" title = "b"\n', 2, "一行只写"),
        ('[scheme]\ncode = "a"\ncode = "b"\n', 3, "只写一次"),
        ("[scheme]\n[scheme]\n", 2, "只写一次"),
        ("[scheme\n", 1, "方括号"),
        ("[scheme]\nyears = [2013, \n", 2, ""),
    ],
)
def test_broken_toml_names_the_line_what_stands_there_and_what_to_do(broken, line, advice):
    with pytest.raises(SchemeError) as error:
        parse_scheme(broken, "new.toml")
    (fault,) = error.value.faults
    assert f"第 {line} 行" in fault.where or fault.read == "文件末尾"
    assert fault.read != "“”"
    assert advice in str(fault) and not re.search("[A-Za-z]{4,} [a-z]{3,}", fault.remedy)


def test_broken_toml_on_the_page(client):
    page = upload(client, '[scheme]\ncode = "a"\ntitle = b\n').content.decode()
    assert "第 3 行第 9 列" in page and "new.toml" in page and "title = b" in page and "没有载入任何内容" in page


HOSTILE = [
    "__import__('os').system('id')",
    "staff_in_post.__class__",
    "(lambda: 1)()",
    "9**9**9**9",
    "[x for x in (1, 2)]",
    "(" * 300 + "1" + ")" * 300,
    "staff_in_post + " * 40 + "1",
    "open('x')",
    "staff_in_post if 1 else exec",
]


@pytest.mark.parametrize("formula", HOSTILE)
def test_hostile_formulas_are_faults_with_their_place(client, formula):
    spoilt = SOUND.replace('formula = "staff_in_post / establishment_posts * 100"', f'formula = "{formula}"')
    assert spoilt != SOUND
    answer = upload(client, spoilt)
    found = {(fault.where, fault.key) for fault in answer.context["faults"]}
    assert answer.status_code == 422 and ("indicators[staff_control_rate]", "formula") in found
    assert Scheme.objects.filter(title__contains="修订稿").count() == 0


def test_all_faults_are_told_at_once_with_table_key_read_and_expected(client):
    spoilt = (
        SOUND.replace("weight = 16", "weight = 17")
        .replace("lose = 0.8", 'lose = "0.8"')
        .replace('rule = { form = "folded" }', 'rule = { form = "foldet" }')
        .replace('unit = "人"', 'unit = "3个人"', 1)
    )
    answer = upload(client, spoilt)
    faults = answer.context["faults"]
    assert answer.status_code == 422 and len(faults) >= 4
    page = answer.content.decode()
    for fault in faults:
        assert str(fault.expected).split("“")[0][:8] in page
    assert {"lose", "form", "unit"} <= {fault.key for fault in faults}
    assert f"<title>有 {len(faults)} 处需要核对" in page and '<a href="#fault-1">' in page and 'id="fault-1"' in page
    assert "是否应为“folded”" in page


def test_deep_and_huge_values_do_not_break_the_page(client):
    for text in ("x = " + "[" * 5000, "x = " + "9" * 5000, "[" + "a." * 3000 + "b]\n", "x = 1e999999999\n"):
        assert upload(client, text).status_code == 422


def test_markup_in_a_file_stays_text(client):
    page = upload(client, SOUND.replace("修订稿", "<script>alert(1)</script>")).content.decode()
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_a_hint_does_not_cost_minutes():
    """Thousands of unknown words against thousands of names: all faults, no near misses, a few seconds at most."""
    head = SOUND[: SOUND.index("[[tables.rows]]")]
    rows = "".join(f'[[tables.rows]]\ncode = "r{i:04}_abcdefgh"\nlabel = "x"\n' for i in range(1200))
    check = '[[checks]]\nnumber = 1\nlevel = "error"\nplace = "z"\nwhy = "w"\nremedy = "r"\n'
    check += 'equation = "q{0}_abcdefgh.actual == 0"\n'

    def parse():
        with pytest.raises(SchemeError) as error:
            parse_scheme(head + rows + "".join(check.format(i) for i in range(500)), "x.toml")
        assert len(error.value.faults) > 500

    assert least_seconds(parse, 20) < 20


def test_what_comes_with_the_program_is_offered_until_it_is_loaded(client):
    page = client.get(UPLOAD)
    offered = page.context["shipped"]
    assert (
        set(offered) == {"hunan-2023", "mof-project-2020", "sichuan-2017"} and "随系统提供的表样" in page.text
    )  # the office has the other already
    shown = client.post(UPLOAD, {"shipped": "hunan-2023"})
    assert "尚未载入" in shown.text and offered["hunan-2023"].title in shown.text
    client.post(LOAD, hidden(shown) | {"sure": "on"})
    assert "hunan-2023" not in client.get(UPLOAD).context["shipped"]
    assert client.post(UPLOAD, {"shipped": "../secret"}).status_code == 422
