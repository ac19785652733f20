"""One spelling for a login name, and the sentences of the forms around it."""

import unicodedata

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from departments.forms import LoginForm, NewPasswordForm, form_rendering, login_name, say_what_is_missing
from departments.models import PasswordProfile, User
from departments.passwords import PASSWORD_RULES, rules_in_words

NAMES = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=20)
ASCII_NAMES = st.text(st.sampled_from("abcxyzABCXYZ0189_.-@"), min_size=1, max_size=20)


@given(NAMES)
def test_a_name_that_was_made_one_spelling_stays_it(text):
    """Who types what create_user printed must be found."""
    once = login_name(text)
    assert login_name(once) == once


@given(ASCII_NAMES)
def test_width_case_and_blanks_make_no_other_person(text):
    wide = "".join(chr(ord(c) + 0xFEE0) for c in text)
    assert login_name(wide) == login_name(text.upper()) == login_name(f" {text[:3]}\u3000{text[3:]}\n") == text.lower()


@given(ASCII_NAMES, ASCII_NAMES)
def test_two_names_stay_two_people(one, two):
    assert (login_name(one) == login_name(two)) == (one.lower() == two.lower())


@pytest.mark.parametrize(
    "typed, name", [("ＷＡＮＧ　ｗｅｉ", "wangwei"), ("张 三", "张三"), ("", ""), (" \u3000 ", ""), ("Ⅳ号", "iv号")]
)
def test_what_people_type_and_what_is_looked_up(typed, name):
    assert login_name(typed) == name
    assert unicodedata.is_normalized("NFKC", login_name(typed))


class Two(forms.Form):
    """A form as every form of the site is made ready."""

    budget = forms.CharField(label="预算数")
    reason = forms.CharField(label="原因", required=False)


def test_each_missing_field_is_asked_for_by_its_own_name():
    form = Two({})
    say_what_is_missing(form)
    assert form.errors == {"budget": ["请填写预算数。"]}


def test_the_browser_shows_no_bubble_before_our_sentence():
    form = Two()
    assert "required" in str(form["budget"])
    say_what_is_missing(form)
    assert "required" not in str(form["budget"])


def test_the_page_writes_form_tag_and_token_itself():
    """Twice in a page they would send a form within a form."""
    helper = form_rendering()
    assert helper.form_tag is False and helper.disable_csrf is True


def test_the_login_form_speaks_chinese_and_tells_nothing_about_accounts():
    form = LoginForm()
    assert [field.label for field in form.fields.values()] == ["用户名", "密码"]
    assert form.error_messages["invalid_login"] == form.error_messages["inactive"]
    sentence = "用户名或密码不正确，请核对后重新输入。连续 5 次不正确，将暂停登录 30 分钟。"
    assert form.error_messages["invalid_login"] == sentence


def test_the_sentence_of_the_login_form_states_the_limits_that_hold(settings):
    sentence = LoginForm.error_messages["invalid_login"]
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    assert f"连续 {settings.AXES_FAILURE_LIMIT} 次" in sentence and f"{minutes} 分钟" in sentence


def test_the_password_page_asks_for_three_passwords_in_order_and_states_the_rules(rf):
    form = NewPasswordForm(User(username="zhangsan"), request=rf.get("/"))
    assert [field.label for field in form.fields.values()] == ["原密码", "新密码", "再输一次新密码"]
    rules = form.fields["new_password1"].help_text
    assert rules == (
        "至少 10 个字符，大写字母、小写字母、数字、符号中至少有三类；不能全是数字、常见密码，不能与用户名、姓名相近，"
        "也不能与最近 5 次用过的相同。"
    )
    assert form.fields["new_password2"].help_text == ""


def test_each_profile_says_its_rules():
    assert rules_in_words(PASSWORD_RULES[PasswordProfile.NIST]) == (
        "至少 12 个字符；不能全是数字、常见密码，不能与用户名、姓名相近。"
    )


def test_the_error_summary_and_not_the_first_field_is_focused(rf):
    form = NewPasswordForm(User(), request=rf.get("/"))
    assert "autofocus" not in str(form["old_password"])


def test_a_refused_old_password_is_known_to_programs_as_such(rf, monkeypatch):
    monkeypatch.setattr("departments.forms.authenticate", lambda *_, **__: None)
    form = NewPasswordForm(User(username="zhangsan"), {"old_password": "x"}, request=rf.get("/"))
    assert form.has_error("old_password", "password_incorrect")
    assert form.errors["old_password"] == ["原密码不正确，请重新输入。"]
