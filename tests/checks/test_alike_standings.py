"""The numbers of a text stand alike under its input, on 文字读数, and among the findings that a reviewer and the JSON get."""

from collections import Counter

import pytest

from evaluations.checks.registry import run_checks
from evaluations.checks.result_json import finding_as_json
from evaluations.checks.text_readings import ReadingStanding, numbers_of_passage, text_readings
from tests.checks.changed_reports import OLD_FORM, check_case, old_report

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
