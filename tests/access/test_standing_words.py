"""Every page that names where a report stands takes the word from one function."""

import re

import pytest
from django.urls import reverse

from evaluations.models import Status
from evaluations.models.standing import standing_words
from tests.access.site import client_of
from tests.factories import Office, make_office
from tests.sources import ROOT
from tests.workflow.looking import fresh

pytestmark = pytest.mark.django_db
OWN_WORDS = re.compile(r"get_status_display|STATUS_LABELS\[")
# Where the words are declared, and where Django is given them.
DECLARED = {"evaluations/language/states.py", "evaluations/models/evaluation.py"}
# One report's way through all there is: acts → where it stands then, a status or the words that it has besides.
WAY: list[tuple[tuple[str, ...], str]] = [
    ((), Status.DRAFT),
    (("submit",), Status.AWAITING_SIGNATURE),
    (("sign",), Status.SUBMITTED),
    (("return",), Status.RETURNED),
    (("submit", "sign", "approve"), Status.APPROVED),
    (("correct",), "审核通过，更正申请待财政局答复"),
    (("take_back_correction", "publish"), Status.PUBLISHED),
    (("unpublish",), "已撤下"),
    (("republish", "correct"), "已公开，更正申请待财政局答复"),
    (("allow_correction",), "更正中"),
    (("submit",), "更正中（待签批）"),
    (("sign",), "更正中（待审核）"),
    (("return",), "更正中（退回修改）"),
]


def pages(office: Office, evaluation) -> dict[str, tuple[str, str]]:
    """Name → (role, address) of the pages that tell where this report stands."""
    owed = evaluation.obligation
    found = {
        "my filing": ("preparer", reverse("filing:home")),
        "the report": ("preparer", reverse("filing:tasks", args=[evaluation.pk])),
        "its check page": ("preparer", reverse("filing:check", args=[evaluation.pk])),
        "its preview": ("head", reverse("filing:preview", args=[evaluation.pk])),
        "the cycle": ("bureau_admin", reverse("cycles:cycle", args=[owed.cycle_id])),
        "the duty": ("bureau_admin", reverse("cycles:obligation", args=[owed.pk])),
        "approvals": ("bureau_admin", reverse("cycles:approved", args=[owed.cycle_id])),
    }
    if submission := evaluation.submissions.order_by("-number").first():
        found["the review"] = ("reviewer", reverse("review:detail", args=[submission.pk]))
    return found


def test_each_page_says_the_same_word():
    office = make_office()
    evaluation, silent, seen = office.evaluation(), {}, set()
    clients = {role: client_of(office.people[role]) for role in ("preparer", "head", "bureau_admin", "reviewer")}
    for acts, standing in WAY:
        evaluation = fresh(office.advance(evaluation, *acts))
        word = standing_words(evaluation)
        assert standing in (evaluation.status, word)
        seen.add(evaluation.status)
        for name, (role, address) in pages(office, evaluation).items():
            if f">{word}<" not in clients[role].get(address).content.decode():
                silent[standing, name] = word
    assert not silent and seen == set(Status.values)


def test_no_template_and_no_module_words_a_status_by_itself():
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("evaluations/**/*.py")]
    found = {str(one.relative_to(ROOT)) for one in files if OWN_WORDS.search(one.read_text())}
    assert found == DECLARED
