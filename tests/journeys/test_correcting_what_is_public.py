"""A public report is corrected by the forms of the pages alone, from the request to the new version on the portal."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from evaluations.models import Publication, Status
from tests.factories import PDF, finish_paper, make_office

pytestmark = pytest.mark.django_db
WORDS = "各股室每月公布一次支出进度。"


class Visitor:
    """Somebody signed in who reads pages and presses what stands on them."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)
        self.seen = ""

    def opens(self, address):
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, address
        self.seen = answer.content.decode()

    def presses(self, label, **typed):
        """Send the form of the button with this label as a browser would, with `typed` in its fields."""
        page = html.fromstring(self.seen)
        button = next(one for one in page.iter("button") if one.text_content().strip() == label)
        form = next(one for one in page.forms if one.get("id") == button.get("form")) if button.get("form") else None
        form = next(button.iterancestors("form")) if form is None else form
        sent = dict(form.form_values()) | ({button.get("name"): button.get("value")} if button.get("name") else {})
        answer = self.client.post(form.action, sent | typed, follow=True)
        assert answer.status_code == 200, label
        self.seen = answer.content.decode()


def test_a_correction_is_asked_for_allowed_filed_signed_approved_and_published():
    office = make_office()
    report = office.evaluation(Status.PUBLISHED)
    preparer, head, reviewer, publisher = (
        Visitor(user) for user in (office.preparer, office.head, office.reviewer, office.publisher)
    )
    tasks = reverse("filing:tasks", args=[report.pk])
    preparer.opens(tasks)
    preparer.presses("申请更正", reason="公用经费的改进措施要补充")
    assert "已申请更正，等财政局办理" in preparer.seen
    reviewer.opens(reverse("review:queue") + "?tab=asked")
    assert str(office.department) in reviewer.seen
    reviewer.opens(reverse("review:detail", args=[report.submissions.get().pk]))
    assert "公用经费的改进措施要补充" in reviewer.seen
    reviewer.presses("同意更正")
    assert "更正中" in reviewer.seen
    files_anew(preparer, report)
    head.opens(reverse("filing:preview", args=[report.pk]))
    head.presses("签批并报送")
    newest = report.submissions.order_by("-number")[0]
    reviewer.opens(reverse("review:detail", args=[newest.pk]))
    reviewer.presses("审核通过", action="approve")
    paper = finish_paper(Publication.objects.get(submission=newest), PDF + b"2")
    publisher.opens(reverse("release_queue:detail", args=[paper.pk]))
    publisher.presses("公开发布")
    portal = Client().get(reverse("portal:report", args=[office.cycle.year, office.department.budget_code]))
    assert WORDS in portal.content.decode()
    assert Publication.objects.get(state="live") == paper


def files_anew(preparer, report):
    """A sentence more in one text, looked at, promised, handed in."""
    preparer.opens(reverse("filing:section", args=[report.pk, "management"]))
    written = html.fromstring(preparer.seen).xpath("//*[@name='text-operating_note']")[0].value
    finish = next(label for label in ("填完，下一部分", "填完，返回清单") if label in preparer.seen)
    preparer.presses(finish, **{"text-operating_note": written + WORDS})
    preparer.opens(reverse("filing:check", args=[report.pk]))
    preparer.presses("提交签批", pledge="on", confirmed="on")
