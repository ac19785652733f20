"""The report of a submission, composed from its frozen facts and the frozen wording of its scheme."""

import json
from functools import lru_cache

from evaluations.language.words import BUREAU_AUDIENCE
from evaluations.models import Publication, Submission
from evaluations.models.scheme import parsed_scheme
from evaluations.report import Report, compose_report
from evaluations.submissions.canonical_json import canonical_json
from evaluations.submissions.freezing import assessment_of, facts_of

PAPER_FORMAT, OLD_PAPER_FORMAT = 2, 1
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


def public_document(submission: Submission) -> dict:
    """What everybody may have of a submission, with the number under which it is found: the paper's digest covers it.

    Raise PAPER_FORMAT when this changes: papers of the format before keep the document that lies in their PDF.
    """
    facts = submission.facts
    head = {
        "format": PAPER_FORMAT,
        "number": f"{facts['year']}-{facts.get('budget_code', '')}",
        "version": submission.number,
        "title": frozen_report(submission).meta.title,
    }
    return head | public_data(submission)


def public_json_bytes(submission: Submission) -> bytes:
    """The public document in its one spelling: sorted keys, no blanks, UTF-8. `sha256sum` of it is the printed digest."""
    return canonical_json(public_document(submission)).encode()


def published_json_bytes(publication: Publication) -> bytes:
    """The very document that lies in the PDF, byte for byte; of papers until 1.3 what was always served with them."""
    if publication.paper_format == OLD_PAPER_FORMAT:
        return json.dumps(public_data(publication.submission), ensure_ascii=False, indent=1).encode()
    return public_json_bytes(publication.submission)


def printed_texts(submission: Submission) -> dict:
    """The narratives without those of sections ticked 无此项: the report prints none of them."""
    none, texts = submission.facts.get("none_sections", ()), parsed_scheme(submission.scheme).texts
    written = submission.facts["narratives"]
    return {code: text for code, text in written.items() if code not in texts or texts[code].section not in none}


def without_person(entry: dict) -> dict:
    """An explanation without who gave it."""
    return {key: value for key, value in entry.items() if key != "person"}
