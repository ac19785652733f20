"""The stories: every act is one that the workflow allows there, and all together they show every state."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from evaluations.demo.county_stories import CURRENT_YEAR, SEED_YEAR, STORIES_LATELY, stories_of_year
from evaluations.demo.demo_people import DEMO_PEOPLE, SECOND_REVIEWER
from evaluations.demo.planted_faults import PLANTED_FAULTS
from evaluations.demo.review_acts import REVIEW_ACTS
from evaluations.demo.story_acts import STORY_ACTS
from evaluations.demo.story_steps import LEAST_PAUSE, StoryLine, in_order_of_time, midnight_of, story_steps
from evaluations.language.states import status_words
from evaluations.workflow.transitions import WORKFLOW_TRANSITIONS

TRIAL_MANUAL = Path(__file__).parents[2] / "docs" / "trial-county.md"
YEARS = range(SEED_YEAR, CURRENT_YEAR + 1)
STORIES = [(year, code, lines) for year in YEARS for code, lines in stories_of_year(year).items()]
LATELY = list(STORIES_LATELY.items())
BEGUN, EXEMPTED = "draft", "exempted"
# Acts that move no status, and where they may happen.
WITHIN = {
    "fill": {"draft", "returned"},
    "half": {"draft"},
    "seed_attempt": {"draft"},
    "seed_report": {"returned"},
    "answer": {"returned"},
    "forward": {"submitted"},
    "claim": {"submitted"},
    "comment": {"submitted"},
    "close": {"submitted"},
    "remark": {"published"},
    "score": {"submitted"},
    "accept": {"submitted"},
    **dict.fromkeys(("rectify", "answer_rectification", "close_rectification"), {"approved", "published"}),
}


def state_after(lines: Iterable[StoryLine]) -> str:
    """Where the report stands in the end; fails where an act has no line in the table of transitions."""
    status = ""
    for _, act, _ in lines:
        if act in ("open", "exempt"):
            assert status == ""
            status = BEGUN if act == "open" else EXEMPTED
        elif act in WITHIN:
            assert status in WITHIN[act], (act, status)
        else:
            line = next(one for one in WORKFLOW_TRANSITIONS if one.action == act and status in one.sources)
            status = line.target or status
    return status


def test_every_story_is_one_that_the_workflow_allows():
    for year, code, lines in STORIES:
        assert state_after(lines), (year, code)
        assert {act for _, act, _ in lines} <= {*STORY_ACTS, *REVIEW_ACTS, "exempt"}
        assert {name for *_, given in lines for name in given.get("faults", ())} <= set(PLANTED_FAULTS)
    for code, lines in LATELY:
        assert {act for _, act, _ in lines} <= {*STORY_ACTS, *REVIEW_ACTS}
        assert state_after((*stories_of_year(CURRENT_YEAR - 1)[code], *lines)), code


def test_the_year_under_review_shows_every_state():
    shown = {state_after(lines) for lines in stories_of_year(CURRENT_YEAR).values()}
    assert shown == {BEGUN, "awaiting_signature", "submitted", "returned", "approved", "published", EXEMPTED}
    told = [lines for *_, lines in STORIES] + [lines for _, lines in LATELY]
    acts = {act for lines in told for _, act, _ in lines}
    assert acts >= {"unapprove", "unpublish", "republish", "correct", "allow_correction", "refuse_signature"}
    assert acts >= {"score", "accept", "rectify", "answer_rectification", "close_rectification"}
    twice = [act for _, act, _ in stories_of_year(CURRENT_YEAR)["201001"]]
    assert twice.count("return") == 2


def test_days_follow_each_other_in_office_hours_and_on_working_days_where_that_can_be():
    begin = midnight_of(datetime.date(2024, 3, 1))
    for year, code, lines in STORIES:
        moments = [step.moment for step in story_steps(begin, code, year, lines)]
        gaps = [later - earlier for earlier, later in zip(moments, moments[1:], strict=False)]
        assert all(gap >= LEAST_PAUSE for gap in gaps), (year, code)
        assert all(1 <= moment.hour <= 10 for moment in moments), "9 to 18 o'clock in the county"
        assert all(moment.weekday() < 5 for moment in moments), (year, code)


def test_every_moment_is_one_of_its_own_and_the_same_every_time():
    begin = midnight_of(datetime.date(2024, 3, 1))
    once, again = (
        in_order_of_time(step for year, code, lines in STORIES for step in story_steps(begin, code, year, lines))
        for _ in range(2)
    )
    moments = [step.moment for step in once]
    assert once == again and moments == sorted(set(moments))


def test_a_story_that_the_workflow_does_not_allow_would_be_found():
    for act in ("approve", "publish"):
        with pytest.raises(StopIteration):
            state_after([(0, "open", {}), (1, act, {})])
    with pytest.raises(AssertionError):
        state_after([(0, "open", {}), (1, "close", {})])


def test_the_manual_of_the_trial_says_where_the_reports_stand():
    rows = re.findall(r"^\| `(\d{6})-(?:kj|ld)` \| (\S+) \|", TRIAL_MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) == len(dict(rows)) >= 15
    for code, words in rows:
        lines = stories_of_year(CURRENT_YEAR).get(code, ())
        state = state_after(lines)
        unsigned = state == "returned" and "return" not in {act for _, act, _ in lines}
        said = status_words("" if state == EXEMPTED else state, exempted=state == EXEMPTED, unsigned=unsigned)
        assert words == said, code


def test_the_manual_of_the_trial_names_every_account():
    text = TRIAL_MANUAL.read_text(encoding="utf-8")
    named = [name for name, *_ in (*DEMO_PEOPLE, SECOND_REVIEWER)]
    assert [name for name in named if f"| `{name}` |" not in text] == []
