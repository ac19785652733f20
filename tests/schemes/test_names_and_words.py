"""What people read about a form and its places: years in labels, names of figures, grades, places in lists and comparisons."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.facts.document import Facts, ProjectFacts, TargetFacts
from evaluations.schemes.loading import load_scheme, parse_scheme
from evaluations.schemes.place_lookup import (
    entry_place,
    figure_place,
    person_place,
    place_at_anchor,
    place_at_path,
    place_in_section,
    place_of_evidence,
    place_of_input,
    place_of_score,
    row_place,
    text_place,
)
from evaluations.schemes.place_words import (
    explained_words,
    field_label,
    owner_in_words,
    place_in_comparison,
    place_label,
)
from evaluations.schemes.report_place import PlaceKind, ReportPlace, row_names
from tests.schemes.small import SMALL
from tests.schemes.small_targets import SMALL_WITH_TARGETS

FIGURES = 'not_applicable_flag = true\nfigures = [{ name = "poll", label = "{last_year}年调查", unit = "%" }]'
FORM = parse_scheme(SMALL_WITH_TARGETS.replace("not_applicable_flag = true", FIGURES), "form.toml")


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("{year}年度预算与{last_year}年度决算", 2021, "2021年度预算与2020年度决算"),
        ("{year}年度预算与{last_year}年度决算", None, "本年度预算与上年度决算"),
        ("{year}年末比{last_year}年末", None, "本年末比上年末"),
        ("{year}比{last_year}", None, "本年比上年"),
        ("编制数", None, "编制数"),
        ("编制数", 2021, "编制数"),
    ],
)
def test_a_label_says_its_year_or_this_and_last_year(text, year, words):
    assert FORM.label(text, year) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("basic.last", "基本支出（2020年决算数）"),
        ("posts", "编制数"),
        ("poll", "2020年调查"),
        ("projects.count", "逐项填写的项目个数"),
        ("projects.full_year", "逐项填写的项目全年预算合计"),
        ("project_rate", "项目支出执行率"),
        ("control", "支出控制率"),
        ("nonsense", "nonsense"),
    ],
)
def test_people_call_a_figure_by_its_label(name, words):
    assert FORM.name_of(name, 2021) == words


@pytest.mark.parametrize(("total", "grade"), [("10", "优"), ("9", "优"), ("8.99", "差"), ("0", "差"), ("-1", "")])
def test_the_lower_bound_belongs_to_the_grade(total, grade):
    assert parse_scheme(SMALL, "small.toml").grade(Decimal(total)) == grade


def test_parts_of_a_form_are_found_by_their_codes():
    assert FORM.section("targets").label == "绩效指标" and FORM.table("base").title == "{year}年基础数据"
    assert FORM.indicator("change").label == "基本支出变动率" and FORM.slot("output").weight == 50
    assert list(FORM.ratios) == ["project_rate", "control", "change"]
    assert (FORM.section_of_table("projects"), FORM.section_of_table("buildings")) == ("projects", "")
    for find in (FORM.section, FORM.table, FORM.indicator):
        with pytest.raises(KeyError):
            find("nonsense")


def test_forms_are_told_apart_by_their_files():
    other = parse_scheme(f"{SMALL}# 不同\n", "small.toml")
    assert other != parse_scheme(SMALL, "small.toml") and other != "small" and other.digest != FORM.digest
    assert len(other.digest) == 64


@pytest.mark.parametrize(
    ("place", "label", "where", "words"),
    [
        (figure_place(FORM, "basic.last"), "基本支出（2020年决算数）", "基础数据", "基本支出（2020年决算数）"),
        (figure_place(FORM, "poll"), "2020年调查", "指标", "2020年调查"),
        (text_place(FORM, "note"), "情况说明", "说明", "情况说明"),
        (replace(text_place(FORM, "note"), section=None), "情况说明", "数据", "情况说明"),
        (entry_place(FORM, "control"), "支出控制率", "指标自评", "支出控制率"),
        (entry_place(FORM, "control", "reason"), "支出控制率", "指标自评", "支出控制率：扣分原因或说明"),
        (ReportPlace("text", PlaceKind.NONE), "整个部分", "说明", "无此项"),
        (ReportPlace("text"), "整个部分", "说明", "整个部分"),
        (row_place(FORM, PlaceKind.PROJECT, "机房", "budget"), "机房", "项目", "机房：预算数"),
        (row_place(FORM, PlaceKind.PROJECT, "机房"), "机房", "项目", "机房"),
        (row_place(FORM, PlaceKind.TARGET, "培训", "grade"), "培训", "绩效指标", "培训：评定等次"),
        (row_place(FORM, PlaceKind.BUILDING, "办公楼", "actual_area"), "办公楼", "楼堂馆所", "办公楼：实际规模"),
        (row_place(FORM, PlaceKind.ACHIEVEMENT, "成绩", "body"), "成绩", "预算支出绩效", "成绩：正文"),
    ],
)
def test_a_place_in_a_list_and_in_a_comparison(place, label, where, words):
    assert place_label(FORM, place, 2021) == label
    assert place_in_comparison(FORM, place, 2021) == (where, words)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (ReportPlace(None, PlaceKind.EXPLANATION, 6, "basic.last"), ("勾稽说明", "基本支出（2020年决算数）（勾稽 6）")),
        (ReportPlace(None, PlaceKind.EXPLANATION, 6), ("勾稽说明", "勾稽 6")),
        (ReportPlace(None, PlaceKind.SCORE, "control"), ("得分", "支出控制率")),
        (ReportPlace(None, PlaceKind.SCORE, "一个旧指标"), ("得分", "一个旧指标")),
        (ReportPlace(None, PlaceKind.SCORE, None, "total"), ("得分", "总分")),
        (ReportPlace(None, PlaceKind.SCORE, None, "grade"), ("得分", "等级")),
    ],
)
def test_results_and_explanations_in_a_comparison(place, line):
    assert place_in_comparison(FORM, place, 2021) == line


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("projects.0.targets.3.attained", "项目1 指标4：实际完成值"),
        ("projects.1.items.0", "项目2 明细1"),
        ("projects.2.budget", "项目3：预算数"),
        ("projects", "项目"),
        ("note", "情况说明"),
        ("control", "支出控制率"),
        ("text", "说明"),
        ("gone.last", "gone.last"),
    ],
)
def test_an_explanation_is_named_by_what_it_is_about(path, words):
    assert explained_words(FORM, path, 2021) == words


def test_a_row_without_a_name_is_called_so():
    assert place_label(FORM, row_place(FORM, PlaceKind.PROJECT, ""), 2021) == "（未命名）"


def test_a_whole_list_is_the_whole_of_its_section_and_a_form_without_it_names_none():
    assert place_label(FORM, row_place(FORM, PlaceKind.PROJECT), 2021) == "整个部分"
    assert row_place(FORM, PlaceKind.PROJECT).section == "projects"
    assert row_place(FORM, PlaceKind.BUILDING) == ReportPlace(None, PlaceKind.BUILDING)


@pytest.mark.parametrize(
    "place",
    [
        ReportPlace(None, PlaceKind.ENTRY, "nonsense"),
        ReportPlace("text", PlaceKind.TEXT, field="nonsense"),
        ReportPlace("base", PlaceKind.FIGURE, field="nonsense"),
    ],
)
def test_a_place_that_the_form_does_not_have_has_no_words(place):
    with pytest.raises(KeyError):
        place_in_comparison(FORM, place, 2021)


def test_only_fields_of_rows_entries_and_results_have_a_word_of_their_own():
    assert field_label(row_place(FORM, PlaceKind.TARGET, 0, "deviation_reason")) == "偏差原因"
    assert field_label(entry_place(FORM, "control")) == field_label(figure_place(FORM, "posts")) == ""
    assert owner_in_words(ReportPlace(kind=PlaceKind.PROJECT, row=2, field="items")) == "项目3"
    assert owner_in_words(ReportPlace(kind=PlaceKind.BUILDING)) == "楼堂馆所1"


def test_a_figure_asked_beside_an_indicator_belongs_to_it():
    poll = figure_place(FORM, "poll")
    assert poll == ReportPlace("indicators", PlaceKind.FIGURE, "change", "poll")
    assert (poll.path, poll.anchor, poll.evidence_code) == ("poll", "entry-change", "section.indicators")
    assert entry_place(FORM, "change").holds(poll) and figure_place(FORM, "posts").row is None


def test_what_a_result_is_about():
    facts = Facts(
        {}, targets=(TargetFacts("output", "修路"), TargetFacts("output", "修路"), TargetFacts("effect", "满意"))
    )
    assert place_of_score(FORM, facts, "control") == entry_place(FORM, "control")
    assert place_of_score(FORM, facts, "target:2") == ReportPlace("targets", PlaceKind.TARGET, "修路（2）")
    assert place_of_score(FORM, facts, "target:3") == ReportPlace("targets", PlaceKind.TARGET, "满意")
    assert place_of_score(FORM, facts, "target:4") == ReportPlace("targets")
    for code in ("target:", "own:1"):  # no row of that name: kept to the letter
        assert place_of_score(FORM, facts, code) == entry_place(FORM, code)


def test_a_place_told_in_another_section_than_its_own_is_a_value_there():
    assert place_in_section(FORM, "basic.actual", "base") == figure_place(FORM, "basic.actual")
    elsewhere = place_in_section(FORM, "basic.actual", "text")
    assert elsewhere == ReportPlace("text", PlaceKind.VALUE, field="basic.actual") and elsewhere.html_id == ""


def test_people_and_unknown_texts_stand_in_no_section():
    person = person_place("phone")
    assert (person.section, person.input_name, person.html_id) == (None, "person-phone", "id_person-phone")
    assert place_of_input(FORM, "base", "person-phone") == replace(person, section="base")
    assert text_place(FORM, "旧文字") == ReportPlace(None, PlaceKind.TEXT, field="旧文字")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("basic.actual", ReportPlace("text", PlaceKind.VALUE, field="basic.actual")),
        ("text-", ReportPlace("text", PlaceKind.VALUE, field="text-")),
        ("project-12345-name", ReportPlace("text", PlaceKind.VALUE, field="project-12345-name")),
        ("project-1-item-0-amount", ReportPlace("text", PlaceKind.PROJECT, 1, "items.0.amount")),
        ("target-1-category", ReportPlace("text", PlaceKind.TARGET, 1, "slot")),
        ("target-1-item", ReportPlace("text", PlaceKind.TARGET, 1, "item")),
        ("entry-control-check2", ReportPlace("text", PlaceKind.ENTRY, "control", "checked.2")),
        ("entry-control-na", ReportPlace("text", PlaceKind.ENTRY, "control", "not_applicable")),
        ("none", ReportPlace("text", PlaceKind.NONE)),
    ],
)
def test_the_place_of_an_input_on_a_page_of_another_section(name, place):
    assert place_of_input(FORM, "text", name) == place


@pytest.mark.parametrize(
    ("path", "kind", "row", "field"),
    [
        ("projects", PlaceKind.PROJECT, None, ""),
        ("projects.3", PlaceKind.PROJECT, 3, ""),
        ("projects.10.items.2.amount", PlaceKind.PROJECT, 10, "items.2.amount"),
        ("targets.0.slot", PlaceKind.TARGET, 0, "slot"),
        ("projects.budget", PlaceKind.PROJECT, None, "budget"),
        ("note", PlaceKind.TEXT, None, "note"),
        ("control", PlaceKind.ENTRY, "control", ""),
        ("project_rate", PlaceKind.VALUE, None, "project_rate"),
    ],
)
def test_the_place_that_a_finding_names(path, kind, row, field):
    found = place_at_path(FORM, path)
    assert (found.kind, found.row, found.field, found.path) == (kind, row, field, path)


def test_a_comment_stays_where_it_was_made():
    assert place_at_anchor(FORM, "base", "") == ReportPlace("base")
    assert place_at_anchor(FORM, "base", "project:机房：二期") == ReportPlace("base", PlaceKind.PROJECT, "机房：二期")
    assert place_at_anchor(FORM, "text", "posts") == ReportPlace("text", PlaceKind.FIGURE, field="posts")
    assert (ReportPlace("a", PlaceKind.COMMENT, 7).anchor, ReportPlace("a", PlaceKind.NONE).anchor) == ("", "")


def test_evidence_keeps_its_indicator_though_the_form_no_longer_has_it():
    assert place_of_evidence("indicator.old") == ReportPlace(None, PlaceKind.ENTRY, "old")
    assert place_of_evidence("section.base") == ReportPlace("base")
    assert figure_place(FORM, "posts").evidence_code == "section.base"
    assert entry_place(FORM, "old").evidence_code == "indicator.old"


def test_ticks_are_told_from_what_is_typed():
    ticks = [
        ReportPlace("a", PlaceKind.NONE),
        entry_place(FORM, "control", "not_applicable"),
        entry_place(FORM, "control", "checked.0"),
    ]
    typed = [
        entry_place(FORM, "control", "reason"),
        entry_place(FORM, "control", "checked"),
        row_place(FORM, PlaceKind.PROJECT, 0, "not_applicable"),
    ]
    assert all(place.is_tick for place in ticks) and not any(place.is_tick for place in typed)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["机房", "培训", ""]), max_size=7))
def test_rows_of_the_same_name_are_counted_in_their_order(names):
    found = row_names(Facts({}, projects=tuple(map(ProjectFacts, names))), PlaceKind.PROJECT)
    for number, name in enumerate(names):
        order = names[: number + 1].count(name)
        assert found[number] == (name if order == 1 else f"{name}（{order}）")


def test_the_shipped_forms_have_no_doubtful_name():
    for code in ("hunan-2013", "hunan-2023"):
        scheme = load_scheme(code)
        assert all("{" not in scheme.name_of(name, 2020) for name in [*scheme.figures, *scheme.ratios])
        assert all(label and "{" not in label for label in (scheme.label(one.label, None) for one in scheme.sections))
