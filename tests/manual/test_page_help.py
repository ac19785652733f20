"""Every page of the site links to the section of the manual that helps there."""

import pytest
from django.urls import reverse

from departments.matrix import matrix_lines
from evaluations.manual.manual_chapters import manual_chapters
from evaluations.manual.page_help import PAGE_SECTIONS, help_address, help_section

# Answers for machines, and the manual itself.
WITHOUT_HELP = {"live", "ready", "signed_in"}


def test_every_section_that_is_named_is_there():
    for chapter, anchor in PAGE_SECTIONS.values():
        assert anchor in {section.anchor for section in manual_chapters()[chapter].sections}


def test_every_page_that_is_named_is_there():
    pages = {line.name for line in matrix_lines()}
    parts = {name.partition(":")[0] for name in pages}
    assert set(PAGE_SECTIONS) <= pages | parts


def test_no_page_is_left_out():
    left_out = {line.name for line in matrix_lines() if not help_section(line.name)}
    assert {name for name in left_out if not name.startswith("manual:")} == WITHOUT_HELP


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address, section",
    [("/", "reading/#report"), ("/accounts/login/", "first-steps/#sign-in"), ("/help/filing/", ""), ("/nowhere/", "")],
)
def test_the_link_stands_on_the_page(client, address, section):
    page = client.get(address).text
    assert f'<a href="{reverse("manual:contents")}{section}">帮助</a>' in page


def test_a_page_without_a_line_takes_that_of_its_part():
    assert help_address("filing:history") == "/help/filing/#ways-back"
    assert help_address("") == "/help/"
