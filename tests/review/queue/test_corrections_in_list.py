"""A report under correction stands in the list where its public version does."""

import pytest

from evaluations.models import Status

pytestmark = pytest.mark.django_db


def test_a_report_has_passed_while_it_is_corrected_whether_or_not_its_version_is_public(client, office):
    def listed(tab):
        answer = client.get("/review/", {"tab": tab})
        return [row.unit for row in answer.context["rows"]], answer.content.decode()

    report = office.evaluation(Status.PUBLISHED)
    office.advance(report, "correct", "allow_correction")
    units, page = listed("passed")
    assert units == [str(office.department)] and "更正中" in page and not listed("missing")[0]

    office.advance(report, "unpublish")
    assert listed("passed")[0] == units and not listed("missing")[0], "as the desk and the reminders have it"
