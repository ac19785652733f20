"""The summary of errors on top of a page, its title while there are errors, and the tags that name a status."""

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from departments.templatetags.jixiao import STATUS_COLOURS, error_summary, error_title, errors_of, status_tag
from evaluations.language.severities import SEVERITY_LABELS
from evaluations.language.states import COMMENT_LEVEL_LABELS, PUBLICATION_LABELS, STATUS_LABELS


class Amount(forms.Form):
    """A form with a field and a rule about the whole."""

    amount = forms.IntegerField(label="金额", error_messages={"required": "请填写金额。", "invalid": "金额不是数字。"})

    def clean(self):
        if self.cleaned_data.get("amount") == 0:
            raise forms.ValidationError("金额不能是零。")


AMOUNTS = forms.formset_factory(
    Amount, max_num=2, validate_max=True, extra=0, formset=forms.BaseFormSet, absolute_max=9
)


def amounts(*typed: str) -> forms.BaseFormSet:
    """The formset as a page sends it."""
    head = {"form-TOTAL_FORMS": len(typed), "form-INITIAL_FORMS": len(typed)}
    return AMOUNTS(head | {f"form-{number}-amount": text for number, text in enumerate(typed)})


def shown(*sources) -> str:
    """The summary as the page has it."""
    tags = " ".join(f"s{number}" for number in range(len(sources)))
    given = {f"s{number}": source for number, source in enumerate(sources)}
    return Template(f"{{% load jixiao %}}{{% error_summary {tags} %}}").render(Context(given))


def test_an_error_of_a_field_leads_to_the_field():
    assert list(errors_of(Amount({}))) == [("id_amount", "请填写金额。")]
    assert '<li><a href="#id_amount">请填写金额。</a></li>' in shown(Amount({}))


def test_an_error_of_the_whole_form_leads_nowhere():
    assert list(errors_of(Amount({"amount": "0"}))) == [("", "金额不能是零。")]
    assert "<li>金额不能是零。</li>" in shown(Amount({"amount": "0"}))


def test_a_formset_tells_its_own_error_first_and_then_each_line():
    found = list(errors_of(amounts("x", "1", "")))
    assert [anchor for anchor, _ in found] == ["", "id_form-0-amount", "id_form-2-amount"]
    assert [message for _, message in found][1:] == ["金额不是数字。", "请填写金额。"] and "2" in str(found[0][1])


def test_lists_of_sentences_stand_beside_forms_in_the_order_given():
    pairs = [("fault-1", "第一处"), ("", "第二处")]
    assert list(errors_of(pairs)) == pairs
    assert [message for _, message in error_summary(pairs, Amount({}))["errors"]] == [
        "第一处",
        "第二处",
        "请填写金额。",
    ]
    assert shown(pairs, Amount({})).count("<li>") == 3 and "有 3 处需要核对</h2>" in shown(pairs, Amount({}))


@pytest.mark.parametrize("source", [None, [], Amount(), Amount({"amount": "5"}), ""])
def test_where_nothing_is_wrong_nothing_is_shown(source):
    assert list(errors_of(source)) == [] and error_title(source) == "" and shown(source).strip() == ""


@given(st.lists(st.integers(0, 4), max_size=4))
def test_the_title_counts_what_the_summary_lists(lengths):
    sources = [[("", "一处")] * length for length in lengths]
    total = sum(lengths)
    assert len(error_summary(*sources)["errors"]) == total
    assert error_title(*sources) == (f"有 {total} 处需要核对 - " if total else "")


def test_what_was_typed_stays_text_in_the_summary():
    assert "&lt;b&gt;" in shown([("", "读到“<b>”")]) and "<b>" not in shown([("", "读到“<b>”")])


@pytest.mark.parametrize("code", [*STATUS_LABELS, *PUBLICATION_LABELS, *SEVERITY_LABELS, *COMMENT_LEVEL_LABELS])
def test_every_state_and_level_has_a_colour_of_its_own_choice(code):
    assert code in STATUS_COLOURS
    assert status_tag(code, "词") == f'<span class="tag tag-{STATUS_COLOURS[code]}">词</span>'


def test_what_is_done_warned_of_and_wrong_look_different():
    looks = [status_tag(code, "") for code in ("published", "returned", "error", "draft", "hint")]
    assert len(set(looks)) == 5
    assert status_tag("unheard_of", "新词") == '<span class="tag tag-quiet">新词</span>'


def test_the_word_in_a_tag_stays_text():
    assert status_tag("draft", "<i>") == '<span class="tag tag-doing">&lt;i&gt;</span>'


def test_a_page_knows_how_long_the_readers_sign_in_lasts(rf):
    request = rf.get("/")
    request.session = {}
    told = Template("{% load jixiao %}{% session_lasts as left %}{{ left.silence }} {{ left.at_most }}")
    assert told.render(Context({"request": request})) == "1740 43200"
