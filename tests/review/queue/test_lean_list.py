"""What the list and its kept lines do not do: write what has not changed, write names as they come."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from departments.roles import Role
from evaluations.models import ReportLine
from evaluations.submissions.report_lines import keep_report_lines
from evaluations.workflow.claims import give_review
from tests.factories import make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_submission")]


def test_an_act_writes_only_the_columns_that_it_changes(office, submission):
    owed = submission.evaluation.obligation
    with CaptureQueriesContext(connection) as found:
        give_review(owed, office.reviewer, office.bureau_admin)
        keep_report_lines(owed.pk)
    written = [one["sql"] for one in found if one["sql"].startswith('UPDATE "evaluations_reportline"')]
    assert len(written) == 1 and '"reviewer_id" = ' in written[0] and '"total" = ' not in written[0]
    assert ReportLine.objects.get(pk=owed.pk).reviewer == office.reviewer


def test_a_choice_says_what_is_chosen_and_names_are_escaped(client, office, submission):
    person = make_member(Role.REVIEWER, office.county, user=make_user("<王>"))
    give_review(submission.evaluation.obligation, person, office.bureau_admin)
    page = client.get("/review/", {"tab": "all", "again": ""}).content.decode()
    assert '<option value="high">高</option>' in page and '<option value="" selected>全部</option>' in page
    assert "&lt;王&gt;</option>" in page and '<td data-col="审核人">&lt;王&gt;</td>' in page and "<王>" not in page
