"""What the bureau has returned and waits for; how the rows are mended that a process of before 1.8.0 wrote."""

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import Exact

from evaluations.models import Decision, Evaluation, Obligation
from evaluations.models.evaluation import AT_DEPARTMENT_STATUSES
from evaluations.models.report_line import ReportStand
from evaluations.submissions.report_lines import keep_report_lines

MOST_MENDED = 100


def last_returned() -> Q:
    """Condition on Evaluation: the bureau's last word that stands is a return."""
    words = Decision.objects.filter(submission__evaluation=OuterRef("pk"), revocation=None).order_by("-pk")
    return Q(Exact(Subquery(words.values("outcome")[:1]), Decision.Outcome.RETURNED))


def keep_sent_back() -> int:
    """Mark what was returned or withdrawn by a process that does not know `sent_back`, and put its line in its place.

    While a version is put in, the processes of the one before write beside it. Called again and again by the sweep; returns
    how many reports were marked.
    """
    # Only what was ever returned can be meant: drafts are many.
    back = Evaluation.objects.filter(status__in=AT_DEPARTMENT_STATUSES, sent_back=False, returned_at__isnull=False)
    with transaction.atomic():
        found = back.filter(last_returned()).order_by("pk").select_for_update(of=("self",))[:MOST_MENDED]
        marked = Evaluation.objects.filter(pk__in=[one.pk for one in found]).update(sent_back=True)
    for stand, sent_back in ((ReportStand.RETURNED, False), (ReportStand.MISSING, True)):
        wrong = Obligation.objects.filter(
            line__stand=stand, evaluation__sent_back=sent_back, evaluation__status__in=AT_DEPARTMENT_STATUSES
        )
        with transaction.atomic():
            keep_report_lines(*wrong.values_list("pk", flat=True)[:MOST_MENDED])
    return marked
