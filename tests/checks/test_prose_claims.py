"""What the reader of prose finds becomes a finding: with a place in the text, a title, and the right number."""

import pytest

from evaluations.checks.prose_claims import TITLES
from evaluations.checks.result_json import finding_as_json, finding_from_json
from evaluations.schemes.loading import load_scheme
from tests.checks.changed_reports import OLD_FORM, found_by, old_report

WRONG = "公用经费控制率97%。"


def in_text(text, *numbers, **changes):
    return found_by(OLD_FORM, old_report(narratives={"management_note": text}, **changes), *numbers)


def test_titles_are_short_and_there_is_one_for_each_kind():
    assert all(0 < len(title) <= 14 for title in TITLES.values())


def test_a_finding_in_a_text_comes_back_from_its_json_with_its_word():
    (found,) = in_text(WRONG, "27")
    written = finding_as_json(found)
    assert written["title"] == "文字与算出的比率不符"
    assert written["spot"] == {"start": 7, "end": 9, "suggestion": "98.56"}
    assert finding_from_json(load_scheme("hunan-2013"), written) == found


def test_a_finding_that_was_frozen_without_them_is_still_read():
    (found,) = in_text(WRONG, "27")
    old = {key: value for key, value in finding_as_json(found).items() if key not in ("title", "spot")}
    read = finding_from_json(load_scheme("hunan-2013"), old)
    assert (read.spot, read.title, read.read) == (None, "", found.read) and read.key == found.key


def test_the_word_in_an_achievement_is_counted_in_its_own_text():
    achievements = [{"title": "一是办事更方便", "body": "公用经费控制率97%。"}]
    (found,) = in_text("制度健全。", "27", achievements=achievements)
    assert found.spot and achievements[0]["body"][found.spot.start : found.spot.end] == "97"
    (found,) = in_text("制度健全。", "27", achievements=[{"title": "公用经费控制率97%", "body": "好。"}])
    assert found.place.field == "title" and found.spot and found.spot.start == 7


@pytest.mark.parametrize("reason", ["公用经费控制率97%。", "公用经费决算89.8万元。"])
def test_every_text_is_read_by_the_same_reader(reason):
    entries = {"operating_control_rate": {"reason": reason}}
    report = old_report()
    report["entries"] = report["entries"] | entries
    assert [one.check for one in found_by(OLD_FORM, report, "14", "27")] in (["27"], ["14"])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "印刷费今年支出5.20万元，比上年6.50万元增加1.30万元。",
            "增加、减少写反了：按同一段文字里的数计算是减少（下降），数没有写错",
        ),
        (
            "印刷费上年5.20万元，今年6.50万元，下降25%。",
            "增加、减少写反了：按同一段文字里的数计算是增加（增长），数没有写错",
        ),
    ],
)
def test_of_a_right_number_with_the_wrong_word_no_difference_is_told(text, why):
    (found,) = in_text(text, "14", "27")
    assert found.why == why and found.spot and found.spot.suggestion == ""


def test_a_projects_note_speaks_of_the_project():
    report = old_report()
    report["projects"][0] |= {"budget": "50", "actual": "49", "note": "预算50万元，实际支出49万元，执行率98%。"}
    assert found_by(OLD_FORM, report, "14", "27") == []
    report["projects"][0]["note"] = "预算50万元，实际支出47万元，执行率98%。"
    (found,) = found_by(OLD_FORM, report, "14", "27")
    assert found.spot and found.spot.suggestion == "49"


def test_numbers_that_bind_each_other_are_told_with_their_difference():
    (found,) = in_text("机关运行经费支出27.37万元，与上年相比减少2.46万元，降低17.7%。", "27")
    assert found.expected == "8.25%（按同一句里另外的数）" and found.why == "这几个数不能同时成立，相差 9.45个百分点"
