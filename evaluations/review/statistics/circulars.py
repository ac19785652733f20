"""汇总通报: composed when it is asked for, kept with its Word file, printed by a worker."""

from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from departments.models import User
from evaluations.audit.events import record_event
from evaluations.jobs.job_rows import enqueue_job
from evaluations.models import Circular, Cycle
from evaluations.report.blocks import Report
from evaluations.report.circular import compose_circular
from evaluations.report.signature import signature_lines
from evaluations.report.word import as_word
from evaluations.review.statistics.year_statistics import YearNumbers

# By this name the room that prints finds the work; the desks do not know each other.
PRINT_CIRCULAR_JOB, MAKE_CIRCULAR = "print_circular", "make_circular"
WHOLE_RANKING = 0


def composed_circular(cycle: Cycle) -> Report:
    """The paper as the numbers stand: over the reports that have passed, all of them in the ranking."""
    return compose_circular(YearNumbers(cycle, passed_only=True).statistics(most=WHOLE_RANKING))


@transaction.atomic
def make_circular(cycle: Cycle, user: User, request: HttpRequest | None = None) -> Circular:
    """Keep the paper of this moment and have it printed."""
    report, now = composed_circular(cycle), timezone.localtime().replace(microsecond=0)
    context = {
        "report": report,
        "stamp": now.isoformat(),
        "signature": signature_lines(report.meta.department, now.date()),
        "proof": None,
    }
    page = render_to_string("report/print.html", context)
    circular = Circular.objects.create(cycle=cycle, made_by=user, page=page, word=as_word(report, now.date()))
    enqueue_job(PRINT_CIRCULAR_JOB, {"circular": circular.pk}, key=f"{PRINT_CIRCULAR_JOB}:{circular.pk}")
    record_event(MAKE_CIRCULAR, user=user, object=cycle, detail={"year": cycle.year}, request=request)
    return circular
