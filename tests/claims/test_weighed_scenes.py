"""What the second reading knows of a sentence: its names, its numbers, and the sentences before it."""

import pytest

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord
from evaluations.claims.figures.known_figures import KnownFigures
from evaluations.claims.figures.weighed_names import weighed_names
from evaluations.claims.figures.weighed_values import KnownSubject, WideNet
from evaluations.claims.scenes.weighed_scenes import MOST_NUMBERS, scenes_of
from evaluations.claims.words.plain_prose import plain_prose
from tests.claims.corpus import SCHEME, corpus_report

NAMES = weighed_names(SCHEME, ("平安小区改造项目", "平安小区道路维护项目", "三公监管平台"))
ROW_SUBJECT = next(one for one in NAMES.subjects.values() if one.words.startswith("公务接待"))
ROW = ROW_SUBJECT.words


def scenes(text, year=2020):
    return list(scenes_of(plain_prose(text), NAMES, year))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("平安小区改造项目资金3万元", [("平安小区改造项目资金", "平安小区改造项目")]),
        ("平安小区道路维护5万元", [("平安小区道路维护", "平安小区道路维护项目")]),
        ("平安小区5万元", []),  # two projects begin so
        ("三公监管平台5万元，公务接待费3万元", [("三公监管平台", "三公监管平台"), ("公务接待", ROW)]),
    ],
)
def test_a_project_is_known_by_what_no_other_has_and_goes_before_rows(text, names):
    found = [(text[one.start : one.end], one.subject.words) for one in NAMES.names_in(text)]
    assert found == names


def test_names_between_two_places_lie_there_as_a_whole():
    (scene,) = scenes("公务接待费3万元，人员经费5万元，公用经费6万元。")
    assert [one.subject.words for one in scene.named_between(0, 99)] == [ROW, "人员经费", "公用经费"]
    assert [one.subject.words for one in scene.named_between(1, scene.text.index("公用") + 1)] == ["人员经费"]


def test_a_sentence_knows_the_one_before_with_numbers_and_a_heading():
    first, last = scenes("公务接待费3万元。二是加强管理。人员经费情况。人员经费5万元。")
    assert last.before is first and first.before is None
    assert last.heading is not None and last.heading.text == "人员经费情况。" and first.heading is None


@pytest.mark.parametrize(("count", "endless"), [(MOST_NUMBERS, False), (MOST_NUMBERS + 1, True)])
def test_more_numbers_than_a_sentence_has_make_it_endless(count, endless):
    assert scenes("公务接待费3万元、" * count)[0].is_endless is endless
    assert not scenes("约3万元、" + "公务接待费5万元、" * MOST_NUMBERS)[0].is_endless
    assert not scenes("约3万元、" * MOST_NUMBERS * 2 + "公务接待费5万元")[0].is_endless  # 约: none that is weighed


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("上半年公务接待费3万元。", True),
        ("上半年公务接待费1万元；公务接待费3万元。", False),
        ("公务接待费3万元，全县5万元。", False),
        ("2015年公务接待费3万元。", True),
        ("2019年公务接待费3万元。", False),
    ],
)
def test_what_turns_away_stands_before_a_number_in_its_half_sentence(text, away):
    scene = scenes(text)[0]
    number = next(one for one in scene.numbers if one.number.value == 3)
    assert scene.is_away(number) is away


def test_cells_are_looked_for_one_by_one_and_still_are_all_of_them():
    facts, assessment = corpus_report()
    net = WideNet(KnownFigures(SCHEME, assessment.lookup, facts.projects))
    asked, all_of_them = net.of(ROW_SUBJECT).cells, KnownSubject(net.figures, ROW_SUBJECT).cells
    spent = asked[ColumnWord.ACTUAL, ClaimYear.THIS]
    assert [one.value for one in spent] == [facts.figures[one.name] for one in spent] and len(asked.kept) == 1
    assert dict(asked.items()) == dict(all_of_them.items()) and len(asked.kept) == len(asked) == 4
    assert {one.value for one in net.of(ROW_SUBJECT).numbers} == {one.value for each in asked.values() for one in each}


def test_a_number_is_told_by_its_place_and_never_stands_beside_itself():
    first, last = scenes("公务接待费3万元。公务接待费3万元，人员经费5万元。")
    beside = last.numbers[0]._replace()  # as another thread found it
    assert [one.value for one in last.numbers_near(beside)] == [5, 3] and first.numbers_near(first.numbers[0]) == []
