"""The words that a page takes from the vocabulary: how much a finding weighs, where a report stands for its reader."""

import pytest
from django.template import Context, Template

from evaluations.models import Evaluation, Obligation


def shown(source: str, **context) -> str:
    return Template("{% load vocabulary %}" + source).render(Context(context))


def state(reader: str, status: str = "", **obligation) -> str:
    """The tag for a report in this status; "" is one that nobody has begun."""
    evaluation = Evaluation(status=status) if status else None
    owed = Obligation(**obligation)
    return shown("{% report_state owed evaluation reader %}", owed=owed, evaluation=evaluation, reader=reader)


@pytest.mark.parametrize("level, word", [("error", "错误"), ("warning", "警告"), ("hint", "提示")])
def test_each_level_has_its_word(level, word):
    assert shown("{{ level|severity_word }}", level=level) == word


def test_a_level_that_does_not_exist_is_an_error_and_no_empty_space():
    with pytest.raises(KeyError):
        shown("{{ level|severity_word }}", level="fatal")


@pytest.mark.parametrize("reader, word", [("bureau", "未开始"), ("review", "未开始填报"), ("filing", "未填报")])
def test_what_nobody_has_begun_is_named_by_the_room_that_asks(reader, word):
    assert state(reader) == f'<span class="tag tag-quiet">{word}</span>'


@pytest.mark.parametrize(
    "status, colour, word",
    [
        ("draft", "doing", "填报中"),
        ("awaiting_signature", "doing", "待签批"),
        ("submitted", "doing", "待审核"),
        ("returned", "warn", "退回修改"),
        ("approved", "ok", "审核通过"),
        ("published", "ok", "已公开"),
    ],
)
def test_a_report_that_was_begun_has_one_word_and_colour_for_all_readers(status, colour, word):
    tags = {state(reader, status) for reader in ("bureau", "review", "filing")}
    assert tags == {f'<span class="tag tag-{colour}">{word}</span>'}


@pytest.mark.parametrize("status", ["", "draft", "published"])
def test_who_is_exempted_is_exempted_whatever_was_begun(status):
    assert state("review", status, exempted=True) == '<span class="tag tag-warn">免报</span>'
