"""A total that a ceiling lowers says so wherever it stands: the lines above it would not add up otherwise."""

import io
import json

import pytest
from django.core.management import call_command

from evaluations.checks.registry import run_checks
from evaluations.schemes.loading import SCHEMES_DIRECTORY, parse_scheme
from evaluations.scoring.assessing import assess_facts
from evaluations.submissions.freezing import Submission, assessment_of
from tests.factories import complete_facts, make_office, make_scheme

REASON = "审计查出违规问题的，总分不超过59.5分"
CAP = f'[[caps]]\nwhen = "staff_in_post > 0"\nat_most = 59.5\nreason = "{REASON}"\n\n'
SOURCE = (SCHEMES_DIRECTORY / "hunan-2013.toml").read_text().replace("[[grades]]", CAP + "[[grades]]", 1)
WHY = f"各项得分合计 96.68 分，{REASON}"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "capped.toml"
    path.write_text(SOURCE)
    return path


def test_the_writer_the_head_the_reviewer_and_the_report_are_told(db, client, file):
    office = make_office(scheme=make_scheme(str(file)))
    draft = office.evaluation("awaiting_signature")
    client.force_login(office.head)
    assert client.get(f"/filing/{draft.pk}/preview/").content.decode().count(WHY) == 2
    submission = Submission.objects.get(evaluation=office.advance(draft, "sign"))
    assert WHY in assessment_of(submission).ceiling
    client.force_login(office.preparer)
    assert WHY in client.get(f"/filing/{draft.pk}/s/base_data/").content.decode()
    client.force_login(office.reviewer)
    assert WHY in client.get(f"/review/{submission.pk}/").content.decode()


def test_a_printed_total_is_compared_with_the_ceiling_in_true_words():
    scheme = parse_scheme(SOURCE, "capped")
    for figures, why in (({}, f"= 96.68；{REASON}"), ({"operating.actual": None}, f"；{REASON}")):
        facts = complete_facts(
            figures=dict(complete_facts().to_json()["figures"]) | figures, stated=[{"name": "total", "value": "90"}]
        )
        found = [one for one in run_checks(scheme, facts, assess_facts(scheme, facts)) if one.check == "17"]
        assert [one.expected.removeprefix("最多 ") for one in found] == ["59.5"]
        assert found[0].why.endswith(why), found[0].why


def test_the_command_tells_it_below_the_total(file, tmp_path):
    facts, out = tmp_path / "facts.json", io.StringIO()
    facts.write_text(json.dumps(complete_facts().to_json()))
    call_command("score", str(facts), scheme=str(file), stdout=out)
    assert WHY in out.getvalue()
