"""Where a place of the report is filled in: the page of its section, at its field."""

from departments.kept_addresses import kept_address
from evaluations.checks.registry import Finding
from evaluations.filing.desk.draft_desk import Desk
from evaluations.schemes.report_place import ReportPlace


def place_address(desk: Desk, place: ReportPlace) -> str:
    """The section's page, at the place itself where it has an element of its own; a whole list is the page.

    Empty for what belongs to no section, and for those who may not open sections.
    """
    if not place.section or not desk.may_file:
        return ""
    page = kept_address("filing:section", desk.evaluation.pk, place.section)
    element = "" if place.is_list and place.row is None else place.html_id
    return f"{page}#{element}" if element else page


def finding_address(desk: Desk, finding: Finding) -> str:
    """Where a finding can be mended."""
    return place_address(desk, finding.place)
