"""Every page that names where a report stands takes the word from one function."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Status
from evaluations.models.standing import standing_words
from tests.factories import Office, make_office
from tests.sources import ROOT
from tests.workflow.looking import fresh

pytestmark = pytest.mark.django_db
OWN_WORDS = re.compile(r"get_status_display|STATUS_LABELS\[")
# Where the words are declared, and where Django is given them.
DECLARED = {"evaluations/language/states.py", "evaluations/models/evaluation.py"}
WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    **{status: (status, ()) for status in Status.values},
    "已撤下": ("published", ("unpublish",)),
    "已公开，更正申请待财政局答复": ("published", ("correct",)),
    "审核通过，更正申请待财政局答复": ("approved", ("correct",)),
    "更正中": ("published", ("correct", "allow_correction")),
    "更正中（待签批）": ("published", ("correct", "allow_correction", "submit")),
    "更正中（待审核）": ("published", ("correct", "allow_correction", "submit", "sign")),
    "更正中（退回修改）": ("published", ("correct", "allow_correction", "submit", "sign", "return")),
}


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


@pytest.mark.parametrize("standing", WAYS)
def test_each_page_says_the_same_word(standing):
    office = make_office()
    status, more = WAYS[standing]
    evaluation = fresh(office.advance(office.evaluation(status), *more))
    word, silent = standing_words(evaluation), []
    if standing not in Status.values:
        assert word == standing
    for name, (role, address) in pages(office, evaluation).items():
        client = Client()
        client.force_login(office.people[role])
        if f">{word}<" not in client.get(address).content.decode():
            silent.append(name)
    assert not silent, word


def test_no_template_and_no_module_words_a_status_by_itself():
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("evaluations/**/*.py")]
    found = {str(one.relative_to(ROOT)) for one in files if OWN_WORDS.search(one.read_text())}
    assert found == DECLARED
