"""The words that a page takes from the vocabulary: how much a finding weighs, where a report stands for its reader."""

from datetime import date

import pytest
from django.template import Context, Template

from evaluations.models import Cycle, Evaluation, Obligation


def shown(source: str, **context) -> str:
    return Template("{% load vocabulary %}" + source).render(Context(context))


def state(status: str = "", *, correcting=False, sent_back=False, due_on=date(2100, 6, 30), **obligation) -> str:
    """The tag for a report in this status; "" is one that nobody has begun."""
    evaluation = Evaluation(status=status, correcting=correcting, sent_back=sent_back) if status else None
    owed = Obligation(cycle=Cycle(year=2099, due_on=due_on), **obligation)
    return shown("{% report_state owed evaluation %}", owed=owed, evaluation=evaluation)


@pytest.mark.parametrize("level, word", [("error", "错误"), ("warning", "警告"), ("hint", "提示")])
def test_each_level_has_its_word(level, word):
    assert shown("{{ level|severity_word }}", level=level) == word


def test_a_level_that_does_not_exist_is_an_error_and_no_empty_space():
    with pytest.raises(KeyError):
        shown("{{ level|severity_word }}", level="fatal")


def test_what_nobody_has_begun_has_one_word():
    assert state() == '<span class="tag tag-quiet">未开始</span>'


def test_a_correction_is_marked_and_a_missed_day_is_told():
    assert state("submitted", correcting=True) == '<span class="tag tag-warn">更正中（待审核）</span>'
    assert state("draft", due_on=date(2020, 6, 30)) == '<span class="tag tag-doing">填报中（逾期）</span>'


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
def test_a_report_that_was_begun_has_one_word_and_colour(status, colour, word):
    assert state(status, sent_back=status == "returned") == f'<span class="tag tag-{colour}">{word}</span>'


def test_what_the_head_did_not_sign_is_returned_by_nobody_else():
    assert state("returned") == '<span class="tag tag-warn">签批退回</span>'


@pytest.mark.parametrize("status", ["", "draft", "published"])
def test_who_is_exempted_is_exempted_whatever_was_begun(status):
    assert state(status, exempted=True) == '<span class="tag tag-warn">免报</span>'
