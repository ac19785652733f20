"""文字读数: how every number of the texts was read, and of any sentence that somebody tries; nothing of it is kept."""

import re

import pytest
from django.urls import reverse

from evaluations.models import Narrative

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_evaluation")]


@pytest.fixture
def evaluation(kept_evaluation):
    kept_evaluation.narratives.update_or_create(code="operating_use", defaults={"text": "公用经费决算88.88万元。"})
    return kept_evaluation


def page(client, evaluation, **asked):
    text = client.get(reverse("filing:readings", args=[evaluation.pk]), asked).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)), text


def tried(client, evaluation, sentence):
    words, _ = page(client, evaluation, sentence=sentence)
    return words[words.index("试读 ") :]


def test_a_sentence_is_read_with_figure_year_column_and_relation(preparer, evaluation):
    kept = Narrative.objects.count()
    words = tried(preparer, evaluation, "公用经费决算137.26万元，比上年减少3%。")
    assert (
        "公用经费 · 本年 · 决算（实际） · 数额" in words
        and "公用经费 · 本年 · 决算（实际） · 比上年减少 不一致 增加5.05%" in words
    )
    assert Narrative.objects.count() == kept


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("公用经费决算99.80万元。", "相符"),
        ("公用经费决算9999万元。", "不一致"),
        ("全县公用经费决算9999万元。", "说的是别的"),
    ],
)
def test_a_number_agrees_contradicts_or_is_about_another(preparer, evaluation, sentence, standing):
    words = tried(preparer, evaluation, sentence)
    assert words.split("按数据应为", 1)[1].split("数额", 1)[1].split()[0] == standing


def test_a_sentence_without_numbers_is_told_so(preparer, evaluation):
    assert "没有读到可以核对的数" in tried(preparer, evaluation, "工作扎实推进。")


def test_every_text_is_shown_with_its_numbers_marked_and_a_way_there(preparer, evaluation):
    words, text = page(preparer, evaluation)
    assert '<mark class="read-contradicts">88.88<span' in text and f"/filing/{evaluation.pk}/s/" in text
    assert "公用经费 · 本年 · 决算（实际） · 数额 不一致" in words


def test_beside_a_finding_stands_what_was_read(preparer, evaluation):
    address = reverse("filing:section", args=[evaluation.pk, "general_budget"])
    assert "读作：公用经费 · 本年 · 决算（实际） · 数额" in preparer.get(address).content.decode()
