"""A score explains itself with one sentence, literally the same while filing, in review, in print and in public;
and what was filed under a scheme keeps its score and its text when the scheme changes."""

import json
from html import unescape

import pytest
from django.urls import reverse

from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.facts.reading import load_facts, read_facts
from evaluations.models import Scheme, Submission
from evaluations.models.scheme import _parsed
from evaluations.publication.printing.rendering import printed_submission
from evaluations.publication.public_part import frozen_report
from evaluations.report.paper_voice import in_paper_voice
from evaluations.schemes.loading import load_scheme
from evaluations.submissions.freezing import assessment_of, freeze_submission
from evaluations.workflow.guards_and_effects import current_submission
from tests.asking import is_intact
from tests.factories import EXAMPLES, complete_figures, make_office, make_scheme
from tests.patience import cases
from tests.publication.papers import pdf_text

pytestmark = pytest.mark.django_db
CASES = [
    ("hunan-2013", 2020, ["staff_control_rate", "operating_control_rate", "key_work_completion", "satisfaction"]),
    ("hunan-2023", 2023, ["execution_rate", "target:4", "target:8", "target:9"]),
]


def document(scheme):
    """A report in which points are lost, with the reasons that a department owes."""
    if scheme == "hunan-2023":
        return load_facts((EXAMPLES / "complete-2023.json").read_bytes())
    lossy = complete_figures(
        staff_in_post="30", operating__actual="103.5", personnel__actual="432.7", satisfaction_rate="88"
    )
    data = lossy.to_json()
    for code in ("staff_control_rate", "operating_control_rate", "satisfaction"):
        data["entries"].setdefault(code, {})["reason"] = "已制定整改措施"
    data["narratives"] |= {"staff_note": "上年超编人员正在消化。", "operating_note": "增加了会议场次。"}
    return read_facts(data)


@pytest.fixture
def filed(case):
    scheme, year, codes = case
    office = make_office(year=year, scheme=make_scheme(scheme))
    evaluation = office.evaluation("published", document(scheme))
    return office, evaluation, codes


def page(client, user, address):
    """The text of a page as its reader gets it."""
    if user:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


@pytest.mark.parametrize("case", cases(CASES[1:], CASES), ids=lambda case: case[0])
def test_the_same_sentence_stands_wherever_the_score_is_shown(client, filed):
    office, evaluation, codes = filed
    submission = current_submission(evaluation)
    table = "indicators" if not office.cycle.scheme.code.endswith("2023") else "targets"
    places = {
        "filing": page(client, office.preparer, reverse("filing:section", args=[evaluation.pk, "indicators"]))
        + page(client, office.preparer, reverse("filing:section", args=[evaluation.pk, table])),
        "preview": page(client, office.preparer, reverse("filing:preview", args=[evaluation.pk])),
        "review": page(client, office.reviewer, reverse("review:detail", args=[submission.pk])),
    }
    client.logout()
    places["portal"] = page(
        client, None, reverse("portal:report", args=[office.cycle.year, office.department.budget_code])
    )
    printed_text = pdf_text(printed_submission(submission).pdf, "-raw")
    results = assess_evaluation(evaluation)[1].results
    frozen = {one["code"]: one["explanation"] for one in submission.result["indicators"]}
    for code in codes:
        sentence = results[code].explanation
        assert "得满分" in sentence or results[code].score == results[code].weight
        assert sentence == frozen[code]
        printed = in_paper_voice(sentence)  # the report's voice; the desks keep what helps whoever fills in
        said = {"filing": sentence, "preview": printed, "review": sentence, "portal": printed}
        assert [name for name, text in places.items() if said[name] not in text] == [], code
        assert "".join(printed.split()) in printed_text, code


@pytest.mark.parametrize("case", cases(CASES[:1], CASES), ids=lambda case: case[0])
def test_a_submission_keeps_its_scheme_when_the_file_changes(filed):
    """The next notice rounds to whole points and renames things; a new Scheme row is loaded; the old report replays as it was."""
    office, evaluation, _ = filed
    submission = Submission.objects.select_related("scheme").get(pk=current_submission(evaluation).pk)
    before, paper = submission.result["total"], pdf_text(printed_submission(submission).pdf)
    changed = load_scheme(office.cycle.scheme.code).source.replace("绩效", "成效").replace("from = 90", "from = 99")
    changed = changed.replace("score_places = 2\n", "").replace(
        "full_marks = 100", "full_marks = 100\nscore_places = 0"
    )
    row = Scheme.objects.create(**new_row(changed, office.cycle.scheme))
    office.cycle.scheme = row
    office.cycle.save()
    _parsed.clear()
    replayed = Submission.objects.select_related("scheme").get(pk=submission.pk)
    assert replayed.scheme_id != row.pk and is_intact(replayed)
    assert str(assessment_of(replayed).total) == before == replayed.result["total"]
    assert frozen_report(replayed) == frozen_report(submission) and pdf_text(printed_submission(replayed).pdf) == paper
    _, now, _ = assess_evaluation(type(evaluation).objects.get(pk=evaluation.pk))
    assert str(now.total) != before


def new_row(source, old):
    from evaluations.schemes.loading import parse_scheme

    scheme = parse_scheme(source, "changed")
    assert scheme.digest != old.digest
    return {"digest": scheme.digest, "code": scheme.code, "title": scheme.title, "source": source}


def test_the_frozen_numbers_of_projects_stand():
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    submission = current_submission(office.evaluation("submitted", document("hunan-2023")))
    project = submission.frozen_assessment.content["projects"][0]
    project["total"], project["targets"][0]["explanation"] = "12.34", "当时的算法"
    shown = assessment_of(submission).projects[0]
    assert (str(shown.total), shown.targets[0].explanation) == ("12.34", "当时的算法")


def test_last_years_texts_are_compared_but_not_filed_again():
    office = make_office(year=2023, scheme=make_scheme("hunan-2023"))
    office.evaluation("approved", document("hunan-2023"))
    following = type(office)(office.county, office.department, next_cycle(office), office.people)
    text = json.loads((EXAMPLES / "complete-2023.json").read_text())
    evaluation = following.evaluation("draft", read_facts(text | {"year": 2024}))
    collected, _, findings = assess_evaluation(evaluation)
    assert collected.last_year["problems"] == text["narratives"]["problems"]
    assert ("26", "problems") in [(one.check, one.field) for one in findings]
    draft = assess_evaluation(evaluation)
    assert "last_year" not in freeze_submission(evaluation_of(following, evaluation), draft, signed_by=None).facts


def next_cycle(office):
    from tests.factories import make_cycle

    return make_cycle(office.county, 2024, scheme=office.cycle.scheme)


def evaluation_of(office, evaluation):
    """The draft with a person who hands it in, as the workflow would set it."""
    evaluation.submitted_by = office.preparer
    return evaluation
