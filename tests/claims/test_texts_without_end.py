"""Of one text so much is read and weighed; behind it nothing is called right or wrong, and the page says so."""

from dataclasses import replace

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.prose_claims import check_prose_claims
from evaluations.checks.text_readings import ReadingStanding, text_readings
from evaluations.checks.unchecked_rest import TITLE_OF_REST
from evaluations.claims import both_readings, report_reading, text_bounds
from evaluations.claims.reading import claim_reader
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report

FEW = 60  # instead of thousands
WRONG = "公务接待费支出9.99万元。"
BOUNDS = {
    "claims": (((claim_reader, "MOST_CLAIMS"), (text_bounds, "MOST_CLAIMS")), "公务接待费支出3.25万元。"),
    "claims of one sentence": (
        ((claim_reader, "MOST_CLAIMS"), (text_bounds, "MOST_CLAIMS")),
        "公务接待费支出3.25万元，",
    ),
    "sentences": (((report_reading, "MOST_SCENES"), (text_bounds, "MOST_SCENES")), "水电费3.33万元。"),
    "numbers weighed": (((both_readings, "MOST_EFFORT"),), "印刷费支出3.33万元，比上年增加1.20万元，增长56.34%。"),
    "people of nobody": (((both_readings, "MOST_EFFORT"),), "1人。"),
}


def case_of(text):
    facts = replace(corpus_report()[0], narratives={"management_note": text})
    return CheckCase(SCHEME, facts, assess_facts(SCHEME, facts))


@pytest.fixture(params=[*BOUNDS.values()], ids=[*BOUNDS])
def endless(request, monkeypatch):
    """A text with a fault at its beginning and at its end, of which the middle is too long."""
    bounds, words = request.param
    text = f"{WRONG}{words * (FEW * 2)}\n{WRONG} "
    report_reading.text_scenes.cache_clear()
    report_reading._claims.cache_clear()
    for module, name in bounds:
        monkeypatch.setattr(module, name, FEW)
    yield text
    report_reading.text_scenes.cache_clear()
    report_reading._claims.cache_clear()


def test_what_stands_behind_so_many_numbers_is_neither_right_nor_wrong_and_it_is_said(endless):
    case = case_of(endless)
    found = list(check_prose_claims(case))
    assert [one.title for one in found][-1] == TITLE_OF_REST
    assert len(found) == 2, [one.read for one in found]
    assert "太多" in found[-1].why
    numbers = [number for one in text_readings(case) for number in one.numbers]
    assert numbers[0].standing == ReadingStanding.CONTRADICTS
    assert numbers[-1].standing == ReadingStanding.NOT_REACHED
    assert len(numbers) == endless.count("3.33万元") + endless.count("1.20") * 2 + endless.count(
        "3.25"
    ) + 2 + endless.count("1人")
