"""The administrator's forms by themselves: lines, days, files, and what a list's address may say."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from departments.models import County
from evaluations.cycles.forms import (
    ApprovedForm,
    CycleChoice,
    ExemptForm,
    ExtendForm,
    LimitedLineField,
    ObligationFilter,
    SchemeChoice,
    SchemeUploadForm,
    date_field,
)
from evaluations.models import Cycle, Scheme

REASON = "会计岗位交接，单位书面申请"
MOST = 128 * 1024


def upload(name: str = "next.toml", size: int = 10) -> SchemeUploadForm:
    return SchemeUploadForm({}, {"file": SimpleUploadedFile(name, b"#" * size)})


@given(st.text(st.sampled_from("免报原因,。1a"), max_size=30))
def test_a_line_is_kept_when_it_is_neither_too_short_nor_too_long(text):
    field = LimitedLineField(longest=20, shortest=4)
    try:
        assert field.clean(text) == text and 4 <= len(text) <= 20
    except ValidationError as error:
        assert not 4 <= len(text) <= 20 and error.messages


@pytest.mark.parametrize("length, kept", [(3, False), (4, True), (200, True), (201, False)])
def test_a_reason_has_four_to_two_hundred_characters(length, kept):
    for form in (ExemptForm({"reason": "因" * length}), ExtendForm({"reason": "因" * length, "day": "2022-05-31"})):
        assert form.is_valid() is kept


def test_a_reason_that_says_nothing_is_shown_with_what_is_asked():
    assert ExemptForm({"reason": " 新设 "}).errors["reason"] == ["读到“新设”，请写清楚一些，不少于 4 个字。"]
    assert ExemptForm({}).errors["reason"] == ["请填写免报原因。"]


def test_a_line_that_may_be_empty_may_be_short():
    assert LimitedLineField(longest=20, shortest=4, required=False).clean("") == ""


def test_hidden_characters_and_outer_blanks_do_not_come_along():
    assert LimitedLineField(longest=20).clean(" \u200b机构改革\u202e撤并\u3000") == "机构改革撤并"


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2022-05-31", date(2022, 5, 31)),
        ("2022/5/31", date(2022, 5, 31)),
        ("2022.05.31", date(2022, 5, 31)),
        ("2022年5月31日", date(2022, 5, 31)),
    ],
)
def test_a_day_is_read_in_every_spelling_of_the_office(typed, day):
    assert date_field("截止").clean(typed) == day


@pytest.mark.parametrize("typed", ["31/05/2022", "2022-02-30", "2022", "明年", "22-05-31x"])
def test_what_is_no_day_is_answered_with_an_example(typed):
    with pytest.raises(ValidationError) as error:
        date_field("截止").clean(typed)
    assert error.value.messages == ["日期写法不对，请写成 2022-03-01 这样的形式。"]


def test_a_stored_day_is_put_into_the_field_as_browsers_want_it():
    assert 'value="2022-05-31"' in str(ExtendForm(initial={"day": date(2022, 5, 31)})["day"])


@pytest.mark.parametrize("year, kept", [(1999, False), (2000, True), (2100, True), (2101, False)])
def test_an_extension_into_another_century_is_a_slip(year, kept):
    form = ExtendForm({"day": f"{year}-05-31", "reason": REASON})
    assert form.is_valid() is kept
    assert form.errors.get("day", []) == ([] if kept else [f"读到 {year}-05-31，请核对年份。"])


def test_the_two_reasons_of_one_page_have_two_anchors():
    assert ExemptForm()["reason"].id_for_label != ExtendForm()["reason"].id_for_label == "id_extension_reason"


@pytest.mark.parametrize("size, kept", [(1, True), (MOST, True), (MOST + 1, False)])
def test_a_scheme_file_may_have_its_whole_size(size, kept):
    assert upload(size=size).is_valid() is kept


def test_a_file_that_is_too_large_is_told_both_sizes():
    assert upload(size=2 * MOST).errors["file"] == ["读到 256 KB，应为不超过 128 KB 的文件。请确认选对了文件。"]


@pytest.mark.parametrize("name, kept", [("a.toml", True), ("A.TOML", True), ("a.toml.docx", False), ("toml", False)])
def test_only_a_scheme_file_is_taken_for_one(name, kept):
    form = upload(name)
    assert form.is_valid() is kept
    if not kept:
        assert form.errors["file"] == [f"读到“{name}”，应为 .toml 文件。Word、Excel 的通知要先写成指标体系文件。"]


def test_amounts_are_in_ten_thousands_unless_said_otherwise():
    assert [code for code, _ in ApprovedForm()["unit"].field.widget.choices] == ["万元", "元"]
    assert ApprovedForm()["unit"].value() == "万元"
    assert "unit" in ApprovedForm({"unit": "亿元"}).errors


@pytest.mark.parametrize(
    "query, chosen",
    [
        ({}, ("all", "")),
        ({"state": "waiting", "text": " 档案 "}, ("waiting", "档案")),
        ({"state": "nonsense", "text": "档案"}, ("all", "档案")),
        ({"state": "exempted", "text": "长" * 81}, ("exempted", "")),
        ({"state": "all", "text": ""}, ("all", "")),
    ],
)
def test_an_address_of_a_list_that_does_not_fit_is_read_as_far_as_it_does(query, chosen):
    assert ObligationFilter(query).chosen == chosen


def test_versions_of_a_scheme_are_told_apart_by_day_and_hash():
    """The day is that of the office: late in the evening in Europe it is tomorrow there."""
    row = Scheme(title="指标体系", digest="0123456789abcdef", loaded_at=datetime(2022, 2, 28, 17, 0, tzinfo=UTC))
    assert SchemeChoice("按哪套").label_from_instance(row) == "指标体系（2022-03-01，01234567）"


def test_a_cycle_is_called_by_county_and_year():
    cycle = Cycle(county=County(name="永兴县"), year=2020)
    assert CycleChoice(Cycle.objects.none()).label_from_instance(cycle) == "永兴县2020年度"
