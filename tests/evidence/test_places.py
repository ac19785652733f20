"""What evidence may prove: the picker in the order of the form, and places that a form has lost."""

import pytest

from evaluations.evidence.places import evidence_place, evidence_places
from evaluations.schemes.loading import load_scheme


@pytest.fixture(scope="module", params=["hunan-2013", "hunan-2023"])
def scheme(request):
    return load_scheme(request.param)


def test_every_indicator_comes_first_and_then_every_section(scheme):
    listed = list(evidence_places(scheme, 2020))
    assert listed == [
        *(f"indicator.{one.code}" for one in scheme.indicators),
        *(f"section.{one.code}" for one in scheme.sections),
    ]


def test_an_indicator_stands_under_its_levels_and_tells_what_the_form_asks_for(scheme):
    known = evidence_places(scheme, 2020)
    for one in scheme.indicators:
        place = known[f"indicator.{one.code}"]
        assert (place.label, place.group) == (one.label, f"{one.level1} · {one.level2}")
        assert (place.expected, place.code) == (one.evidence, f"indicator.{one.code}")


def test_a_section_is_called_by_its_year_and_asks_for_nothing_by_itself(scheme):
    known = evidence_places(scheme, 2020)
    for one in scheme.sections:
        place = known[f"section.{one.code}"]
        assert place.label == scheme.label(one.label, 2020) and "{" not in place.label
        assert (place.group, place.expected) == ("报告各部分", "")


@pytest.mark.parametrize("code", ["indicator.gone", "section.gone"])
def test_a_place_that_the_form_has_lost_keeps_its_files_under_others(scheme, code):
    place = evidence_place(evidence_places(scheme, 2020), code)
    assert (place.code, place.label, place.group) == (code, "已不在本年度指标体系中的项目", "其他")


def test_a_place_that_is_there_is_the_one_of_the_form(scheme):
    known = evidence_places(scheme, 2020)
    assert all(evidence_place(known, code) is place for code, place in known.items())
