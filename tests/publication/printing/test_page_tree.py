"""A report is read as XML; whatever else is printed is read as HTML."""

import pytest
from weasyprint import HTML

from evaluations.publication.printing.fetching import AssetFetcher
from evaluations.publication.printing.page_tree import PageTree, page_tree, plain_defaults
from evaluations.publication.printing.printer import paper_style
from evaluations.publication.printing.warm_parent import WARM_PAGE
from tests.publication.papers import composed, page, printed_proof


def elements(read: HTML) -> list[tuple[object, dict, str]]:
    """Every element with its attributes and its text; what names a namespace is no attribute in XML."""
    all_of_them = list(read.etree_element.iter())
    given = [{name: value for name, value in one.attrib.items() if "/xmlns/" not in name} for one in all_of_them]
    return [(one.tag, own, (one.text or "").strip()) for one, own in zip(all_of_them, given, strict=True)]


def test_a_report_is_xml_and_reads_the_same_as_html():
    html = page(composed(department="甲<乙>&“丙”局"), proof=printed_proof())
    read = page_tree(html, AssetFetcher())
    assert isinstance(read, PageTree)
    assert elements(read) == elements(HTML(string=html))  # its drawings, too: {http://www.w3.org/2000/svg}svg


def test_the_page_that_warms_the_printer_takes_the_way_of_reports_with_its_drawing():
    read = page_tree(WARM_PAGE, AssetFetcher())
    assert isinstance(read, PageTree)
    assert read.etree_element.find(".//{http://www.w3.org/2000/svg}path") is not None


def test_a_page_that_is_no_xml_is_read_as_html():
    read = page_tree("<!DOCTYPE html><p>一<br>二&nbsp;", AssetFetcher())
    assert not isinstance(read, PageTree) and "".join(read.etree_element.itertext()) == "一二\u00a0"


def test_a_report_needs_of_the_engines_sheet_what_it_says_of_plain_elements(monkeypatch):
    """Laid out by the part and by the whole it is the same file."""
    html = page(composed(), proof=printed_proof())
    part = page_tree(html, AssetFetcher())
    assert part._ua_stylesheets() == [plain_defaults()]
    made = part.write_pdf(stylesheets=[paper_style()])
    monkeypatch.setattr(PageTree, "_ua_stylesheets", HTML._ua_stylesheets)
    assert page_tree(html, AssetFetcher()).write_pdf(stylesheets=[paper_style()]) == made


@pytest.mark.parametrize(
    "odd", ["<ul><li>一</li></ul>", '<p hidden="">一</p>', '<p dir="rtl">一</p>', '<a href="#a">一</a>']
)
def test_a_page_with_anything_else_gets_the_whole_sheet(odd):
    read = page_tree(f"<html><body>{odd}</body></html>", AssetFetcher())
    assert isinstance(read, PageTree) and read._ua_stylesheets() != [plain_defaults()]
