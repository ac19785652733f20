"""The manual is read by everybody, found by its words, printed as one PDF, and speaks of the product as it is."""

import io
import re
from functools import cache

import pypdf
import pytest
from django.urls import reverse

from evaluations.manual import manual_paper
from evaluations.manual.manual_chapters import CHAPTER_NAMES, MANUAL_FOLDER, manual_chapters, read_chapter
from evaluations.manual.manual_search import search_manual
from evaluations.publication.printing.print_child import RenderRefused
from tests.manual.pixel import PIXEL
from tests.sources import ROOT


@pytest.fixture
def pictures(settings, tmp_path):
    settings.MANUAL_PICTURES = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def spoken_on_pages():
    """Every template, module and scheme: where a word that the manual calls by name must stand."""
    kinds = ("*.html", "*.py", "*.toml")
    paths = [
        path
        for folder in ("templates", "evaluations", "departments")
        for kind in kinds
        for path in (ROOT / folder).rglob(kind)
    ]
    return "".join(text_of(path) for path in paths)


def test_every_file_is_a_chapter_and_every_chapter_a_file():
    assert {path.stem for path in MANUAL_FOLDER.glob("*.md")} == set(CHAPTER_NAMES)


def test_a_file_without_a_title_is_refused(tmp_path):
    path = tmp_path / "empty.md"
    path.write_text("先看这里", encoding="utf-8")
    with pytest.raises(ValueError, match="no title"):
        read_chapter(path)


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_what_the_chapter_calls_by_name_stands_on_a_page(name):
    called = set(re.findall("「(.+?)」", text_of(MANUAL_FOLDER / f"{name}.md")))
    assert called and not {word for word in called if word not in spoken_on_pages()}


@pytest.mark.parametrize("name", CHAPTER_NAMES)
def test_every_section_has_an_address_of_its_own(name):
    chapter = manual_chapters()[name]
    anchors = [section.anchor for section in chapter.sections]
    assert anchors and len(set(anchors)) == len(anchors)
    assert len(re.findall("^##", text_of(MANUAL_FOLDER / f"{name}.md"), re.MULTILINE)) == len(anchors)


@pytest.mark.django_db
def test_everybody_reads_a_chapter_without_a_query(client, pictures, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(reverse("manual:chapter", args=("filing",))).text
    assert "经办人：填报" in page and 'id="workbook"' in page and "<img" not in page


@pytest.mark.django_db
def test_a_picture_is_shown_once_it_has_been_made(client, pictures):
    (pictures / "task-list.png").write_bytes(PIXEL)
    address = reverse("manual:picture", args=("task-list",))
    page = client.get(reverse("manual:chapter", args=("filing",))).text
    assert f'<img src="{address}" alt="任务清单"' in page and page.count("<img") == 1
    assert client.get(address).content == PIXEL


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/help/nothing/", "/help/pictures/nothing.png", "/help/pictures/..%2fsecret.png"])
def test_what_is_not_there_is_not_found(client, pictures, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_search_finds_words_and_says_where(client):
    page = client.get("/help/", {"q": "初始密码"}).text
    assert "登录和共同操作 › 第一次登录" in page and "系统、安全、审计管理员 › 初始密码单" in page
    assert "没有找到" in client.get("/help/", {"q": "烟囱"}).text
    assert (
        "查找结果" not in client.get("/help/", {"q": " "}).text or "没有找到" in client.get("/help/", {"q": " "}).text
    )


def test_every_word_must_be_there_and_a_title_comes_first():
    hits = search_manual("撤回 答复")
    assert [hit.section.anchor for hit in hits] == ["ways-back"]
    assert search_manual("催报") and search_manual("工作簿")[0].section.anchor == "workbook"
    assert search_manual("没有这个词") == [] and search_manual("") == []


def test_the_excerpt_shows_the_word():
    for hit in search_manual("日志"):
        assert "日志" in hit.section.title + hit.excerpt


@pytest.mark.django_db
def test_the_whole_manual_is_printed_once_and_kept(client, pictures, monkeypatch):
    (pictures / "task-list.png").write_bytes(PIXEL)
    first = client.get("/help/manual.pdf")
    assert first.status_code == 200, first.text
    reader = pypdf.PdfReader(io.BytesIO(first.content))
    words = "".join(page.extract_text() for page in reader.pages)
    assert all(chapter.title[:4] in words for chapter in manual_chapters().values())
    assert len([item for item in reader.outline if not isinstance(item, list)]) == len(CHAPTER_NAMES) + 1
    monkeypatch.setattr(manual_paper, "print_html", refused)
    assert client.get("/help/manual.pdf").content == first.content
    (pictures / "check.png").write_bytes(PIXEL)  # another state
    page = client.get("/help/manual.pdf")
    assert page.status_code == 503 and "没有安装 libharfbuzz" in page.text


def refused(html):
    raise RenderRefused("没有安装 libharfbuzz-subset0，不能生成 PDF。")


def test_the_paper_of_an_earlier_state_goes(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    for number in range(2):
        assert manual_paper.keep_paper(f"{number}.pdf", b"%PDF") == b"%PDF"
    assert [path.name for path in (tmp_path / "manual").iterdir()] == ["1.pdf"]
