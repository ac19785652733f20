"""What tests ask of the product in one word, and the product itself asks in parts."""

from evaluations.checks.finding import Finding
from evaluations.drafts.facts_of_draft import assess_evaluation
from evaluations.models import Evaluation, Submission
from evaluations.submissions.freezing import is_assessment_intact, is_document_intact
from evaluations.workflow.obstacles import stopping_findings


def is_intact(submission: Submission) -> bool:
    """Whether everything that was frozen still is what the hashes were made of."""
    return is_document_intact(submission) and is_assessment_intact(submission)


def draft_obstacles(evaluation: Evaluation) -> list[Finding]:
    """Everything that stops a submission of the draft as it is now."""
    facts, _, findings = assess_evaluation(evaluation)
    return stopping_findings(evaluation, facts, findings)
