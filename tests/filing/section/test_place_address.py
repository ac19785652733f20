"""Each finding leads to the page where it can be mended, and to an element that stands there."""

from copy import deepcopy

import pytest

from evaluations.checks.registry import Finding, run_checks
from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.facts.reading import read_facts
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.form import SectionForm
from evaluations.filing.section.place_address import finding_address, place_address
from evaluations.schemes.place_lookup import place_of_input
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import assess_facts
from tests.checks.test_twenty_eight import CASES, NEW, OLD
from tests.factories import make_office, make_scheme

pytestmark = pytest.mark.django_db


def emptied(document: dict) -> dict:
    """A report that says nothing but what it is, with one bare row in each list."""
    rows = {"projects": [{"name": "甲"}], "targets": [{"name": "甲"}] * bool(document.get("targets"))}
    return {key: document[key] for key in ("scheme", "year") if key in document} | {"figures": {"nonsense": "1"}} | rows


def broken(document: dict) -> list[dict]:
    """The document with the slip of each check in turn, and emptied."""
    found = [deepcopy(document) for _, used, *_ in CASES if used is document]
    for breaks, one in zip([breaks for _, used, breaks, _ in CASES if used is document], found, strict=True):
        breaks(one)
    return [*found, emptied(document)]


def findings(scheme: ScoringScheme, document: dict) -> tuple[Finding, ...]:
    facts = read_facts(document)
    return run_checks(scheme, facts, assess_facts(scheme, facts))


@pytest.mark.parametrize("document, year, least", [(OLD, 2020, 25), (NEW, 2023, 15)], ids=["hunan-2013", "hunan-2023"])
def test_every_finding_leads_to_an_element_of_the_page_it_names(client, document, year, least):
    office = make_office(year=year, scheme=make_scheme("hunan-2013" if document is OLD else "hunan-2023"))
    evaluation = office.evaluation(document=read_facts(document))
    desk, scheme = Desk(evaluation, office.preparer), scheme_of(evaluation)
    found = {finding_address(desk, one): one for each in broken(document) for one in findings(scheme, each)}
    client.force_login(office.preparer)
    pages = {address.partition("#")[0] for address in found} - {""}
    shown = {page: client.get(page).content.decode() for page in pages}
    elements = {address.partition("#")[::2] for address in found if "#" in address}
    assert [(page, element) for page, element in elements if f'id="{element}"' not in shown[page]] == []
    assert len(elements) >= least
    assert all(one.section is None for address, one in found.items() if not address)


def test_a_section_and_a_whole_list_lead_to_the_page_and_a_stranger_nowhere():
    office = make_office()
    evaluation = office.evaluation()
    desk, head = Desk(evaluation, office.preparer), Desk(evaluation, office.head)
    page = f"/filing/{evaluation.pk}/s/projects/"
    assert place_address(desk, ReportPlace("projects")) == page
    assert place_address(desk, ReportPlace("projects", PlaceKind.PROJECT)) == page
    assert place_address(desk, ReportPlace()) == place_address(head, ReportPlace("projects")) == ""


@pytest.mark.parametrize("document, year", [(OLD, 2020), (NEW, 2023)], ids=["hunan-2013", "hunan-2023"])
def test_every_input_of_every_section_is_the_place_that_its_name_says(document, year):
    office = make_office(year=year, scheme=make_scheme("hunan-2013" if document is OLD else "hunan-2023"))
    desk = Desk(office.evaluation(document=read_facts(document)), office.preparer)
    for section in desk.scheme.sections:
        there = desk.at(section)
        labels = SectionForm.stored(there).labels
        places = {name: place_of_input(desk.scheme, section.code, name) for name in labels}
        assert {name: place.input_name for name, place in places.items()} == {name: name for name in labels}
        assert {name: place.html_id for name, place in places.items()} == {
            name: own for name, (own, _) in labels.items()
        }
        assert labels or not (section.table or section.texts)
