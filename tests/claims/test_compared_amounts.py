"""An amount behind 低于, 大于 may be what is compared with; an amount of change is right in one direction only."""

import pytest

from tests.claims.corpus import told_of


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费决算3.25万元，低于预算3.60万元。",
        "公务接待费决算3.25万元，小于预算数3.60万元。",
        "公务接待费决算3.25万元，低于预算0.35万元。",
        "公务接待费支出3.25万元，小于上年4.10万元。",
        "“三公”经费决算25.07万元，高于上年8.30万元。",
        "公务接待费决算3.25万元，比上年4.10万元减少0.85万元。",
    ],
)
def test_what_is_compared_with_is_no_difference(text):
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("公务接待费决算3.25万元，高于预算3.60万元。", "增减或大小写反了"),
        ("“三公”经费决算25.07万元，低于上年8.30万元。", "增减或大小写反了"),
        ("公务接待费决算3.25万元，低于预算0.53万元。", "文字与算出的增减不符"),
        ("公务接待费决算3.25万元，比上年4.10万元增加0.85万元。", "增减或大小写反了"),
        ("“三公”经费决算25.07万元，比上年8.30万元减少16.77万元。", "增减或大小写反了"),
        ("印刷费今年支出5.20万元，比上年6.50万元增加1.30万元。", "增减或大小写反了"),
    ],
)
def test_the_wrong_direction_is_told_though_both_amounts_stand_there(text, title):
    assert [one.title for one in told_of(text)] == [title]


def test_from_nothing_to_nothing_there_is_no_growth_and_nothing_done_of_it():
    for text in ("因公出国（境）费比上年增长100%。", "因公出国（境）费完成预算的100%。"):
        assert [one.title for one in told_of(text)] == ["基数为零，不能算比例"]
    assert told_of("因公出国（境）费支出0万元，与上年持平，比上年增长0%。") == []
