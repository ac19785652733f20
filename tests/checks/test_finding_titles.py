"""Each finding has a title of at most 14 characters: its own, or that of its check."""

import re

from evaluations.checks.finding_titles import CHECK_TITLES, LONGEST_TITLE, finding_title
from tests.checks.changed_reports import NEW_FORM, OLD_FORM
from tests.sources import ROOT

DOCUMENT = ROOT / "docs/cross-checks.md"


def test_no_title_is_long_and_none_stands_for_two_checks():
    assert [one for one in CHECK_TITLES.values() if not 0 < len(one) <= LONGEST_TITLE] == []
    assert len(set(CHECK_TITLES.values())) == len(CHECK_TITLES)


def test_every_numbered_check_has_one():
    numbers = re.findall(r"^\| (\d+) \|", DOCUMENT.read_text(), re.MULTILINE)
    assert len(numbers) == 28 and {*numbers} <= CHECK_TITLES.keys()
    assert {str(one.number) for form in (OLD_FORM, NEW_FORM) for one in form.checks} <= CHECK_TITLES.keys()


SOURCES = [path for room in ("checks", "papers", "workflow") for path in (ROOT / "evaluations" / room).rglob("*.py")]
NAMED = re.compile(r'\bcheck="(\w+)"|_CHECK(?:, \w+)* = "(\w+)"')
OWN_TITLES = re.compile(r'\btitle="([^"{]+)"|\w_TITLE = "([^"]+)"|_differs\([^"]*"\d+",[^"]*\(\s*"([^"]+)"')


def test_every_check_that_the_code_names_has_one():
    assert {*matches(NAMED)} - CHECK_TITLES.keys() == set()


def test_own_titles_are_short_wherever_they_are_written():
    own = matches(OWN_TITLES)
    assert "写“无”，表中却有数" in own and [one for one in own if len(one) > LONGEST_TITLE] == []


def test_a_title_of_its_own_goes_before():
    assert (
        finding_title("14", "合计与各项之和不符") == "合计与各项之和不符"
        and finding_title("14") == "同一个数各处不一致"
    )


def matches(pattern):
    """What the groups of a pattern are in the files that make findings."""
    return [next(filter(None, found.groups())) for path in SOURCES for found in pattern.finditer(path.read_text())]
