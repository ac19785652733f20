"""What was said about a place before something else was found there: the latest of it, and nothing that still stands."""

from dataclasses import replace

import pytest

from evaluations.checks.explanations import outdated_explanation
from evaluations.checks.finding import Finding
from evaluations.facts.document import ExplanationFacts, Facts
from evaluations.facts.reading import read_facts
from evaluations.schemes.report_place import PlaceKind, ReportPlace


def warning(read: str, figure: str = "reception.actual") -> Finding:
    """One of several warnings of a check about one figure."""
    place = ReportPlace("base", PlaceKind.FIGURE, None, figure)
    return Finding(
        check="5",
        level="warning",
        place=place,
        where="公务接待费",
        read=read,
        expected="不超过 5万元",
        why="",
        remedy="",
        several=True,
    )


def said(finding: Finding, text: str) -> ExplanationFacts:
    return ExplanationFacts(check="5", field=finding.explained_field, text=text, found=finding.digest)


def facts(*explanations: ExplanationFacts) -> Facts:
    return replace(read_facts({"year": 2020, "figures": {"reception.actual": "6.5"}}), explanations=explanations)


NOW, OTHER, BEFORE, EARLIER = (warning(read) for read in ("6.5万元", "6.5人", "6.4万元", "6.3万元"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), None),
        ((said(BEFORE, "原因"),), "原因"),
        ((said(EARLIER, "更早的"), said(BEFORE, "后来的")), "后来的"),
        ((said(BEFORE, "原因"), said(OTHER, "另一处的")), "原因"),
        ((said(OTHER, "另一处的"),), None),
        ((said(warning("6.4万元", "operating.actual"), "别处的"),), None),
    ],
)
def test_the_latest_that_explains_nothing_any_more_is_offered(given, told):
    found = outdated_explanation(NOW, facts(*given), [NOW, OTHER])
    assert (found and found.text) == told
