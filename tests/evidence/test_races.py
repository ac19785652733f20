"""Two uploads at the same moment never get past a limit together, and none outlives the submission."""

import pytest

from evaluations.evidence import keeping
from evaluations.filing.evidence.attaching import attach_evidence_files
from evaluations.models import Event, Evidence, Submission
from evaluations.workflow.acting import perform_act
from tests.evidence.papers import PLACE, attach_paper, plain_pdf, upload
from tests.factories import make_office
from tests.workflow.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def test_two_uploads_do_not_pass_the_last_place_together(settings):
    office = make_office()
    draft = office.evaluation()

    def one(name):
        def run(number):
            settings.EVIDENCE_FILES = number + 1
            outcome = attach_evidence_files(
                draft, office.preparer, PLACE, [upload(plain_pdf(f"{name}{number}"), f"{name}.pdf")]
            )
            return bool(outcome.kept)

        return run

    results = race(one("a"), one("b"), rounds=ROUNDS)
    assert [(round["won"], round["lost"]) for round in results] == [(1, 1)] * ROUNDS
    assert Evidence.objects.count() == ROUNDS == len(list(keeping.evidence_folder().iterdir()))


def test_the_same_file_sent_twice_at_once_is_kept_once():
    office = make_office()
    draft = office.evaluation()

    def run(number):
        return bool(attach_evidence_files(draft, office.preparer, PLACE, [upload(plain_pdf(str(number)))]).kept)

    results = race(run, run, rounds=ROUNDS)
    assert [round["won"] for round in results] == [1] * ROUNDS
    assert len(list(keeping.evidence_folder().iterdir())) == ROUNDS


def test_an_upload_beside_a_submission_is_in_its_list_or_refused():
    office = make_office(signature_required=False)
    draft = office.evaluation()
    attach_paper(draft, office.preparer)

    def send(number):
        return bool(
            attach_evidence_files(draft, office.preparer, PLACE, [upload(plain_pdf(f"x{number}"), "晚.pdf")]).kept
        )

    def submit(number):
        version = type(draft).objects.values_list("version", flat=True).get(pk=draft.pk)
        return perform_act(draft, "submit", office.preparer, version=version)

    (result,) = race(send, submit, rounds=1)
    frozen = {item["file"] for item in Submission.objects.get().evidence}
    assert frozen == {str(file) for file in Evidence.objects.values_list("file", flat=True)}
    assert result["won"] + result["Conflict"] == 2
    assert Event.objects.filter(action="attach_evidence", outcome="ok").count() == len(frozen)
