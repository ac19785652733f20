"""审核关注点 of a submission: what it gives by itself is found when it is handed in and kept; what depends on other
departments, who may file later, is asked when a reviewer reads: by an index over kept prints, and of kept medians."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from departments.kept_answers import kept_answer
from departments.kept_statement import KeptColumns
from evaluations.checks.review_hints.hint import EvidenceFile, HintCase, ReviewHint
from evaluations.checks.review_hints.own_hints import own_hints
from evaluations.checks.review_hints.rate_hints import far_from_county
from evaluations.checks.review_hints.text_hints import same_as_others
from evaluations.checks.review_hints.text_prints import SentencePrint, text_prints
from evaluations.facts.document import Facts
from evaluations.jobs.job_rows import enqueue_job
from evaluations.language.amounts import Amount
from evaluations.models import CycleMedians, KeptHints, ReportLine, Submission, TextPrint
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.assessing import Assessment
from evaluations.submissions.carry_forward import last_year_cells, source_of
from evaluations.submissions.freezing import assessment_of, facts_of

KEPT_HINTS = KeptColumns(KeptHints.objects.all, ["hints"], "submission")
log = logging.getLogger(__name__)
FIND_HINTS_JOB = "find_hints"
# Nothing found and nothing looked for are two things.
NOT_FOUND_YET = ReviewHint("not_found_yet", "查找时出了错，系统管理员已能看到，请稍后刷新本页再看。")


def keep_hints(lines: list[ReportLine]) -> None:
    """Find and keep the hints of lines whose newest submission has changed, and the prints of its texts.

    Runs inside the act of handing in, which no hint may stop: what fails is undone alone, logged, and left to a job.
    """
    for submission in submissions_without_hints(line.submission_id for line in lines if line.submission_id):
        try:
            with transaction.atomic():
                keep_hints_of(submission)
        except Exception:  # a fault of a hint, whichever it is
            log.exception("submission %s: no hints; a job tries again", submission.pk)
            enqueue_job(FIND_HINTS_JOB, {"submission": submission.pk}, key=f"{FIND_HINTS_JOB}:{submission.pk}")


def find_hints(payload: dict) -> None:
    """Job handler: the hints that could not be found when the report was handed in; may run twice."""
    for submission in submissions_without_hints([payload["submission"]]):
        with transaction.atomic():
            keep_hints_of(submission)


def submissions_without_hints(numbers: Iterable[int]) -> QuerySet[Submission]:
    """Those of these submissions whose hints nobody has found yet."""
    related = ("scheme", "frozen_assessment", "evaluation__obligation__cycle")
    return Submission.objects.filter(pk__in=list(numbers), kept_hints=None).select_related(*related)


def keep_hints_of(submission: Submission) -> None:
    """Write what one submission gives by itself, in the caller's transaction."""
    case = hint_case(submission, source_of(submission.evaluation.obligation))
    KeptHints.objects.create(submission=submission, hints=[one.to_json() for one in own_hints(case)])
    keep_text_prints(submission, text_prints(case.facts.narratives, case.facts.department))


def hint_case(submission: Submission, source: Submission | None) -> HintCase:
    """The frozen submission with its evidence, and `source`, the department's approved report of last year."""
    scheme = parsed_scheme(submission.scheme)
    handed_in = submission.evidence or ()
    files = (EvidenceFile(one["name"], one["place"], one["original_sha256"] or one["sha256"]) for one in handed_in)
    return HintCase(
        scheme,
        facts_of(submission),
        assessment_of(submission),
        tuple(files),
        last_amounts_of(source, scheme) if source else {},
        facts_of(source).narratives if source else {},
    )


def last_amounts_of(source: Submission, scheme: ScoringScheme) -> Mapping[str, Amount]:
    """Last year's figures by the names of this year's form."""
    amounts = assessment_of(source).amounts
    before = last_year_cells(parsed_scheme(source.scheme), scheme)
    return {name: amounts[was] for name, was in before.items() if was in amounts}


def keep_text_prints(submission: Submission, prints: list[SentencePrint]) -> None:
    """In place of those of the submission before."""
    TextPrint.objects.filter(evaluation=submission.evaluation_id).delete()
    columns = {"evaluation_id": submission.evaluation_id, "cycle_id": submission.evaluation.obligation.cycle_id}
    TextPrint.objects.bulk_create(
        TextPrint(code=one.code[:80], digest=one.digest, length=one.length, **columns) for one in prints
    )


def hints_of(
    submission: Submission,
    facts: Facts,
    assessment: Assessment,
    own: list[SentencePrint],
    medians: CycleMedians | None,
) -> list[ReviewHint]:
    """All hints of a frozen submission with the prints `own`, those from among the county first; two queries.

    A fault of one closes nobody's desk: it is logged, and the page says that hints are missing.
    """
    try:
        return every_hint(submission, HintCase(parsed_scheme(submission.scheme), facts, assessment), own, medians)
    except DatabaseError:
        raise
    except Exception:
        log.exception("submission %s: its hints could not be read", submission.pk)
        return [NOT_FOUND_YET]


def every_hint(
    submission: Submission, case: HintCase, own: list[SentencePrint], medians: CycleMedians | None
) -> list[ReviewHint]:
    """The kept ones, and what depends on the other departments of today."""
    kept = next((hints for (hints,) in KEPT_HINTS.of(submission.pk)), None)
    middle = medians.values if medians else {}
    values = {code: Decimal(middle[code]) for code in case.scheme.ratios if code in middle}
    others = same_as_others(case.scheme, case.facts.year, own, shared_prints(submission, own))
    own_ones = [NOT_FOUND_YET] if kept is None else [ReviewHint(**one) for one in kept]
    return [*others, *far_from_county(case, values), *own_ones]


def shared_prints(submission: Submission, own: list[SentencePrint]) -> dict[str, set[int]]:
    """Department → prints that it shares with this report, over all reports of the year."""
    digests = sorted({one.digest for one in own})
    found: dict[str, set[int]] = defaultdict(set)
    for name, digest in kept_answer(
        _same_prints, [submission.evaluation.obligation.cycle_id], [submission.evaluation_id], digests
    ):
        found[name].add(digest)
    return found


def _same_prints(cycle: Sequence[int], report: Sequence[int], digests: Sequence[int]) -> QuerySet[TextPrint, Any]:
    rows = TextPrint.objects.filter(cycle=cycle[0], digest__in=digests).exclude(evaluation=report[0])
    return rows.values_list("evaluation__obligation__department__name", "digest")
