"""The numbers of a text stand alike under its input, on 文字读数, and among the findings that a reviewer and the JSON get."""

from collections import Counter

import pytest

from evaluations.checks.registry import run_checks
from evaluations.checks.result_json import finding_as_json
from evaluations.checks.text_readings import ReadingStanding, numbers_of_passage, text_readings
from tests.checks.changed_reports import NEW_FORM, OLD_FORM, check_case, new_report, old_report

NOTE = (
    "内设3个股室：办公室、审批股。公务接待费支出3.00万元，公务用车运行维护费支出9.90万元，前三季度接待费1.10万元，"
    "修渠12公里。共实施9个项目。"
)
WRONG = (ReadingStanding.CONTRADICTS, ReadingStanding.EXPLAINED)


def noted(explanations):
    """A report with the note as a text and as an achievement, and what was found in it."""
    texts = {"narratives": {**old_report()["narratives"], "management_note": NOTE}}
    achievements = [{"title": "共实施9个项目", "body": NOTE}]
    case = check_case(OLD_FORM, old_report(achievements=achievements, explanations=explanations, **texts))
    return case, run_checks(OLD_FORM, case.facts, case.assessment)


@pytest.mark.parametrize("explained", [False, True])
def test_each_number_has_one_standing_in_all_places_and_none_is_left_out(explained):
    case, found = noted([])
    if explained:
        said = [{"check": one.check, "field": one.explained_field, "text": "另一口径"} for one in found]
        case, found = noted(said)
    wrong = {"contradicts": 0, "explained": 3} if explained else {"contradicts": 3}
    seen = Counter[str]()
    for reading in text_readings(case):
        passage, ends = reading.passage, [number.end for number in reading.numbers]
        assert all(end <= number.start for end, number in zip(ends, reading.numbers[1:], strict=False))
        assert len([piece for piece in reading.pieces() if piece[1]]) == len(reading.numbers)
        here = [one for one in found if one.place == passage.place]
        below = {one.start + passage.lead: one.standing for one in numbers_of_passage(case, passage, here)}
        assert {n.start: n.standing for n in reading.numbers if n.start >= passage.lead} == below
        told = [finding_as_json(one) for one in here]
        assert {row["spot"]["start"] + passage.lead for row in told if row.get("spot")} == {
            at for at, standing in below.items() if standing in WRONG
        }
        if passage.text == NOTE:
            seen = Counter(one.standing for one in reading.numbers)
    assert seen == Counter({"agrees": 1, "another": 1, "not_read": 1} | wrong) and seen.total() == 6


def test_a_number_that_agrees_shows_the_figure_that_it_agrees_with():
    """A rate that fits one of the budgets stands beside that one, not beside the rate of another: 相符 with 107.77% is none."""
    said = "全年接入外网单位198个，年度支出930.50万元，执行率97.95%。"
    document = new_report()
    case = check_case(NEW_FORM, document | {"narratives": document["narratives"] | {"problems": said}})
    (numbers,) = (reading.numbers for reading in text_readings(case) if reading.passage.text == said)
    shown = [(one.standing, one.expected.partition("（")[0]) for one in numbers if one.expected]
    assert shown == [(ReadingStanding.AGREES, "930.50万元"), (ReadingStanding.AGREES, "97.95%")]
