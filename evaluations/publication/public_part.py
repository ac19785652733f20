"""The report of a submission, composed from its frozen facts and the frozen wording of its scheme."""

from functools import lru_cache

from evaluations.language.words import BUREAU_AUDIENCE
from evaluations.models import Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.report import Report, compose_report
from evaluations.submissions.freezing import assessment_of, facts_of

PRIVATE = frozenset({"people"})
BETWEEN_OFFICES = frozenset({"findings", "ledger"})  # what the department and the bureau have to settle


def is_approved(submission: Submission) -> bool:
    """Whether the bureau has approved exactly this submission."""
    decision = submission.decision
    return decision is not None and decision.outcome == decision.Outcome.APPROVED


@lru_cache(maxsize=64)
def composed_report(sha256: str, draft: bool, submission: Submission) -> Report:
    """Kept by content: a submission never changes, and the portal shows the same ones again and again."""
    scheme = parsed_scheme(submission.scheme)
    return compose_report(facts_of(submission), scheme, assessment_of(submission), draft=draft)


def frozen_report(submission: Submission) -> Report:
    """The composed report; a draft (with watermark in print) until the bureau has approved it."""
    return composed_report(submission.sha256, not is_approved(submission), submission)


def public_data(submission: Submission) -> dict:
    """Facts and result as open data. Clerks' names, telephone numbers, the bureau's findings and what was
    explained to the bureau alone stay inside."""
    facts = {key: value for key, value in submission.facts.items() if key not in PRIVATE}
    if "explanations" in facts:
        printed = [entry for entry in facts.pop("explanations") if entry.get("audience") != BUREAU_AUDIENCE]
        facts |= {"explanations": [without_person(entry) for entry in printed]} if printed else {}
    if "narratives" in facts:
        facts["narratives"] = printed_texts(submission)
    result = {key: value for key, value in submission.result.items() if key not in BETWEEN_OFFICES}
    return {"facts": facts, "result": result, "sha256": submission.sha256}


def printed_texts(submission: Submission) -> dict:
    """The narratives without those of sections ticked 无此项: the report prints none of them."""
    none, texts = submission.facts.get("none_sections", ()), parsed_scheme(submission.scheme).texts
    written = submission.facts["narratives"]
    return {code: text for code, text in written.items() if code not in texts or texts[code].section not in none}


def without_person(entry: dict) -> dict:
    """An explanation without who gave it."""
    return {key: value for key, value in entry.items() if key != "person"}
