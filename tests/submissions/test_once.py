"""What is frozen is never computed again, and what is drafted is collected and scored once for each act."""

import sys
from collections import Counter

import pytest
from django.core.management import call_command
from django.urls import reverse

from evaluations.checks.registry import case_findings
from evaluations.cycles.opening.order import open_cycle
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.facts.reading import load_facts
from evaluations.filing.section.last_year import LastYear
from evaluations.language.formulas import Formula
from evaluations.models import Explanation, Submission
from evaluations.publication.printing.rendering import printed_submission
from evaluations.publication.public_part import composed_report
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from evaluations.scoring.indicator import score_indicator
from evaluations.scoring.ledger import Ledger
from evaluations.workflow.acting import open_draft
from tests.cycles.years import order
from tests.factories import EXAMPLES, complete_figures, make_office, make_scheme
from tests.proving import prove_record

pytestmark = pytest.mark.django_db
FORMS = [("hunan-2013", 2020), ("hunan-2023", 2023)]


def replaced_everywhere(monkeypatch, function, replacement):
    """Put the replacement wherever our modules hold the function, under whatever name."""
    for module in [one for name, one in sys.modules.items() if name.startswith("evaluations")]:
        for name, held in list(vars(module).items()):
            if held is function:
                monkeypatch.setattr(module, name, replacement)


@pytest.fixture
def no_engine(monkeypatch):
    """From when it is called: whoever scores, checks or evaluates a formula fails."""

    def refuse(*args, **kwargs):
        raise AssertionError("what is frozen was computed again")

    def stop():
        composed_report.cache_clear()
        for function in (assess_facts, case_findings, score_indicator):
            replaced_everywhere(monkeypatch, function, refuse)
        monkeypatch.setattr(Ledger, "__init__", refuse)
        monkeypatch.setattr(Formula, "evaluate", refuse)

    return stop


@pytest.fixture(params=FORMS, ids=[form for form, _ in FORMS])
def twice_filed(request):
    """A report returned once and handed in again, with project tables where the form has them."""
    form, year = request.param
    office = make_office(year=year, scheme=make_scheme(form))
    example = EXAMPLES / ("complete-2023.json" if year == 2023 else "complete.json")
    evaluation = office.evaluation("returned", load_facts(example.read_bytes()))
    return office, office.advance(evaluation, "submit", "sign")


def opens(client, user, *addresses):
    """Every address answers."""
    if user:
        client.force_login(user)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        b"".join(response) if response.streaming else response.content


def test_nothing_frozen_is_computed_again(client, twice_filed, no_engine):
    office, evaluation = twice_filed
    first, second = evaluation.submissions.order_by("number")
    section = next(one.code for one in load_scheme(office.cycle.scheme.code).sections if one.figures)
    no_engine()
    review = [reverse("review:detail", args=[one.pk]) for one in (first, second)]
    review += [reverse("review:differences", args=[second.pk, 1]), reverse("review:queue")]
    opens(client, office.reviewer, *review, reverse("review:section", args=[second.pk, section]))
    office.advance(evaluation, "approve", "publish")
    opens(client, office.preparer, reverse("filing:submission", args=[evaluation.pk, 2]))
    client.logout()
    where = [office.cycle.year, office.department.budget_code]
    opens(client, None, *(reverse(f"portal:{name}", args=where) for name in ("report", "pdf", "data")))
    newest = Submission.objects.select_related("scheme").get(pk=second.pk)
    assert printed_submission(newest).pages > 3
    prove_record()
    call_command("verify")


def test_nor_is_it_for_the_next_year(no_engine):
    office = make_office()
    office.evaluation("approved")
    cycle = open_cycle(order(office)).cycle
    no_engine()
    draft = open_draft(cycle.obligations.get(department=office.department), office.preparer)
    assert collect_facts(draft).figures["three_public.last_budget"] == 6
    last_year = LastYear.of(draft, load_scheme("hunan-2013"))
    assert last_year.figure("three_public.last_budget") == "6.00"


@pytest.fixture
def counted(monkeypatch):
    """How often each step of the engine ran."""
    counts: Counter[str] = Counter()

    def counting(function):
        def counted_function(*args, **kwargs):
            counts[function.__name__] += 1
            return function(*args, **kwargs)

        return counted_function

    for function in (collect_facts, assess_facts, case_findings):
        replaced_everywhere(monkeypatch, function, counting(function))
    return counts


ONCE = {"collect_facts": 1, "assess_facts": 1, "case_findings": 1}
GAP = {"project__budget": "200", "basic__budget": "507", "personnel__budget": "405.74"}


def posted(client, user, address, **given):
    """A press of a button that is accepted."""
    client.force_login(user)
    response = client.post(address, given)
    assert response.status_code == 302, response.content.decode()


@pytest.mark.parametrize("signature", [True, False], ids=["to be signed", "on the preparer's word"])
def test_filing_collects_and_scores_once(client, counted, signature):
    office = make_office(signature_required=signature)
    draft = office.evaluation()
    counted.clear()
    act = reverse("filing:act", args=[draft.pk, "submit"])
    posted(client, office.preparer, act, version=draft.version, pledge="on", seen=draft_seen(draft))
    assert counted == ONCE


def test_filing_again_compares_with_what_was_filed_and_still_collects_once(client, counted):
    office = make_office()
    draft = office.evaluation("returned")
    counted.clear()
    act = reverse("filing:act", args=[draft.pk, "submit"])
    posted(client, office.preparer, act, version=draft.version, pledge="on", seen=draft_seen(draft))
    assert counted == ONCE


def draft_seen(draft):
    return sum(draft.section_states.values_list("version", flat=True))


def test_the_head_reads_once_and_signs_once(client, counted):
    office = make_office()
    draft = office.evaluation("awaiting_signature")
    counted.clear()
    client.force_login(office.head)
    page = client.get(reverse("filing:preview", args=[draft.pk]))
    assert counted == ONCE
    counted.clear()
    act = reverse("filing:act", args=[draft.pk, "sign"])
    posted(client, office.head, act, version=draft.version, sha256=page.context["sha256"])
    assert counted == ONCE
    assert draft.submissions.get().sha256 == page.context["sha256"]


@pytest.mark.parametrize("action", ["return", "approve"])
def test_deciding_collects_and_scores_nothing(counted, action):
    office = make_office()
    filed = office.evaluation("submitted")
    counted.clear()
    office.advance(filed, action)
    assert not counted


def test_all_explanations_of_a_page_are_judged_by_one_reading(client, counted):
    office = make_office()
    draft = office.evaluation(document=complete_figures(**GAP, satisfaction_rate="85"))
    sent = {
        "key": ["13:project.budget", "19:satisfaction"],
        "text": ["另有预留资金未分解。", "搬迁期间等候时间长。"],
        "was": ["", ""],
    }
    counted.clear()
    posted(client, office.preparer, reverse("filing:explain", args=[draft.pk]), **sent)
    assert counted == ONCE
    assert list(Explanation.objects.order_by("pk").values_list("text", flat=True)) == sent["text"]


def test_an_import_collects_and_scores_once(counted, tmp_path):
    office = make_office()
    draft = office.evaluation()
    counted.clear()
    file = tmp_path / "report.json"
    file.write_bytes((EXAMPLES / "complete.json").read_bytes())
    given = {"county": office.county.code, "department": office.department.budget_code}
    call_command("import_evaluation", str(file), cycle=draft.cycle.year, **given)
    assert counted == ONCE
